"""The pages of units."""

from webapp.assets.views import acting, editing, handling, naming, units  # noqa: F401  (each adds its pages)
from webapp.assets.views.pages import pages

__all__ = ["pages"]
