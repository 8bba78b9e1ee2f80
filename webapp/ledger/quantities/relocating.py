"""Stock goes to another place, with what hangs on it: through transit, under a transfer, within one command."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update

from webapp.core.data.ids import new_id
from webapp.ledger.errors import TooFewToMove
from webapp.ledger.models import Lot, Reservation
from webapp.ledger.posting import Context, Move, Spot, lock_records, post
from webapp.ledger.quantities.shelf import PoolState, Promise, Shelf, Why, lot_shelf, record_shelf
from webapp.ledger.stands import Goods, loose_stand, lot_stand, open_record

FREE = ("available", "held", "expected")


@dataclass(frozen=True, slots=True)
class _Part:
    """So much of one bucket of one pool; of what is reserved, so much of one reservation."""

    pool: PoolState
    bucket: str
    qty: int
    promise: Promise | None = None


def move_part(
    work: Context, shelf: Shelf, qty: int, why: Why, *, pool_id: str, bin_id: str | None, bucket: str = "available"
) -> None:
    """Move pieces of one bucket of a pool to another bin of the warehouse, loose or in the same lot."""
    pool = shelf.pool(pool_id)
    part = _part(pool, bucket, qty)
    _relocate(work, shelf, [part], _spot_in(work, shelf, pool, bin_id), why)


def move_pool(work: Context, shelf: Shelf, why: Why, *, pool_id: str, bin_id: str | None) -> None:
    """Move a whole pool to another bin of the warehouse, with its reservations."""
    pool = shelf.pool(pool_id)
    _relocate(work, shelf, _all(shelf, [pool]), _spot_in(work, shelf, pool, bin_id), why)


def split(work: Context, shelf: Shelf, lot_id: str, qty: int, why: Why, *, pool_id: str, bucket: str) -> None:
    """Move pieces of one bucket of a pool to another lot of the same record, into the same bin."""
    pool = shelf.pool(pool_id)
    part = _part(pool, bucket, qty)
    _relocate(work, shelf, [part], lot_stand(work, lot_id, pool.bin_id).spot, why)


def merge(work: Context, shelf: Shelf, lot_id: str, why: Why) -> None:
    """Move everything of a lot, promises included, to another lot of the same record, bin by bin."""
    for pool in shelf.pools:
        _relocate(work, shelf, _all(shelf, [pool]), lot_stand(work, lot_id, pool.bin_id).spot, why)


def move_lot(work: Context, lot_id: str, warehouse_id: str, why: Why, *, bin_id: str | None) -> Shelf:
    """Move a whole lot with its reservations to another warehouse; answers it as it lies there.

    The lot's default bin becomes ``bin_id``. A number that the variant has there already is refused by the
    database (``uq_lot_number``).
    """
    shelf = lot_shelf(work, lot_id)
    there = open_record(work, Goods(shelf.product_id, shelf.variant_id), warehouse_id)
    lock_records(work, {shelf.record_id, there})
    shelf = lot_shelf(work, lot_id)
    parts = _all(shelf, shelf.pools)
    transfer_id = new_id("trf")
    _send(work, shelf, parts, why, transfer_id)
    mine = (Lot.tenant_id == work.tenant_id, Lot.id == lot_id)
    home = {"record_id": there, "warehouse_id": warehouse_id, "bin_id": bin_id, "updated_at": work.at}
    work.session.execute(update(Lot).where(*mine).values(home))
    _arrive(work, parts, lot_stand(work, lot_id, bin_id).spot, why, transfer_id)
    return lot_shelf(work, lot_id)


def move_loose(
    work: Context, record_id: str, qty: int, why: Why, *, pool_id: str, warehouse_id: str, bin_id: str | None
) -> None:
    """Move loose pieces that are free to another warehouse."""
    shelf = record_shelf(work, record_id)
    goods = Goods(shelf.product_id, shelf.variant_id)
    there = open_record(work, goods, warehouse_id)
    lock_records(work, {record_id, there})
    shelf = record_shelf(work, record_id)
    part = _part(shelf.pool(pool_id), "available", qty)
    _relocate(work, shelf, [part], loose_stand(work, goods, warehouse_id, bin_id).spot, why)


def _part(pool: PoolState, bucket: str, qty: int) -> _Part:
    if pool.of(bucket) < qty:
        raise TooFewToMove(asked=qty, there=pool.of(bucket))
    return _Part(pool, bucket, qty)


def _all(shelf: Shelf, pools: Sequence[PoolState]) -> list[_Part]:
    """Everything in these pools; what is promised goes promise by promise."""
    by_id = {pool.id: pool for pool in pools}
    kept = [_Part(by_id[one.pool_id], "reserved", one.open_qty, one) for one in shelf.promises if one.pool_id in by_id]
    return kept + [_Part(pool, bucket, pool.of(bucket)) for pool in pools for bucket in FREE if pool.of(bucket)]


def _spot_in(work: Context, shelf: Shelf, pool: PoolState, bin_id: str | None) -> Spot:
    if pool.lot is not None:
        return lot_stand(work, pool.lot.id, bin_id).spot
    return loose_stand(work, Goods(shelf.product_id, shelf.variant_id), shelf.warehouse_id, bin_id).spot


def _relocate(work: Context, shelf: Shelf, parts: Sequence[_Part], there: Spot, why: Why) -> None:
    transfer_id = new_id("trf")
    _send(work, shelf, parts, why, transfer_id)
    _arrive(work, parts, there, why, transfer_id)


def _send(work: Context, shelf: Shelf, parts: Sequence[_Part], why: Why, transfer_id: str) -> None:
    here = [Spot(shelf.record_id, part.pool.id, part.pool.lot.id if part.pool.lot else None) for part in parts]
    post(
        work,
        [_move(part, spot, part.bucket, "transit", why, transfer_id) for part, spot in zip(parts, here, strict=True)],
    )


def _arrive(work: Context, parts: Sequence[_Part], there: Spot, why: Why, transfer_id: str) -> None:
    moved = [part.promise.id for part in parts if part.promise is not None]
    if moved:
        work.session.execute(
            update(Reservation)
            .where(Reservation.tenant_id == work.tenant_id, Reservation.id.in_(moved))
            .values(record_id=there.record_id, pool_id=there.pool_id)
        )
    post(work, [_move(part, there, "transit", part.bucket, why, transfer_id) for part in parts])


def _move(part: _Part, spot: Spot, start: str, end: str, why: Why, transfer_id: str) -> Move:
    promise = part.promise
    reference = promise.reference if promise is not None else why.reference
    return Move(
        spot=spot,
        from_node=start,
        to_node=end,
        qty=part.qty,
        action=why.action,
        reference=reference,
        note=why.note,
        reservation_id=promise.id if promise is not None else None,
        transfer_id=transfer_id,
    )
