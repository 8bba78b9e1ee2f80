"""What is rented out is taken back with its unpaid payments, and may be done again; never once something is paid."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Text, case, null, select, type_coerce, union, update
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.core.operation.registry import Work
from webapp.customers.models import Customer
from webapp.ledger.errors import ChangedMeanwhile
from webapp.ledger.models import Event, Movement, Reservation
from webapp.ledger.posting import Context
from webapp.ledger.undoing import Line, add_guard, on_undo
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.progress import settle
from webapp.orders.selling.guarding import RETIRED, is_retired
from webapp.orders.selling.pictures import ACTION as ORDER_CHANGED
from webapp.orders.selling.undoing import with_promises
from webapp.subscriptions.models import OPEN_PAYMENTS, VOIDED, Payment, Subscription
from webapp.subscriptions.starting import RENTED

REMEMBERED = "something of its line went out and came back: close the line short instead"


def made_undoable() -> None:
    """Teach the ledger how these events are put back; called once by ``features.py``."""
    add_guard(what_stays)
    add_guard(lines_remembered)
    on_undo(RENTED, _put_back)


def hold_orders(work: Work, batch_id: str) -> list[str]:
    """Lock the orders of what is about to be taken back, before its stock: as whoever changes or fulfils one does.

    Before them those whose an order was: as whoever merges them does.
    """
    told = select(
        case((Event.action == RENTED, Event.reference), else_=Event.subject_id).label("id"),
        type_coerce(Event.before, Text).label("before"),
    ).where(Event.tenant_id == work.tenant_id, Event.batch_id == batch_id, Event.action.in_((RENTED, ORDER_CHANGED)))
    kept = (
        select(Reservation.reference.label("id"), type_coerce(null(), Text).label("before"))
        .join(Movement, (Movement.tenant_id == Reservation.tenant_id) & (Movement.reservation_id == Reservation.id))
        .where(Reservation.tenant_id == work.tenant_id)
        .where(Movement.tenant_id == work.tenant_id, Movement.batch_id == batch_id)
    )
    rows = work.session.execute(union(told, kept)).all()
    _hold_buyers(work, {json.loads(row.before).get("customer_id") for row in rows if row.before} - {None})
    ids = {row.id for row in rows} - {None}
    if ids:
        _orders(work, sorted(ids))
    return []


def _hold_buyers(work: Work, ids: Collection[str]) -> None:
    if ids:
        mine = (Customer.tenant_id == work.tenant_id, Customer.id.in_(ids))
        work.session.execute(select(Customer.id).where(*mine).order_by(Customer.id).with_for_update(read=True)).all()


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back, with the reason."""
    rented = [line for line in lines if line.action == RENTED]
    mine = {line.n: line for line in rented if line.before or line.after}
    stays = {line.n: "who had the unit is anonymised" for line in rented if line.n not in mine}
    if not mine:
        return stays
    ids = {_rental(line) for line in mine.values()}
    stand = {row.id: row for row in session.execute(_standing(tenant_id, ids))}
    paid = _paid(session, tenant_id, ids)
    room: dict[tuple[str, int], int] = {}
    for n, line in mine.items():
        one = stand[_rental(line)]
        if line.after.get("rental"):
            why = _not_voided(one, paid)
        else:
            left = room.setdefault((one.order_id, one.position), one.quantity - one.rented - one.closed)
            why = _not_revived(one, left)
            room[one.order_id, one.position] = left - 1
        if why:
            stays[n] = why
    return stays | with_promises(lines, {line.reference or "": stays[line.n] for line in rented if line.n in stays})


