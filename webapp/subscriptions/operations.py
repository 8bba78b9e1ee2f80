"""Renting a unit out, and the notes of a subscription."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetNotFound
from webapp.assets.queries import UnitRow, find_by_serial
from webapp.core.operation.errors import InputRefused
from webapp.core.operation.registry import Work, operation
from webapp.customers.naming import full_name
from webapp.orders.errors import OrderNotFound
from webapp.orders.operations.locking import locked_order
from webapp.subscriptions.errors import (
    AssetNotAvailable,
    AssetUnknown,
    ItemFullyFulfilled,
    OrderNotConfirmed,
    OrderUnknown,
    SkuMismatch,
    SubscriptionNotFound,
)
from webapp.subscriptions.inputs import CreateSubscription, SubscriptionNotes
from webapp.subscriptions.models import VOIDED, Subscription
from webapp.subscriptions.queries.subscriptions import find_subscription
from webapp.subscriptions.starting import Asked, must_be_confirmed, ready_for, rent_out

REFUSES = (
    OrderNotConfirmed, AssetUnknown, AssetNotAvailable, SkuMismatch, ItemFullyFulfilled, InputRefused,
)  # fmt: skip


@operation(
    needs=Permission.FULFIL,
    raises=(OrderUnknown, *REFUSES),
    only={"json": "at the fulfilment desk units are scanned, one or many: fulfil_order"},
)
def create_subscription(work: Work, data: CreateSubscription) -> Any:
    """Rent a unit out on a line of a confirmed order, with its payments; the order goes on by itself."""
    try:
        order = locked_order(work, data.order_id)
    except OrderNotFound:
        raise OrderUnknown from None
    must_be_confirmed(order)
    unit = unit_called(work, data.serial)
    going = ready_for(work, order, [unit]).go(Asked(unit, data.order_item_index, data.customer_id))
    (made,) = rent_out([work], order, [going], data)
    work.tell(f"rented {unit.serial} out to {full_name(order.customer)}", made)
    return find_subscription(work.session, work.tenant_id, made)


@operation(needs=Permission.FULFIL, raises=(SubscriptionNotFound,))
def write_subscription_notes(work: Work, data: SubscriptionNotes) -> Any:
    """Write a subscription's notes, in the place of those before."""
    found = work.session.execute(
        select(Subscription)
        .where(Subscription.tenant_id == work.tenant_id, Subscription.id == data.subscription_id)
        .where(Subscription.status != VOIDED)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise SubscriptionNotFound
    before = found.notes
    if data.notes != (before or ""):
        found.notes = data.notes or None
        found.version, found.updated_at = found.version + 1, work.at
    work.tell(f"wrote notes on the subscription of {found.product_name}", found.id)
    work.changed(found.id, {"notes": before}, {"notes": found.notes})
    work.session.flush()
    return find_subscription(work.session, work.tenant_id, found.id)


def unit_called(work: Work, serial: str) -> UnitRow:
    """The unit that has this serial number or code; raises AssetUnknown."""
    try:
        return find_by_serial(work.session, work.tenant_id, serial)
    except AssetNotFound as unknown:
        raise AssetUnknown(serial, unknown.near) from None
