"""What must agree of orders, subscriptions and payments: counts, statuses, sums, and units that are rented out."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Text, and_, case, cast, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.core.data.columns import Whole
from webapp.ledger.models import Unit
from webapp.ledger.verifying import TENANT, Drift, add_check
from webapp.orders.models import OrderLine, SalesOrder
from webapp.pricing.advisor.sums import WHOLE
from webapp.subscriptions.models import VOIDED, Payment, Subscription

_COPIED = ("monthly_amount", "setup_fee", "sku")
"""What a subscription has of its line."""
_SUMMED = ("subtotal", "tax_amount", "total_devices")
"""What an order has of its lines."""


def checked() -> None:
    """Have every verification ask; called once by ``features.py``."""
    for check in (lines, rentals, orders, sums, payments):
        add_check(check)


def lines(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A line has as many assigned as there are subscriptions of it."""
    for row in session.execute(_lines(), {"tenant": tenant_id}):
        yield Drift("order_line", f"{row.order_id}/{row.position}", "assigned", row.rented, row.counted)


@cache
def _lines() -> Executable:
    counted = func.count(Subscription.id)
    mine = (Subscription.order_id == OrderLine.order_id) & (Subscription.position == OrderLine.position)
    return (
        select(OrderLine.order_id, OrderLine.position, OrderLine.rented, counted.label("counted"))
        .outerjoin(
            Subscription,
            (Subscription.tenant_id == OrderLine.tenant_id) & mine & (Subscription.status != VOIDED),
        )
        .where(OrderLine.tenant_id == TENANT)
        .group_by(OrderLine.order_id, OrderLine.position, OrderLine.rented)
        .having(OrderLine.rented != counted)
    )


