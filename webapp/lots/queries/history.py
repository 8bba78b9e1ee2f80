"""What happened to a lot: what each action changed, what it held afterwards, for whom, and where its goods went."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, null, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.ledger.models import Event, Lot, Movement, Pool, Reservation
from webapp.ledger.words import BUCKETS
from webapp.locations.models import Bin
from webapp.lots.queries.rows import LotRow, is_pickable

NEWEST = 200
"""So many lines a page shows."""


@dataclass
class Doing:
    """What one batch did to the lot; ``after`` is what it held then, bucket by bucket."""

    batch_id: str
    at: dt.datetime
    summary: str
    actor_id: str
    actor_name: str
    desk_name: str | None
    note: str | None
    reference: str | None
    takes_back: bool
    is_open: bool = False
    change: dict[str, int] = field(default_factory=lambda: dict.fromkeys(BUCKETS, 0))
    after: dict[str, int] = field(default_factory=dict)


def doings_of(session: Session, tenant_id: int, lot: LotRow) -> list[Doing]:
    """What was done to a lot, newest first, with what it held after each."""
    found = [*session.execute(_movements(tenant_id, lot.id)), *session.execute(_events(tenant_id, lot.id))]
    doings: dict[str, Doing] = {}
    for row in sorted(found, key=lambda row: row.n, reverse=True)[:NEWEST]:
        doing = doings.setdefault(row.batch_id, _doing(row))
        doing.is_open |= row.later is None
        doing.note, doing.reference = doing.note or row.note, doing.reference or row.reference
        for bucket in BUCKETS:
            doing.change[bucket] += row.qty * ((row.to_node == bucket) - (row.from_node == bucket))
    now = {bucket: int(getattr(lot, bucket)) for bucket in BUCKETS}
    for doing in doings.values():
        doing.after = dict(now)
        now = {bucket: now[bucket] - doing.change[bucket] for bucket in BUCKETS}
    return list(doings.values())


def _doing(row: Any) -> Doing:
    return Doing(
        batch_id=row.batch_id,
        at=row.at,
        summary=row.summary,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        desk_name=row.desk_name,
        note=None,
        reference=None,
        takes_back=row.undoes_id is not None and row.summary.startswith("took back"),
    )


def _movements(tenant_id: int, lot_id: str) -> Select[Any]:
    rows = _told(Movement, Movement.from_node, Movement.to_node, Movement.qty, Movement.reference)
    return rows.where(Movement.tenant_id == tenant_id, Movement.lot_id == lot_id).order_by(Movement.n.desc())


def _events(tenant_id: int, lot_id: str) -> Select[Any]:
    nothing = [literal("").label("from_node"), literal("").label("to_node"), literal(0).label("qty")]
    rows = _told(Event, *nothing, null().label("reference"))
    return rows.where(Event.tenant_id == tenant_id, Event.subject_id == lot_id).order_by(Event.n.desc())


def _told(table: Any, *more: Any) -> Select[Any]:
    later = aliased(table)
    return (
        select(
            table.n, table.at, table.batch_id, table.note, later.n.label("later"),
            Batch.summary, Batch.actor_id, Batch.actor_name, Batch.undoes_id, Desk.name.label("desk_name"), *more,
        )
        .join(Batch, (Batch.tenant_id == table.tenant_id) & (Batch.id == table.batch_id))
        .outerjoin(Desk, (Desk.tenant_id == table.tenant_id) & (Desk.id == table.desk_id))
        .outerjoin(later, (later.tenant_id == table.tenant_id) & (later.reverses_n == table.n))
        .limit(NEWEST)
    )  # fmt: skip


def promises_of(session: Session, tenant_id: int, lot_id: str) -> Sequence[Any]:
    """What of a lot is promised, oldest first: for what, how many, since when, where it lies."""
    return session.execute(
        select(
            Reservation.id,
            Reservation.reference,
            Reservation.open_qty,
            Reservation.created_at,
            Bin.code.label("bin_code"),
        )
        .join(Pool, (Pool.tenant_id == Reservation.tenant_id) & (Pool.id == Reservation.pool_id))
        .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == Pool.bin_id))
        .where(Reservation.tenant_id == tenant_id, Pool.lot_id == lot_id, Reservation.open_qty > 0)
        .order_by(Reservation.created_at, Reservation.id)
        .limit(NEWEST)
    ).all()


def kept_for(session: Session, tenant_id: int, lot_id: str) -> dict[str, int]:
    """How many of a lot are reserved for each reference; nothing stands for none."""
    name, kept = func.coalesce(Reservation.reference, ""), func.sum(Reservation.open_qty)
    rows = session.execute(
        select(name, kept)
        .join(Pool, (Pool.tenant_id == Reservation.tenant_id) & (Pool.id == Reservation.pool_id))
        .where(Reservation.tenant_id == tenant_id, Pool.lot_id == lot_id, Reservation.open_qty > 0)
        .group_by(name)
    )
    return {reference: int(qty) for reference, qty in rows}


def went_to(session: Session, tenant_id: int, lot_id: str) -> Sequence[Any]:
    """Where goods of a lot went, by reference: how many are still there, and when the last ones left."""
    out: ColumnElement[int] = func.sum(case((Movement.to_node == "customer", Movement.qty), else_=-Movement.qty))
    return session.execute(
        select(Movement.reference, out.label("qty"), func.max(Movement.at).label("at"))
        .where(
            Movement.tenant_id == tenant_id,
            Movement.lot_id == lot_id,
            or_(Movement.to_node == "customer", Movement.from_node == "customer"),
        )
        .group_by(Movement.reference)
        .having(out > 0)
        .order_by(func.max(Movement.at).desc())
        .limit(NEWEST)
    ).all()


def takes_before(session: Session, tenant_id: int, lot: LotRow) -> Any:
    """The lot of the same goods in the same warehouse that is to be picked before this one, or none."""
    at = clock.now()
    earlier = [Lot.expires_at < lot.expires_at] if lot.expires_at else [Lot.expires_at.is_not(None)]
    return session.execute(
        select(Lot.id, Lot.number, Lot.expires_at, Lot.available)
        .where(
            Lot.tenant_id == tenant_id,
            Lot.record_id == lot.record_id,
            Lot.id != lot.id,
            Lot.deleted == False,
            Lot.available > 0,
            is_pickable(at),
            *earlier,
        )
        .order_by(Lot.expires_at, Lot.created_at, Lot.id)
        .limit(1)
    ).one_or_none()
