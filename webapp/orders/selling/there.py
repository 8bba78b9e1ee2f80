"""What of a SKU can go with an order at once: units, by warehouse. Lots and loose stock are sold, not rented."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Pool, Record
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
