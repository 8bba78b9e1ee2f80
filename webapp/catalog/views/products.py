"""The pages of products: their list; the form is in ``form/``, one product's page in ``lifecycle.py``."""

from webapp.accounts.permissions import Permission
from webapp.catalog.queries.products import PRODUCTS
from webapp.catalog.views.choices import with_choices
from webapp.core.web.html import Pages

pages = Pages("catalog")
pages.listing(
    "/products",
    needs=Permission.READ_CATALOGUE,
    lists=lambda visit: with_choices(PRODUCTS, visit),
    template="catalog/index.html",
)
