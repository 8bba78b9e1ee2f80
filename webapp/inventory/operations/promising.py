"""Stock of a record is kept for a reference, or given back."""

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.inventory.errors import CannotRelease, CannotReleaseSo, CannotReserve, RecordNotFound
from webapp.inventory.inputs import PromiseStock
from webapp.inventory.operations.locking import Booked, booked, need_record
from webapp.inventory.queries.records import RecordRow
from webapp.ledger.errors import TooFewPromisable, TooFewReserved
from webapp.ledger.quantities import Why, record_shelf, release, reserve


@operation(needs=Permission.PROMISE_STOCK, raises=(RecordNotFound, StaleEdit, CannotReserve))
def reserve_stock(work: Work, data: PromiseStock) -> Booked:
    """Keep so many for a reference: loose stock first, then lots that expire first, then units."""
    row = need_record(work, data.record_id, data.version)
    try:
        reserve(work, record_shelf(work, row.id), data.qty, _why("RESERVED", data))
    except TooFewPromisable as few:
        raise CannotReserve(asked=data.qty, there=few.facts["there"]) from None
    return _told(work, row, f"reserved {data.qty:,} {row.sku} in {row.warehouse_name}", data)


@operation(needs=Permission.PROMISE_STOCK, raises=(RecordNotFound, StaleEdit, CannotRelease, CannotReleaseSo))
def release_stock(work: Work, data: PromiseStock) -> Booked:
    """Give back so many of what a reference holds (of what none holds, without one), the oldest first."""
    row = need_record(work, data.record_id, data.version)
    try:
        release(work, record_shelf(work, row.id), data.qty, _why("RELEASED", data))
    except TooFewReserved as few:
        facts = {"asked": data.qty, "there": few.facts["there"]}
        if data.qty > row.reserved or facts["there"] == row.reserved:
            raise CannotRelease(asked=data.qty, there=row.reserved) from None
        by = f"for {data.reference}" if data.reference else "without a reference"
        raise CannotReleaseSo(reserved=row.reserved, by=by, **facts) from None
    return _told(work, row, f"released {data.qty:,} {row.sku} in {row.warehouse_name}", data)


def _why(action: str, data: PromiseStock) -> Why:
    return Why(action=action, reference=data.reference, note=data.notes)


def _told(work: Work, row: RecordRow, what: str, data: PromiseStock) -> Booked:
    work.tell(f"{what}{f' for {data.reference}' if data.reference else ''}", row.id)
    return booked(work, row.id)
