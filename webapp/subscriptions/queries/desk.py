"""What a person let go out lately: what their desk shows, and what its UNDO card takes back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.ledger.models import Unit
from webapp.orders.models import SalesOrder
from webapp.subscriptions.models import Subscription

SHOWN = 12
LATELY = dt.timedelta(hours=12)
"""The work of a day: nobody takes back yesterday's at the desk."""


def went_lately(
    session: Session, tenant_id: int, actor_id: str, now: dt.datetime, most: int = SHOWN, order_id: str = ""
) -> Sequence[Any]:
    """The units that this person let go, the newest first, of one order or of all.

    Each has batch_id, serial, unit_id, product_name, customer, order_id, status, created_at.
    """
    rows = (
        select(
            Subscription.batch_id, Subscription.unit_id, Subscription.product_name, Subscription.created_at,
            Unit.serial, SalesOrder.customer, Subscription.order_id, SalesOrder.status,
        )
        .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
        .join(
            SalesOrder, (SalesOrder.tenant_id == Subscription.tenant_id) & (SalesOrder.id == Subscription.order_id)
        )
        .where(Subscription.tenant_id == tenant_id, Unit.tenant_id == tenant_id, SalesOrder.tenant_id == tenant_id)
        .where(Subscription.created_by == actor_id, Subscription.created_at >= now - LATELY)
        .where(Subscription.status == "active", *((Subscription.order_id == order_id,) if order_id else ()))
        .order_by(Subscription.created_at.desc(), Subscription.id.desc())
        .limit(most)
    )  # fmt: skip
    return session.execute(rows).all()
