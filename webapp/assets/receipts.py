"""What one person received today: the rows below the scan field."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.core.operation.actor import Actor
from webapp.ledger.models import Unit

SHOWN = 20


@dataclass(frozen=True)
class Receipt:
    """One unit that was received; ``state`` is a result row's: accepted or undone."""

    batch_id: str
    unit_id: str
    serial: str
    text: str
    at: dt.datetime
    state: str


def recent_receipts(session: Session, actor: Actor) -> list[Receipt]:
    """The newest receipts of this person since midnight in the tenant's zone."""
    midnight = (
        clock.now().astimezone(ZoneInfo(actor.tenant.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    rows = session.execute(
        select(Batch.id, Batch.at, Batch.summary, Unit.id.label("unit_id"), Unit.serial, Unit.voided)
        .join(Unit, (Unit.tenant_id == Batch.tenant_id) & (Unit.id == Batch.subject_id))
        .where(
            Batch.tenant_id == actor.tenant.id,
            Batch.actor_id == actor.id,
            Batch.operation == "receive_asset",
            Batch.at >= midnight,
        )
        .order_by(Batch.at.desc(), Batch.id.desc())
        .limit(SHOWN)
    )
    return [_receipt(row) for row in rows]


def _receipt(row: Any) -> Receipt:
    text = row.summary.removeprefix(f"received {row.serial} ")  # the serial stands before it already
    return Receipt(row.id, row.unit_id, row.serial, text, row.at, "undone" if row.voided else "accepted")
