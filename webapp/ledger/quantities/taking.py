"""Goods leave: sold, lost, scrapped."""

from webapp.ledger.errors import TooFewToTake
from webapp.ledger.posting import Context
from webapp.ledger.quantities.shelf import Shelf, Why, stock_pools


def take(work: Context, shelf: Shelf, qty: int, why: Why, *, to: str, pickable: bool = False) -> None:
    """Take what is free, loose stock before lots, first expired first; units are named one by one, so never."""
    pools = [pool for pool in stock_pools(shelf) if pool.is_pickable or not pickable]
    there = sum(pool.available for pool in pools)
    if there < qty:
        raise TooFewToTake(asked=qty, there=there)
    shelf.draw(pools, "available", qty, lambda pool, part: shelf.move(pool, "available", to, part, why))
    shelf.flush(work)
