"""An order as it should be, with what is kept for it and what left: what may be done, in plain Python."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Self

from tests.orders.life.shelves import Place, Shelves
from tests.orders.test_change_order import DELL, MAC
from tests.orders.test_close_line import OTHER

Key = tuple[str, int]
PRICES: dict[Key, float] = {
    (MAC, 12): 159, (MAC, 24): 129.5, (OTHER, 24): 99, (OTHER, 36): 80, (DELL, 24): 19, (DELL, 36): 15,
}  # fmt: skip
RISEN = PRICES | {(MAC, 12): 169, (MAC, 24): 139.5, (DELL, 24): 21, (DELL, 36): 17}
EARLY, WAITING = ("pending", "confirmed"), ("confirmed", "partial")


@dataclass
class Line:
    """One line."""

    sku: str
    months: int
    quantity: int
    price: float
    closed: int = 0
    rented: int = 0

    @property
    def open(self) -> int:
        """How many are still to come."""
        return self.quantity - self.closed - self.rented

    @property
    def asked(self) -> tuple[str, int, int]:
        """What it says to a client that sends it back."""
        return self.sku, self.months, self.quantity


@dataclass
class Parcel:
    """What left together, and with whom."""

    serials: list[str]
    carrier: str | None = None


@dataclass
class Model:
    """The order, what lies on the shelves, what went out and left; of ``remembered`` lines something came back."""

    lines: list[Line]
    reserves: bool
    shelves: Shelves
    out: list[str] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    remembered: set[int] = field(default_factory=set)
    is_confirmed: bool = False
    is_cancelled: bool = False

    @property
    def told(self) -> tuple[list[Line], list[Parcel]]:
        """What a step changes that can be taken back."""
        return self.lines, self.parcels

    @property
    def waiting(self) -> list[str]:
        """The serial numbers that went out and have not left yet."""
        left = {serial for parcel in self.parcels for serial in parcel.serials}
        return [serial for serial in self.out if serial not in left]

    @property
    def status(self) -> str:
        """As the lines speak."""
        if self.is_cancelled:
            return "cancelled"
        if not any(line.rented for line in self.lines):
            return "confirmed" if self.is_confirmed else "pending"
        return "partial" if any(line.open for line in self.lines) else "fulfilled"

    def edit(self, items: list[tuple[Key, int]]) -> str:
        """All lines anew; each answers the code of its refusal, or nothing."""
        if self.status not in EARLY:
            return "ORDER_NOT_EDITABLE"
        left, found = dict(enumerate(self.lines)), {}
        for at, ((sku, months), quantity) in enumerate(items):
            same = [n for n in (at, *left) if n in left and left[n].asked == (sku, months, quantity)]
            if same:
                found[at] = left.pop(same[0])
        closed = self._closed(items, found, left)
        if any(count > items[at][1] for at, count in closed.items()):
            return "VALIDATION_ERROR"
        new = [
            found.get(at) or Line(*key, quantity, RISEN[key], closed.get(at, 0))
            for at, (key, quantity) in enumerate(items)
        ]
        if all(line.quantity == line.closed for line in new):
            return "NOTHING_LEFT"
        if any(at >= len(new) for at in self.remembered):
            return "ORDER_LINE_KEPT"
        if new != self.lines:
            self.lines = new
            self.promise()
        return ""

    @staticmethod
    def _closed(items: list[tuple[Key, int]], found: dict[int, Line], left: dict[int, Line]) -> dict[int, int]:
        """What was closed of the lines that new items go on with: of the same length first, then of the same SKU."""
        closed: dict[int, int] = {}
        for parts in (2, 1):
            for at, (key, _) in enumerate(items):
                mine = [n for n in (at, *left) if n in left and (left[n].sku, left[n].months)[:parts] == key[:parts]]
                if at not in found and at not in closed and mine:
                    closed[at] = left.pop(mine[0]).closed
        return closed

    def close(self, at: int, count: int) -> str:
        """So many of a line will not come."""
        code = self._rest(at, count)
        if code:
            return code
        if sum(line.quantity - line.closed for line in self.lines) == count:
            return "NOTHING_LEFT"
        self.lines[at].closed += count
        self.promise()
        return ""

    def substitute(self, at: int, keep: bool) -> str:
        """The other variant comes instead of what is open."""
        code = self._rest(at, 1)
        if code:
            return code
        line = self.lines[at]
        if line.sku != MAC:
            return "OF_ANOTHER_PRODUCT"
        if not keep and (OTHER, line.months) not in RISEN:
            return "INVALID_CONTRACT_LENGTH"
        price = line.price if keep else RISEN[OTHER, line.months]
        self.lines.append(Line(OTHER, line.months, line.open, price))
        line.closed += line.open
        self.promise()
        return ""

    def _rest(self, at: int, count: int) -> str:
        if at >= len(self.lines):
            return "NOT_FOUND"
        if self.status not in (*EARLY, "partial"):
            return "ORDER_NOT_EDITABLE"
        return "MORE_THAN_OPEN" if self.lines[at].open < count else ""

    def confirm(self) -> str:
        """It is approved."""
        if self.status not in EARLY:
            return "ORDER_NOT_EDITABLE"
        if not self.is_confirmed:
            self.is_confirmed = True
            self.promise()
        return ""

    def cancel(self) -> str:
        """It comes to nothing."""
        if self.is_cancelled:
            return "ALREADY_CANCELLED"
        if self.status not in EARLY:
            return "ORDER_NOT_CANCELLABLE"
        self.is_cancelled = True
        self.promise()
        return ""

    def fulfil(self, place: Place, serial: str) -> str:
        """A unit that is here goes out: of what is kept where it is, else of what is free there."""
        if self.status in ("pending", "cancelled"):
            return "ORDER_NOT_CONFIRMED"
        sku = place[0]
        fitting = [line for line in self.lines if line.sku == sku]
        if not fitting:
            return "SKU_MISMATCH"
        wanting = [line for line in fitting if line.open]
        if not wanting:
            return "ITEM_FULLY_FULFILLED"
        if not self.shelves.send(place):
            return "ASSET_NOT_AVAILABLE"
        wanting[0].rented += 1
        self.out.append(serial)
        surplus = self.shelves.kept_of(sku) - sum(line.open for line in fitting)
        self.shelves.give_back(sku, surplus, but=place)
        return ""

    def ship(self, count: int) -> str:
        """So many of what went out leave together, or all of it, if it is not said how many."""
        if not self.waiting:
            return "NOTHING_TO_SHIP"
        self.parcels.append(Parcel(self.waiting[: count or None]))
        return ""

    def carry(self, carrier: str) -> str:
        """Somebody else brings what left last."""
        self.parcels[-1].carrier = carrier
        return ""

    def promise(self) -> None:
        """Let it have what it is to have."""
        wanted = Counter[str]()
        for line in self.lines if self.status in WAITING else ():
            wanted[line.sku] += line.open
        for sku in self.shelves.places:
            missing = wanted[sku] - self.shelves.kept_of(sku)
            if missing < 0:
                self.shelves.give_back(sku, -missing)
            elif self.reserves:
                self.shelves.keep(sku, missing)

    def back(self, was: Self, now: Self) -> bool:
        """Take back what led from ``was`` to ``now``, with nothing since but what is not taken back; whether it can."""
        if self.is_cancelled or any(at >= len(was.lines) for at in self.remembered):
            return False
        if not self.shelves.back(was.shelves, now.shelves):
            return False
        for at, (before, after) in enumerate(zip(was.lines, now.lines, strict=False)):
            if after.rented > before.rented:
                self.remembered.add(at)
        self.lines, self.out, self.parcels = deepcopy((was.lines, was.out, was.parcels))
        return True
