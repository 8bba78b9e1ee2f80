"""The pages of lots."""

from webapp.lots.views import adjusting, lists, moving, writing
from webapp.lots.views.pages import pages

__all__ = ["adjusting", "lists", "moving", "pages", "writing"]
