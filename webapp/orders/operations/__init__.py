"""What is done with orders."""

from webapp.orders.operations.change import change_order
from webapp.orders.operations.closing import close_line, substitute_line
from webapp.orders.operations.create import create_order
from webapp.orders.operations.reserving import reserve_order
from webapp.orders.operations.steps import cancel_order, confirm_order, write_order_notes

__all__ = [
    "cancel_order",
    "change_order",
    "close_line",
    "confirm_order",
    "create_order",
    "reserve_order",
    "substitute_line",
    "write_order_notes",
]
