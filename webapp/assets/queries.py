"""Lists and look-ups of units."""

import datetime as dt
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, Text, bindparam, func, literal, or_, select, type_coerce
from sqlalchemy.orm import Session

from webapp.assets.errors import AssetNotFound
from webapp.assets.hooks import rental_of
from webapp.assets.models import UnitCode
from webapp.assets.nearest import near_units
from webapp.assets.searching import find_serial_part, has_serial_part
from webapp.catalog.models import Product, Variant
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.listing.listing import Column, Filter, Listing
from webapp.ledger.models import Record, Unit, is_live
from webapp.ledger.words import STATUSES
from webapp.locations.models import Bin, Warehouse

STATUS_WORDS = {
    "available": "Available",
    "rented_out": "Rented out",
    "returned": "Returned",
    "sold": "Sold",
    "unavailable": "Unavailable",
}


class UnitRow(Protocol):
    """One unit with the names around it, as ``unit_rows`` selects it; the cost is in minor units."""

    id: str
    serial: str
    stands: str
    status: str  # None where a receipt was taken back, which find_unit alone tells
    sku: str
    product_id: str
    variant_id: str
    variant_name: str
    grade: str
    product_name: str
    images: Any
    warehouse_id: str | None
    warehouse_name: str | None
    warehouse_code: str | None
    bin_code: str | None
    location_text: str | None
    acquisition_cost: int | None
    acquisition_date: dt.date | None
    condition: str | None
    notes: str | None
    reason: str | None
    customer_id: str | None
    rental_id: str | None
    created_at: dt.datetime
    updated_at: dt.datetime


@lru_cache(maxsize=500)
def unit_rows(tenant_id: int) -> Select[Any]:
    """Every live unit of a tenant, with its variant, product and place, in one query."""
    return _unit_rows(tenant_id)


def _unit_rows(tenant: Any) -> Select[Any]:
    return _every_unit(tenant).where(is_live())


@lru_cache(maxsize=500)
def taken_back_rows(tenant_id: int) -> Select[Any]:
    """The units whose receipt was taken back, in the shape of the live ones."""
    return _every_unit(tenant_id, literal("taken_back").label("status")).where(Unit.status.is_(None))


