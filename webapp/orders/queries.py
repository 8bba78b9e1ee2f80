"""The list of orders, one of them with its lines, and what customers ordered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Variant
from webapp.core.data.parts import in_parts
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.core.search.lists import part_of, seek_in
from webapp.customers.hooks import Business
from webapp.customers.naming import full_name
from webapp.customers.queries import survivor
from webapp.customfields.lists import with_fields
from webapp.orders.errors import OrderNotFound
from webapp.orders.hooks import rentals_of, shipped_last
from webapp.orders.models import ORDER_STATUSES, ORDER_TYPES, ORDER_WORDS, OrderLine, SalesOrder

OPEN = ("pending", "confirmed", "partial")
"""Orders that still wait for something."""
STATUS_WORDS = tuple((status, status.capitalize()) for status in ORDER_STATUSES)
TYPE_WORDS = tuple((kind, kind.capitalize()) for kind in ORDER_TYPES)


def _rows(tenant_id: int) -> Select[Any]:
    shown = [column for column in SalesOrder.__table__.c if column.name not in ("tenant_id", "search_key")]
    return select(*shown).where(SalesOrder.tenant_id == tenant_id)


def with_lines(session: Session, tenant_id: int, rows: Sequence[Row[Any]]) -> list[Any]:
    """Add the lines of each order."""
    lines: dict[str, list[Any]] = defaultdict(list)
    for part in in_parts([row.id for row in rows]):
        found = (
            select(OrderLine.__table__)
            .where(OrderLine.tenant_id == tenant_id, OrderLine.order_id.in_(part))
            .order_by(OrderLine.order_id, OrderLine.position)
        )
        for line in session.execute(found):
            lines[line.order_id].append(line)
    rentals = _joined(rentals_of(session, tenant_id, list(lines)))
    left = _joined(shipped_last(session, tenant_id, list(rentals)))
    return [
        SimpleNamespace(
            **row._asdict(), lines=lines[row.id], buyer=buyer_of(row), rentals=rentals.get(row.id, ()),
            shipped=left.get(row.id),
        )
        for row in rows
    ]  # fmt: skip


def _joined(told: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What several features say of orders, by order."""
    return {order_id: one for part in told for order_id, one in part.items()}


def _completed(session: Session, tenant_id: int, rows: list[Row[Any]], asked: Mapping[str, str]) -> list[Any]:
    return with_lines(session, tenant_id, rows)


def buyer_of(row: Row[Any]) -> str:
    """Who ordered, as the order has it, with the company."""
    name = full_name(row.customer)
    company = row.customer.get("company")
    return f"{name}, {company}" if company else name


ORDERS = Listing(
    name="orders",
    rows=_rows,
    columns=(
        Column("buyer", "Customer", priority=1),
        Column("status", "Status", "status", sort="status", priority=1),
        Column("total_devices", "Devices", "number", priority=2),
        Column("total", "A month", "money", sort="totals.total", priority=1),
        Column("order_type", "Kind", priority=3),
        Column("created_at", "Taken", "time", sort="createdAt", priority=1),
        Column("id", "Order", "code", sort="orderId", page=False),
        Column("updated_at", "Changed", "time", sort="updatedAt", page=False),
    ),
    sorts={
        "createdAt": SalesOrder.created_at,
        "updatedAt": SalesOrder.updated_at,
        "orderId": SalesOrder.id,
        "status": SalesOrder.status,
        "totals.total": SalesOrder.total,
    },
    tie=SalesOrder.id,
    filters=(
        Filter("status", "Status", lambda text: SalesOrder.status == text, STATUS_WORDS, many=True),
        Filter("orderType", "Kind", lambda text: SalesOrder.order_type == text, TYPE_WORDS, many=True),
        Filter("customerId", "Customer", lambda text: SalesOrder.customer_id == survivor(text)),
    ),
    search=part_of(ORDER_WORDS),
    seek=seek_in(ORDER_WORDS),
    search_label="Customer, e-mail, company, order id or a field of your own",
    complete=_completed,
)


