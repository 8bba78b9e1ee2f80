"""What damage and counts took of an order's promises and nobody made good since: read from the ledger alone."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.audit.models import Batch
from webapp.core.data.parts import in_parts
from webapp.ledger.models import Movement, Record, Reservation
from webapp.ledger.quantities.breaking import without_tail
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.queries import OPEN


@dataclass(frozen=True, slots=True)
class Taking:
    """So many that one action took, and that are wanting still."""

    quantity: int
    at: dt.datetime
    batch_id: str
    said: str
    who: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Lost:
    """What an order wants of a SKU that was promised to it: ``promised`` is kept still, ``missing`` was taken."""

    order_id: str
    variant_id: str
    sku: str
    promised: int
    missing: int
    takings: Sequence[Taking]

    @property
    def latest(self) -> dt.datetime:
        """When some of what is missing was taken last."""
        return max(one.at for one in self.takings)

    @property
    def was(self) -> int:
        """How many were promised."""
        return self.promised + self.missing


def lost_of(session: Session, tenant_id: int, order_ids: Collection[str]) -> dict[str, list[Lost]]:
    """What these orders lost, by order; one that lost nothing, or wants it no more, is left out."""
    kept = [
        row
        for part in in_parts(sorted(order_ids))
        for row in session.execute(_kept(tenant_id).where(Reservation.reference.in_(part)))
    ]
    of = {row.id: (row.reference, str(row.variant_id)) for row in kept}
    lines = [row for part in in_parts(sorted(of)) for row in session.execute(_lines(tenant_id, part))]
    courses = _courses(sorted(lines, key=lambda row: int(row.n)), of)
    missing = {key: left for key, course in courses.items() if (left := _left(course))}
    promised: dict[Key, int] = defaultdict(int)
    for row in kept:
        promised[of[row.id]] += row.open_qty
    found: dict[str, list[Lost]] = defaultdict(list)
    for part in in_parts(sorted({order_id for order_id, _ in missing})):
        for row in session.execute(_wanted(tenant_id, part)):
            key = (row.order_id, row.variant_id)
            takings = _trimmed(missing.get(key, ()), int(row.wanted) - promised[key])
            if takings:
                count = sum(one.quantity for one in takings)
                found[row.order_id].append(Lost(row.order_id, row.variant_id, row.sku, promised[key], count, takings))
    return dict(found)


Key = tuple[str, str]


def _kept(tenant_id: int) -> Select[Any]:
    """Reservations, and what each is of; those that hold nothing any more too."""
    rows = (
        select(Reservation.id, Reservation.reference, Reservation.open_qty, Record.variant_id)
        .join(Record, (Record.tenant_id == Reservation.tenant_id) & (Record.id == Reservation.record_id))
        .where(Reservation.tenant_id == tenant_id)
    )
    return cast("Select[Any]", rows)


def _lines(tenant_id: int, reservation_ids: Sequence[str]) -> Select[Any]:
    """Every movement into or out of what these hold, but for what went to a customer."""
    promised = or_(
        (Movement.from_node == "available") & (Movement.to_node == "reserved"),
        (Movement.from_node == "reserved") & Movement.to_node.in_(("available", "held")),
        (Movement.from_node == "held") & (Movement.to_node == "reserved"),
    )
    rows = (
        select(
            Movement.reservation_id, Movement.n, Movement.reverses_n, Movement.qty, Movement.to_node, Movement.action,
            Movement.at, Movement.note, Movement.batch_id, Batch.summary, Batch.actor_name,
        )
        .join(Batch, (Batch.tenant_id == Movement.tenant_id) & (Batch.id == Movement.batch_id))
        .where(Movement.tenant_id == tenant_id, Movement.reservation_id.in_(reservation_ids), promised)
    )  # fmt: skip
    return cast("Select[Any]", rows)


def _courses(rows: Sequence[Any], of: Mapping[str, Key]) -> dict[Key, list[Any]]:
    """The lines that stand, by order and variant: what was undone is none, what was done again is one."""
    stands: dict[int, bool] = {row.n: True for row in rows}
    for row in reversed(rows):  # the newest first, so whether a reversal stands is known before what it reverses
        if row.reverses_n in stands and stands[row.n]:
            stands[row.reverses_n] = False
    found: dict[Key, list[Any]] = defaultdict(list)
    for row in rows:
        if row.reverses_n is None and stands[row.n]:
            found[of[row.reservation_id]].append(row)
    return found


def _left(lines: Iterable[Any]) -> list[Taking]:
    """What was taken and not reserved again, the oldest first: a new promise makes the oldest good."""
    left: list[Taking] = []
    for row in lines:
        if row.to_node == "reserved":
            made_good = row.qty
            while left and made_good:
                part = min(made_good, left[0].quantity)
                made_good -= part
                left[0] = replace(left[0], quantity=left[0].quantity - part)
                if not left[0].quantity:
                    left.pop(0)
        elif row.action != "RELEASED":
            left.append(Taking(row.qty, row.at, row.batch_id, without_tail(row.summary), row.actor_name, row.note))
    return left


def _trimmed(takings: Sequence[Taking], short: int) -> list[Taking]:
    """The newest of these, as many as the order is short of: what it wants no more, nobody misses."""
    kept: list[Taking] = []
    for one in reversed(takings):
        part = min(one.quantity, short)
        if part > 0:
            kept.insert(0, replace(one, quantity=part))
            short -= part
    return kept


def _wanted(tenant_id: int, order_ids: Sequence[str]) -> Select[Any]:
    """What open orders still want of each SKU, in the order of their lines."""
    wanted = func.sum(OrderLine.quantity - OrderLine.closed - OrderLine.rented)
    rows = (
        select(OrderLine.order_id, OrderLine.variant_id, OrderLine.sku, wanted.label("wanted"))
        .join(SalesOrder, (SalesOrder.tenant_id == OrderLine.tenant_id) & (SalesOrder.id == OrderLine.order_id))
        .where(OrderLine.tenant_id == tenant_id, SalesOrder.tenant_id == tenant_id)
        .where(OrderLine.order_id.in_(order_ids), SalesOrder.status.in_(OPEN))
        .group_by(OrderLine.order_id, OrderLine.variant_id, OrderLine.sku)
        .order_by(OrderLine.order_id, func.min(OrderLine.position))
    )
    return cast("Select[Any]", rows)
