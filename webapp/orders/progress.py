"""How far an order is: counted from its lines, in one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from webapp.core.operation.registry import Work
from webapp.orders.models import OrderLine, SalesOrder


@dataclass(frozen=True, slots=True)
class Progress:
    """Of all lines: how many are to come in all, and how many are assigned. What was closed is not to come."""

    wanted: int
    rented: int

    @property
    def open(self) -> int:
        """How many are still to be assigned."""
        return self.wanted - self.rented


def progress_of(work: Work, order_id: str) -> Progress:
    """What the lines of an order say."""
    counted = select(
        func.coalesce(func.sum(OrderLine.quantity - OrderLine.closed), 0),
        func.coalesce(func.sum(OrderLine.rented), 0),
    ).where(OrderLine.tenant_id == work.tenant_id, OrderLine.order_id == order_id)
    wanted, rented = work.session.execute(counted).one()
    return Progress(int(wanted), int(rented))


def settle(work: Work, order: SalesOrder) -> Progress:
    """Set the status of a locked order that its lines speak for; to be called when a line was filled, freed or closed.

    Without anything assigned it is what it was before: confirmed or pending. A cancelled one stays so.
    """
    return settle_parts([work], order)


def settle_parts(parts: Sequence[Work], order: SalesOrder) -> Progress:
    """The same once each of these parts of the work assigned one: each says what became of the order by it."""
    work = parts[-1]
    work.session.flush()
    progress = progress_of(work, order.id)
    for to_come, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
        before = order.status
        then = Progress(progress.wanted, progress.rented - to_come)
        after = before if before == "cancelled" else _status(then, order)
        if after != before:
            order.status = after
            part.changed(order.id, {"status": before}, {"status": after})
    order.version, order.updated_at = order.version + 1, work.at
    work.session.flush()
    return progress


def _status(progress: Progress, order: SalesOrder) -> str:
    if progress.rented == 0:
        return "confirmed" if order.confirmed_at else "pending"
    return "partial" if progress.open else "fulfilled"


def line_status(quantity: int, rented: int, closed: int) -> str:
    """How far one line is, in published words."""
    if rented + closed >= quantity:
        return "completed"
    return "partial" if rented else "pending"
