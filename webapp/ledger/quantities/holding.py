"""Goods are set apart because they cannot be used, are good again, or are thrown away."""

from webapp.ledger.errors import TooFewHeld, TooFewToTake
from webapp.ledger.posting import Context
from webapp.ledger.quantities.promising import give_up
from webapp.ledger.quantities.shelf import Promise, Shelf, Why, stock_pools
from webapp.ledger.quantities.taking import take


def damage(work: Context, shelf: Shelf, qty: int, why: Why) -> None:
    """Set good stock apart: what is free first, then what was promised, the newest reservation first."""
    pools = stock_pools(shelf)
    mine = {pool.id for pool in pools}
    there = sum(pool.available + pool.reserved for pool in pools)
    if there < qty:
        raise TooFewToTake(asked=qty, there=there)
    left = shelf.draw(pools, "available", qty, lambda pool, part: shelf.move(pool, "available", "held", part, why))
    newest = [one for one in reversed(shelf.promises) if one.pool_id in mine]

    def break_promise(promise: Promise, part: int) -> None:
        shelf.move(shelf.pool(promise.pool_id), "reserved", "held", part, why, promise)
        shelf.broken.append((promise.reference, part))

    give_up(newest, left, break_promise)
    shelf.flush(work)


def restore(work: Context, shelf: Shelf, qty: int, why: Why) -> None:
    """Held stock is good again."""
    _from_held(work, shelf, qty, why, to="available")


def scrap(work: Context, shelf: Shelf, qty: int, why: Why, *, of: str = "held") -> None:
    """Throw goods away, of what is held or of what is free."""
    if of == "held":
        _from_held(work, shelf, qty, why, to="scrap")
    else:
        take(work, shelf, qty, why, to="scrap")


def _from_held(work: Context, shelf: Shelf, qty: int, why: Why, *, to: str) -> None:
    pools = stock_pools(shelf)
    there = sum(pool.held for pool in pools)
    if there < qty:
        raise TooFewHeld(asked=qty, there=there)
    shelf.draw(pools, "held", qty, lambda pool, part: shelf.move(pool, "held", to, part, why))
    shelf.flush(work)
