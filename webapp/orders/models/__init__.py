"""The tables of orders."""

from webapp.orders.models import triggers
from webapp.orders.models.line import FORGOTTEN, OrderLine
from webapp.orders.models.order import ORDER_STATUSES, ORDER_TYPES, STEPS, SalesOrder

__all__ = ["FORGOTTEN", "ORDER_STATUSES", "ORDER_TYPES", "STEPS", "OrderLine", "SalesOrder"]

triggers.attach()
