"""Which orders wait for a unit and can have it, the oldest first; and whom those beside it are promised to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, literal_column, select
from sqlalchemy.orm import Session

from webapp.assets.queries import UnitRow
from webapp.assets.steps import HeldUnit
from webapp.customers.naming import full_name
from webapp.ledger.models import Pool, Record, Reservation
from webapp.locations.models import Warehouse
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.selling.there import units_there

SHOWN = 3
_READ = 50
"""So many promises are read for the few names that are shown; an order may have several."""
_BY_VARIANT = "INDEXED BY ix_record_variant"
"""SQLite keeps no statistics here and would rather read all records of a tenant in another index."""
_OPEN = Reservation.open_qty > literal_column("0")  # written out, so that the index of the open ones serves


Standing = UnitRow | HeldUnit
"""A unit, with what it is one of and where it stands."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Orders that can have a unit: ``order_id``, ``customer`` and how many are ``still_open``, by line."""

    orders: Sequence[Any]
    promised: bool
    """Whether all units where it stands are promised, so that it goes to one that it is promised to."""


def waiting_orders(session: Session, tenant_id: int, unit: Standing, most: int = SHOWN, but: str = "") -> Waiting:
    """Confirmed orders that still ask for such a unit and can have it from where it stands, the oldest first."""
    here = session.execute(
        select(Pool.record_id, Pool.available).where(
            Pool.tenant_id == tenant_id, Pool.record_id.in_(_records(tenant_id, unit)), Pool.kind == "units"
        )
    ).one_or_none()
    asking = _asking(tenant_id, unit.variant_id).where(SalesOrder.id != but).limit(most)
    if here is None or here.available:
        return Waiting(session.execute(asking).all(), promised=False)
    promised = select(Reservation.reference).where(
        Reservation.tenant_id == tenant_id, Reservation.record_id == here.record_id, _OPEN
    )
    return Waiting(session.execute(asking.where(OrderLine.order_id.in_(promised))).all(), promised=True)


def _records(tenant_id: int, unit: Standing) -> Select[Any]:
    """The stock that a unit is counted in; as a list of ids, for SQLite would rather read all pools than join them."""
    mine = (Record.variant_id == unit.variant_id, Record.warehouse_id == unit.warehouse_id)
    return select(Record.id).where(Record.tenant_id == tenant_id, *mine).with_hint(Record, _BY_VARIANT, "sqlite")


def _asking(tenant_id: int, variant_id: str) -> Select[Any]:
    """Lines of confirmed orders that still ask for this SKU."""
    still_open = OrderLine.quantity - OrderLine.rented - OrderLine.closed
    return (
        select(OrderLine.order_id, OrderLine.position, SalesOrder.customer, still_open.label("still_open"))
        .join(SalesOrder, (SalesOrder.tenant_id == OrderLine.tenant_id) & (SalesOrder.id == OrderLine.order_id))
        .where(OrderLine.tenant_id == tenant_id, SalesOrder.tenant_id == tenant_id)
        .where(OrderLine.variant_id == variant_id, still_open > 0, SalesOrder.status.in_(("confirmed", "partial")))
        .order_by(SalesOrder.created_at, SalesOrder.id, OrderLine.position)
    )


def asked_for(session: Session, tenant_id: int, variant_id: str) -> bool:
    """Whether any confirmed order waits for this SKU, wherever its units are."""
    return session.execute(_asking(tenant_id, variant_id).limit(1)).first() is not None


def orders_in_words(session: Session, tenant_id: int, unit: Standing, but: str = "", *, sees: bool = True) -> str:
    """Who would take this unit."""
    waits = waiting_orders(session, tenant_id, unit, but=but)
    if not waits.orders:
        return f"No other confirmed order {'can have' if waits.promised else 'waits for'} it."
    named = dict.fromkeys(to_whom(row.order_id, row.customer, sees=sees) for row in waits.orders)
    return f"It would go to {listed([*named], 'or')}."


def promised_in_words(session: Session, tenant_id: int, unit: Standing, *, sees: bool = True) -> str:
    """Whom the units of this SKU are promised to where it stands, the first ones by name."""
    rows = session.execute(
        select(Reservation.reference, SalesOrder.customer)
        .outerjoin(
            SalesOrder, (SalesOrder.tenant_id == Reservation.tenant_id) & (SalesOrder.id == Reservation.reference)
        )
        .where(Reservation.tenant_id == tenant_id, Reservation.record_id.in_(_records(tenant_id, unit)), _OPEN)
        .order_by(Reservation.created_at, Reservation.id)
        .limit(_READ)
    )
    named = list(dict.fromkeys(to_whom(row.reference, row.customer, sees=sees) for row in rows))
    told = named if len(named) <= SHOWN else [*named[: SHOWN - 1], "others"]
    return listed(told, "and") if told else "somebody"


def others_in_words(session: Session, tenant_id: int, unit: Standing, order_id: str) -> str:
    """Where else an order may have units of this SKU from: those that it was promised, or else free ones."""
    mine = (
        select(Warehouse.name, func.sum(Reservation.open_qty))
        .join(Record, (Record.tenant_id == Warehouse.tenant_id) & (Record.warehouse_id == Warehouse.id))
        .join(Reservation, (Reservation.tenant_id == Record.tenant_id) & (Reservation.record_id == Record.id))
        .where(Warehouse.tenant_id == tenant_id, Record.tenant_id == tenant_id, Reservation.tenant_id == tenant_id)
        .where(Reservation.reference == order_id, Record.variant_id == unit.variant_id, _OPEN)
        .group_by(Warehouse.name)
        .order_by(Warehouse.name)
    )
    if promised := [f"{name} ({count})" for name, count in session.execute(mine)]:
        return f"Those promised to this order are in {listed(promised, 'and')}."
    there = units_there(session, tenant_id, [unit.variant_id]).get(unit.variant_id, ())
    places = [f"{one.name} ({one.free})" for one in there if one.warehouse_id != unit.warehouse_id]
    return f"Free ones are in {listed(places[:SHOWN], 'and')}." if places else "No other is free anywhere."


def to_whom(reference: str | None, customer: Any, *, sees: bool = True) -> str:
    """An order by its customer and id, by its id alone where that may not be seen; another reference as it is."""
    if reference is None:
        return "somebody without a name"
    if customer is None:
        return reference
    return f"{full_name(customer)} ({reference})" if sees else f"order {reference}"


def listed(words: Sequence[str], last: str) -> str:
    """Words in a row: a, b or c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
