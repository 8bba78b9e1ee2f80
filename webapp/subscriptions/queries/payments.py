"""The list of payments, one of them, and those of a subscription."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, Text, false, select, type_coerce
from sqlalchemy.orm import Session

from webapp.core.listing.listing import Column, Filter, Listing
from webapp.customers.naming import full_name
from webapp.customers.queries import survivor
from webapp.ledger.models import Unit
from webapp.orders.models import SalesOrder
from webapp.subscriptions.errors import PaymentNotFound
from webapp.subscriptions.models import PAYMENT_STATUSES, Payment, Subscription
from webapp.subscriptions.queries.days import day_asked

STATUS_WORDS = tuple((status, status.capitalize()) for status in PAYMENT_STATUSES)


def _rows(tenant_id: int) -> Select[Any]:
    shown = [column for column in Payment.__table__.c if column.name != "tenant_id"]
    return (
        select(*shown, Unit.serial, Subscription.product_name, SalesOrder.customer)
        .join(
            Subscription,
            (Subscription.tenant_id == Payment.tenant_id) & (Subscription.id == Payment.subscription_id),
        )
        .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
        .join(
            SalesOrder, (SalesOrder.tenant_id == Subscription.tenant_id) & (SalesOrder.id == Subscription.order_id)
        )
        .where(Payment.tenant_id == tenant_id, Payment.status != "voided")
    )  # fmt: skip


def _named(session: Session, tenant_id: int, rows: list[Row[Any]], asked: Mapping[str, str]) -> list[Any]:
    return [_Named(row) for row in rows]


class _Named:
    """A payment with the name of who pays."""

    def __init__(self, row: Row[Any]) -> None:
        self.__dict__.update(row._asdict())
        self.buyer = full_name(row.customer)


PAYMENTS = Listing(
    name="payments",
    rows=_rows,
    columns=(
        Column("due_date", "Due", "day", sort="dueDate", priority=1),
        Column("buyer", "Customer", priority=1),
        Column("status", "Status", "status", sort="status", priority=1),
        Column("total", "Amount", "money", sort="total", priority=1),
        Column("serial", "Serial number", "code", priority=2),
        Column("product_name", "Product", priority=3),
        Column("id", "Payment", "code", page=False),
        Column("subscription_id", "Subscription", "code", page=False),
        Column("billing_period", "For", page=False),
        Column("subtotal", "Before tax", "money", page=False),
        Column("tax_amount", "VAT", "money", page=False),
        Column("created_at", "Planned", "time", sort="createdAt", page=False),
    ),
    sorts={
        "createdAt": Payment.created_at,
        "updatedAt": Payment.updated_at,
        "dueDate": type_coerce(Payment.due_date, Text),
        "status": Payment.status,
        "total": Payment.total,
    },
    tie=Payment.id,
    filters=(
        Filter("status", "Status", lambda text: Payment.status == text, STATUS_WORDS, many=True),
        Filter("customerId", "Customer", lambda text: Payment.customer_id == survivor(text)),
        Filter("rentalId", "Subscription", lambda text: Payment.subscription_id == text),
        Filter("billingGroupId", "Billing group", lambda text: false()),
        Filter("dueDateFrom", "Due from", lambda text: Payment.due_date >= day_asked("dueDateFrom", text), kind="day"),
        Filter("dueDateTo", "Due until", lambda text: Payment.due_date <= day_asked("dueDateTo", text), kind="day"),
    ),
    default_sort="dueDate",
    default_direction="asc",
    complete=_named,
)


def find_payment(session: Session, tenant_id: int, payment_id: str) -> Any:
    """One payment; raises PaymentNotFound."""
    found = session.execute(_rows(tenant_id).where(Payment.id == payment_id)).one_or_none()
    if found is None:
        raise PaymentNotFound
    return _Named(found)


def payments_of(session: Session, tenant_id: int, subscription_id: str) -> Sequence[Any]:
    """All payments of a subscription, in the order in which they are due."""
    mine = _rows(tenant_id).where(Payment.subscription_id == subscription_id)
    return [_Named(row) for row in session.execute(mine.order_by(Payment.number))]
