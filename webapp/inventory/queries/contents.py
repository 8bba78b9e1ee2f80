"""What a record is made of: its pools, the promises on them, and the movements that led there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.data import clock
from webapp.inventory.queries.records import RecordRow
from webapp.ledger.models import Lot, Movement, Pool, Reservation, Unit
from webapp.ledger.words import BUCKETS
from webapp.locations.models import Bin

MOST_POOLS = 500
MOST_PROMISES = 200
NEWEST = 25
"""So many movements stand on a record's page; the list of movements has them all."""


@dataclass(frozen=True)
class PoolRow:
    """One part of a record's stock."""

    id: str
    kind: str
    bin_code: str | None
    lot_id: str | None
    lot_number: str | None
    lot_status: str | None
    expires_at: dt.datetime | None
    available: int
    reserved: int
    held: int
    expected: int
    is_pickable: bool


def pools_of(session: Session, tenant_id: int, record_id: str) -> list[PoolRow]:
    """The pools that hold something: loose by bin, lots by what expires first, units."""
    now = clock.now()
    rows = session.execute(
        select(
            Pool.id, Pool.kind, Bin.code, Pool.lot_id, Lot.number, Lot.status, Lot.expires_at,
            Pool.available, Pool.reserved, Pool.held, Pool.expected,
        )
        .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == Pool.bin_id))
        .where(
            Pool.tenant_id == tenant_id,
            Pool.record_id == record_id,
            Pool.available + Pool.reserved + Pool.held + Pool.expected > 0,
        )
        .order_by(Pool.kind.desc(), Lot.expires_at, Lot.number, Bin.code_key, Pool.id)
        .limit(MOST_POOLS)
    )  # fmt: skip
    order = ("loose", "lot", "units")
    found = [PoolRow(*row, is_pickable=_is_pickable(row, now)) for row in rows]
    return sorted(found, key=lambda pool: order.index(pool.kind))


def _is_pickable(row: Any, now: dt.datetime) -> bool:
    if row.status is None:
        return True
    return row.status == "active" and (row.expires_at is None or row.expires_at > now)


def units_by_bin(session: Session, tenant_id: int, record_id: str) -> Sequence[Any]:
    """How many units of a record stand in each bin, and in none."""
    return session.execute(
        select(Bin.code, func.count().label("count"))
        .select_from(Unit)
        .outerjoin(Bin, (Bin.tenant_id == Unit.tenant_id) & (Bin.id == Unit.bin_id))
        .where(Unit.tenant_id == tenant_id, Unit.record_id == record_id)
        .group_by(Bin.code)
        .order_by(Bin.code)
        .limit(MOST_POOLS)
    ).all()


def promises_of(session: Session, tenant_id: int, record_id: str) -> Sequence[Any]:
    """The open reservations of a record, oldest first, each with who made it."""
    holder = (
        select(Batch.actor_name)
        .join(Movement, (Movement.tenant_id == Batch.tenant_id) & (Movement.batch_id == Batch.id))
        .where(
            Batch.tenant_id == tenant_id,
            Batch.tenant_id == Reservation.tenant_id,
            Movement.reservation_id == Reservation.id,
            Movement.to_node == "reserved",
        )
        .order_by(Movement.n)
        .limit(1)
        .correlate(Reservation)
        .scalar_subquery()
    )
    return session.execute(
        select(
            Reservation.id, Reservation.pool_id, Reservation.reference, Reservation.open_qty, Reservation.created_at,
            holder.label("holder"), Pool.kind, Pool.lot_id, Lot.number.label("lot_number"),
        )
        .join(Pool, (Pool.tenant_id == Reservation.tenant_id) & (Pool.id == Reservation.pool_id))
        .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .where(Reservation.tenant_id == tenant_id, Reservation.record_id == record_id, Reservation.open_qty > 0)
        .order_by(Reservation.created_at, Reservation.id)
        .limit(MOST_PROMISES)
    ).all()  # fmt: skip


@dataclass(frozen=True)
class Moved:
    """One movement and what the record held after it."""

    line: Any
    after: dict[str, int]


def movements_of(session: Session, tenant_id: int, record: RecordRow) -> list[Moved]:
    """The newest movements of a record with what it held after each: what it holds now, less what came since."""
    later = aliased(Movement)
    rows = session.execute(
        select(
            Movement.n, Movement.at, Movement.action, Movement.qty, Movement.from_node, Movement.to_node,
            Movement.reference, Movement.note, Movement.batch_id, Movement.reverses_n, later.n.label("later"),
            Batch.actor_id, Batch.actor_name, Desk.name.label("desk"), Unit.id.label("unit_id"), Unit.serial,
            Movement.lot_id, Lot.number.label("lot_number"),
        )
        .join(Batch, (Batch.tenant_id == Movement.tenant_id) & (Batch.id == Movement.batch_id))
        .outerjoin(Desk, (Desk.tenant_id == Movement.tenant_id) & (Desk.id == Movement.desk_id))
        .outerjoin(Unit, (Unit.tenant_id == Movement.tenant_id) & (Unit.id == Movement.unit_id))
        .outerjoin(Lot, (Lot.tenant_id == Movement.tenant_id) & (Lot.id == Movement.lot_id))
        .outerjoin(later, (later.tenant_id == Movement.tenant_id) & (later.reverses_n == Movement.n))
        .where(Movement.tenant_id == tenant_id, Movement.record_id == record.id)
        .order_by(Movement.seq.desc())
        .limit(NEWEST)
    ).all()  # fmt: skip
    held = {bucket: int(getattr(record, bucket)) for bucket in BUCKETS}
    told = []
    for row in rows:
        told.append(Moved(row, dict(held)))
        for node, sign in ((row.to_node, -1), (row.from_node, 1)):
            if node in held:
                held[node] += sign * row.qty
    return told