def rentals(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A unit on an active subscription is rented out, and of its SKU; what it costs is what was ordered, each month.

    A line of which something is out keeps its prices, so the copy and the line can be compared for ever.
    """
    for row in session.execute(_rentals(), {"tenant": tenant_id}).mappings():
        if row["strange"]:
            yield Drift("subscription", row["id"], "its unit", row["status"], "rented_out")
        for name in _COPIED:
            if row[name] != row[f"{name}_ordered"]:
                yield Drift("subscription", row["id"], name, row[name], row[f"{name}_ordered"])
        if row["payments"] != row["contract_length"]:
            yield Drift("subscription", row["id"], "payments", row["payments"], row["contract_length"])


@cache
def _rentals() -> Executable:
    pairs = {"monthly_amount": OrderLine.unit_price, "setup_fee": OrderLine.setup_fee, "sku": OrderLine.sku}
    kept = [getattr(Subscription, name) for name in pairs]
    mine = (OrderLine.order_id == Subscription.order_id) & (OrderLine.position == Subscription.position)
    strays = Unit.status.is_distinct_from("rented_out") | (Unit.variant_id != Subscription.variant_id)
    is_strange = and_(Subscription.status == "active", strays)
    ordered = [one.label(f"{name}_ordered") for name, one in pairs.items()]
    asked = (
        select(func.count(Payment.id))
        .where(Payment.tenant_id == Subscription.tenant_id, Payment.subscription_id == Subscription.id)
        .where(Payment.tenant_id == TENANT)
        .scalar_subquery()
    )
    return (
        select(Subscription.id, Unit.status, case((is_strange, 1), else_=0).label("strange"), *kept, *ordered)
        .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
        .join(OrderLine, (OrderLine.tenant_id == Subscription.tenant_id) & mine)
        .where(Subscription.tenant_id == TENANT, Subscription.status != VOIDED)
        .add_columns(Subscription.contract_length, asked.label("payments"))
        .where(
            or_(
                is_strange,
                asked != Subscription.contract_length,
                *(one != asked for one, asked in zip(kept, pairs.values(), strict=True)),
            )
        )
    )


def orders(session: Session, tenant_id: int) -> Iterator[Drift]:
    """An order is partial or fulfilled as its lines say, and neither while nothing is assigned."""
    for row in session.execute(_orders(), {"tenant": tenant_id}):
        kept = row.status if row.status in ("partial", "fulfilled") else "waits"
        if kept != row.told:
            yield Drift("sales_order", row.id, "status", row.status, row.told)


@cache
def _orders() -> Executable:
    rented, waits = func.sum(OrderLine.rented), func.sum(OrderLine.quantity - OrderLine.closed - OrderLine.rented)
    told = case((rented == 0, "waits"), (waits > 0, "partial"), else_="fulfilled").label("told")
    return (
        select(SalesOrder.id, SalesOrder.status, told)
        .join(OrderLine, (OrderLine.tenant_id == SalesOrder.tenant_id) & (OrderLine.order_id == SalesOrder.id))
        .where(SalesOrder.tenant_id == TENANT)
        .group_by(SalesOrder.id, SalesOrder.status)
    )


def sums(session: Session, tenant_id: int) -> Iterator[Drift]:
    """An order is worth what comes of its lines, and is as many devices; each line is taxed as its VAT says."""
    for row in session.execute(_sums(), {"tenant": tenant_id}).mappings():
        for name in _SUMMED:
            if row[name] != row[f"{name}_counted"]:
                yield Drift("sales_order", row["id"], name, row[name], int(row[f"{name}_counted"]))
        if row["astray"]:
            yield Drift("sales_order", row["id"], "lines at another tax", int(row["astray"]), 0)


@cache
def _sums() -> Executable:
    coming = OrderLine.quantity - OrderLine.closed
    counted = {
        "subtotal": func.sum(OrderLine.unit_price * coming),
        "tax_amount": func.sum(OrderLine.tax_amount),
        "total_devices": func.sum(coming),
    }
    kept = [getattr(SalesOrder, name) for name in counted]
    astray = func.sum(case((OrderLine.tax_amount != _ruled(OrderLine.unit_price * coming, SalesOrder), 1), else_=0))
    told = [*(one.label(f"{name}_counted") for name, one in counted.items()), astray.label("astray")]
    return (
        select(SalesOrder.id, *kept, *told)
        .join(OrderLine, (OrderLine.tenant_id == SalesOrder.tenant_id) & (OrderLine.order_id == SalesOrder.id))
        .where(SalesOrder.tenant_id == TENANT)
        .group_by(SalesOrder.id, *kept)
        .having(or_(astray > 0, *(one != mine for one, mine in zip(counted.values(), kept, strict=True))))
    )


def _ruled(amount: Any, terms: type[SalesOrder | Subscription]) -> ColumnElement[int]:
    """The tax of an amount as ``Tax.of`` has it, within 64 bits."""
    points = terms.vat_basis_points
    whole = case((terms.prices_include_vat == True, WHOLE + points), else_=WHOLE)
    taxed: ColumnElement[int] = amount // whole * points + (2 * (amount % whole) * points + whole) // (2 * whole)
    return taxed


def payments(session: Session, tenant_id: int) -> Iterator[Drift]:
    """What a subscription asks for is voided with it, and only with it; and it is as it was agreed."""
    for row in session.execute(_payments(), {"tenant": tenant_id}):
        if row.stray:
            yield Drift("payment", row.id, "status", row.status, f"as its subscription, which is {row.of}")
        if not row.right:
            yield Drift("payment", row.id, "what is asked for", f"{row.total} by {row.due_date}", "as it was agreed")


@cache
def _payments() -> Executable:
    is_voided, pays_not = Subscription.status == VOIDED, Payment.status == VOIDED
    is_stray = or_(and_(is_voided, Payment.status.not_in((VOIDED, "cancelled"))), and_(~is_voided, pays_not))
    stray, right = (case((one, 1), else_=0) for one in (is_stray, _as_agreed()))
    return (
        select(Payment.id, Payment.status, Payment.total, Payment.due_date, Subscription.status.label("of"))
        .add_columns(stray.label("stray"), right.label("right"))
        .join(
            Subscription,
            (Subscription.tenant_id == Payment.tenant_id) & (Subscription.id == Payment.subscription_id),
        )
        .where(Payment.tenant_id == TENANT, Subscription.tenant_id == TENANT)
        .where(or_(stray == 1, right == 0))
    )


def _as_agreed() -> ColumnElement[bool]:
    """A payment is for a month's rent, the first one for the set-up fee too, and due on its day."""
    fee = case((Payment.number == 1, Subscription.setup_fee), else_=0)
    on_top = case((Subscription.prices_include_vat == True, 0), else_=Payment.tax_amount)
    return and_(
        Payment.number <= Subscription.contract_length,
        Payment.customer_id == Subscription.customer_id,
        Payment.currency == Subscription.currency,
        Payment.vat_basis_points == Subscription.vat_basis_points,
        Payment.rent == Subscription.monthly_amount,
        Payment.setup_fee == fee,
        Payment.rent_tax == _ruled(Payment.rent, Subscription),
        Payment.setup_fee_tax == _ruled(Payment.setup_fee, Subscription),
        Payment.total == Payment.subtotal + on_top,
        Payment.billing_period == func.substr(_text(Payment.due_date), 1, 7),
        _due_in_its_month(),
    )


def _due_in_its_month() -> ColumnElement[bool]:
    """Months count on from the day on which it began, or the first of the next; a day that a month lacks is its last.

    That a day is its month's last is not asked: it is later than the 27th.
    """
    begins, due = _text(Subscription.start_date), _text(Payment.due_date)
    later = case((Subscription.billing_start == "immediate", 1), else_=0)
    first = Subscription.billing_start == "first_of_next_month"
    wanted, day = case((first, "01"), else_=func.substr(begins, 9, 2)), func.substr(due, 9, 2)
    return and_(
        _months(due) == _months(begins) + Payment.number - later,
        or_(day == wanted, and_(day >= "28", day < wanted)),
    )


def _months(day: ColumnElement[str]) -> ColumnElement[int]:
    return cast(func.substr(day, 1, 4), Whole) * 12 + cast(func.substr(day, 6, 2), Whole)


def _text(day: InstrumentedAttribute[dt.date]) -> ColumnElement[str]:
    return type_coerce(day, Text)
