"""The page of the exceptions."""

from webapp.accounts.permissions import Permission
from webapp.core.listing.listing import Listing
from webapp.core.listing.saved import Visit
from webapp.core.web.html import Pages
from webapp.orders.exceptions.listing import exceptions

pages = Pages("order_exceptions")


def _listed(visit: Visit) -> Listing:
    return exceptions(visit.session, visit.actor.tenant.id)


pages.listing(
    "/orders/exceptions", needs=Permission.READ_ORDERS, lists=_listed, template="orders/exceptions/index.html"
)
