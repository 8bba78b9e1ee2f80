"""The order in which rows are locked, so that two commands wait for each other but never in a circle.

SQLite's write commands hold the one write lock from BEGIN IMMEDIATE on, and all of this reads without
locking. On PostgreSQL: transfers by id, then records by id, then units by id; only then is anything read that
is decided upon.
"""

import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import CompoundSelect, Select, func, select

from webapp.ledger.models import Record, Unit
from webapp.ledger.posting.context import Context

# Any number will do that no other advisory lock of ours begins with.
_TRANSFERS = 0x7472

Ids = Collection[str] | Select[str] | CompoundSelect[str]


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit as it stands while it is locked."""

    id: str
    serial: str
    product_id: str
    variant_id: str
    record_id: str | None
    bin_id: str | None
    place: str
    status: str | None


def lock_transfers(work: Context, transfer_ids: Iterable[str]) -> None:
    """Take the transfers: a balance in transit is shared by the records at both of its ends."""
    if work.session.get_bind().dialect.name == "sqlite":
        return
    for transfer_id in sorted(set(transfer_ids)):
        number = zlib.crc32(f"{work.tenant_id}/{transfer_id}".encode()) - 2**31
        work.session.execute(select(func.pg_advisory_xact_lock(_TRANSFERS, number)))


def lock_records(work: Context, ids: Ids) -> dict[str, int]:
    """Take the records, and with them their pools, lots and reservations; answers each one's count."""
    rows = work.session.execute(
        select(Record.id, Record.seq)
        .where(Record.tenant_id == work.tenant_id, Record.id.in_(ids))
        .order_by(Record.id)
        .with_for_update(key_share=True)
    )
    return {row.id: row.seq for row in rows}


def lock_units(work: Context, ids: Ids) -> dict[str, UnitState]:
    """Take the units, after the records they stand in; the caller compares where they stand with its plan."""
    rows = work.session.execute(
        select(
            Unit.id,
            Unit.serial,
            Unit.product_id,
            Unit.variant_id,
            Unit.record_id,
            Unit.bin_id,
            Unit.place,
            Unit.status,
        )
        .where(Unit.tenant_id == work.tenant_id, Unit.id.in_(ids))
        .order_by(Unit.id)
        .with_for_update(key_share=True)
    )
    return {row.id: UnitState(*row) for row in rows}
