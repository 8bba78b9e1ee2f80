"""What each record held on an evening, and at what cost: what it holds now, less what moved since.

Money is summed in two parts, for a price times a quantity may be more than the engines' largest number.
"""

import datetime as dt
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.catalog.models import Product, Variant
from webapp.ledger.models import Movement, Record, Unit
from webapp.locations.models import Warehouse

PART = 1_000_000
"""An amount is so many times its higher part, and its lower part."""
_HERE = ("available", "reserved", "held")

SKU: ColumnElement[str] = func.coalesce(Variant.variant_sku, Product.product_sku)


def evening_rows(tenant_id: int, end: dt.datetime | None) -> Select[Any]:
    """A row for each record that held something before a moment, or holds it now."""
    standing = _units(tenant_id)
    since = None if end is None else _since(tenant_id, end)

    def then(now: ColumnElement[int], name: str) -> ColumnElement[int]:
        return now if since is None else now - func.coalesce(since.c[name], 0)

    held = then(Record.available + Record.reserved + Record.held, "quantity")
    told = {name: then(func.coalesce(standing.c[name], 0), name) for name in ("units", "unknown", "higher", "lower")}
    rows = (
        select(
            Record.id,
            Record.product_id,
            Record.variant_id,
            Record.warehouse_id,
            SKU.label("sku"),
            Product.name.label("product_name"),
            Warehouse.name.label("warehouse_name"),
            Variant.acquisition_cost.label("cost"),
            held.label("quantity"),
            *(column.label(name) for name, column in told.items()),
        )
        .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .outerjoin(standing, (standing.c.tenant_id == Record.tenant_id) & (standing.c.record_id == Record.id))
        .where(Record.tenant_id == tenant_id, held > 0)
    )
    if since is not None:
        rows = rows.outerjoin(since, (since.c.tenant_id == Record.tenant_id) & (since.c.record_id == Record.id))
    return cast("Select[Any]", rows)


def totals(rows: Subquery) -> Select[Any]:
    """The rows summed by warehouse."""
    loose = rows.c.quantity - rows.c.units
    cost = func.coalesce(rows.c.cost, 0)
    return (
        select(
            rows.c.warehouse_id,
            rows.c.warehouse_name,
            func.sum(rows.c.quantity).label("quantity"),
            func.sum(rows.c.units).label("units"),
            func.sum(rows.c.higher + loose * (cost // PART)).label("higher"),
            func.sum(rows.c.lower + loose * (cost % PART)).label("lower"),
            func.sum(rows.c.unknown + case((rows.c.cost.is_(None), loose), else_=0)).label("unvalued"),
        )
        .group_by(rows.c.warehouse_id, rows.c.warehouse_name)
        .order_by(rows.c.warehouse_name, rows.c.warehouse_id)
    )


def _units(tenant_id: int) -> Subquery:
    """The units that stand in each record: how many, how many of them nobody knows the cost of, and what they cost."""
    return (
        select(Unit.tenant_id, Unit.record_id, *_summed(1))
        .where(Unit.tenant_id == tenant_id, Unit.record_id.is_not(None))
        .group_by(Unit.tenant_id, Unit.record_id)
        .subquery()
    )


def _since(tenant_id: int, end: dt.datetime) -> Subquery:
    """The same of what came, less what left, from a moment on; and all that came, units or not."""
    came = case((Movement.to_node.in_(_HERE), 1), else_=0) - case((Movement.from_node.in_(_HERE), 1), else_=0)
    of_units = case((Movement.unit_id.is_not(None), came), else_=0)
    return (
        select(
            Movement.tenant_id, Movement.record_id, func.sum(came * Movement.qty).label("quantity"), *_summed(of_units)
        )
        .outerjoin(Unit, (Unit.tenant_id == Movement.tenant_id) & (Unit.id == Movement.unit_id))
        .where(Movement.tenant_id == tenant_id, Movement.at >= end)
        .group_by(Movement.tenant_id, Movement.record_id)
        .subquery()
    )


def _summed(count: Any) -> tuple[ColumnElement[int], ...]:
    cost: InstrumentedAttribute[Any] = Unit.acquisition_cost
    known = func.coalesce(cost, 0)
    return (
        func.sum(count).label("units"),
        func.sum(case((cost.is_(None), count), else_=0)).label("unknown"),
        func.sum(count * (known // PART)).label("higher"),
        func.sum(count * (known % PART)).label("lower"),
    )
