"""Somebody counted: the books follow what lies there."""

from dataclasses import replace

from webapp.ledger.posting import Context, Happening, record_events
from webapp.ledger.quantities.bringing import pool_in
from webapp.ledger.quantities.promising import give_up
from webapp.ledger.quantities.shelf import PoolState, Promise, Shelf, Why, stock_pools
from webapp.ledger.words import COUNTED


def count(work: Context, shelf: Shelf, counted: int, why: Why, *, pool_id: str | None = None) -> int:
    """Set the good stock, free and promised, to what was counted, in one pool or over all that hold no units.

    Answers the difference. More is found; less is lost, of what is free first, then of what was promised,
    the newest reservation first.
    """
    pools = [shelf.pool(pool_id)] if pool_id else list(stock_pools(shelf))
    more = counted - sum(pool.available + pool.reserved for pool in pools)
    if more > 0:
        pools = pools or [pool_in(work, shelf, shelf.lot.bin_id if shelf.lot else None)]
        shelf.move(pools[0], "found", "available", more, why)
    elif more < 0:
        _lose(shelf, pools, -more, why)
    shelf.flush(work)
    record_events(work, [_told(pool, why) for pool in pools])
    return more


def _told(pool: PoolState, why: Why) -> Happening:
    """What is counted stands, whether it differs or not: nothing before it is taken back any more."""
    said = {"counted": pool.available + pool.reserved}
    return Happening(
        subject="pool", subject_id=pool.id, action=COUNTED, after=said, reference=why.reference, note=why.note
    )


def _lose(shelf: Shelf, pools: list[PoolState], qty: int, why: Why) -> None:
    mine = {pool.id for pool in pools}
    left = shelf.draw(pools, "available", qty, lambda pool, part: shelf.move(pool, "available", "loss", part, why))

    def break_promise(promise: Promise, part: int) -> None:
        pool = shelf.pool(promise.pool_id)
        told = replace(why, reference=promise.reference)  # its action tells it from a promise that was given back
        shelf.move(pool, "reserved", "available", part, told, promise)
        shelf.broken.append((promise.reference, part))
        shelf.move(pool, "available", "loss", part, why)

    give_up([one for one in reversed(shelf.promises) if one.pool_id in mine], left, break_promise)
