"""The desk at work: what it has chosen, what it knows, and what each scan came to, within one transaction."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from webapp.core.codes.serials import FREE, fits, follows, why_not
from webapp.core.codes.wedge import Wedge
from webapp.core.data import clock
from webapp.core.operation.registry import Operation, Work
from webapp.receiving.reading.look_up import siblings, some_serials
from webapp.receiving.reading.order import Books
from webapp.receiving.reading.serials import ENOUGH, shape_of
from webapp.receiving.reading.things import Item, Where


@dataclass(slots=True)
class Chosen:
    """What stays from one scan to the next; ``cost`` in minor units, ``quantity`` for the next counted scan alone."""

    where: Where
    item: Item | None = None
    cost: int | None = None
    acquired_on: dt.date | None = None
    condition: str | None = None
    notes: str | None = None
    status: str = "available"
    lot_number: str | None = None
    lot_expires_on: dt.date | None = None
    quantity: int | None = None
    blocked_by: dict[str, str] = field(default_factory=dict)
    """What failed to be chosen (``item``, ``place`` or ``preset``), and by which scan."""


@dataclass(frozen=True, slots=True)
class IntakeFacts:
    """The intake that scans go into."""

    id: str
    name: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a scan came to, in the words that its row shows.

    ``kept`` is what a later yes needs: why there is doubt, what the choices are, and what would have been booked.
    """

    state: str
    kind: str
    say: str
    variant_id: str | None = None
    unit_id: str | None = None
    qty: int = 0
    batch_id: str | None = None
    kept: dict[str, Any] | None = None
    settled: str | None = None


@dataclass(slots=True)
class Desk:
    """One request's work at one desk."""

    work: Work
    operation: Operation[Any, Any]
    intake: IntakeFacts
    holder: str
    chosen: Chosen
    books: Books = field(default_factory=lambda: Books({}, {}, {}, {}))
    wedge: Wedge | None = None
    received: dict[str, str] = field(default_factory=dict)
    """Folded serials that this request has received, and their units."""
    freed: set[str] = field(default_factory=set)
    """Keys of parked scans that somebody said yes to: these do not wait any more."""
    looked_up: set[str] = field(default_factory=set)
    """Keys of parked scans whose codes the books know already: they are read again together."""
    changed: set[str] = field(default_factory=set)
    """Keys of earlier scans that this request changed."""
    locked: set[str] = field(default_factory=set)
    """Variants whose records are all locked."""
    expects: bool | None = None
    """Whether the intake expects anything, once it was asked."""
    _shapes: dict[str, str | None] = field(default_factory=dict)
    _last: dt.datetime = field(default_factory=clock.now)

    def moment(self) -> dt.datetime:
        """Now, and later than the moment before: scans stand in the order in which they were taken."""
        self._last = max(clock.now(), self._last + dt.timedelta(microseconds=1))
        return self._last

    def why_odd(self, item: Item, serial: str, *, learned: bool = True) -> str | None:
        """Why a serial number breaks its product's rule, or the one that was ``learned``; None for one that is well."""
        if item.rule is not None:
            return None if follows(serial, item.rule) else why_not(serial, item.rule)
        shape = self._shape(item) if learned else None
        if shape is None or fits(serial, shape):
            return None
        return f"This does not look like the other serial numbers of {item.product_name}."

    def is_alike(self, item: Item, serial: str) -> bool:
        """Whether there is a rule, given or learned, that says something, and a serial number is as it says."""
        says = item.rule != FREE if item.rule is not None else self._shape(item) is not None
        return says and self.why_odd(item, serial) is None

    def _shape(self, item: Item) -> str | None:
        """The shape that the serial numbers of an item's product have, once there are enough to tell."""
        if item.product_id not in self._shapes:
            session, tenant_id = self.work.session, self.work.tenant_id
            kin = [item.variant_id, *(one.variant_id for one in siblings(session, tenant_id, item.product_id))]
            serials = some_serials(session, tenant_id, list(dict.fromkeys(kin)), ENOUGH)
            self._shapes[item.product_id] = shape_of(serials)
        return self._shapes[item.product_id]


def accepted(kind: str, say: str, **more: Any) -> Outcome:
    """A scan that did what it should."""
    return Outcome(state="accepted", kind=kind, say=say, **more)


def attention(kind: str, say: str, **more: Any) -> Outcome:
    """A scan that somebody has to look at: nothing is booked before they say so."""
    return Outcome(state="attention", kind=kind, say=say, **more)


def deactivated(item: Item) -> str:
    """Why nothing is received as an item that is out of use, since it was chosen or before."""
    return f"{item.sku} is deactivated. Activate it in the catalogue, or scan another SKU."


def refused(say: str, **more: Any) -> Outcome:
    """A scan that cannot be."""
    return Outcome(state="refused", kind="none", say=say, **more)
