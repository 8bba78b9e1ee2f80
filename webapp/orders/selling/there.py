"""What of a SKU can go with an order at once: units, by warehouse. Lots and loose stock are sold, not rented."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Pool, Record, Reservation
from webapp.locations.models import Warehouse


@dataclass(frozen=True, slots=True)
class Place:
    """A warehouse, and how many units of the SKU are free there."""

    warehouse_id: str
    name: str
    free: int


def units_there(session: Session, tenant_id: int, variant_ids: Iterable[str]) -> dict[str, list[Place]]:
    """Where units of these variants are free, the most first."""
    found: dict[str, list[Place]] = defaultdict(list)
    free = func.sum(Pool.available)
    for part in in_parts(sorted(set(variant_ids))):
        rows = session.execute(
            select(Record.variant_id, Warehouse.id, Warehouse.name, free.label("free"))
            .join(Pool, (Pool.tenant_id == Record.tenant_id) & (Pool.record_id == Record.id))
            .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
            .where(Record.tenant_id == tenant_id, Record.variant_id.in_(part))
            .where(Pool.tenant_id == tenant_id, Pool.kind == "units", Pool.available > 0)
            .where(Warehouse.tenant_id == tenant_id)
            .group_by(Record.variant_id, Warehouse.id, Warehouse.name)
            .order_by(free.desc(), Warehouse.name)
        )
        for row in rows:
            found[str(row[0])].append(Place(str(row[1]), str(row[2]), int(row.free)))
    return found


def promised_to(session: Session, tenant_id: int, order_id: str) -> dict[str, int]:
    """How many units of each variant are promised to an order."""
    rows = session.execute(
        select(Record.variant_id, func.sum(Reservation.open_qty))
        .join(Reservation, (Reservation.tenant_id == Record.tenant_id) & (Reservation.record_id == Record.id))
        .where(Record.tenant_id == tenant_id, Reservation.tenant_id == tenant_id)
        .where(Reservation.reference == order_id, Reservation.open_qty > 0)
        .group_by(Record.variant_id)
    )
    return {str(variant): int(qty) for variant, qty in rows}


@dataclass(frozen=True, slots=True)
class Cover:
    """Of what a line still wants: promised to the order, free elsewhere, and short of both."""

    promised: int
    short: int
    places: Sequence[Place]


def covers(session: Session, tenant_id: int, order: Any) -> list[Cover]:
    """Line by line, what of an open order could go now, and from where."""
    if order.status not in ("pending", "confirmed", "partial"):
        return [Cover(0, 0, ()) for _ in order.lines]
    wanted = [(line.variant_id, line.quantity - line.closed - line.rented) for line in order.lines]
    return covered(session, tenant_id, wanted, order.id)


def covered(session: Session, tenant_id: int, wanted: Sequence[tuple[str, int]], order_id: str | None) -> list[Cover]:
    """The same for so many of each variant, for this order or a new one; lines of one SKU share what there is."""
    there = units_there(session, tenant_id, [variant for variant, _ in wanted])
    kept = promised_to(session, tenant_id, order_id) if order_id else {}
    free = {variant: sum(place.free for place in places) for variant, places in there.items()}
    found = []
    for variant, wants in wanted:
        mine = min(wants, kept.get(variant, 0))
        more = min(wants - mine, free.get(variant, 0))
        kept[variant] = kept.get(variant, 0) - mine
        free[variant] = free.get(variant, 0) - more
        found.append(Cover(mine, wants - mine - more, there.get(variant, ()) if wants > mine else ()))
    return found
