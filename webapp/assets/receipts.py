"""What one person received today: the rows below the scan field."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import Batch
from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.operation.actor import Actor
from webapp.ledger.models import Unit
from webapp.ledger.operations import may_take_back

SHOWN = 20


@dataclass(frozen=True)
class Receipt:
    """One unit that was received; ``state`` is a result row's: accepted or undone.

    ``undo_id`` is the batch to undo so that it is taken back: the receipt, or the undo of its undo; or nothing.
    """

    unit_id: str
    serial: str
    text: str
    at: dt.datetime
    state: str
    undo_id: str


def recent_receipts(session: Session, actor: Actor) -> list[Receipt]:
    """The newest receipts of this person since midnight in the tenant's zone."""
    midnight = (
        clock.now().astimezone(ZoneInfo(actor.tenant.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    )
    rows = session.execute(
        select(
            Batch.id, Batch.at, Batch.summary, Unit.id.label("unit_id"), Unit.serial, Unit.voided, Variant.variant_sku
        )
        .join(Unit, (Unit.tenant_id == Batch.tenant_id) & (Unit.id == Batch.subject_id))
        .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
        .where(
            Batch.tenant_id == actor.tenant.id,
            Batch.actor_id == actor.id,
            Batch.operation == "receive_asset",
            Batch.at >= midnight,
        )
        .order_by(Batch.at.desc(), Batch.id.desc())
        .limit(SHOWN)
    ).all()
    undos = _undos(session, actor.tenant.id, [row.unit_id for row in rows])
    return [_receipt(row, undos, actor) for row in rows]


def _undos(session: Session, tenant_id: int, unit_ids: list[str]) -> dict[str, Any]:
    """What undid what, among the batches about these units."""
    if not unit_ids:
        return {}
    rows = session.execute(
        select(Batch.undoes_id, Batch.id, Batch.actor_id, Batch.at).where(
            Batch.tenant_id == tenant_id, Batch.subject_id.in_(unit_ids), Batch.undoes_id.is_not(None)
        )
    )
    return {row.undoes_id: row for row in rows}


def _receipt(row: Any, undos: dict[str, Any], actor: Actor) -> Receipt:
    last_id, who, at = row.id, actor.id, row.at
    while last_id in undos:
        undo = undos[last_id]
        last_id, who, at = undo.id, undo.actor_id, undo.at
    may = not row.voided and may_take_back(actor, who, at, clock.now())
    text = row.summary.removeprefix(f"received {row.serial} ({row.variant_sku}) ")  # these stand in the row already
    return Receipt(
        unit_id=row.unit_id,
        serial=row.serial,
        text=f"{row.variant_sku} {text}",
        at=row.at,
        state="undone" if row.voided else "accepted",
        undo_id=last_id if may else "",
    )
