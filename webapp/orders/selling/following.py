"""What orders do when a customer is merged, forgotten or told of: they are the customer's, whoever that is by now."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Text, delete, func, or_, select, type_coerce, update
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.data.parts import in_parts
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work
from webapp.customers.hooks import (
    UsedAddress,
    addresses_of,
    business_of,
    customer_counted,
    customer_forgotten,
    customer_leaving,
    customer_merged,
    customer_told,
)
from webapp.customers.inputs import NOBODYS
from webapp.customfields.models import CustomValue
from webapp.ledger.models import Event
from webapp.orders.models import FORGOTTEN, OrderLine, SalesOrder
from webapp.orders.queries import business, orders_of
from webapp.orders.selling.guarding import customer_waits
from webapp.orders.selling.pictures import ACTION as CHANGED
from webapp.orders.selling.pictures import SUBJECT
from webapp.orders.wire.orders import order_json

_FREE = ("reason", "upgradeReason")
_MOST = 100_000


def follow_customers() -> None:
    """Have orders go where their customers go; called once by ``features.py``."""
    business_of.subscribe(business)
    customer_leaving.subscribe(customer_waits)
    addresses_of.subscribe(addresses_used)
    customer_merged.subscribe(orders_merged)
    customer_counted.subscribe(orders_counted)
    customer_forgotten.subscribe(orders_forgotten)
    customer_told.subscribe(orders_told)


def orders_merged(work: Work, other_id: str, customer_id: str) -> int:
    """Orders of the one record are the other's from now on; what they say of the customer is a copy and stays."""
    moved = work.session.execute(
        update(SalesOrder)
        .where(SalesOrder.tenant_id == work.tenant_id, SalesOrder.customer_id == other_id)
        .values(customer_id=customer_id, updated_at=work.at)
        .returning(SalesOrder.id)
    )
    return len(moved.all())


def orders_counted(session: Session, tenant_id: int, customer_id: str) -> str:
    """How many orders a customer has."""
    mine = (SalesOrder.tenant_id == tenant_id, SalesOrder.customer_id == customer_id)
    count = session.execute(select(func.count()).select_from(SalesOrder).where(*mine)).scalar_one()
    return f"{count:,} order{'' if count == 1 else 's'}" if count else ""


def orders_forgotten(work: Work, customer_ids: Sequence[str], told: Mapping[str, Any]) -> list[str]:
    """Take the person out of all their orders: names, addresses and whatever was written freely; sums stay."""
    orders = list(
        work.session.execute(
            select(SalesOrder)
            .where(SalesOrder.tenant_id == work.tenant_id, SalesOrder.customer_id.in_(customer_ids))
            .order_by(SalesOrder.id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).scalars()
    )
    for order in orders:
        kind = order.customer.get("customerType", "individual")
        email = f"{order.customer_id}{NOBODYS}"
        order.customer = {"customerId": order.customer_id, "email": email, **told, "customerType": kind}
        order.search_key = ""
        order.billing_address = _nowhere(order.billing_address)
        order.shipping_address = _nowhere(order.shipping_address)
        order.notes = order.cancel_reason = order.custom_fields = None
        order.extension_details = _plain(order.extension_details)
        order.upgrade_details = _plain(order.upgrade_details)
        order.version, order.updated_at = order.version + 1, work.at
    ids = [order.id for order in orders]
    work.session.flush()
    for part in in_parts(ids):
        _forget_words(work, part)
    once = _once_theirs(work, customer_ids)
    for part in in_parts(once):
        _forget_changes(work, part)
    return [*ids, *once]


def _once_theirs(work: Work, customer_ids: Sequence[str]) -> list[str]:
    """Orders that were changed to be somebody else's: their history alone still tells of the person."""
    told = (type_coerce(side, Text) for side in (Event.before, Event.after))
    named = or_(*(side.contains(f'"customer_id":"{one}"', autoescape=True) for side in told for one in customer_ids))
    rows = select(Event.subject_id).where(Event.tenant_id == work.tenant_id, Event.action == CHANGED, named)
    return sorted(set(work.session.scalars(rows)))


def _forget_words(work: Work, part: Sequence[str]) -> None:
    """What the history, closed lines and the fields of a tenant's own say of these orders."""
    _forget_changes(work, part)
    work.session.execute(
        update(OrderLine)
        .where(OrderLine.tenant_id == work.tenant_id, OrderLine.order_id.in_(part))
        .where(OrderLine.close_reason.is_not(None))
        .values(close_reason=FORGOTTEN)
    )
    work.session.execute(
        delete(CustomValue).where(
            CustomValue.tenant_id == work.tenant_id,
            CustomValue.section == "order",
            CustomValue.owner_id.in_(part),
        )
    )


def _forget_changes(work: Work, part: Sequence[str]) -> None:
    """What the history says of these orders."""
    work.session.execute(
        update(Event)
        .where(Event.tenant_id == work.tenant_id, Event.subject == SUBJECT, Event.subject_id.in_(part))
        .values(reference=None, note=None, before=None, after=None),
        execution_options={"synchronize_session": False},
    )


def _nowhere(address: Mapping[str, Any]) -> dict[str, Any]:
    """The country alone, which taxes and figures go by."""
    return {"contactName": FORGOTTEN, "streetAddress": FORGOTTEN, "city": FORGOTTEN, "country": address["country"]}


def _plain(told: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if told is None else {**told, **{name: None for name in _FREE if name in told}}


def addresses_used(session: Session, tenant_id: int, customer_id: str) -> list[UsedAddress]:
    """The addresses of a customer's newest orders, each once."""
    rows = session.execute(
        select(SalesOrder.id, SalesOrder.shipping_address, SalesOrder.billing_address)
        .where(SalesOrder.tenant_id == tenant_id, SalesOrder.customer_id == customer_id)
        .order_by(SalesOrder.created_at.desc(), SalesOrder.id)
        .limit(200)
    ).all()
    found: dict[tuple[tuple[str, Any], ...], UsedAddress] = {}
    for row in rows:
        for address in (row.shipping_address, row.billing_address):
            found.setdefault(tuple(sorted(address.items())), UsedAddress(address, row.id))
    return list(found.values())


def orders_told(actor: Actor, customer_id: str) -> tuple[str, list[Any]]:
    """All of a customer's orders as JSON."""
    if not actor.may(Permission.READ_ORDERS):
        return "orders", []
    rows = orders_of(db.session(), actor.tenant.id, customer_id, most=_MOST)
    return "orders", [order_json(row, actor) for row in rows]