def orders_asked(session: Session, tenant_id: int, asked: Iterable[str]) -> Listing:
    """The orders with a filter for each of the tenant's own fields, and for any other that is asked for."""
    return with_fields(ORDERS, session, tenant_id, section="order", owner=SalesOrder.id, asked=asked)


def find_order(session: Session, tenant_id: int, order_id: str) -> Any:
    """One order with its lines; raises OrderNotFound."""
    found = session.execute(_rows(tenant_id).where(SalesOrder.id == order_id)).one_or_none()
    if found is None:
        raise OrderNotFound
    return with_lines(session, tenant_id, [found])[0]


def find_orders(session: Session, tenant_id: int, order_ids: Sequence[str]) -> list[Any]:
    """Those of these orders that are there, the oldest first, with their lines."""
    mine = _rows(tenant_id).where(SalesOrder.id.in_(order_ids)).order_by(SalesOrder.created_at, SalesOrder.id)
    return with_lines(session, tenant_id, session.execute(mine).all())


def oldest_first(session: Session, tenant_id: int, order_ids: Sequence[str]) -> list[str]:
    """Those of these orders that are there, by their ids alone."""
    mine = select(SalesOrder.id).where(SalesOrder.tenant_id == tenant_id, SalesOrder.id.in_(order_ids))
    return list(session.scalars(mine.order_by(SalesOrder.created_at, SalesOrder.id)))


def waiting_longest(session: Session, tenant_id: int, most: int) -> list[str]:
    """The oldest orders that something still goes out for."""
    rows = (
        select(SalesOrder.id)
        .where(SalesOrder.tenant_id == tenant_id, SalesOrder.status.in_(("confirmed", "partial")))
        .order_by(SalesOrder.created_at, SalesOrder.id)
        .limit(most)
    )
    return list(session.scalars(rows))


def business(session: Session, tenant_id: int, customer_ids: Sequence[str]) -> Mapping[str, Business]:
    """What these customers ordered, the newest first."""
    ids: dict[str, list[str]] = defaultdict(list)
    for part in in_parts(customer_ids):
        rows = (
            select(SalesOrder.customer_id, SalesOrder.id)
            .where(SalesOrder.tenant_id == tenant_id, SalesOrder.customer_id.in_(part))
            .order_by(SalesOrder.customer_id, SalesOrder.created_at.desc(), SalesOrder.id)
        )
        for row in session.execute(rows):
            ids[row.customer_id].append(row.id)
    return {customer: Business(order_ids=tuple(orders)) for customer, orders in ids.items()}


def orders_of(session: Session, tenant_id: int, customer_id: str, most: int) -> list[Any]:
    """A customer's newest orders with their lines."""
    mine = _rows(tenant_id).where(SalesOrder.customer_id == customer_id)
    rows = session.execute(mine.order_by(SalesOrder.created_at.desc(), SalesOrder.id).limit(most)).all()
    return with_lines(session, tenant_id, rows)


def open_orders(session: Session, tenant_id: int, which: ColumnElement[bool]) -> int:
    """How many orders wait for something, of those that ``which`` names."""
    waiting = SalesOrder.status.in_(OPEN)
    counted = select(func.count()).select_from(SalesOrder).where(SalesOrder.tenant_id == tenant_id, waiting, which)
    return int(session.execute(counted).scalar_one())


def siblings_of(session: Session, tenant_id: int, product_id: str) -> Sequence[Any]:
    """The active variants of a product: id, variant_sku, variant_name, grade."""
    rows = session.execute(
        select(Variant.id, Variant.variant_sku, Variant.variant_name, Variant.grade)
        .where(Variant.tenant_id == tenant_id, Variant.product_id == product_id, Variant.status == "active")
        .order_by(Variant.position, Variant.variant_sku)
    )
    return rows.all()
