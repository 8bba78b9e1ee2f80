"""Goods come in: announced, delivered, found, brought back."""

from sqlalchemy import insert

from webapp.core.data.ids import new_id
from webapp.ledger.models import Reservation, table_of
from webapp.ledger.posting import Context
from webapp.ledger.quantities.shelf import PoolState, Promise, Shelf, Why
from webapp.ledger.stands import Goods, loose_stand, lot_stand


def bring(
    work: Context, shelf: Shelf, qty: int, why: Why, *, source: str, into: str = "available", bin_id: str | None = None
) -> None:
    """Book pieces from an outside node, or from ``expected``, into a bucket, loose or in the shelf's lot, in a bin."""
    pool = pool_in(work, shelf, bin_id)
    if source == "expected":
        arriving = [one for one in shelf.pools if one.kind == pool.kind and one.expected]
        if sum(one.expected for one in arriving) < qty:
            raise LookupError("more is to arrive than was announced")
        shelf.draw(arriving, "expected", qty, lambda one, part: shelf.move(one, "expected", into, part, why))
    elif into == "reserved":
        shelf.move(pool, source, into, qty, why, promised(work, shelf, pool, why.reference))
    else:
        shelf.move(pool, source, into, qty, why)
    shelf.flush(work)


def pool_in(work: Context, shelf: Shelf, bin_id: str | None) -> PoolState:
    """The loose pool of a bin, or the lot's, made if it is missing."""
    kind = "lot" if shelf.lot else "loose"
    for pool in shelf.pools:
        if (pool.kind, pool.bin_id) == (kind, bin_id):
            return pool
    if shelf.lot:
        stand = lot_stand(work, shelf.lot.id, bin_id)
    else:
        stand = loose_stand(work, Goods(shelf.product_id, shelf.variant_id), shelf.warehouse_id, bin_id)
    pickable = shelf.lot is None or shelf.lot.is_pickable(work.at)
    made = PoolState(stand.spot.pool_id, kind, shelf.lot, bin_id, 0, 0, 0, 0, is_pickable=pickable)
    shelf.pools = sorted([*shelf.pools, made], key=lambda pool: pool.fefo)
    return made


def promised(work: Context, shelf: Shelf, pool: PoolState, reference: str | None) -> Promise:
    """A reservation in a pool, opened empty: a movement fills it."""
    promise = Promise(new_id("res"), pool.id, reference, 0, work.at)
    work.session.execute(
        insert(table_of(Reservation)),
        {
            "tenant_id": work.tenant_id,
            "id": promise.id,
            "record_id": shelf.record_id,
            "pool_id": pool.id,
            "reference": reference,
            "created_at": work.at,
        },
    )
    shelf.promises.append(promise)
    return promise
