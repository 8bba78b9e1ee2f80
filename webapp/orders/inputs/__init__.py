"""What the operations on orders take."""

from webapp.orders.inputs.change import ChangeOrder
from webapp.orders.inputs.closing import CloseLine, OneLine, SubstituteLine
from webapp.orders.inputs.create import CreateOrder, OrderItem
from webapp.orders.inputs.steps import CancelOrder, ConfirmOrder, OneOrder, OrderNotes, ReserveOrder

__all__ = [
    "CancelOrder",
    "ChangeOrder",
    "CloseLine",
    "ConfirmOrder",
    "CreateOrder",
    "OneLine",
    "OneOrder",
    "OrderItem",
    "OrderNotes",
    "ReserveOrder",
    "SubstituteLine",
]
