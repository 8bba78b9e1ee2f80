"""Lots with the names around them, in one query, and their levels in another."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.data.columns import EPOCH
from webapp.core.data.parts import in_parts
from webapp.ledger.models import Event, Lot, Pool
from webapp.locations.models import Bin, Warehouse
from webapp.lots.errors import LotNotFound

ACTIVE = "active"


class LotRow(Protocol):
    """One lot with the names around it, as ``lot_rows`` selects it."""

    id: str
    record_id: str
    number: str
    manufacturer_number: str | None
    status: str
    expires_at: dt.datetime | None
    available: int
    reserved: int
    held: int
    expected: int
    total: int
    seq: int
    bin_id: str | None
    bin_code: str | None
    warehouse_id: str
    warehouse_name: str
    warehouse_code: str
    variant_id: str
    sku: str
    variant_name: str
    product_id: str
    product_name: str
    address_id: str | None
    extra: Any
    created_at: dt.datetime
    updated_at: dt.datetime
    updated_by: str | None


@lru_cache(maxsize=500)
def lot_rows(tenant_id: int) -> Select[Any]:
    """Every lot of a tenant that was not deleted."""
    return _lot_rows(tenant_id)


def _lot_rows(tenant: Any) -> Select[Any]:
    written = (
        select(Event.actor)
        .where(Event.tenant_id == tenant, Event.tenant_id == Lot.tenant_id, Event.subject_id == Lot.id)
        .order_by(Event.n.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = (
        select(
            Lot.id, Lot.record_id, Lot.number, Lot.manufacturer_number, Lot.status, Lot.expires_at, Lot.available,
            Lot.reserved, Lot.held, Lot.expected, Lot.total, Lot.seq, Lot.bin_id, Lot.warehouse_id, Lot.variant_id,
            Lot.address_id, Lot.extra, Lot.created_at, Lot.updated_at,
            Bin.code.label("bin_code"),
            Warehouse.name.label("warehouse_name"),
            Warehouse.code.label("warehouse_code"),
            Variant.variant_sku.label("sku"),
            Variant.variant_name,
            Variant.product_id,
            Product.name.label("product_name"),
            written.label("updated_by"),
        )
        # Every lot has all but the bin; outer joins let the list be read in its own order.
        .outerjoin(Warehouse, (Warehouse.tenant_id == Lot.tenant_id) & (Warehouse.id == Lot.warehouse_id))
        .outerjoin(Bin, (Bin.tenant_id == Lot.tenant_id) & (Bin.id == Lot.bin_id))
        .outerjoin(Variant, (Variant.tenant_id == Lot.tenant_id) & (Variant.id == Lot.variant_id))
        .outerjoin(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Lot.tenant_id == tenant, Lot.deleted == False)
    )  # fmt: skip
    return cast("Select[Any]", rows)


_BY_ID = _lot_rows(bindparam("tenant")).where(Lot.id == bindparam("lot"))


def find_lot_row(session: Session, tenant_id: int, lot_id: str) -> LotRow:
    """One lot; raises LotNotFound."""
    found: Any = session.execute(_BY_ID, {"tenant": tenant_id, "lot": lot_id}).one_or_none()
    if found is None:
        raise LotNotFound
    return cast("LotRow", found)


@dataclass(frozen=True, slots=True)
class Level:
    """What a lot holds in one place."""

    id: str
    bin_id: str | None
    bin_code: str | None
    bin_name: str | None
    available: int
    reserved: int
    held: int
    expected: int


def levels_of(session: Session, tenant_id: int, lot_ids: Iterable[str]) -> dict[str, list[Level]]:
    """What each lot holds, place by place; the places that hold nothing any more are left out."""
    levels: dict[str, list[Level]] = defaultdict(list)
    holds = Pool.available + Pool.reserved + Pool.held + Pool.expected > 0
    for part in in_parts(list(lot_ids)):
        rows = session.execute(
            select(
                Pool.lot_id,
                Pool.id,
                Pool.bin_id,
                Bin.code,
                Bin.name,
                Pool.available,
                Pool.reserved,
                Pool.held,
                Pool.expected,
            )
            .join(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
            .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == Pool.bin_id))
            .where(Pool.tenant_id == tenant_id, Pool.lot_id.in_(part), Pool.record_id == Lot.record_id, holds)
            .order_by(Bin.code_key, Pool.id)
        )
        for row in rows:
            levels[row[0] or ""].append(Level(*row[1:]))
    return levels


def with_levels(session: Session, tenant_id: int, rows: list[Any]) -> list[Any]:
    """The same lots, each with its ``levels``."""
    levels = levels_of(session, tenant_id, [row.id for row in rows]) if rows else {}
    return [SimpleNamespace(**row._asdict(), levels=levels.get(row.id, [])) for row in rows]


def is_pickable(at: dt.datetime) -> ColumnElement[bool]:
    """That goods of a lot may be promised or leave, as the database judges it."""
    return (Lot.status == ACTIVE) & or_(Lot.expires_at.is_(None), Lot.expires_at > at)


def picks(row: Any, at: dt.datetime) -> bool:
    """The same of a lot that was read."""
    return row.status == ACTIVE and (row.expires_at is None or row.expires_at > at)


def version_of(row: Any) -> str:
    """What changes whenever a lot, or what it holds, does."""
    return f"{row.seq}.{(row.updated_at - EPOCH) // dt.timedelta(microseconds=1)}"
