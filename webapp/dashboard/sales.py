"""Orders and customers in the one box: as their lists find them, for who may see them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import current_app, url_for

from webapp.accounts.permissions import Permission
from webapp.core.listing.listing import Listing, Question, fetch
from webapp.customers.models import Customer
from webapp.customers.queries import CUSTOMERS, reached
from webapp.dashboard.box import SHOWN, Box, Group, Hit, group_of
from webapp.dashboard.cards import order_does
from webapp.orders.models import SalesOrder
from webapp.orders.queries import ORDERS, buyer_of

Rows = Callable[[], list[Any]]
_ORDERS, _CUSTOMERS = replace(ORDERS, complete=None), replace(CUSTOMERS, complete=None)


def called_orders_and_customers(box: Box) -> list[Group]:
    """The order or customer with this id, in whatever case, and whom an e-mail address leads to."""
    tenant = box.actor.tenant
    order = SalesOrder.id.in_(tenant.ids_meant("ord", box.words) or [box.words])
    known = tenant.ids_meant("cust", box.words) or [box.words]
    customer = reached(box.words) if "@" in box.words else Customer.id.in_(known)
    return _groups(
        box,
        lambda: box.rows(_ORDERS.rows(box.tenant_id).where(order)),
        lambda: box.rows(_CUSTOMERS.rows(box.tenant_id).where(customer)),
    )


def orders_and_customers(box: Box) -> list[Group]:
    """The newest of those that their lists find by the words."""
    return _groups(box, lambda: _sought(box, _ORDERS), lambda: _sought(box, _CUSTOMERS))


def _groups(box: Box, orders: Rows, customers: Rows) -> list[Group]:
    found = []
    if box.actor.may(Permission.READ_ORDERS):
        found.append(_orders(box, orders()))
    if box.actor.may(Permission.READ_CUSTOMERS):
        found.append(_customers(box, customers()))
    return found


def _sought(box: Box, listing: Listing) -> list[Any]:
    asked = Question({"q": box.words}, sort="createdAt", direction="desc", limit=SHOWN + 1)
    return fetch(box.session, listing, box.tenant_id, asked, current_app.config["SECRET_KEY"]).rows


def _orders(box: Box, rows: list[Any]) -> Group:
    def hit(row: Any) -> Hit:
        does = order_does(box.actor, row.id, waits=row.status in ("confirmed", "partial"))
        return Hit(row.id, f"{buyer_of(row)} · {row.status}", url_for("orders.order", order_id=row.id), does)

    return group_of("Orders", rows, hit, url_for("orders.index", q=box.words))


def _customers(box: Box, rows: list[Any]) -> Group:
    def hit(row: Any) -> Hit:
        text = " · ".join(part for part in (row.company, row.email, row.phone) if part)
        return Hit(row.name, text, url_for("customers.customer", customer_id=row.id))

    return group_of("Customers", rows, hit, url_for("customers.index", q=box.words))
