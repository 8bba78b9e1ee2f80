"""The shipments of an order, one of them, and the latest of many orders."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Select, Text, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from webapp.core.data.columns import Flag
from webapp.core.data.parts import in_parts
from webapp.ledger.models import Event, Unit
from webapp.orders.hooks import Shipped
from webapp.shipments.errors import ShipmentNotFound
from webapp.shipments.models import SENT, SHIPPED, VOIDED, Shipment, ShipmentUnit
from webapp.subscriptions.models import Subscription

_LIVE = ShipmentUnit.live == bindparam("live", True, type_=Flag, unique=True, literal_execute=True)
"""Written into the statement: a parameter would miss the partial index."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A unit that left, and the subscription it went out with."""

    rental_id: str
    unit_id: str
    serial: str
    sku: str
    product_name: str
    position: int


def _rows(tenant_id: int) -> Select[Any]:
    """Those that stand, each with the action by which it left, or left again: who did it, and when.

    Who was forgotten is in no event any more; of these the row has to do.
    """
    shown = [column for column in Shipment.__table__.c if column.name not in ("tenant_id", "batch_id")]
    return (
        select(
            *shown,
            func.coalesce(Event.batch_id, Shipment.batch_id).label("batch_id"),
            func.coalesce(Event.actor, Shipment.created_by).label("sent_by"),
            func.coalesce(Event.at, Shipment.created_at).label("sent_at"),
        )
        .outerjoin(
            Event,
            (Event.tenant_id == Shipment.tenant_id)
            & (Event.subject_id == Shipment.id)  # said twice, for PostgreSQL finds no way in by the number alone
            & (Event.n == _left_last(tenant_id)),
        )
        .where(Shipment.tenant_id == tenant_id, Shipment.status == SENT)
    )


def _left_last(tenant_id: int) -> Any:
    """The newest line by which a shipment left: edits come after it, and do not hide it."""
    line = aliased(Event)
    was_not = type_coerce(line.before, Text).contains(f'"status":"{VOIDED}"')  # quotes within a text are escaped
    mine = (line.tenant_id == tenant_id, Shipment.tenant_id == tenant_id, line.subject_id == Shipment.id)
    return select(func.max(line.n)).where(*mine, line.action == SHIPPED, was_not).correlate(Shipment).scalar_subquery()


def _with_units(session: Session, tenant_id: int, rows: Sequence[Any]) -> list[Any]:
    """Add what left in each, in the order of the order's lines."""
    units: dict[str, list[Sent]] = defaultdict(list)
    shown = (Subscription.sku, Subscription.product_name, Subscription.position)
    for part in in_parts([row.id for row in rows]):
        found = (
            select(ShipmentUnit.shipment_id, Subscription.id, Unit.id, Unit.serial, *shown)
            .join(
                Subscription,
                (Subscription.tenant_id == ShipmentUnit.tenant_id)
                & (Subscription.id == ShipmentUnit.subscription_id),
            )
            .join(Unit, (Unit.tenant_id == Subscription.tenant_id) & (Unit.id == Subscription.unit_id))
            .where(ShipmentUnit.tenant_id == tenant_id, ShipmentUnit.shipment_id.in_(part))
            .order_by(ShipmentUnit.shipment_id, Subscription.position, Unit.serial)
        )  # fmt: skip
        for row in session.execute(found):
            units[row.shipment_id].append(Sent(*row[1:]))
    return [SimpleNamespace(**row._asdict(), units=units[row.id]) for row in rows]


def shipments_of(session: Session, tenant_id: int, order_id: str) -> list[Any]:
    """What left for an order, the oldest first."""
    mine = _rows(tenant_id).where(Shipment.order_id == order_id)
    rows = session.execute(mine.order_by(Shipment.shipped_on, Shipment.created_at, Shipment.id)).all()
    return _with_units(session, tenant_id, rows)


def left_by_then(session: Session, tenant_id: int, shipment: Any) -> Mapping[int, int]:
    """How many of each line of its order left with a shipment and with those before it, by the line's position."""
    rows = shipments_of(session, tenant_id, shipment.order_id)
    until = next(at for at, row in enumerate(rows, start=1) if row.id == shipment.id)
    return Counter(unit.position for row in rows[:until] for unit in row.units)


def find_shipment(session: Session, tenant_id: int, shipment_id: str) -> Any:
    """One shipment with its units; raises ShipmentNotFound."""
    found = session.execute(_rows(tenant_id).where(Shipment.id == shipment_id)).one_or_none()
    if found is None:
        raise ShipmentNotFound
    return _with_units(session, tenant_id, [found])[0]


def shipped_rentals(session: Session, tenant_id: int, rental_ids: Sequence[str]) -> set[str]:
    """Those of these subscriptions whose units left in a shipment that stands."""
    found: set[str] = set()
    for part in in_parts(rental_ids):
        mine = (ShipmentUnit.tenant_id == tenant_id, ShipmentUnit.subscription_id.in_(part), _LIVE)
        found |= set(session.scalars(select(ShipmentUnit.subscription_id).where(*mine)))
    return found


def latest_of_orders(session: Session, tenant_id: int, order_ids: Sequence[str]) -> Mapping[str, Shipped]:
    """The latest shipment of each of these orders; one without any is left out."""
    found: dict[str, Shipped] = {}
    for part in in_parts(order_ids):
        rows = (
            select(Shipment.order_id, Shipment.tracking_number, Shipment.shipped_on)
            .where(Shipment.tenant_id == tenant_id, Shipment.order_id.in_(part), Shipment.status == SENT)
            .order_by(Shipment.order_id, Shipment.shipped_on, Shipment.created_at, Shipment.id)
        )
        for row in session.execute(rows):
            found[row.order_id] = Shipped(row.tracking_number, row.shipped_on)
    return found
