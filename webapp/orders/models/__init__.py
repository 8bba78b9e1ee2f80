"""The tables of orders."""

from webapp.orders.models import triggers
from webapp.orders.models.line import FORGOTTEN, OrderLine
from webapp.orders.models.order import MOST_A_MONTH, ORDER_STATUSES, ORDER_TYPES, ORDER_WORDS, STEPS, SalesOrder
from webapp.orders.models.unsummed import Unsummed

__all__ = [
    "FORGOTTEN", "MOST_A_MONTH", "ORDER_STATUSES", "ORDER_TYPES", "ORDER_WORDS", "STEPS", "OrderLine", "SalesOrder",
    "Unsummed",
]  # fmt: skip

triggers.attach()
