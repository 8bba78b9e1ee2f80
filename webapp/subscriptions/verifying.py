"""What must agree of orders, subscriptions and payments: counts, statuses, sums, and units that are rented out."""

from collections.abc import Iterator

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from webapp.ledger.models import Unit
from webapp.ledger.verifying import Drift, add_check
from webapp.orders.models import OrderLine, SalesOrder
from webapp.subscriptions.models import VOIDED, Payment, Subscription


def checked() -> None:
    """Have every verification ask; called once by ``features.py``."""
    for check in (lines, rented_out, orders, sums, payments):
        add_check(check)


def lines(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A line has as many assigned as there are subscriptions of it."""
    counted = func.count(Subscription.id)
    mine = (Subscription.order_id == OrderLine.order_id) & (Subscription.position == OrderLine.position)
    rows = (
        select(OrderLine.order_id, OrderLine.position, OrderLine.rented, counted.label("counted"))
        .outerjoin(
            Subscription,
            (Subscription.tenant_id == OrderLine.tenant_id) & mine & (Subscription.status != VOIDED),
        )
        .where(OrderLine.tenant_id == tenant_id)
        .group_by(OrderLine.order_id, OrderLine.position, OrderLine.rented)
        .having(OrderLine.rented != counted)
    )
    for row in session.execute(rows):
        yield Drift("order_line", f"{row.order_id}/{row.position}", "assigned", row.rented, row.counted)


def rented_out(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A unit on an active subscription is rented out, and of its SKU."""
    rows = (
        select(Subscription.id, Unit.status)
        .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
        .where(Subscription.tenant_id == tenant_id, Subscription.status == "active")
        .where(Unit.status.is_distinct_from("rented_out") | (Unit.variant_id != Subscription.variant_id))
    )
    for row in session.execute(rows):
        yield Drift("subscription", row.id, "its unit", row.status, "rented_out")


def orders(session: Session, tenant_id: int) -> Iterator[Drift]:
    """An order is partial or fulfilled as its lines say, and neither while nothing is assigned."""
    rented, waits = func.sum(OrderLine.rented), func.sum(OrderLine.quantity - OrderLine.closed - OrderLine.rented)
    told = case((rented == 0, "waits"), (waits > 0, "partial"), else_="fulfilled").label("told")
    rows = (
        select(SalesOrder.id, SalesOrder.status, told)
        .join(OrderLine, (OrderLine.tenant_id == SalesOrder.tenant_id) & (OrderLine.order_id == SalesOrder.id))
        .where(SalesOrder.tenant_id == tenant_id)
        .group_by(SalesOrder.id, SalesOrder.status)
    )
    for row in session.execute(rows):
        kept = row.status if row.status in ("partial", "fulfilled") else "waits"
        if kept != row.told:
            yield Drift("sales_order", row.id, "status", row.status, row.told)


def sums(session: Session, tenant_id: int) -> Iterator[Drift]:
    """An order is worth what comes of its lines, and is as many devices."""
    coming = OrderLine.quantity - OrderLine.closed
    counted = {
        "subtotal": func.sum(OrderLine.unit_price * coming),
        "tax_amount": func.sum(OrderLine.tax_amount),
        "total_devices": func.sum(coming),
    }
    kept = [getattr(SalesOrder, name) for name in counted]
    rows = (
        select(SalesOrder.id, *kept, *(one.label(f"{name}_counted") for name, one in counted.items()))
        .join(OrderLine, (OrderLine.tenant_id == SalesOrder.tenant_id) & (OrderLine.order_id == SalesOrder.id))
        .where(SalesOrder.tenant_id == tenant_id)
        .group_by(SalesOrder.id, *kept)
        .having(or_(*(one != mine for one, mine in zip(counted.values(), kept, strict=True))))
    )
    for row in session.execute(rows).mappings():
        for name in counted:
            if row[name] != row[f"{name}_counted"]:
                yield Drift("sales_order", row["id"], name, row[name], int(row[f"{name}_counted"]))


def payments(session: Session, tenant_id: int) -> Iterator[Drift]:
    """What a subscription asks for is voided with it, and only with it."""
    is_voided, pays_not = Subscription.status == VOIDED, Payment.status == VOIDED
    still_asked = Payment.status.not_in((VOIDED, "cancelled"))
    rows = (
        select(Payment.id, Payment.status, Subscription.status.label("of"))
        .join(
            Subscription,
            (Subscription.tenant_id == Payment.tenant_id) & (Subscription.id == Payment.subscription_id),
        )
        .where(Payment.tenant_id == tenant_id, Subscription.tenant_id == tenant_id)
        .where(or_(and_(is_voided, still_asked), and_(~is_voided, pays_not)))
    )
    for row in session.execute(rows):
        yield Drift("payment", row.id, "status", row.status, f"as its subscription, which is {row.of}")
