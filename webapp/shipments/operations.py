"""Units of an order leave together, and what is known of how they left."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select

from webapp.accounts.permissions import Permission
from webapp.core.data.ids import new_id
from webapp.core.inputs.span import day_meant
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.customers.naming import full_name
from webapp.ledger.models import table_of
from webapp.ledger.posting import Happening, record_events
from webapp.orders.errors import OrderNotFound
from webapp.orders.hooks import Rental
from webapp.orders.models import SalesOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.queries import find_order
from webapp.shipments.errors import AlreadyShipped, NothingToShip, NotOfThisOrder, ShipmentNotFound
from webapp.shipments.inputs import ChangeShipment, ShipOrder
from webapp.shipments.models import SENT, SHIPPED, VOIDED, Shipment, ShipmentUnit
from webapp.shipments.queries import find_shipment, shipped_rentals

FIELDS = ("status", "tracking_number", "carrier", "shipped_on", "notes")
"""What the ledger keeps of a shipment, before and after."""
_OUTSIDE = {"tracking_number": "trackingNumber", "shipped_on": "shippedAt"}


@operation(needs=Permission.FULFIL, raises=(OrderNotFound, NothingToShip, NotOfThisOrder, AlreadyShipped))
def ship_order(work: Work, data: ShipOrder) -> Any:
    """Let units that went out for an order leave together; without serial numbers, all that have not left yet."""
    order = locked_order(work, data.order_id)
    rentals = _leaving(work, order.id, data.serial_numbers or ())
    shipment_id = new_id("shp")
    facts = {
        "status": SENT,
        "tracking_number": data.tracking_number,
        "carrier": data.carrier,
        "shipped_on": day_meant(data.shipped_at or work.at, work.actor.tenant.time_zone),
        "notes": data.notes,
    }
    work.session.execute(
        insert(table_of(Shipment)),
        {
            **facts, "tenant_id": work.tenant_id, "id": shipment_id, "order_id": order.id, "version": 1,
            "batch_id": work.batch_id, "created_by": work.actor.id, "created_at": work.at, "updated_at": work.at,
        },
    )  # fmt: skip
    key = {"tenant_id": work.tenant_id, "shipment_id": shipment_id, "live": True}
    work.session.execute(insert(table_of(ShipmentUnit)), [{**key, "subscription_id": one.id} for one in rentals])
    keep_step(work, order, shipment_id, facts | {"status": VOIDED}, facts)
    many = f"{len(rentals)} unit{'' if len(rentals) == 1 else 's'}"
    work.tell(f"shipped {many} to {full_name(order.customer)}", order.id)
    return find_shipment(work.session, work.tenant_id, shipment_id)


@operation(needs=Permission.FULFIL, raises=(ShipmentNotFound, StaleEdit))
def change_shipment(work: Work, data: ChangeShipment) -> Any:
    """Change what is known of a shipment: its tracking number, carrier, day and notes."""
    order = locked_order(work, find_shipment(work.session, work.tenant_id, data.shipment_id).order_id)
    row = held_shipment(work, data.shipment_id)
    if row.status != SENT:
        raise ShipmentNotFound
    before = facts_of(row)
    after = before | _sent(work, data)
    if data.version not in (None, row.version):
        raise _stale(row, [name for name in FIELDS if before[name] != after[name]])
    if after != before:
        write_facts(work, row, after)
        keep_step(work, order, row.id, before, after)
        work.changed(order.id, before, after)
    work.tell(f"changed a shipment to {full_name(order.customer)}", order.id)
    return find_shipment(work.session, work.tenant_id, row.id)


def _sent(work: Work, data: ChangeShipment) -> dict[str, Any]:
    """What was sent of a shipment, as it is kept."""
    sent: dict[str, Any] = {name: getattr(data, name) for name in data.model_fields_set & {*FIELDS}}
    if data.shipped_at is not None:
        sent["shipped_on"] = day_meant(data.shipped_at, work.actor.tenant.time_zone)
    return sent


def _stale(row: Shipment, differing: Sequence[str]) -> StaleEdit:
    """Somebody else saved it: what stands now is told at each field that would have changed."""
    details = [
        Detail(
            _OUTSIDE.get(name, name),
            f"Saved meanwhile: {getattr(row, name) or 'nothing'}. Saving again keeps yours.",
            "stale_version",
        )
        for name in differing
    ]
    return StaleEdit(what="The shipment", version=row.version, details=details)


def _leaving(work: Work, order_id: str, serials: Sequence[str]) -> list[Rental]:
    """The subscriptions that are meant, each once."""
    rentals = [one for one in find_order(work.session, work.tenant_id, order_id).rentals if one.status == "active"]
    left = shipped_rentals(work.session, work.tenant_id, [one.id for one in rentals])
    if not serials:
        waiting = [one for one in rentals if one.id not in left]
        if not waiting:
            raise NothingToShip
        return waiting
    known = {fold(one.serial): one for one in rentals}
    if strange := [serial for serial in serials if fold(serial) not in known]:
        raise NotOfThisOrder(strange)
    asked = {one.id: one for one in (known[fold(serial)] for serial in serials)}
    if again := [one.serial for one in asked.values() if one.id in left]:
        raise AlreadyShipped(again)
    return list(asked.values())


def held_shipment(work: Work, shipment_id: str) -> Shipment:
    """A shipment that is there, as it is now; its order is locked."""
    return work.session.execute(
        select(Shipment)
        .where(Shipment.tenant_id == work.tenant_id, Shipment.id == shipment_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).scalar_one()


def facts_of(row: Any) -> dict[str, Any]:
    """What the ledger keeps of a shipment."""
    return {name: getattr(row, name) for name in FIELDS}


def write_facts(work: Work, row: Shipment, facts: Mapping[str, Any]) -> None:
    """Let a held shipment be like this."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.batch_id, row.version, row.updated_at = work.batch_id, row.version + 1, work.at
    work.session.flush()


def keep_step(
    work: Work, order: SalesOrder, shipment_id: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Write what became of a shipment into the ledger, so that it can be taken back; its order is another one now."""
    told = Happening(
        subject="shipment",
        subject_id=shipment_id,
        action=SHIPPED,
        before=_plain(before),
        after=_plain(after),
        reference=order.id,
    )
    record_events(work, [told])
    order.version, order.updated_at = order.version + 1, work.at
    work.session.flush()


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "shipped_on": facts["shipped_on"].isoformat()}
