"""What customers rent and have paid, and how a list of them goes by it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import FromClause, Select, cast, func, select
from sqlalchemy.orm import Session

from webapp.core.data.columns import Whole
from webapp.core.data.parts import in_parts
from webapp.customers.hooks import Business, RentingNow
from webapp.subscriptions.models import VOIDED, Payment, Subscription


def renting(session: Session, tenant_id: int, customer_ids: Sequence[str]) -> Mapping[str, Business]:
    """What these customers rent and rented, the newest first, and what of it is paid."""
    rented: dict[str, list[Any]] = defaultdict(list)
    for part in in_parts(customer_ids):
        for row in session.execute(_rows(tenant_id, part)):
            rented[row.customer_id].append(row)
    return {customer: _business(rows) for customer, rows in rented.items()}


def _rows(tenant_id: int, customer_ids: Sequence[str]) -> Select[Any]:
    """Their subscriptions, the newest first, each with what was paid of it."""
    paid = (
        select(Payment.subscription_id, func.sum(Payment.total).label("collected"))
        .where(Payment.tenant_id == tenant_id, Payment.customer_id.in_(customer_ids), Payment.status == "paid")
        .group_by(Payment.subscription_id)
        .subquery()
    )
    shown: tuple[Any, ...] = (
        Subscription.customer_id, Subscription.id, Subscription.status, Subscription.monthly_amount,
        Subscription.unit_id, Subscription.acquisition_cost,
    )  # fmt: skip
    return (
        select(*shown, func.coalesce(paid.c.collected, 0).label("collected"))
        .outerjoin(paid, paid.c.subscription_id == Subscription.id)
        .where(Subscription.tenant_id == tenant_id, Subscription.customer_id.in_(customer_ids))
        .where(Subscription.status != VOIDED)
        .order_by(Subscription.customer_id, Subscription.created_at.desc(), Subscription.id)
    )


def _business(rows: Sequence[Any]) -> Business:
    """One customer's; a unit that they had twice was bought once, for what was last known of it."""
    active = [row.monthly_amount for row in rows if row.status == "active"]
    costs = {row.unit_id: row.acquisition_cost for row in reversed(rows) if row.acquisition_cost is not None}
    return Business(
        rental_ids=tuple(row.id for row in rows),
        devices_rented=len(active),
        monthly_revenue=sum(active),
        devices_ever=len({row.unit_id for row in rows}),
        collected=sum(int(row.collected) for row in rows),
        acquisition_cost=sum(costs.values()),
    )


def renting_now(tenant_id: int, customers: FromClause) -> RentingNow:
    """Of the customer in a row of a list's SELECT: whether they rent, how much, and for how much."""
    active = (Subscription.tenant_id == tenant_id, Subscription.status == "active")
    mine = (Subscription.customer_id == customers.c.id, Subscription.tenant_id == customers.c.tenant_id)
    monthly = cast(func.coalesce(func.sum(Subscription.monthly_amount), 0), Whole)
    count = func.count(Subscription.id)
    return RentingNow(
        rents=customers.c.id.in_(select(Subscription.customer_id).where(*active)),
        devices=select(count).where(*active, *mine).correlate(customers).scalar_subquery(),
        monthly=select(monthly).where(*active, *mine).correlate(customers).scalar_subquery(),
    )
