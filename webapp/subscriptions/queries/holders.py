"""Who has a unit, or had it last."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.customers.models import Customer
from webapp.orders.models import SalesOrder
from webapp.subscriptions.models import VOIDED, Subscription


def last_customer(session: Session, tenant_id: int, unit_id: str) -> str | None:
    """The name of the customer who was given a unit last; what was taken back does not count."""
    found = session.execute(
        select(Customer.first_name, Customer.last_name)
        .join(Subscription, (Subscription.tenant_id == Customer.tenant_id) & (Subscription.customer_id == Customer.id))
        .where(
            Customer.tenant_id == tenant_id,
            Subscription.tenant_id == tenant_id,
            Subscription.unit_id == unit_id,
            Subscription.status != VOIDED,
        )
        .order_by(Subscription.created_at.desc(), Subscription.id.desc())
        .limit(1)
    ).one_or_none()
    return f"{found.first_name} {found.last_name}" if found else None


def holders_of(session: Session, tenant_id: int, unit_ids: Collection[str]) -> Mapping[str, Any]:
    """Who has these units now: ``order_id`` and ``customer``, as the order has it, by unit."""
    found: dict[str, Any] = {}
    for part in in_parts(unit_ids):
        rows = session.execute(
            select(Subscription.unit_id, Subscription.order_id, SalesOrder.customer)
            .join(
                SalesOrder, (SalesOrder.tenant_id == Subscription.tenant_id) & (SalesOrder.id == Subscription.order_id)
            )
            .where(Subscription.tenant_id == tenant_id, SalesOrder.tenant_id == tenant_id)
            .where(Subscription.unit_id.in_(part), Subscription.status == "active")
        )
        found.update((row.unit_id, row) for row in rows)
    return found
