"""Many units for one order: each by itself, with a batch of its own, so that each is taken back by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from webapp.accounts.permissions import Permission
from webapp.assets.queries import UnitRow, find_many
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batches
from webapp.core.operation.registry import Work, operation, operations
from webapp.customers.naming import full_name
from webapp.orders.errors import OrderNotFound
from webapp.orders.models import SalesOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.queries import find_order
from webapp.subscriptions.errors import AssetUnknown, OrderNotConfirmed
from webapp.subscriptions.inputs import FulfilOrder
from webapp.subscriptions.operations import unit_called
from webapp.subscriptions.starting import Asked, Going, Ready, must_be_confirmed, ready_for, rent_out


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one unit: its subscription and the batch that takes it back, or why it stays."""

    serial: str
    subscription_id: str | None = None
    batch_id: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Fulfilled:
    """What became of all, and the order as it is now."""

    order: Any
    outcomes: Sequence[Outcome]

    @property
    def done(self) -> int:
        """How many went out."""
        return sum(one.problem is None for one in self.outcomes)


@operation(needs=Permission.FULFIL, raises=(OrderNotFound, OrderNotConfirmed))
def fulfil_order(work: Work, data: FulfilOrder) -> Fulfilled:
    """Rent units out on a confirmed order, each for itself; what cannot go says why, and the others go."""
    order = locked_order(work, data.order_id)
    must_be_confirmed(order)
    work.in_parts = True
    units = _units(work, data.serial_numbers)
    told = attempt(work, data, lambda: _go(work, order, data, units))
    if isinstance(told, Problem):
        told = [_alone(work, order, data, one) for one in units]
    return Fulfilled(find_order(work.session, work.tenant_id, data.order_id), told)


@dataclass(frozen=True, slots=True)
class _Named:
    """A serial number or code as it was typed, and the unit that has it, or what is nearly it."""

    serial: str
    unit: UnitRow | Problem


def _units(work: Work, serials: Sequence[str]) -> list[_Named]:
    found = find_many(work.session, work.tenant_id, serials=serials)
    return [_Named(serial, found[serial] if serial in found else _sought(work, serial)) for serial in serials]


def _sought(work: Work, serial: str) -> UnitRow | Problem:
    try:
        return unit_called(work, serial)
    except AssetUnknown as unknown:
        return unknown


def _go(work: Work, order: SalesOrder, data: FulfilOrder, units: Sequence[_Named]) -> list[Outcome]:
    """All of these in a few statements: what may go is booked on paper first, then written at once."""
    known = [one.unit for one in units if not isinstance(one.unit, Problem)]
    ready = ready_for(work, order, known) if known else None
    judged = [_judged(ready, one.unit) for one in units]
    going = [one for one in judged if isinstance(one, Going)]
    with own_batches(work, operations["fulfil_order"], len(going)) as parts:
        made = rent_out(parts, order, going, data)
        for part, one, subscription_id in zip(parts, going, made, strict=True):
            part.tell(f"rented {one.unit.serial} out to {full_name(order.customer)}", subscription_id)
    went = zip(parts, made, strict=True)
    return [_outcome(one.serial, what, went) for one, what in zip(units, judged, strict=True)]


def _outcome(serial: str, judged: Going | Problem, went: Iterator[tuple[Work, str]]) -> Outcome:
    if isinstance(judged, Problem):
        return Outcome(serial, problem=judged)
    part, subscription_id = next(went)
    return Outcome(judged.unit.serial, subscription_id, part.batch_id)


def _judged(ready: Ready | None, unit: UnitRow | Problem) -> Going | Problem:
    if ready is None or isinstance(unit, Problem):
        return cast("Problem", unit)
    try:
        return ready.go(Asked(unit))
    except Problem as problem:
        return problem


def _alone(work: Work, order: SalesOrder, data: FulfilOrder, one: _Named) -> Outcome:
    """One by itself: what the database refuses of many together is found so, and costs the others nothing."""
    told = attempt(work, data, lambda: _go(work, order, data, [one]))
    return Outcome(one.serial, problem=told) if isinstance(told, Problem) else told[0]
