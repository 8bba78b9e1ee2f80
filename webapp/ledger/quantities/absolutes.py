"""Somebody says how much there is of everything: the books find the movements between (domain: PackageX absolutes)."""

from collections.abc import Mapping
from dataclasses import replace

from webapp.ledger.errors import TooFewReserved
from webapp.ledger.posting import Context
from webapp.ledger.quantities.bringing import pool_in, promised
from webapp.ledger.quantities.promising import give_up
from webapp.ledger.quantities.shelf import PoolState, Promise, Shelf, Why
from webapp.ledger.words import BUCKETS

_DIRECT = (
    ("expected", "available"),
    ("held", "available"),
    ("reserved", "available"),
    ("expected", "held"),
    ("reserved", "held"),
    ("available", "held"),
    ("available", "reserved"),
)
"""The edges between buckets; those that fill what is available come first."""
_ACTIONS = {
    ("expected", "available"): "RECEIVED",
    ("expected", "held"): "RECEIVED",
    ("held", "available"): "UNHELD",
    ("reserved", "available"): "RELEASED",
    ("reserved", "held"): "HELD",
    ("available", "held"): "HELD",
    ("available", "reserved"): "RESERVED",
    ("supplier", "expected"): "EXPECTED",
    ("expected", "supplier"): "EXPECTED",
}


def set_to(
    work: Context,
    shelf: Shelf,
    wanted: Mapping[str, int],
    why: Why,
    *,
    opening: bool = False,
    bin_id: str | None = None,
) -> None:
    """Bring each named bucket of a lot, or of loose stock, to what it is said to be; the others stay.

    Less here and more there is one movement wherever there is an edge, through what is available where there is
    none; the rest is found or lost, or at the opening simply there. More reserved is kept for no reference, and
    only what no reference holds is released: TooFewReserved else. What appears goes into a lot's own bin, and of
    loose stock into this one.
    """
    _Setting(work, shelf, why, opening=opening, bin_id=bin_id).settle(wanted)
    shelf.flush(work)


class _Setting:
    def __init__(self, work: Context, shelf: Shelf, why: Why, *, opening: bool, bin_id: str | None) -> None:
        self._work, self._shelf, self._why = work, shelf, why
        self._bin_id = shelf.lot.bin_id if shelf.lot else bin_id
        self._source = "opening" if opening else "found"
        self._opening = opening

    def settle(self, wanted: Mapping[str, int]) -> None:
        change = {bucket: wanted[bucket] - self._shelf.of(bucket) for bucket in BUCKETS if bucket in wanted}
        less = {bucket: max(-change.get(bucket, 0), 0) for bucket in BUCKETS}
        more = {bucket: max(change.get(bucket, 0), 0) for bucket in BUCKETS}
        self._judge(less["reserved"])
        for start, end in self._pairs(less, more):
            qty = min(less[start], more[end])
            self._shift(start, end, qty)
            less[start] -= qty
            more[end] -= qty
        self._through_available(less, more)
        self._fill(more)
        self._empty(less)

    def _pairs(self, less: Mapping[str, int], more: Mapping[str, int]) -> list[tuple[str, str]]:
        return [pair for pair in _DIRECT if less[pair[0]] and more[pair[1]]]

    def _judge(self, released: int) -> None:
        there = sum(one.open_qty for one in self._shelf.promises if one.reference is None)
        if released > there:
            raise TooFewReserved(asked=released, there=there)

    def _through_available(self, less: dict[str, int], more: dict[str, int]) -> None:
        """Nothing leads from what is held or expected to what is reserved but by what is available."""
        for start in ("held", "expected"):
            qty = min(less[start], more["reserved"])
            if qty:
                self._shift(start, "available", qty)
                self._shift("available", "reserved", qty)
                less[start] -= qty
                more["reserved"] -= qty

    def _fill(self, more: Mapping[str, int]) -> None:
        for bucket in ("available", "held", "expected", "reserved"):
            if more[bucket]:
                self._appear(bucket, more[bucket])

    def _appear(self, bucket: str, qty: int) -> None:
        shelf, pool = self._shelf, self._home()
        if bucket == "expected" and not self._opening:
            shelf.move(pool, "supplier", "expected", qty, self._told("supplier", "expected"))
        elif bucket != "reserved":
            shelf.move(pool, self._source, bucket, qty, self._why)
        elif self._opening:
            shelf.move(pool, "opening", "reserved", qty, self._why, promised(self._work, shelf, pool, None))
        else:
            shelf.move(pool, "found", "available", qty, self._why)
            self._keep(pool, qty)

    def _empty(self, less: Mapping[str, int]) -> None:
        if less["reserved"]:
            self._shift("reserved", "available", less["reserved"])
        gone = {"available": less["available"] + less["reserved"], "held": less["held"], "expected": less["expected"]}
        for bucket, qty in gone.items():
            end = "supplier" if bucket == "expected" else "loss"
            self._shift(bucket, end, qty)

    def _shift(self, start: str, end: str, qty: int) -> None:
        """Move so much along one edge, pool by pool, promise by promise."""
        shelf = self._shelf
        told = self._told(start, end)

        def out_of_promise(promise: Promise, part: int) -> None:
            shelf.move(shelf.pool(promise.pool_id), start, end, part, told, promise)

        def out_of(pool: PoolState, part: int) -> None:
            if end == "reserved":
                self._keep(pool, part)
            else:
                shelf.move(pool, start, end, part, told)

        if start == "reserved":
            give_up([one for one in shelf.promises if one.reference is None], qty, out_of_promise)
        else:
            shelf.draw(shelf.pools, start, qty, out_of)

    def _keep(self, pool: PoolState, qty: int) -> None:
        promise = promised(self._work, self._shelf, pool, None)
        told = replace(self._told("available", "reserved"), reference=None)
        self._shelf.move(pool, "available", "reserved", qty, told, promise)

    def _home(self) -> PoolState:
        return pool_in(self._work, self._shelf, self._bin_id)

    def _told(self, start: str, end: str) -> Why:
        return replace(self._why, action=_ACTIONS.get((start, end), self._why.action))
