"""Which orders wait for a unit of a SKU, the oldest first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.customers.naming import full_name
from webapp.orders.models import OrderLine, SalesOrder

SHOWN = 3


def waiting_orders(session: Session, tenant_id: int, variant_id: str, most: int = SHOWN) -> Sequence[Any]:
    """Lines of confirmed orders that still ask for this SKU: order_id, position, customer, open."""
    still_open = OrderLine.quantity - OrderLine.rented - OrderLine.closed
    rows = (
        select(OrderLine.order_id, OrderLine.position, SalesOrder.customer, still_open.label("still_open"))
        .join(SalesOrder, (SalesOrder.tenant_id == OrderLine.tenant_id) & (SalesOrder.id == OrderLine.order_id))
        .where(OrderLine.tenant_id == tenant_id, SalesOrder.tenant_id == tenant_id)
        .where(OrderLine.variant_id == variant_id, still_open > 0, SalesOrder.status.in_(("confirmed", "partial")))
        .order_by(SalesOrder.created_at, SalesOrder.id, OrderLine.position)
        .limit(most)
    )
    return session.execute(rows).all()


def orders_in_words(session: Session, tenant_id: int, variant_id: str, but: str = "") -> str:
    """Who would take a unit of this SKU."""
    rows = [row for row in waiting_orders(session, tenant_id, variant_id, SHOWN + 1) if row.order_id != but][:SHOWN]
    if not rows:
        return "No other confirmed order waits for it."
    named = [f"{full_name(row.customer)} ({row.order_id})" for row in rows]
    return f"It would go to {', '.join(named[:-1])}{' or ' if len(named) > 1 else ''}{named[-1]}."
