"""Customers and variants found as somebody types into an order's form."""

from collections.abc import Container, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from flask import url_for

from webapp.catalog.models import Variant
from webapp.catalog.queries.variant_list import VARIANTS
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.customers.queries import ACTIVE_CUSTOMERS, CUSTOMERS
from webapp.orders.errors import OrderNotEditable
from webapp.orders.selling.there import units_there
from webapp.orders.views.filling import FIND, boxed, was_empty

MOST = 6
LEAST = 2


def in_time(row: Any, statuses: Container[str]) -> Any:
    """An order that this can still be done to; raises OrderNotEditable, before anything is typed in vain."""
    if row.status not in statuses:
        problem = OrderNotEditable(status=row.status)
        problem.way_back = ("Back to the order", url_for("orders.order", order_id=row.id))
        raise problem
    return row


def found_for(actor: Actor, sent: Mapping[str, str]) -> SimpleNamespace:
    """What the two boxes of the form hold, and who and what is found by that."""
    waiting, box = boxed(sent), ""
    if waiting and not was_empty(sent):
        box = waiting.pop()
    find = sent.get(FIND, "").strip()
    customers = customers_found(actor, find)
    return SimpleNamespace(
        box=box,
        waiting=waiting,
        variants=variants_found(actor, box),
        find=find,
        customers=customers,
        aside=() if customers else customers_found(actor, find, CUSTOMERS),
    )


def customers_found(actor: Actor, text: str, listing: Listing = ACTIVE_CUSTOMERS) -> Sequence[Any]:
    """Active customers with this in their name, company, e-mail or phone; of all customers, where that is asked."""
    if len(text) < LEAST or listing.search is None:
        return ()
    rows = listing.rows(actor.tenant.id).where(listing.search(text))
    return db.session().execute(rows.order_by(listing.sorts["lastName"]).limit(MOST)).all()


def variants_found(actor: Actor, text: str) -> Sequence[Mapping[str, Any]]:
    """Active variants with this in their SKU, name or product, with their prices and where units of them are free."""
    if len(text) < LEAST or VARIANTS.search is None or VARIANTS.complete is None:
        return ()
    session, tenant_id = db.session(), actor.tenant.id
    mine = VARIANTS.rows(tenant_id).where(VARIANTS.search(text), Variant.status == "active")
    rows = session.execute(mine.order_by(Variant.variant_sku).limit(MOST)).all()
    there = units_there(session, tenant_id, [row.id for row in rows])
    told = VARIANTS.complete(session, tenant_id, list(rows), {})
    return [{"variant": one, "free": sum(place.free for place in there.get(one.id, ()))} for one in told]
