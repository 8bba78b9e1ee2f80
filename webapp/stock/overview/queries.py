"""All that is known of one SKU's stock: by warehouse, bin, lot, unit and promise."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.catalog.errors import VariantNotFound
from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.operation.actor import TenantFacts
from webapp.ledger.course import Course, course_of_variant
from webapp.ledger.models import Lot, Pool, Record, Reservation, Unit, is_live
from webapp.ledger.queries import promisable_of, runs_low
from webapp.ledger.words import BUCKETS, STATUSES
from webapp.locations.models import Bin, Warehouse

MOST = 200
"""So many warehouses, pools, promises and places of units are shown; more are in their own lists."""


@dataclass(frozen=True)
class Holding:
    """A SKU's stock, taken apart."""

    variant: Any
    records: Sequence[Any]
    pools: Sequence[Any]
    standing: Sequence[Any]
    reservations: Sequence[Any]
    course: Course

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """The buckets of all warehouses, and what of them may be promised."""
        return {name: sum(getattr(row, name) for row in self.records) for name in (*BUCKETS, "promisable")}

    @property
    def loose(self) -> Sequence[Any]:
        """Loose stock, by bin."""
        return [row for row in self.pools if row.lot_id is None]

    @property
    def lots(self) -> Sequence[Any]:
        """Lots, in the order in which they are to leave."""
        return [row for row in self.pools if row.lot_id is not None]

    @cached_property
    def units_by_status(self) -> Mapping[str, int]:
        """How many units are in each state; those in none are left out."""
        told = {status: sum(row.count for row in self.standing if row.status == status) for status in STATUSES}
        return {status: count for status, count in told.items() if count}

    @cached_property
    def units_by_place(self) -> Sequence[Any]:
        """Where the units that are here lie: warehouse and bin, good ones and held ones."""
        places: dict[tuple[str, str | None], SimpleNamespace] = {}
        for row in self.standing:
            if row.warehouse_id is not None:
                told = {
                    "warehouse_id": row.warehouse_id,
                    "warehouse_name": row.warehouse_name,
                    "bin_code": row.bin_code,
                }
                place = places.setdefault((row.warehouse_id, row.bin_code), SimpleNamespace(**told, good=0, held=0))
                setattr(place, row.place, getattr(place, row.place) + row.count)
        return list(places.values())[:MOST]


def holding_of(session: Session, tenant: TenantFacts, variant_id: str) -> Holding:
    """The whole of it, in six statements; raises VariantNotFound."""
    variant = _variant(session, tenant.id, variant_id)
    now = clock.now()
    return Holding(
        variant,
        _records(session, tenant.id, variant_id, now),
        [_with_days_left(row, tenant.time_zone, now) for row in _pools(session, tenant.id, variant_id)],
        _standing(session, tenant.id, variant_id),
        _reservations(session, tenant.id, variant_id),
        course_of_variant(session, tenant.id, variant_id, tenant.time_zone),
    )


def _variant(session: Session, tenant_id: int, variant_id: str) -> Any:
    found = session.execute(
        select(
            Variant.id,
            Variant.variant_sku.label("sku"),
            Variant.variant_name,
            Variant.product_id,
            Variant.tracking,
            Variant.status,
            Product.name.label("product_name"),
        )
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Variant.id == variant_id)
    ).one_or_none()
    if found is None:
        raise VariantNotFound
    return found


def _of(table: type[Pool | Unit | Reservation]) -> ColumnElement[bool]:
    return (Record.tenant_id == table.tenant_id) & (Record.id == table.record_id)


_PLACE = (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id)


def _records(session: Session, tenant_id: int, variant_id: str, at: dt.datetime) -> Sequence[Any]:
    found = (
        select(
            Record.id,
            Record.warehouse_id,
            Warehouse.name.label("warehouse_name"),
            *(getattr(Record, bucket) for bucket in BUCKETS),
            promisable_of(tenant_id, at).label("promisable"),
            runs_low(tenant_id, at).label("is_low"),
            Record.reorder_level,
        )
        .join(Warehouse, _PLACE)
        .where(Record.tenant_id == tenant_id, Record.variant_id == variant_id)
        .order_by(Warehouse.name_key, Record.id)
        .limit(MOST)
    )
    return session.execute(found).all()


def _pools(session: Session, tenant_id: int, variant_id: str) -> Sequence[Any]:
    found = (
        select(
            Pool.id,
            Pool.lot_id,
            Lot.number.label("lot_number"),
            Lot.status.label("lot_status"),
            Lot.expires_at,
            Record.warehouse_id,
            Warehouse.name.label("warehouse_name"),
            Bin.id.label("bin_id"),
            Bin.code.label("bin_code"),
            *(getattr(Pool, bucket) for bucket in BUCKETS),
        )
        .join(Record, _of(Pool))
        .join(Warehouse, _PLACE)
        .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == Pool.bin_id))
        .where(
            Pool.tenant_id == tenant_id,
            Record.variant_id == variant_id,
            Pool.kind != "units",
            Pool.available + Pool.reserved + Pool.held + Pool.expected > 0,
        )
        .order_by(Lot.expires_at.is_(None), Lot.expires_at, Lot.created_at, Lot.id, Warehouse.name_key, Bin.code_key)
        .limit(MOST)
    )
    return session.execute(found).all()


def _with_days_left(row: Any, zone: str, now: dt.datetime) -> Any:
    """A lot's days until it expires, whole days of the tenant, below nothing once it has."""
    expires = row.expires_at
    left = None if expires is None else (clock.day_of(expires, zone) - clock.day_of(now, zone)).days
    is_pickable = row.lot_status == "active" and (expires is None or expires > now)
    return SimpleNamespace(**row._asdict(), days_left=left, is_pickable=is_pickable)


def _standing(session: Session, tenant_id: int, variant_id: str) -> Sequence[Any]:
    found = (
        select(
            Unit.status,
            Unit.place,
            Record.warehouse_id,
            Warehouse.name.label("warehouse_name"),
            Bin.code.label("bin_code"),
            func.count().label("count"),
        )
        .outerjoin(Record, _of(Unit))
        .outerjoin(Warehouse, _PLACE)
        .outerjoin(Bin, (Bin.tenant_id == Unit.tenant_id) & (Bin.id == Unit.bin_id))
        .where(Unit.tenant_id == tenant_id, Unit.variant_id == variant_id, is_live())
        .group_by(Unit.status, Unit.place, Record.warehouse_id, Warehouse.name, Bin.code)
        .order_by(Warehouse.name, Bin.code.is_not(None), Bin.code, Unit.status)
    )
    return session.execute(found).all()


def _reservations(session: Session, tenant_id: int, variant_id: str) -> Sequence[Any]:
    found = (
        select(
            Reservation.id,
            Reservation.record_id,
            Reservation.reference,
            Reservation.open_qty,
            Reservation.created_at,
            Record.warehouse_id,
            Warehouse.name.label("warehouse_name"),
            Pool.kind,
            Lot.id.label("lot_id"),
            Lot.number.label("lot_number"),
        )
        .join(Record, _of(Reservation))
        .join(Warehouse, _PLACE)
        .join(Pool, (Pool.tenant_id == Reservation.tenant_id) & (Pool.id == Reservation.pool_id))
        .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .where(Reservation.tenant_id == tenant_id, Record.variant_id == variant_id, Reservation.open_qty > 0)
        .order_by(Reservation.created_at, Reservation.id)
        .limit(MOST)
    )
    return session.execute(found).all()
