"""The pages of subscriptions and payments."""

from webapp.subscriptions.views.desk import pages as fulfil_pages
from webapp.subscriptions.views.fulfilling import order_panel
from webapp.subscriptions.views.payments import payment_pages
from webapp.subscriptions.views.subscriptions import pages, rentals_panel

__all__ = ["fulfil_pages", "order_panel", "pages", "payment_pages", "rentals_panel"]
