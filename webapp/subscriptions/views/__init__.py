"""The pages of subscriptions and payments."""

from webapp.subscriptions.views.payments import payment_pages
from webapp.subscriptions.views.subscriptions import pages, rentals_panel

__all__ = ["pages", "payment_pages", "rentals_panel"]
