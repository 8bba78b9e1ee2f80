"""What the demo renter's customers ordered in the last two weeks: confirmed, cancelled, or waiting for a look."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.assets.operations import act_on_assets
from webapp.catalog.models import Variant
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.actor import Actor
from webapp.demo.doing import do
from webapp.ledger.models import Reservation, Unit
from webapp.orders.models import SalesOrder
from webapp.orders.operations import cancel_order, confirm_order, create_order, reserve_order
from webapp.shipments.operations import ship_order
from webapp.subscriptions.fulfilling import fulfil_order

_OFFICE = {
    "email": "inkoop@lichtwerk.example",
    "firstName": "Lotte",
    "lastName": "Visser",
    "company": "Lichtwerk Architecten",
    "phone": "+31 10 555 01 42",
    "customerType": "business",
}
_SCHOOL = {
    "email": "ict@zuiderpark.example",
    "firstName": "Karim",
    "lastName": "Aziz",
    "company": "Basisschool Zuiderpark",
    "customerType": "business",
}
_HOME = {"email": "t.dejong@post.example", "firstName": "Tess", "lastName": "de Jong"}
_PLACES: dict[str, dict[str, str]] = {
    "Lichtwerk Architecten": {"streetAddress": "Coolhaven 236", "postalCode": "3024 AN", "city": "Rotterdam"},
    "Basisschool Zuiderpark": {"streetAddress": "Mijnsherenlaan 10", "postalCode": "3081 CA", "city": "Rotterdam"},
    "": {"streetAddress": "Biltstraat 88", "postalCode": "3572 BH", "city": "Utrecht"},
}
ORDERS: tuple[tuple[int, Mapping[str, str], tuple[tuple[str, int], ...], str], ...] = (
    (13, _OFFICE, (("MBP-16-M3-A", 4), ("TP-T14-G4-A", 2)), "confirmed"),
    (11, _HOME, (("MBP-16-M3-B", 1),), "cancelled"),
    (9, _SCHOOL, (("TP-T14-G4-B", 12),), "partial"),
    (7, _SCHOOL, (("TAB-S9-C", 2),), "short"),
    (5, _HOME, (("TP-T14-G4-A", 1),), "fulfilled"),
    (2, _OFFICE, (("MBP-16-M3-A", 1),), "pending"),
    (1, _SCHOOL, (("TP-T14-G4-A", 3), ("MBP-16-M3-B", 1)), "pending"),
)
"""How many days ago, who, what, and how far it is."""
_PARCELS: Mapping[str, tuple[tuple[int, int, dict[str, str]], ...]] = {
    "partial": (
        (1, 3, {"carrier": "PostNL", "trackingNumber": "3SSTCK0281734", "notes": "For the teachers' room."}),
        (3, 2, {"carrier": "Koerier Rijnmond", "trackingNumber": "KR-1187-04"}),
    ),
    "fulfilled": ((1, 1, {"carrier": "PostNL", "trackingNumber": "3SSTCK0281990"}),),
}
"""What left after how many days: how many units, and how; of an order that is so far."""

_FALL = "Fell from the charging trolley: the glass is cracked from corner to corner."


def tell_orders(session: Session, actors: Mapping[str, Actor]) -> None:
    """The orders in turn; what was told before a telling was cut short is not told again."""
    now = clock.now()
    for days, buyer, lines, status in ORDERS[_told(session, actors["mo"]) :]:
        with clock.stopped_at(now - dt.timedelta(days=days, hours=days % 3)):
            _tell(session, actors, buyer, lines, status)


def _tell(session: Session, actors: Mapping[str, Actor], buyer: Mapping[str, str], lines: Any, status: str) -> None:
    company = buyer.get("company", "")
    where = {"contactName": f"{buyer['firstName']} {buyer['lastName']}", "country": "Netherlands", **_PLACES[company]}
    items = [{"sku": sku, "quantity": quantity} for sku, quantity in lines]
    made = do(
        session,
        create_order,
        actors["olga"],
        {
            "customer": dict(buyer),
            "billingAddress": {**where, **({"company": company} if company else {})},
            "items": items,
        },
    )
    if status in ("confirmed", "partial", "fulfilled", "short"):
        do(session, confirm_order, actors["mo"], {"orderId": made.id})
    if status in ("partial", "fulfilled"):
        most = 5 if status == "partial" else sum(quantity for _, quantity in lines)
        serials = _free(session, actors["olga"], lines[0][0], most)
        do(session, fulfil_order, actors["olga"], {"orderId": made.id, "serialNumbers": serials})
        _send(session, actors["olga"], made.id, serials, status)
    if status == "short":
        _lose(session, actors, made.id)
    if status == "cancelled":
        do(session, cancel_order, actors["mo"], {"orderId": made.id, "reason": "Found one of their own after all."})


def _send(session: Session, actor: Actor, order_id: str, serials: list[str], status: str) -> None:
    """What went out leaves, parcel by parcel."""
    taken = clock.now()
    for days, many, how in _PARCELS[status]:
        parcel, serials = serials[:many], serials[many:]
        if parcel:
            with clock.stopped_at(taken + dt.timedelta(days=days)):
                do(session, ship_order, actor, {"orderId": order_id, "serialNumbers": parcel, **how})


def _lose(session: Session, actors: Mapping[str, Actor], order_id: str) -> None:
    """All of it is kept, and one of that breaks before it goes out."""
    do(session, reserve_order, actors["mo"], {"orderId": order_id})
    actor = actors["olga"]
    with tenant_scope(actor.tenant.id):
        serial = session.execute(
            select(Unit.serial)
            .join(Reservation, (Reservation.tenant_id == Unit.tenant_id) & (Reservation.record_id == Unit.record_id))
            .where(Unit.tenant_id == actor.tenant.id, Unit.place == "good", Reservation.reference == order_id)
            .order_by(Unit.created_at, Unit.id)
            .limit(1)
        ).scalar_one()
    with clock.stopped_at(clock.now() + dt.timedelta(days=3)):
        happened = {"serialNumbers": [serial], "action": "status", "to": "damaged", "note": _FALL}
        do(session, act_on_assets, actor, happened)


def _free(session: Session, actor: Actor, sku: str, most: int) -> list[str]:
    """Serial numbers of units of a SKU that may go, the oldest first."""
    with tenant_scope(actor.tenant.id):
        units = (
            select(Unit.serial)
            .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
            .where(Unit.tenant_id == actor.tenant.id, Unit.status == "available", Variant.variant_sku == sku)
            .order_by(Unit.created_at, Unit.id)
            .limit(most)
        )
        return list(session.scalars(units))


def _told(session: Session, actor: Actor) -> int:
    with tenant_scope(actor.tenant.id):
        counted = select(func.count()).select_from(SalesOrder).where(SalesOrder.tenant_id == actor.tenant.id)
        return int(session.execute(counted).scalar_one())
