"""What an adjustment comes to, on paper: the operation asks before it books, the page while somebody types."""

from collections.abc import Collection, Iterable
from typing import Protocol

from webapp.inventory.errors import NegativeStock, NotFree


class PoolFacts(Protocol):
    """What lies in one pool."""

    @property
    def id(self) -> str:
        """The pool."""

    @property
    def kind(self) -> str:
        """loose, lot or units."""

    @property
    def available(self) -> int:
        """What is free."""

    @property
    def reserved(self) -> int:
        """What is promised."""

    @property
    def is_pickable(self) -> bool:
        """False for a lot that is not active or has expired."""


class PromiseFacts(Protocol):
    """An open reservation."""

    @property
    def pool_id(self) -> str:
        """Out of which pool."""

    @property
    def reference(self) -> str | None:
        """For whom."""

    @property
    def open_qty(self) -> int:
        """How many are still kept."""


def reckon(
    pools: Collection[PoolFacts], promises: Iterable[PromiseFacts], action: str, change: int, reference: str | None
) -> tuple[int, int]:
    """The change of available and of reserved; raises NegativeStock or NotFree."""
    if change > 0:
        return change, 0
    sells = action == "SOLD"
    goods = [pool for pool in pools if pool.kind != "units" and (pool.is_pickable or not sells)]
    ids = {pool.id for pool in goods}
    mine = [one for one in promises if sells and reference is not None and one.reference == reference]
    kept = sum(one.open_qty for one in mine if one.pool_id in ids)
    there = kept + sum(pool.available for pool in goods)
    on_hand = sum(pool.available + pool.reserved for pool in pools)
    if -change > on_hand:
        raise NegativeStock(asked=-change, there=there, on_hand=on_hand)
    if -change > there:
        raise NotFree(asked=-change, there=there, on_hand=on_hand, why=_what_stays(pools, kept, sells=sells))
    promised = min(kept, -change)
    return change + promised, -promised


def _what_stays(pools: Collection[PoolFacts], kept: int, *, sells: bool) -> str:
    """What of the stock on hand cannot leave by number."""
    units = sum(pool.available + pool.reserved for pool in pools if pool.kind == "units")
    goods = [pool for pool in pools if pool.kind != "units"]
    reserved = sum(pool.reserved for pool in goods) - kept
    blocked = sum(pool.available for pool in goods if sells and not pool.is_pickable)
    told = (
        (reserved, "is reserved", "are reserved"),
        (blocked, "lies in a lot that is not picked from", "lie in lots that are not picked from"),
        (units, "is a unit with a serial number", "are units with serial numbers"),
    )
    return " and ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in told if n)
