"""What subscriptions do when a customer is merged, forgotten or told of."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.customers.hooks import (
    business_of,
    customer_counted,
    customer_forgotten,
    customer_leaving,
    customer_merged,
    customer_told,
    renting_of,
)
from webapp.ledger.models import Event
from webapp.subscriptions.keeping.guarding import customer_rents
from webapp.subscriptions.models import VOIDED, Payment, Subscription
from webapp.subscriptions.queries.renting import renting, renting_now
from webapp.subscriptions.queries.subscriptions import rented_by
from webapp.subscriptions.starting import RENTED
from webapp.subscriptions.wire.subscriptions import rental_json

_MOST = 100_000


def follow_rentals() -> None:
    """Have subscriptions go where their customers go; called once by ``features.py``."""
    business_of.subscribe(renting)
    renting_of.subscribe(renting_now)
    customer_leaving.subscribe(customer_rents)
    customer_merged.subscribe(rentals_merged)
    customer_counted.subscribe(rentals_counted)
    customer_forgotten.subscribe(rentals_forgotten)
    customer_told.subscribe(rentals_told)


def rentals_merged(work: Work, other_id: str, customer_id: str) -> int:
    """Subscriptions and payments of the one record are the other's from now on."""
    moved = work.session.execute(
        update(Subscription)
        .where(Subscription.tenant_id == work.tenant_id, Subscription.customer_id == other_id)
        .values(customer_id=customer_id, updated_at=work.at)
        .returning(Subscription.id)
    ).all()
    work.session.execute(
        update(Payment)
        .where(Payment.tenant_id == work.tenant_id, Payment.customer_id == other_id)
        .values(customer_id=customer_id, updated_at=work.at)
    )
    return len(moved)


def rentals_counted(session: Session, tenant_id: int, customer_id: str) -> str:
    """How many subscriptions a customer has or had."""
    mine = (Subscription.tenant_id == tenant_id, Subscription.customer_id == customer_id, Subscription.status != VOIDED)
    count = session.execute(select(func.count()).select_from(Subscription).where(*mine)).scalar_one()
    return f"{count:,} subscription{'' if count == 1 else 's'}" if count else ""


def rentals_forgotten(work: Work, customer_ids: Sequence[str], told: Mapping[str, Any]) -> list[str]:
    """Take out what was written freely about their subscriptions and payments; names are the order's."""
    ids: list[str] = []
    for table in (Subscription, Payment):
        mine = (table.tenant_id == work.tenant_id, table.customer_id.in_(customer_ids))
        ids += work.session.execute(select(table.id).where(*mine)).scalars()
        noted = update(table).where(*mine, table.notes.is_not(None)).values(notes=None, updated_at=work.at)
        work.session.execute(noted)
    _untell(work, customer_ids)
    return ids


def _untell(work: Work, customer_ids: Sequence[str]) -> None:
    """Let the units they had say that they went out, and no more to whom."""
    mine = (Subscription.tenant_id == work.tenant_id, Subscription.customer_id.in_(customer_ids))
    work.session.execute(
        update(Event)
        .where(Event.tenant_id == work.tenant_id, Event.action == RENTED)
        .where(Event.subject_id.in_(select(Subscription.unit_id).where(*mine)))
        .where(Event.reference.in_(select(Subscription.order_id).where(*mine)))
        .values(reference=None, note=None, before=None, after=None),
        execution_options={"synchronize_session": False},
    )


def rentals_told(actor: Actor, customer_id: str) -> tuple[str, list[Any]]:
    """All of a customer's subscriptions as JSON."""
    if not actor.may(Permission.READ_SUBSCRIPTIONS):
        return "rentals", []
    rows = rented_by(db.session(), actor.tenant.id, customer_id, most=_MOST)
    return "rentals", [rental_json(row, actor) for row in rows]
