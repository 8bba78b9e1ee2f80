"""The list of subscriptions, one of them, and what orders have of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Label, Row, Select, Text, case, func, select, type_coerce
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.customers.naming import full_name
from webapp.customers.queries import survivor
from webapp.ledger.models import Unit
from webapp.orders.hooks import Rental
from webapp.orders.models import OrderLine, SalesOrder
from webapp.subscriptions.errors import SubscriptionNotFound
from webapp.subscriptions.models import OPEN_PAYMENTS, STATUSES, VOIDED, Payment, Subscription
from webapp.subscriptions.queries.days import day_asked
from webapp.subscriptions.queries.searching import has_part, seek_part

STATUS_WORDS = tuple((status, status.replace("_", " ").capitalize()) for status in STATUSES)


def _rows(tenant_id: int) -> Select[Any]:
    shown = [column for column in Subscription.__table__.c if column.name != "tenant_id"]
    of_order = (SalesOrder.customer, SalesOrder.custom_fields, SalesOrder.created_at.label("taken"))
    return (
        select(*shown, Unit.serial, *of_order, _place(tenant_id))
        .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
        .join(
            SalesOrder, (SalesOrder.tenant_id == Subscription.tenant_id) & (SalesOrder.id == Subscription.order_id)
        )
        .where(Subscription.tenant_id == tenant_id, Subscription.status != VOIDED)
    )  # fmt: skip


def _place(tenant_id: int) -> Label[int]:
    """The place of its line among the order's, from 0: a line that was taken back leaves a gap in the positions."""
    mine = (OrderLine.tenant_id == Subscription.tenant_id) & (OrderLine.order_id == Subscription.order_id)
    before = (OrderLine.tenant_id == tenant_id, mine, OrderLine.position < Subscription.position)
    counted = select(func.count()).select_from(OrderLine).where(*before)
    return counted.correlate(Subscription).scalar_subquery().label("place")


def _with_payments(session: Session, tenant_id: int, rows: Sequence[Row[Any]]) -> list[Any]:
    """Add what was paid of each, and when the next payment is due."""
    sums: dict[str, Any] = {}
    for part in in_parts([row.id for row in rows]):
        told = (
            select(
                Payment.subscription_id,
                func.sum(case((Payment.status == "paid", Payment.total), else_=0)).label("collected"),
                func.min(case((Payment.status.in_(OPEN_PAYMENTS), Payment.due_date))).label("next_due"),
            )
            .where(Payment.tenant_id == tenant_id, Payment.subscription_id.in_(part))
            .group_by(Payment.subscription_id)
        )
        sums |= {row.subscription_id: row for row in session.execute(told)}
    return [
        SimpleNamespace(
            **row._asdict(),
            buyer=full_name(row.customer),
            collected=sums[row.id].collected,
            next_due=sums[row.id].next_due,
        )
        for row in rows
    ]


def _completed(session: Session, tenant_id: int, rows: list[Row[Any]], asked: Mapping[str, str]) -> list[Any]:
    return _with_payments(session, tenant_id, rows)


_END = type_coerce(Subscription.end_date, Text)
_START = type_coerce(Subscription.start_date, Text)

SUBSCRIPTIONS = Listing(
    name="subscriptions",
    rows=_rows,
    columns=(
        Column("serial", "Serial number", "code", priority=1),
        Column("buyer", "Customer", priority=1),
        Column("status", "Status", "status", sort="status", priority=1),
        Column("product_name", "Product", priority=2),
        Column("sku", "SKU", "code", priority=3),
        Column("monthly_amount", "A month", "money", sort="monthlyAmount", priority=2),
        Column("start_date", "From", "day", sort="startDate", priority=3),
        Column("end_date", "Until", "day", sort="endDate", priority=2),
        Column("id", "Subscription", "code", page=False),
        Column("order_id", "Order", "code", page=False),
        Column("contract_length", "Months", "number", page=False),
        Column("next_due", "Next payment", "day", page=False),
        Column("collected", "Paid so far", "money", page=False),
        Column("created_at", "Made", "time", sort="createdAt", page=False),
        Column("updated_at", "Changed", "time", sort="updatedAt", page=False),
    ),
    sorts={
        "createdAt": Subscription.created_at,
        "updatedAt": Subscription.updated_at,
        "startDate": _START,
        "endDate": _END,
        "status": Subscription.status,
        "monthlyAmount": Subscription.monthly_amount,
    },
    tie=Subscription.id,
    filters=(
        Filter("status", "Status", lambda text: Subscription.status == text, STATUS_WORDS, many=True),
        Filter("customerId", "Customer", lambda text: Subscription.customer_id == survivor(text)),
        Filter("orderId", "Order", lambda text: Subscription.order_id == text),
        Filter("serialNumber", "Serial number", lambda text: Unit.serial_norm == fold(text), kind="text", folded=True),
        Filter("sku", "SKU", lambda text: Subscription.sku == text, kind="text", folded=True),
        Filter(
            "endDateFrom", "Ends from", lambda text: Subscription.end_date >= day_asked("endDateFrom", text),
            kind="day", folded=True,
        ),
        Filter(
            "endDateTo", "Ends until", lambda text: Subscription.end_date <= day_asked("endDateTo", text),
            kind="day", folded=True,
        ),
    ),
    search=has_part,
    seek=seek_part,
    search_label="Serial number, customer, or the id of an order",
    complete=_completed,
)  # fmt: skip


def find_subscription(session: Session, tenant_id: int, subscription_id: str) -> Any:
    """One subscription; raises SubscriptionNotFound."""
    found = session.execute(_rows(tenant_id).where(Subscription.id == subscription_id)).one_or_none()
    if found is None:
        raise SubscriptionNotFound
    return _with_payments(session, tenant_id, [found])[0]


def rented_by(session: Session, tenant_id: int, customer_id: str, most: int) -> list[Any]:
    """A customer's newest subscriptions."""
    mine = _rows(tenant_id).where(Subscription.customer_id == customer_id)
    rows = session.execute(mine.order_by(Subscription.created_at.desc(), Subscription.id).limit(most)).all()
    return _with_payments(session, tenant_id, rows) if rows else []


def find_subscriptions(session: Session, tenant_id: int, ids: Sequence[str]) -> dict[str, Any]:
    """Subscriptions by their ids; unknown ones are left out."""
    rows = [
        row
        for part in in_parts(ids)
        for row in session.execute(_rows(tenant_id).where(Subscription.id.in_(part)))
    ]  # fmt: skip
    return {row.id: row for row in _with_payments(session, tenant_id, rows)} if rows else {}


def rentals_of_orders(session: Session, tenant_id: int, order_ids: Sequence[str]) -> Mapping[str, list[Rental]]:
    """The subscriptions of these orders, the oldest first."""
    found: dict[str, list[Rental]] = defaultdict(list)
    shown = (Subscription.order_id, Subscription.id, Subscription.position, Subscription.unit_id)
    for part in in_parts(order_ids):
        rows = (
            select(*shown, Unit.serial, Subscription.status, Subscription.batch_id)
            .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
            .where(Subscription.tenant_id == tenant_id, Subscription.order_id.in_(part))
            .where(Subscription.status != VOIDED)
            .order_by(Subscription.order_id, Subscription.created_at, Subscription.id)
        )
        for row in session.execute(rows):
            found[row.order_id].append(Rental(*row[1:]))
    return found
