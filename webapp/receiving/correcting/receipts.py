"""What an intake received and still has: one receipt for each unit, or for pieces that came together."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from webapp.audit.models import Batch
from webapp.catalog.models import Variant
from webapp.core.data.parts import in_parts
from webapp.ledger.models import Lot, Movement, Pool, Record, Unit
from webapp.locations.models import Bin, Warehouse
from webapp.receiving.queries.intakes import came_in

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Receipt:
    """A movement that brought goods in and that nothing reversed; ``bin_id`` is where they are now."""

    id: str
    n: int
    batch_id: str
    variant_id: str
    sku: str
    warehouse_id: str
    warehouse: str
    warehouse_code: str
    bin_id: str | None
    bin_code: str | None
    lot_number: str | None
    lot_expires_at: dt.datetime | None
    unit_id: str | None
    serial: str | None
    qty: int
    to_node: str
    status_to: str | None
    actor_id: str
    actor_name: str
    at: dt.datetime

    @property
    def what(self) -> str:
        """The unit by its serial number, pieces by their number."""
        of_lot = f", lot {self.lot_number}" if self.lot_number else ""
        return self.serial or f"{self.qty} × {self.sku}{of_lot}"

    @property
    def place(self) -> str:
        """Where they are, as ``CODE/BIN`` or the warehouse's name."""
        return f"{self.warehouse_code}/{self.bin_code}" if self.bin_code else self.warehouse


def _receipts(tenant_id: int) -> Select[Any]:
    later = aliased(Movement)
    reversed_since = exists().where(
        later.tenant_id == tenant_id, later.tenant_id == Movement.tenant_id, later.reverses_n == Movement.n
    )
    bin_id = func.coalesce(Unit.bin_id, Pool.bin_id)
    wanted = (
        select(
            Movement.id,
            Movement.n,
            Movement.batch_id,
            Record.variant_id,
            Variant.variant_sku,
            Record.warehouse_id,
            Warehouse.name,
            Warehouse.code,
            bin_id,
            Bin.code,
            Lot.number,
            Lot.expires_at,
            Movement.unit_id,
            Unit.serial,
            Movement.qty,
            Movement.to_node,
            Movement.status_to,
            Batch.actor_id,
            Batch.actor_name,
            Batch.at,
        )
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .join(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .join(Pool, (Pool.tenant_id == Movement.tenant_id) & (Pool.id == Movement.pool_id))
        .join(Batch, (Batch.tenant_id == Movement.tenant_id) & (Batch.id == Movement.batch_id))
        .outerjoin(Unit, (Unit.tenant_id == Movement.tenant_id) & (Unit.id == Movement.unit_id))
        .outerjoin(Lot, (Lot.tenant_id == Movement.tenant_id) & (Lot.id == Movement.lot_id))
        .outerjoin(Bin, (Bin.tenant_id == Movement.tenant_id) & (Bin.id == bin_id))
        .where(Movement.tenant_id == tenant_id, came_in(), ~reversed_since)
    )
    return cast("Select[Any]", wanted)


def receipts_of(
    session: Session, tenant_id: int, intake_id: str, *which: ColumnElement[bool], most: int | None = None
) -> list[Receipt]:
    """What an intake received and still has, newest first."""
    wanted = _receipts(tenant_id).where(Movement.reference == intake_id, *which).order_by(Movement.n.desc())
    return [Receipt(*row) for row in session.execute(wanted.limit(most))]


def receipts_named(session: Session, tenant_id: int, intake_id: str, ids: Collection[str]) -> list[Receipt]:
    """Those of an intake's receipts that are named, by their movement or by their unit."""
    found: list[Receipt] = []
    for column, prefix in ((Movement.id, "mov_"), (Movement.unit_id, "unit_")):
        for part in in_parts(sorted(one for one in set(ids) if one.startswith(prefix)), CHUNK):
            found += receipts_of(session, tenant_id, intake_id, column.in_(part))
    return found


def receipts_any(session: Session, tenant_id: int, ids: Sequence[str]) -> dict[str, Receipt]:
    """Standing receipts by their movements, whatever intake they are of."""
    rows = (
        Receipt(*row)
        for part in in_parts(sorted(set(ids)), CHUNK)
        for row in session.execute(_receipts(tenant_id).where(Movement.id.in_(part)))
    )
    return {one.id: one for one in rows}
