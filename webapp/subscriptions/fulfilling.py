"""Many units for one order: each by itself, with a batch of its own, so that each is taken back by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, union

from webapp.accounts.permissions import Permission
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.core.operation.registry import Work, operation, operations
from webapp.ledger.models import Reservation, Unit
from webapp.ledger.posting import lock_records
from webapp.orders.errors import OrderNotFound
from webapp.orders.models import SalesOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.queries import find_order
from webapp.subscriptions.errors import OrderNotConfirmed
from webapp.subscriptions.inputs import FulfilOrder
from webapp.subscriptions.operations import unit_called
from webapp.subscriptions.starting import Asked, buyer_of, must_be_confirmed, rent_out


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
    _hold_stock(work, order, data.serial_numbers)
    outcomes = [_one(work, data, order, serial) for serial in data.serial_numbers]
    return Fulfilled(find_order(work.session, work.tenant_id, data.order_id), outcomes)


def _hold_stock(work: Work, order: SalesOrder, serials: Sequence[str]) -> None:
    """Lock all that these units are taken from, in one order: two such commands never wait in a circle."""
    if len(serials) == 1:
        return  # whose records are locked together anyway
    norms = sorted({fold(serial) for serial in serials})
    stood = select(Unit.record_id).where(Unit.tenant_id == work.tenant_id, Unit.serial_norm.in_(norms))
    kept = select(Reservation.record_id).where(
        Reservation.tenant_id == work.tenant_id, Reservation.reference == order.id, Reservation.open_qty > 0
    )
    lock_records(work, union(stood.where(Unit.record_id.is_not(None)), kept))


def _one(work: Work, data: FulfilOrder, order: SalesOrder, serial: str) -> Outcome:
    def step() -> Outcome:
        with own_batch(work, operations["fulfil_order"]) as part:
            unit = unit_called(part, serial)
            made = rent_out(part, order, Asked(unit), data)
            part.tell(f"rented {unit.serial} out to {buyer_of(order)}", made)
        return Outcome(unit.serial, made, part.batch_id)

    told = attempt(work, data, step)
    return Outcome(serial, problem=told) if isinstance(told, Problem) else told
