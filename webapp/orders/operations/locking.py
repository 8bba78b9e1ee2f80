"""Holding an order for the rest of a command."""

from sqlalchemy import select

from webapp.core.operation.registry import Work
from webapp.orders.errors import OrderNotFound
from webapp.orders.models import SalesOrder


def locked_order(work: Work, order_id: str) -> SalesOrder:
    """An order, locked until the end of the command; raises OrderNotFound."""
    found = work.session.execute(
        select(SalesOrder)
        .where(SalesOrder.tenant_id == work.tenant_id, SalesOrder.id == order_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise OrderNotFound
    return found
