"""The list of exceptions: open orders that were promised goods which are damaged or missing by now."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, select
from sqlalchemy.orm import Session

from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.given import moments
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.customers.queries import survivor
from webapp.orders.exceptions.queries import orders_short
from webapp.orders.exceptions.taken import Lost
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.queries import OPEN, ORDERS, buyer_of


def exceptions(session: Session, tenant_id: int) -> Listing:
    """The orders that are short of what was promised just now."""
    return _listing(orders_short(session, tenant_id))


def no_exceptions() -> Listing:
    """The same list before anybody asks."""
    return _listing({})


def _listing(lost: Mapping[str, list[Lost]]) -> Listing:
    taken = {order_id: max(one.latest for one in found) for order_id, found in lost.items()}
    is_short, taken_at = moments(taken, SalesOrder.id)

    def rows(tenant_id: int) -> Select[Any]:
        shown = (SalesOrder.id, SalesOrder.status, SalesOrder.customer_id, SalesOrder.customer, SalesOrder.created_at)
        return select(*shown, taken_at.label("taken_at")).where(SalesOrder.tenant_id == tenant_id, is_short)

    def complete(session: Session, tenant_id: int, found: list[Row[Any]], asked: Mapping[str, str]) -> list[Any]:
        return [_told(row, lost[row.id]) for row in found]

    return Listing(
        name="order-exceptions",
        rows=rows,
        columns=(
            Column("buyer", "Customer", priority=1),
            Column("wanting", "What it lost", priority=1),
            Column("because", "Because", priority=1),
            Column("status", "Status", "status", priority=3),
            Column("taken_at", "When", "time", sort="takenAt", priority=2),
            Column("created_at", "Order taken", "time", sort="createdAt", priority=3),
            Column("id", "Order", "code", page=False),
        ),
        sorts={"takenAt": taken_at, "createdAt": SalesOrder.created_at},
        tie=SalesOrder.id,
        filters=(
            Filter("status", "Status", lambda text: SalesOrder.status == text, _STATUSES),
            Filter("sku", "SKU", _asks_for, kind="text", folded=True),
            Filter("customerId", "Customer", lambda text: SalesOrder.customer_id == survivor(text)),
        ),
        search=ORDERS.search,
        search_label=ORDERS.search_label,
        default_sort="takenAt",
        complete=complete,
    )


_STATUSES = tuple((status, status.capitalize()) for status in OPEN)


def _asks_for(text: str) -> ColumnElement[bool]:
    return exists().where(
        OrderLine.tenant_id == (current_tenant() or 0), OrderLine.tenant_id == SalesOrder.tenant_id,
        OrderLine.order_id == SalesOrder.id, OrderLine.sku == text,
    )  # fmt: skip


def _told(row: Row[Any], lost: list[Lost]) -> Any:
    takings = [taking for one in lost for taking in one.takings]
    return SimpleNamespace(
        **row._asdict(),
        buyer=buyer_of(row),
        lost=lost,
        wanting=", ".join(f"{one.missing:,} of {one.was:,} × {one.sku}" for one in lost),
        because="; ".join(dict.fromkeys(reason(taking) for taking in takings)),
    )


def reason(taking: Any) -> str:
    """Who did what, and what they wrote to it."""
    return f"{taking.who} {taking.said}{f': {taking.note}' if taking.note else ''}"