def _every_unit(tenant: Any, status: Any = Unit.status) -> Select[Any]:
    """Those too whose receipt was taken back: they have a history, and no status."""
    (rental,) = rental_of()
    return (
        select(
            Unit.id,
            Unit.serial,
            Unit.place.label("stands"),
            status,
            Variant.variant_sku.label("sku"),
            Unit.product_id,
            Unit.variant_id,
            Variant.variant_name,
            Variant.grade,
            func.coalesce(Unit.product_name, Product.name).label("product_name"),
            Product.images,
            Warehouse.id.label("warehouse_id"),
            Warehouse.name.label("warehouse_name"),
            Warehouse.code.label("warehouse_code"),
            Bin.code.label("bin_code"),
            Unit.location_text,
            Unit.acquisition_cost,
            Unit.acquisition_date,
            Unit.condition,
            Unit.notes,
            Unit.reason,
            Unit.created_at,
            Unit.updated_at,
            rental.customer_id.label("customer_id"),
            rental.rental_id.label("rental_id"),
        )
        # Every unit has both; outer joins keep PostgreSQL from starting at tables too small for it to have counted.
        .outerjoin(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
        .outerjoin(Product, (Product.tenant_id == Unit.tenant_id) & (Product.id == Unit.product_id))
        .outerjoin(Record, (Record.tenant_id == Unit.tenant_id) & (Record.id == Unit.record_id))
        .outerjoin(Warehouse, (Warehouse.tenant_id == Unit.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Bin, (Bin.tenant_id == Unit.tenant_id) & (Bin.id == Unit.bin_id))
        .outerjoin(rental.table, rental.on)
        .where(Unit.tenant_id == tenant)
    )


def _is_of(customer_id: str) -> ColumnElement[bool]:
    return rental_of()[0].is_of(customer_id)


UNITS = Listing(
    name="units",
    rows=unit_rows,
    columns=(
        Column("serial", "Serial number", "code", sort="serialNumber", priority=1),
        Column("status", "Status", "status", sort="status", priority=1),
        Column("product_name", "Product", priority=1),
        Column("sku", "SKU", "code", sort="sku"),
        Column("grade", "Grade", priority=3),
        Column("warehouse_name", "Warehouse", priority=3),
        Column("bin_code", "Bin", "code"),
        Column("acquisition_cost", "Cost", "money", priority=3),
        Column("created_at", "Received", "time", sort="createdAt"),
        Column("location_text", "Place as noted", page=False),
        Column("condition", "Condition", page=False),
        Column("acquisition_date", "Acquired on", "day", page=False),
        Column("notes", "Notes", page=False),
    ),
    sorts={
        "createdAt": Unit.created_at,
        "updatedAt": Unit.updated_at,
        "serialNumber": Unit.serial_norm,
        "status": type_coerce(Unit.status, Text),  # a live unit has one
        "sku": Variant.variant_sku,
    },
    tie=Unit.id,
    filters=(
        Filter("status", "Status", lambda text: Unit.status == text, tuple((s, STATUS_WORDS[s]) for s in STATUSES)),
        Filter("sku", "SKU", lambda text: Variant.variant_sku == text, kind="text", folded=True),
        Filter("productId", "Product", lambda text: Unit.product_id == text),
        Filter("warehouseId", "Warehouse", lambda text: Record.warehouse_id == text),
        Filter("customerId", "Customer", _is_of),
        Filter("rentalId", "Subscription", lambda text: rental_of()[0].rental_id == text),
    ),
    search=has_serial_part,
    seek=find_serial_part,
    search_label="Any part of a serial number or code",
    steady=True,
)


def with_serial_part(session: Session, tenant_id: int, text: str) -> ColumnElement[bool]:
    """The units that have a text in their serial number or a code, by the indexes where few have it."""
    return find_serial_part(session, tenant_id, text).criterion()


@cache
def _by_id() -> Select[Any]:
    """Made once, like the other two: every look-up of one unit asks them."""
    return _every_unit(bindparam("tenant")).where(Unit.id == bindparam("unit_id"))


@cache
def _by_serial() -> Select[Any]:
    return _unit_rows(bindparam("tenant")).where(Unit.serial_norm == bindparam("serial"))


@cache
def _by_code(*, current: bool) -> Select[Any]:
    """By a code that a unit has now, or one that it ever had."""
    every = (
        _unit_rows(bindparam("tenant"))
        .join(UnitCode, (UnitCode.tenant_id == Unit.tenant_id) & (UnitCode.unit_id == Unit.id))
        .where(UnitCode.tenant_id == bindparam("tenant"), UnitCode.code_norm == bindparam("serial"))
        .order_by(UnitCode.current.desc(), UnitCode.created_at.desc())
        .limit(1)
    )
    return every.where(UnitCode.current == True) if current else every


def place_of(row: UnitRow) -> str:
    """Where a unit stands: ``CODE/BIN``, or a warehouse's name, or nothing when it is not in stock."""
    return f"{row.warehouse_code}/{row.bin_code}" if row.bin_code else row.warehouse_name or ""


def find_unit(session: Session, tenant_id: int, unit_id: str) -> UnitRow:
    """One unit by its internal id, taken back or not; raises AssetNotFound."""
    return _one(session, _by_id(), {"tenant": tenant_id, "unit_id": unit_id})


def find_by_serial(session: Session, tenant_id: int, serial: str) -> UnitRow:
    """One unit by its serial number or a code it has now, whatever the case; AssetNotFound says what is near."""
    asked = {"tenant": tenant_id, "serial": fold(serial)}
    found: Any = session.execute(_by_serial(), asked).one_or_none()
    found = found or session.execute(_by_code(current=True), asked).one_or_none()
    if found is None:
        raise AssetNotFound(near=[*near_units(session, tenant_id, serial).values()])
    return found  # type: ignore[no-any-return]  # a Row has the columns as attributes


def locate_code(session: Session, tenant_id: int, code: str) -> UnitRow | None:
    """The unit that a person means by a code: its serial number, a code it has, or one or a serial it had before."""
    asked = {"tenant": tenant_id, "serial": fold(code)}
    found: Any = session.execute(_by_serial(), asked).one_or_none()
    return found or session.execute(_by_code(current=False), asked).one_or_none()


def called(tenant_id: int, words: str) -> ColumnElement[bool]:
    """That a unit has, or had, exactly this serial number or code."""
    codes = select(UnitCode.unit_id).where(UnitCode.tenant_id == tenant_id, UnitCode.code_norm == fold(words))
    return or_(Unit.serial_norm == fold(words), Unit.id.in_(codes))


def find_many(
    session: Session, tenant_id: int, *, serials: Sequence[str] = (), ids: Sequence[str] = ()
) -> dict[str, UnitRow]:
    """Live units by the serial numbers or ids that name them, as they were named; unknown ones are left out."""
    keys = {fold(one) for one in serials}
    found: list[Any] = [
        row
        for column, wanted in ((Unit.serial_norm, keys), (Unit.id, set(ids)))
        for part in in_parts(sorted(wanted))
        for row in session.execute(unit_rows(tenant_id).where(column.in_(part)))
    ]
    by_serial = {fold(row.serial): row for row in found}
    by_serial |= _by_codes(session, tenant_id, keys - by_serial.keys())
    by_id = {row.id: row for row in found}
    return {name: by_serial[fold(name)] for name in serials if fold(name) in by_serial} | {
        name: by_id[name] for name in ids if name in by_id
    }


def _by_codes(session: Session, tenant_id: int, keys: set[str]) -> dict[str, Any]:
    """Units by codes that they have now."""
    mine = (UnitCode.tenant_id == tenant_id, UnitCode.current == True)
    codes = select(UnitCode.code_norm, UnitCode.unit_id)
    told = [row for part in in_parts(keys) for row in session.execute(codes.where(*mine, UnitCode.code_norm.in_(part)))]
    units = find_many(session, tenant_id, ids=[row.unit_id for row in told]) if told else {}
    return {row.code_norm: units[row.unit_id] for row in told}


def _one(session: Session, statement: Select[Any], values: dict[str, Any]) -> UnitRow:
    found: Any = session.execute(statement, values).one_or_none()
    if found is None:
        raise AssetNotFound
    return found  # type: ignore[no-any-return]  # a Row has the columns as attributes
