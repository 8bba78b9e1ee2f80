"""The desk where orders are fulfilled: an order and its units, or any unit and who waits for it."""

from webapp.subscriptions.views.desk.page import pages
from webapp.subscriptions.views.desk.pipe import take

__all__ = ["pages", "take"]
