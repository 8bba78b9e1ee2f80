"""What is done with orders."""

from webapp.orders.operations.change import change_order
from webapp.orders.operations.create import create_order
from webapp.orders.operations.steps import cancel_order, confirm_order, write_order_notes

__all__ = ["cancel_order", "change_order", "confirm_order", "create_order", "write_order_notes"]
