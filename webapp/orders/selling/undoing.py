"""Taking back what changed an order, while it is as that left it and nothing of it is assigned since."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work
from webapp.customers.models import Customer
from webapp.ledger.errors import ChangedMeanwhile
from webapp.ledger.models import Reservation
from webapp.ledger.posting import Context
from webapp.ledger.quantities.breaking import whose
from webapp.ledger.undoing import Item, Line, add_guard, on_undo
from webapp.ledger.undoing.hooks import went_back
from webapp.orders.exceptions.naming import orders_named
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.selling.guarding import RETIRED, is_retired
from webapp.orders.selling.pictures import ACTION, holds, picture_of, repaint, with_told
from webapp.orders.selling.reserving import promise

CHANGED = "it was changed again since"
FORGOTTEN = "its customer was anonymised since"
GONE = "the customer who ordered it then was put aside, merged or anonymised since"
ASSIGNED = "something of it is assigned by now"
LEFT = "ASSIGNED"
"""The action of the movement by which a unit leaves for an order."""


def made_undoable() -> None:
    """Teach the ledger how a change is taken back, and what an order is called; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo(ACTION, _put_back)
    went_back.subscribe(keep_promises)
    whose.subscribe(orders_named)


def keep_promises(work: Work, items: Sequence[Item]) -> None:
    """Let an order that is as it was have what it is to have: it may have been confirmed since.

    One that a promise came back to may have got others since, or want it no more: then it is free.
    """
    lines = [line for item in items for line in item.lines]
    changed = {line.subject_id for line in lines if line.action == ACTION}
    kept = _kept_again(work, {line.reservation_id for line in lines if _was_taken(line)})
    for order_id in sorted(changed | kept):
        order = locked_order(work, order_id)
        if order_id in changed or order.status != "pending":
            promise(work, order, more=None if order_id in changed else False)


def _was_taken(line: Line) -> bool:
    """Whether damage or a count took this of a promise."""
    return line.from_node == "reserved" and line.to_node in ("available", "held") and line.action != "RELEASED"


def _kept_again(work: Work, reservation_ids: Collection[str | None]) -> set[str]:
    """The orders that these are reserved for."""
    if not reservation_ids:
        return set()
    rows = (
        select(SalesOrder.id)
        .join(Reservation, (Reservation.tenant_id == SalesOrder.tenant_id) & (Reservation.reference == SalesOrder.id))
        .where(SalesOrder.tenant_id == work.tenant_id, Reservation.tenant_id == work.tenant_id)
        .where(Reservation.id.in_(reservation_ids))
    )
    return set(work.session.scalars(rows))


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back, with the reason."""
    barred = _promised(session, tenant_id, lines)
    stays: dict[str, str] = {}
    for line in lines:
        if line.action == ACTION and (why := _why(session, tenant_id, line)):
            barred[line.n] = stays[line.subject_id] = why
    return barred | with_promises(lines, stays)


def with_promises(lines: Sequence[Line], stays: Mapping[str, str]) -> dict[int, str]:
    """What was promised to these orders, or given back, by an action that stays: it stays as well, with the reason."""
    kept = (line for line in lines if line.is_movement and line.unit_id is None and line.reference in stays)
    return {line.n: stays[line.reference or ""] for line in kept}


def _promised(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[int, str]:
    """What was promised to an order goes back with what was done to the order: its change, or a unit that left."""
    changed = {line.subject_id for line in lines if line.action == ACTION}
    changed |= {line.reference or "" for line in lines if line.action == LEFT}
    again = {line.reservation_id for line in lines if line.action == "UNDONE" and line.to_node == "reserved"}
    moved = {
        line.n: line.reference
        for line in lines
        if line.is_movement and line.action in ("RESERVED", "RELEASED") and line.reservation_id not in again
    }
    asked = sorted({reference for reference in moved.values() if reference and reference not in changed})
    known: set[str] = set()
    for part in in_parts(asked):
        found = select(SalesOrder.id).where(SalesOrder.tenant_id == tenant_id, SalesOrder.id.in_(part))
        known |= set(session.execute(found).scalars())
    return {n: "it is promised to an order: change or cancel that" for n, one in moved.items() if one in known}


def _why(session: Session, tenant_id: int, line: Line) -> str | None:
    if line.after is None:
        return FORGOTTEN
    mine = (SalesOrder.tenant_id == tenant_id, SalesOrder.id == line.subject_id)
    status = session.execute(select(SalesOrder.status).where(*mine)).scalar_one()
    if status == "cancelled":
        return "the order is cancelled"
    if not holds(picture_of(session, tenant_id, line.subject_id), line.after):
        return CHANGED
    if _is_gone(session, tenant_id, line):
        return GONE
    if _assigned(session, tenant_id, line):
        return ASSIGNED
    return RETIRED if is_retired(session, tenant_id, _asked_again(line)) else None


def _asked_again(line: Line) -> set[str]:
    """The variants of lines that would ask for something again."""
    lines = [was for was in line.before["lines"].values() if was is not None]
    return {str(was["variant_id"]) for was in lines if was["quantity"] > was["closed"]}


def _is_gone(session: Session, tenant_id: int, line: Line, *, hold: bool = False) -> bool:
    """Whether the customer whose order it was before takes no orders any more; held until the end of the command."""
    who = line.before.get("customer_id")
    if who is None:
        return False
    found = select(Customer.status).where(Customer.tenant_id == tenant_id, Customer.id == who)
    return session.execute(found.with_for_update(read=True) if hold else found).scalar_one() != "active"


def _assigned(session: Session, tenant_id: int, line: Line) -> int:
    """How many are assigned of lines that would change; only what was closed opens again beside them."""
    asked = [int(n) for n, was in line.before["lines"].items() if _is_asked_otherwise(was, line.after["lines"][n])]
    whole = bool(line.before.keys() - {"lines", "notes", "custom_fields"})
    counted = select(func.coalesce(func.sum(OrderLine.rented), 0)).where(
        OrderLine.tenant_id == tenant_id, OrderLine.order_id == line.subject_id
    )
    if not whole:
        counted = counted.where(OrderLine.position.in_(asked))
    return int(session.execute(counted).scalar_one())


_CLOSING = {"closed", "close_reason", "tax_amount"}


def _is_asked_otherwise(was: Mapping[str, object] | None, now: Mapping[str, object] | None) -> bool:
    if was is None or now is None:
        return True
    return any(was[name] != now[name] for name in was if name not in _CLOSING)


def _put_back(context: Context, line: Line) -> str | None:
    work = cast("Work", context)
    order = locked_order(work, line.subject_id)
    now = picture_of(work.session, work.tenant_id, order.id)
    stands = order.status != "cancelled" and holds(now, line.after)
    if not stands or _assigned(work.session, work.tenant_id, line):
        raise ChangedMeanwhile
    if _is_gone(work.session, work.tenant_id, line, hold=True):
        raise ChangedMeanwhile
    if is_retired(work.session, work.tenant_id, _asked_again(line), hold=True):
        raise ChangedMeanwhile
    repaint(work, order, now, with_told(now, line.before))
    return None
