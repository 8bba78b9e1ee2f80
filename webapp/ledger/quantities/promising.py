"""Goods are promised, the promise is taken back or kept."""

from collections.abc import Callable, Iterable

from webapp.ledger.errors import TooFewPromisable, TooFewReserved, TooFewToTake
from webapp.ledger.posting import Context
from webapp.ledger.quantities.bringing import promised
from webapp.ledger.quantities.shelf import PoolState, Promise, Shelf, Why, stock_pools


def reserve(work: Context, shelf: Shelf, qty: int, why: Why) -> None:
    """Promise what may be: loose stock, then lots, first expired first, then units; a reservation for each pool."""
    pools = [pool for pool in shelf.pools if pool.is_pickable]
    there = sum(pool.available for pool in pools)
    if there < qty:
        raise TooFewPromisable(asked=qty, there=there)

    def step(pool: PoolState, part: int) -> None:
        shelf.move(pool, "available", "reserved", part, why, promised(work, shelf, pool, why.reference))

    shelf.draw(pools, "available", qty, step)
    shelf.flush(work)


def release(work: Context, shelf: Shelf, qty: int, why: Why) -> None:
    """Give back what exactly this reference holds (or no reference, when none is given), the oldest first."""
    mine = [one for one in shelf.promises if one.reference == why.reference]
    there = sum(one.open_qty for one in mine)
    if there < qty:
        raise TooFewReserved(asked=qty, there=there)
    give_up(mine, qty, lambda one, part: shelf.move(shelf.pool(one.pool_id), "reserved", "available", part, why, one))
    shelf.flush(work)


def sell(work: Context, shelf: Shelf, qty: int, why: Why) -> None:
    """Let goods go to a customer: those kept for the reference first, then what may be picked; never units."""
    by_name = {pool.id for pool in shelf.pools if pool.kind == "units"}
    kept = [one for one in shelf.promises if why.reference is not None and one.reference == why.reference]
    kept = [one for one in kept if one.pool_id not in by_name and shelf.pool(one.pool_id).is_pickable]
    free = [pool for pool in stock_pools(shelf) if pool.is_pickable]
    there = sum(one.open_qty for one in kept) + sum(pool.available for pool in free)
    if there < qty:
        raise TooFewToTake(asked=qty, there=there)
    left = give_up(
        kept, qty, lambda one, part: shelf.move(shelf.pool(one.pool_id), "reserved", "customer", part, why, one)
    )
    shelf.draw(free, "available", left, lambda pool, part: shelf.move(pool, "available", "customer", part, why))
    shelf.flush(work)


def give_up(promises: Iterable[Promise], qty: int, step: Callable[[Promise, int], None]) -> int:
    """Lessen reservations in turn; answers what is still wanting."""
    for promise in promises:
        part = min(qty, promise.open_qty)
        if part > 0:
            step(promise, part)
            qty -= part
    return qty
