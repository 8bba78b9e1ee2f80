"""The list of SKUs with what there is of each: in all warehouses, or in the one that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.catalog.models import TRACKING, Product, Variant
from webapp.core.data import clock
from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.ledger.models import Lot, Pool, Record
from webapp.ledger.queries import runs_low, stays_here
from webapp.ledger.words import BUCKETS
from webapp.locations.models import Warehouse

TRACKED_BY = dict(zip(TRACKING, ("Serial number", "Lot", "Count"), strict=True))
MOST_CHOICES = 300
Choices = tuple[tuple[str, str], ...]


@lru_cache(maxsize=500)
def stock_in(warehouse_id: str) -> Listing:
    """The list for one warehouse, or for all where none is named. Made once, as statements are."""
    of_warehouse = Filter("warehouseId", "Warehouse", lambda text: _has_record(warehouse_id, Record.seq >= 0))
    return Listing(
        name="stock",
        rows=partial(_rows, warehouse_id),
        columns=(
            Column("sku", "SKU", "code", sort="sku", priority=1),
            Column("product_name", "Product"),
            Column("variant_name", "Variant", page=False),
            Column("tracked_by", "Tracked by", priority=3),
            Column("available", "Available", "number", priority=1),
            Column("reserved", "Reserved", "number"),
            Column("held", "Held", "number"),
            Column("expected", "Expected", "number"),
            Column("promisable", "Can be promised", "number", priority=1),
            Column("status", "Status", "status", page=False),
        ),
        sorts={"sku": Variant.variant_sku, "createdAt": Variant.created_at},
        tie=Variant.id,
        filters=(
            of_warehouse,
            Filter("productId", "Product", lambda text: Variant.product_id == text),
            Filter("tracking", "Tracked by", lambda text: Variant.tracking == text, tuple(TRACKED_BY.items())),
            Filter("inStock", "Stock", partial(_in_stock, warehouse_id), (("yes", "Some"), ("no", "None"))),
            Filter("low", "Low", lambda text: _is_low(warehouse_id), (("yes", "Low"),), moves=True),
            Filter("sku", "SKU", lambda text: Variant.variant_sku == text, kind="text", folded=True),
        ),
        search=lambda text: or_(
            contains(Variant.variant_sku, text), contains(Variant.variant_name, text), contains(Product.name, text)
        ),
        search_label="SKU or name",
        default_sort="sku",
        default_direction=ASCENDING,
        steady=True,
        complete=_completed,
    )


@lru_cache(maxsize=500)
def stock_page(warehouse_id: str, warehouses: Choices, products: Choices) -> Listing:
    """The list with the warehouses and products there are to choose from."""
    listing, choices = stock_in(warehouse_id), {"warehouseId": warehouses, "productId": products}
    return replace(
        listing, filters=tuple(replace(one, choices=choices.get(one.name, one.choices)) for one in listing.filters)
    )


def choices_of(session: Session, tenant_id: int) -> tuple[Choices, Choices]:
    """Warehouses and products in one query; no products when there are too many to choose from."""
    warehouses = select(literal("warehouse"), Warehouse.id, Warehouse.name).where(Warehouse.tenant_id == tenant_id)
    products = select(literal("product"), Product.id, Product.name).where(Product.tenant_id == tenant_id)
    every = union_all(
        warehouses.limit(MOST_CHOICES).subquery().select(), products.limit(MOST_CHOICES + 1).subquery().select()
    )
    found: dict[str, list[tuple[str, str]]] = {"warehouse": [], "product": []}
    for kind, value, words in session.execute(every):
        found[kind].append((value, words))
    places, goods = (tuple(sorted(one, key=lambda pair: pair[1].casefold())) for one in found.values())
    return places, goods if len(goods) <= MOST_CHOICES else ()


@lru_cache(maxsize=500)
def _rows(warehouse_id: str, tenant_id: int) -> Select[Any]:
    rows = (
        select(
            Variant.id,
            Variant.variant_sku.label("sku"),
            Variant.variant_name,
            Variant.product_id,
            Variant.tracking,
            Variant.status,
            Product.name.label("product_name"),
            *(_sum(bucket, warehouse_id).label(bucket) for bucket in BUCKETS),
        )
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Product.tenant_id == tenant_id)
    )
    return cast("Select[Any]", rows)


def _sum(bucket: str, warehouse_id: str) -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(getattr(Record, bucket)), 0))
        .where(*_mine(), *_in(warehouse_id))
        .correlate(Variant)
        .scalar_subquery()
    )


def _mine() -> Sequence[ColumnElement[bool]]:
    """The records of the row's variant."""
    here = current_tenant()
    return (Record.tenant_id == here, Record.tenant_id == Variant.tenant_id, Record.variant_id == Variant.id)


def _in(warehouse_id: str) -> Sequence[ColumnElement[bool]]:
    return (Record.warehouse_id == warehouse_id,) if warehouse_id else ()


def _has_record(warehouse_id: str, told: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a record of the variant is so."""
    return exists(select(literal(1)).where(*_mine(), *_in(warehouse_id), told).correlate(Variant))


def _in_stock(warehouse_id: str, text: str) -> ColumnElement[bool]:
    some = _has_record(warehouse_id, Record.available + Record.reserved + Record.held > 0)
    return some if text == "yes" else ~some


def _is_low(warehouse_id: str) -> ColumnElement[bool]:
    """In some warehouse, no more can be promised than the level at which it is to be ordered again."""
    return _has_record(warehouse_id, runs_low(current_tenant(), clock.now()))


def _completed(session: Session, tenant_id: int, rows: list[Row[Any]], filters: Mapping[str, str]) -> list[Any]:
    """Add what may be promised, and the word for how it is tracked."""
    stays = (
        select(Record.variant_id, func.sum(Pool.available).label("qty"))
        .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
        .join(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .where(
            Pool.tenant_id == tenant_id,
            Record.variant_id.in_([row.id for row in rows]),
            *_in(filters.get("warehouseId", "")),
            stays_here(clock.now()),
        )
        .group_by(Record.variant_id)
    )
    kept = {row.variant_id: int(row.qty) for row in session.execute(stays)} if rows else {}
    return [
        SimpleNamespace(
            **row._asdict(), promisable=row.available - kept.get(row.id, 0), tracked_by=TRACKED_BY[row.tracking]
        )
        for row in rows
    ]
