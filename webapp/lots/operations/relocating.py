"""Dividing a lot, joining two, and moving a part of one to another bin."""

from typing import Any

from sqlalchemy import insert

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import StockChanged, TooFewToMove, TooMuchStock
from webapp.ledger.models import Lot, table_of
from webapp.ledger.quantities import PoolState, Shelf, Why, merge, move_part, move_pool, split
from webapp.locations.errors import BinClosed, BinNotFound
from webapp.lots.choosing import shelf_of, spot_of
from webapp.lots.errors import LaterDay, LotNotFound, LotNumberTaken, NothingLeaves, OtherGoods
from webapp.lots.inputs import MergeLot, MoveLot, SplitLot
from webapp.lots.keeping import OPENED, day_of, plain, told, touch
from webapp.lots.operations.writing import shown
from webapp.lots.queries.rows import LotRow, find_lot_row, picks

_MOVING = (BinClosed, BinNotFound, LotNotFound, StockChanged, TooFewToMove, TooMuchStock)


@operation(needs=Permission.KEEP_LOTS, raises=(LotNumberTaken, *_MOVING))
def split_lot(work: Work, data: SplitLot) -> Any:
    """Make a part of a lot a lot of its own, with the same dates, in the same bin."""
    shelf = shelf_of(work, data.lot_id)
    row: Any = find_lot_row(work.session, work.tenant_id, data.lot_id)
    pool = _pool_in(shelf, data.layout_id, data.qty)
    lot_id = new_id("lot")
    kept = {
        "number": data.number,
        "manufacturer_number": row.manufacturer_number,
        "status": row.status,
        "expires_at": row.expires_at,
        "address_id": row.address_id,
        "bin_id": pool.bin_id,
        "metadata": row.extra or {},
    }
    made = {
        "tenant_id": work.tenant_id,
        "id": lot_id,
        "record_id": row.record_id,
        "variant_id": row.variant_id,
        "warehouse_id": row.warehouse_id,
        "created_at": work.at,
        "updated_at": work.at,
    }
    work.session.execute(insert(table_of(Lot)), made | kept)
    told(work, lot_id, data.number, OPENED, {"deleted": True}, {"deleted": False, **plain(kept)}, data.note)
    split(work, shelf, lot_id, data.qty, _why(data.note), pool_id=pool.id, bucket="available")
    touch(work, row.id)
    work.tell(f"made {data.qty:,} of the lot {row.number} ({row.sku}) the lot {data.number}", row.id)
    return shown(work, lot_id)


@operation(needs=Permission.KEEP_LOTS, raises=(LaterDay, NothingLeaves, OtherGoods, *_MOVING))
def merge_lot(work: Work, data: MergeLot) -> Any:
    """Put everything of a lot, promises included, into another one of the same item in the same warehouse."""
    shelf = shelf_of(work, data.lot_id)
    row = find_lot_row(work.session, work.tenant_id, data.lot_id)
    try:
        into = find_lot_row(work.session, work.tenant_id, data.into_lot_id)
    except LotNotFound:
        raise LotNotFound(at="into_lot_id") from None
    if into.record_id != row.record_id or into.id == row.id:
        raise OtherGoods
    _judge_joining(work, row, into)
    qty = shelf.of("available") + shelf.of("reserved") + shelf.of("held")
    merge(work, shelf, into.id, _why(data.note))
    for one in (row.id, into.id):
        touch(work, one)
    work.tell(f"put all {qty:,} of the lot {row.number} ({row.sku}) into the lot {into.number}", row.id)
    return shown(work, into.id)


@operation(needs=Permission.KEEP_LOTS, raises=_MOVING)
def move_lot_part(work: Work, data: MoveLot) -> Any:
    """Move so many pieces of a lot, or all that lies in one place, to another bin of its warehouse."""
    shelf = shelf_of(work, data.lot_id)
    row = find_lot_row(work.session, work.tenant_id, data.lot_id)
    pool = _pool_in(shelf, data.from_layout_id, data.qty, field="from_layout_id")
    there = spot_of(work, shelf.warehouse_id, data.to_layout_id or None)
    if there.bin_id == pool.bin_id:
        raise InputRefused([Detail("to_layout_id", "It lies there already. Choose another bin.")])
    if data.qty is None:
        move_pool(work, shelf, _why(data.note), pool_id=pool.id, bin_id=there.bin_id)
    else:
        move_part(work, shelf, data.qty, _why(data.note), pool_id=pool.id, bin_id=there.bin_id)
    touch(work, row.id)
    work.tell(
        f"moved {'all' if data.qty is None else f'{data.qty:,}'} of the lot {row.number} ({row.sku}) to {there.words}",
        row.id,
    )
    return shown(work, row.id)


def _judge_joining(work: Work, row: LotRow, into: LotRow) -> None:
    """Goods never become good, or good for longer, by lying in another lot."""
    if picks(into, work.at) and not picks(row, work.at):
        raise NothingLeaves(lot=row.number, into=into.number)
    if row.expires_at is not None and (into.expires_at is None or into.expires_at > row.expires_at):
        day = day_of(work, row.expires_at.isoformat())
        raise LaterDay(day=day, lot=row.number, into=into.number)


def _why(note: str | None) -> Why:
    return Why(action="MOVED", note=note)


def _pool_in(shelf: Shelf, bin_id: str | None, qty: int | None, field: str = "layout_id") -> PoolState:
    """The part of the lot in a bin; where none is named and it lies in one place, that one."""
    if qty == 0:
        raise InputRefused([Detail("qty", "Type how many; at least 1.", "too_small")])
    filled = [pool for pool in shelf.pools if pool.available + pool.reserved + pool.held + pool.expected]
    named = [pool for pool in filled if pool.bin_id == (bin_id or None)]
    if not named and not bin_id and len(filled) == 1:
        named = filled
    if not named:
        raise InputRefused([Detail(field, "Nothing of this lot lies there. Choose the bin it is in.")])
    return named[0]