def lines_remembered(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """Changes of orders that brought a line, of which something went out and came back: the line stays."""
    brought = {
        line.n: [(line.subject_id, int(n)) for n, was in line.before["lines"].items() if was is None]
        for line in lines
        if line.action == ORDER_CHANGED and line.before is not None
    }
    asked = {place for places in brought.values() for place in places}
    if not asked:
        return {}
    rows = select(Subscription.order_id, Subscription.position).where(
        Subscription.tenant_id == tenant_id, Subscription.order_id.in_({order for order, _ in asked})
    )
    known = {(row.order_id, row.position) for row in session.execute(rows.distinct())}
    return {n: REMEMBERED for n, places in brought.items() if known.intersection(places)}


def _not_voided(one: Any, paid: set[str]) -> str:
    if one.id in paid:
        return "a payment of its subscription was made"
    if one.status != "active":
        return "its subscription has ended"
    return RETIRED if one.order_status == "fulfilled" and one.offered != "active" else ""


def _not_revived(one: Any, left: int) -> str:
    if one.order_status not in ("confirmed", "partial"):
        return f"its order is {one.order_status} now"
    if one.customer_id != one.buyer_id:
        return "the order is another customer's now"
    if (one.variant_id, one.monthly_amount, one.setup_fee) != (one.asked_id, one.unit_price, one.asked_fee):
        return "the order's line was changed since"
    return "" if left > 0 else "the order's line is full by now"


def _rental(line: Line) -> str:
    return str(line.after.get("rental") or line.before["rental"])


def _standing(tenant_id: int, ids: set[str]) -> Any:
    """Subscriptions with how far their lines and orders are."""
    line = (OrderLine.order_id == Subscription.order_id) & (OrderLine.position == Subscription.position)
    return (
        select(
            Subscription.id, Subscription.status, Subscription.order_id, Subscription.position,
            Subscription.variant_id, Subscription.monthly_amount, OrderLine.variant_id.label("asked_id"),
            Subscription.setup_fee, OrderLine.setup_fee.label("asked_fee"),
            OrderLine.unit_price, OrderLine.quantity, OrderLine.rented, OrderLine.closed,
            Variant.status.label("offered"), SalesOrder.status.label("order_status"),
            Subscription.customer_id, SalesOrder.customer_id.label("buyer_id"),
        )
        .join(OrderLine, (OrderLine.tenant_id == Subscription.tenant_id) & line)
        .join(SalesOrder, (SalesOrder.tenant_id == Subscription.tenant_id) & (SalesOrder.id == Subscription.order_id))
        .join(Variant, (Variant.tenant_id == OrderLine.tenant_id) & (Variant.id == OrderLine.variant_id))
        .where(Subscription.tenant_id == tenant_id, Subscription.id.in_(ids))
    )  # fmt: skip


def _paid(session: Session, tenant_id: int, ids: set[str]) -> set[str]:
    rows = select(Payment.subscription_id).where(
        Payment.tenant_id == tenant_id,
        Payment.subscription_id.in_(ids),
        Payment.status.in_(("paid", "processing")),
    )
    return set(session.scalars(rows.distinct()))


def _put_back(work: Context, line: Line) -> None:
    """Void the subscription and what is open of its payments, or take both up again."""
    voids = bool(line.after.get("rental"))
    of = (Subscription.tenant_id == work.tenant_id, Subscription.id == _rental(line))
    work.session.execute(
        update(Subscription)
        .where(*of)
        .values(
            status=VOIDED if voids else "active",
            batch_id=work.batch_id,
            version=Subscription.version + 1,
            updated_at=work.at,
        )
    )
    starts, end = (OPEN_PAYMENTS, VOIDED) if voids else ((VOIDED,), "pending")
    work.session.execute(
        update(Payment)
        .where(
            Payment.tenant_id == work.tenant_id,
            Payment.subscription_id == _rental(line),
            Payment.status.in_(starts),
        )
        .values(status=end, updated_at=work.at)
    )
    for order in _orders(work, [line.reference or ""]):
        if voids and order.status == "fulfilled":  # which nobody who retires a variant waits for
            asked = select(Subscription.variant_id).where(*of)
            if is_retired(work.session, work.tenant_id, asked, hold=True):
                raise ChangedMeanwhile
        settle(cast("Work", work), order)


def _orders(work: Context, ids: Sequence[str]) -> Sequence[SalesOrder]:
    return work.session.scalars(
        select(SalesOrder)
        .where(SalesOrder.tenant_id == work.tenant_id, SalesOrder.id.in_(ids))
        .order_by(SalesOrder.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
