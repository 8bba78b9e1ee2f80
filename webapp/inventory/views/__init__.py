"""The pages of stock records."""

from webapp.inventory.views import handling, records  # noqa: F401  (each adds its pages)
from webapp.inventory.views.pages import low_pages, pages

__all__ = ["low_pages", "pages"]
