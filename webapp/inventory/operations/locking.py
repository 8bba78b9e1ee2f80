"""What the operations on a record share: its lock, its version, its usual bin, and what they answer."""

from dataclasses import dataclass

from sqlalchemy import select

from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, StaleEdit
from webapp.core.operation.registry import Work
from webapp.inventory.errors import RecordNotFound
from webapp.inventory.queries.records import RecordRow, find_record
from webapp.ledger.posting import lock_records
from webapp.locations.models import Bin


@dataclass(frozen=True)
class Booked:
    """A record as it stands after something was done with it, and the batch that takes that back."""

    row: RecordRow
    batch_id: str


def booked(work: Work, record_id: str) -> Booked:
    """The record as it stands by now."""
    return Booked(find_record(work.session, work.tenant_id, record_id), work.batch_id)


def need_record(work: Work, record_id: str, version: int | None) -> RecordRow:
    """A record as it stands while it is locked; raises RecordNotFound, or StaleEdit for an old version."""
    if not lock_records(work, {record_id}):
        raise RecordNotFound
    row = find_record(work.session, work.tenant_id, record_id)
    if version not in (None, row.version):
        raise stale(row)
    return row


def stale(row: RecordRow, *details: Detail) -> StaleEdit:
    """Somebody changed the record since it was read."""
    return StaleEdit(what=f"The stock record of {row.sku}", version=row.version, details=details)


def bin_named(work: Work, warehouse_id: str, words: str | None) -> str | None:
    """The open bin of a warehouse whose code these words are; none when they are words alone."""
    if not words:
        return None
    return work.session.execute(
        select(Bin.id).where(
            Bin.tenant_id == work.tenant_id,
            Bin.warehouse_id == warehouse_id,
            Bin.code_key == fold(words),
            Bin.active == True,
        )
    ).scalar_one_or_none()


def usual_bin(work: Work, row: RecordRow) -> str | None:
    """Where new stock of a record goes: its bin while that is open, else loose in the warehouse."""
    return bin_named(work, row.warehouse_id, row.place)
