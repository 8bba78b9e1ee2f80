"""What was in stock and what it had cost, as a list, and its sums."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, true
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.inputs.text import clean
from webapp.core.listing.filters import midnight
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.core.operation.errors import Problem
from webapp.ledger.models import Record
from webapp.stock.value.evenings import PART, SKU, evening_rows, totals
from webapp.stock.value.journeys import on_the_way

Choices = tuple[tuple[str, str], ...]
_NAMES = 8
"""So many columns of a row say what it is; the others are sums."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What lay in some records: pieces, units among them, what they cost, and of how many nobody knows it."""

    quantity: int
    units: int
    value: int
    unvalued: int

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(
            self.quantity + other.quantity,
            self.units + other.units,
            self.value + other.value,
            self.unvalued + other.unvalued,
        )


@dataclass(frozen=True, slots=True)
class Valued:
    """A row of the list."""

    id: str
    product_id: str
    variant_id: str | None
    warehouse_id: str
    sku: str
    product_name: str
    warehouse_name: str
    cost: int | None
    quantity: int
    units: int
    value: int
    unvalued: int


def evening_of(text: str, zone: str) -> tuple[dt.date, dt.datetime | None]:
    """The day that is asked for and when it ended; today, as it is now, where none is, or one that is no day."""
    today = clock.today(zone)
    try:
        end = midnight("date", clean(text), zone, days_after=1) if text else None
    except (Problem, ValueError):
        end = None
    if end is None or end > clock.now():
        return today, None
    return clock.day_of(end - dt.timedelta(microseconds=1), zone), end


@lru_cache(maxsize=500)
def value_at(end: dt.datetime | None, zone: str) -> Listing:
    """The list at the end of a day, or as it is now."""
    return Listing(
        name="stock-value",
        rows=partial(_rows, end),
        columns=(
            Column("sku", "SKU", "code", sort="sku", priority=1),
            Column("product_name", "Product", priority=3),
            Column("warehouse_name", "Warehouse", priority=1),
            Column("quantity", "In stock", "number"),
            Column("units", "Units among them", "number", priority=3),
            Column("cost", "Cost of a loose piece", "money", priority=3),
            Column("value", "Value at cost", "money", priority=1),
            Column("unvalued", "Without a cost", "number"),
        ),
        sorts={"sku": SKU},
        tie=Record.id,
        filters=(
            Filter("date", "At the end of", partial(_is_day, zone), kind="day"),
            Filter("warehouseId", "Warehouse", lambda text: Record.warehouse_id == text),
            Filter("variantId", "Variant", lambda text: Record.variant_id == text),
        ),
        search=lambda text: or_(
            contains(Variant.variant_sku, text), contains(Product.product_sku, text), contains(Product.name, text)
        ),
        search_label="SKU or name",
        default_sort="sku",
        default_direction=ASCENDING,
        steady=True,
        complete=_valued,
    )


@lru_cache(maxsize=500)
def value_page(end: dt.datetime | None, zone: str, warehouses: Choices) -> Listing:
    """The list with the warehouses there are to choose from."""
    listing = value_at(end, zone)
    filters = (replace(one, choices=warehouses) if one.name == "warehouseId" else one for one in listing.filters)
    return replace(listing, filters=tuple(filters))


@lru_cache(maxsize=500)
def _rows(end: dt.datetime | None, tenant_id: int) -> Select[Any]:
    return evening_rows(tenant_id, end)


def _is_day(zone: str, text: str) -> ColumnElement[bool]:
    """The rows are those of the day already; it only has to be one."""
    midnight("date", text, zone, days_after=1)
    return true()


def _valued(session: Session, tenant_id: int, rows: list[Row[Any]], filters: Mapping[str, str]) -> list[Any]:
    return [_row(row) for row in rows]


def _row(row: Any) -> Valued:
    quantity, units = int(row.quantity), int(row.units)
    loose = quantity - units
    worth = int(row.higher) * PART + int(row.lower) + loose * (row.cost or 0)
    unvalued = int(row.unknown) + (loose if row.cost is None else 0)
    told: tuple[Any, ...] = (*row[:_NAMES], quantity, units, worth, unvalued)
    return Valued(*told)


def worth_by_warehouse(
    session: Session, tenant_id: int, end: dt.datetime | None, warehouse_id: str = ""
) -> Sequence[tuple[str, str, Worth]]:
    """What each warehouse held: its id, its name, and the sums."""
    rows = _rows(end, tenant_id)
    if warehouse_id:
        rows = rows.where(Record.warehouse_id == warehouse_id)
    return [
        (
            row.warehouse_id,
            row.warehouse_name,
            Worth(int(row.quantity), int(row.units), int(row.higher) * PART + int(row.lower), int(row.unvalued)),
        )
        for row in session.execute(totals(rows.subquery()))
    ]


def worth_in_transit(session: Session, tenant_id: int, end: dt.datetime | None) -> Worth:
    """What was on its way between places, under transfers that had not arrived."""
    row = session.execute(on_the_way(tenant_id, end)).one()
    return Worth(int(row.quantity), int(row.units), int(row.higher) * PART + int(row.lower), int(row.unvalued))


def overall(sums: Sequence[tuple[str, str, Worth]]) -> Worth:
    """All warehouses together."""
    return sum((worth for _, _, worth in sums), Worth(0, 0, 0, 0))
