"""What the operations on orders take."""

from webapp.orders.inputs.create import CreateOrder, OrderItem
from webapp.orders.inputs.steps import CancelOrder, ConfirmOrder, OrderNotes, PatchOrder

__all__ = ["CancelOrder", "ConfirmOrder", "CreateOrder", "OrderItem", "OrderNotes", "PatchOrder"]
