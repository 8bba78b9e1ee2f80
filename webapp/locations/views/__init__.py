"""The pages of places."""

from webapp.locations.views import bins, many, warehouses  # noqa: F401  (each adds its pages)
from webapp.locations.views.pages import pages

__all__ = ["pages"]
