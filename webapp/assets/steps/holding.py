"""Holding units: they and the records they stand in or go to are locked, in one order, before anything is decided."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from webapp.catalog.models import Variant
from webapp.core.operation.registry import Work
from webapp.ledger.errors import StockChanged
from webapp.ledger.models import Movement, Pool, Record, Unit
from webapp.ledger.quantities import Promise
from webapp.ledger.stands import Stand, units_stands
from webapp.locations.models import Bin, Warehouse
from webapp.locations.places import Place

Key = tuple[str, str]
"""A variant and a warehouse."""

TRIES = 3


@dataclass(frozen=True, slots=True)
class HeldUnit:
    """A unit as it stands while it is locked, with the names around it."""

    id: str
    serial: str
    product_id: str
    variant_id: str
    sku: str
    warehouse_id: str | None
    warehouse: str | None
    warehouse_code: str | None
    bin_id: str | None
    bin_code: str | None
    place: str
    status: str
    acquisition_cost: int | None
    acquisition_date: dt.date | None
    location_text: str | None
    condition: str | None
    notes: str | None
    reason: str | None
    updated_at: dt.datetime

    @property
    def is_here(self) -> bool:
        """Whether it lies in a warehouse."""
        return self.warehouse_id is not None

    @property
    def where(self) -> str:
        """The name of its place: ``CODE/BIN``, or the warehouse's."""
        return f"{self.warehouse_code}/{self.bin_code}" if self.bin_code else self.warehouse or ""


@dataclass(frozen=True)
class Hold:
    """Units and stands that are locked; ``free`` is how many units of each pool nobody was promised.

    ``promises``, the newest first, and ``names``, whose they are, are read where not enough are free.
    """

    units: Mapping[str, HeldUnit]
    stands: Mapping[Key, Stand]
    free: dict[str, int]
    reserved: Mapping[str, int]
    promises: Mapping[str, Sequence[Promise]] = field(default_factory=dict)
    names: Mapping[str | None, str] = field(default_factory=dict)


def hold_units(
    work: Work,
    unit_ids: Sequence[str],
    wants: Callable[[HeldUnit], Iterable[Key]],
    seen: Collection[Key] | None = None,
) -> Hold:
    """Lock units with the stands they are in, and those that ``wants`` says each may go to.

    Who is overtaken between looking and locking looks again; who has looked just now says what was ``seen``. Units
    that are no more are left out.
    """
    keys = set(seen) if seen is not None else _keys(_read(work, unit_ids).values(), wants)
    for _ in range(TRIES):
        stands = units_stands(work, keys) if keys else {}
        now = _read(work, unit_ids, locked=True)
        if len(now) < len(unit_ids) or any(map(_is_torn, now.values())):
            now = _read(work, unit_ids, locked=True)
        found = _keys(now.values(), wants)
        if found <= keys:
            return Hold(now, stands, *_balances(work, stands))
        keys = found
    raise StockChanged


def _is_torn(unit: HeldUnit) -> bool:
    """Whether the names around a unit are of before: PostgreSQL, which waited for its row, joined them to the old one.

    One that was re-graded meanwhile is missing for the same reason. It is locked by now, so reading again tells all.
    """
    return unit.is_here != (unit.place in ("good", "held")) or (unit.bin_id is None) != (unit.bin_code is None)


def _keys(units: Iterable[HeldUnit], wants: Callable[[HeldUnit], Iterable[Key]]) -> set[Key]:
    found: set[Key] = set()
    for unit in units:
        if unit.warehouse_id is not None:
            found.add((unit.variant_id, unit.warehouse_id))
        found.update(wants(unit))
    return found


def _read(work: Work, unit_ids: Sequence[str], *, locked: bool = False) -> dict[str, HeldUnit]:
    wanted = _units(work.tenant_id).where(Unit.id.in_(unit_ids)).order_by(Unit.id)
    rows = work.session.execute(wanted.with_for_update(key_share=True, of=Unit) if locked else wanted)
    return {row.id: HeldUnit(*row) for row in rows}


def _units(tenant_id: int) -> Any:
    return (
        select(
            Unit.id,
            Unit.serial,
            Unit.product_id,
            Unit.variant_id,
            Variant.variant_sku,
            Record.warehouse_id,
            Warehouse.name,
            Warehouse.code,
            Unit.bin_id,
            Bin.code,
            Unit.place,
            Unit.status,
            Unit.acquisition_cost,
            Unit.acquisition_date,
            Unit.location_text,
            Unit.condition,
            Unit.notes,
            Unit.reason,
            Unit.updated_at,
        )
        .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
        .outerjoin(Record, (Record.tenant_id == Unit.tenant_id) & (Record.id == Unit.record_id))
        .outerjoin(Warehouse, (Warehouse.tenant_id == Unit.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Bin, (Bin.tenant_id == Unit.tenant_id) & (Bin.id == Unit.bin_id))
        .where(Unit.tenant_id == tenant_id, Unit.status.is_not(None))
    )


def _balances(work: Work, stands: Mapping[Key, Stand]) -> tuple[dict[str, int], dict[str, int]]:
    """How many units of each pool are free, and how many are promised."""
    ids = [stand.spot.pool_id for stand in stands.values()]
    rows = work.session.execute(
        select(Pool.id, Pool.available, Pool.reserved).where(Pool.tenant_id == work.tenant_id, Pool.id.in_(ids))
    ).all()
    return {row.id: row.available for row in rows}, {row.id: row.reserved for row in rows}


def last_places(work: Work, unit_ids: Sequence[str]) -> dict[str, Place]:
    """The warehouses where units that are elsewhere stood last, those in use; who never was in stock has none."""
    newest = (
        select(Movement.unit_id, func.max(Movement.n).label("n"))
        .where(Movement.tenant_id == work.tenant_id, Movement.unit_id.in_(unit_ids))
        .group_by(Movement.unit_id)
        .subquery()
    )
    rows = work.session.execute(
        select(newest.c.unit_id, Warehouse.id, Warehouse.name, Warehouse.code)
        .select_from(newest)
        .join(Movement, Movement.n == newest.c.n)
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .where(Movement.tenant_id == work.tenant_id, Warehouse.active == True)
    )
    return {row.unit_id: Place(row.id, row.name, row.code) for row in rows}
