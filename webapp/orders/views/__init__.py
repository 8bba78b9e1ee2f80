"""The pages of orders."""

from webapp.orders.views.filling import add_variant, pick_customer, scan_line, take_price, work_out
from webapp.orders.views.pages import orders_panel, pages

__all__ = ["add_variant", "orders_panel", "pages", "pick_customer", "scan_line", "take_price", "work_out"]
