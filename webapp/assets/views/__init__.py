"""The pages of units."""

from webapp.assets.views import editing, units  # noqa: F401  (each adds its pages)
from webapp.assets.views.pages import pages

__all__ = ["pages"]
