"""Who has a unit, or had it last."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.customers.models import Customer
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
