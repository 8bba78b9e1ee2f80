"""The stock records: one of them, and the list."""

import datetime as dt
from dataclasses import replace
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.data.columns import Instant
from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.inventory.errors import RecordNotFound
from webapp.ledger.models import Event, Movement, Record
from webapp.ledger.queries import promisable_of, runs_low
from webapp.locations.models import Bin, Warehouse

SUBJECT = "record"
"""What the ledger's events call a stock record."""

MOST = 10_000
"""Published reports have no pages: so many rows at once."""

LOW, EMPTY = "low", "empty"


def _either(yes: str, no: str) -> tuple[tuple[str, str], ...]:
    return (("true", yes), ("false", no))


class RecordRow(Protocol):
    """One record with the names around it, as ``record_rows`` selects it."""

    id: str
    product_id: str
    variant_id: str | None
    warehouse_id: str
    warehouse_name: str
    warehouse_code: str
    warehouse_active: bool
    sku: str
    product_name: str
    variant_name: str | None
    tracking: str | None
    location: str | None
    bin_id: str | None
    bin_code: str | None
    place: str | None
    available: int
    reserved: int
    held: int
    expected: int
    on_hand: int
    promisable: int
    version: int
    reorder_level: int | None
    reorder_qty: int | None
    variant_attributes: dict[str, Any]
    state: str | None
    adjusted_at: dt.datetime | None
    adjusted_by: str | None
    created_at: dt.datetime
    updated_at: dt.datetime


def version_of(tenant_id: Any) -> ColumnElement[int]:
    """Grows with each movement and each edit of a record: what a client sends back so that nobody overwrites unseen."""
    edits = (
        select(func.count())
        .where(
            Event.tenant_id == tenant_id,
            Event.tenant_id == Record.tenant_id,
            Event.subject_id == Record.id,
            Event.subject == SUBJECT,
        )
        .correlate(Record)
        .scalar_subquery()
    )
    return Record.seq + edits


_nothing_there = Record.on_hand + Record.held + Record.expected == 0
sku_of: ColumnElement[str] = func.coalesce(Variant.variant_sku, Product.product_sku)


def record_rows(tenant_id: Any, at: Any = None) -> Select[Any]:
    """Every record of a tenant with what it stocks, where, and who moved it last; promisable now, or at a time."""
    promisable = promisable_of(tenant_id, clock.now() if at is None else at)
    rows = (
        select(
            Record.id, Record.product_id, Record.variant_id, Record.warehouse_id,
            Record.available, Record.reserved, Record.held, Record.expected, Record.on_hand,
            Record.location, Record.bin_id, Record.reorder_level, Record.reorder_qty, Record.variant_attributes,
            Record.created_at, Record.updated_at,
            promisable.label("promisable"),
            version_of(tenant_id).label("version"),
            case((promisable <= Record.reorder_level, LOW), (_nothing_there, EMPTY)).label("state"),
            sku_of.label("sku"),
            Product.name.label("product_name"),
            Variant.variant_name, Variant.tracking,
            Warehouse.name.label("warehouse_name"),
            Warehouse.code.label("warehouse_code"),
            Warehouse.active.label("warehouse_active"),
            Bin.code.label("bin_code"),
            func.coalesce(Bin.code, Record.location).label("place"),
            Movement.at.label("adjusted_at"),
            case((Movement.source == "system", literal("system")), else_=Movement.actor).label("adjusted_by"),
        )
        .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .outerjoin(Bin, (Bin.tenant_id == Record.tenant_id) & (Bin.id == Record.bin_id))
        .outerjoin(
            Movement,
            (Movement.tenant_id == Record.tenant_id)
            & (Movement.record_id == Record.id)
            & (Movement.seq == Record.seq),
        )
        .where(Record.tenant_id == tenant_id)
    )  # fmt: skip
    return cast("Select[Any]", rows)


# Made once: every adjustment asks it, before and after.
_ONE = record_rows(bindparam("tenant"), bindparam("at", type_=Instant())).where(Record.id == bindparam("record"))


def find_record(session: Session, tenant_id: int, record_id: str) -> RecordRow:
    """One record; raises RecordNotFound."""
    found = session.execute(_ONE, {"tenant": tenant_id, "at": clock.now(), "record": record_id}).one_or_none()
    if found is None:
        raise RecordNotFound
    return cast("RecordRow", found)


def _search(text: str) -> ColumnElement[bool]:
    return or_(*(contains(one, text) for one in (Variant.variant_sku, Product.product_sku, Product.name)))


def _low(text: str) -> ColumnElement[bool]:
    low = func.coalesce(runs_low(current_tenant(), clock.now()), False)
    return low if text == "true" else ~low


def _some(amount: Any) -> Any:
    return lambda text: amount > 0 if text == "true" else amount == 0


RECORDS = Listing(
    name="records",
    rows=record_rows,
    columns=(
        Column("sku", "SKU", "code", sort="sku", priority=1),
        Column("product_name", "Product"),
        Column("warehouse_name", "Warehouse", priority=1),
        Column("place", "Shelf or bin", "code", priority=3),
        Column("available", "Available", "number", sort="available", priority=1),
        Column("reserved", "Reserved", "number"),
        Column("held", "Held", "number", priority=3),
        Column("expected", "Expected", "number", priority=3),
        Column("promisable", "Promisable", "number", page=False),
        Column("on_hand", "On hand", "number", page=False),
        Column("reorder_level", "Reorder at", "number", priority=3),
        Column("reorder_qty", "Reorder quantity", "number", page=False),
        Column("state", "State", "status"),
    ),
    sorts={"createdAt": Record.id, "sku": sku_of, "available": Record.available, "onHand": Record.on_hand},
    tie=Record.id,
    filters=(
        Filter("warehouseId", "Warehouse", lambda text: Record.warehouse_id == text),
        Filter("productId", "Product", lambda text: Record.product_id == text),
        Filter("skuId", "Variant", lambda text: Record.variant_id == text),
        Filter("sku", "SKU", lambda text: sku_of == text, kind="text", folded=True),
        Filter("low", "Low", _low, _either("Runs low", "Does not run low"), moves=True),
        Filter("inStock", "In stock", _some(Record.on_hand), _either("In stock", "Not in stock")),
        Filter(
            "hasReservations", "Reserved", _some(Record.reserved), _either("Something reserved", "Nothing reserved")
        ),
        Filter("hasHeld", "Held", _some(Record.held), _either("Something held", "Nothing held")),
        Filter("hasExpected", "Expected", _some(Record.expected), _either("Something expected", "Nothing expected")),
    ),
    search=_search,
    search_label="Part of a SKU or a product's name",
)


def records_of(product_id: str, sku_id: str | None = None) -> Listing:
    """All records of a product, or of one of its variants, in every warehouse: oldest first, in one part."""

    def rows(tenant_id: int) -> Select[Any]:
        found = record_rows(tenant_id).where(Record.product_id == product_id)
        return found if sku_id is None else found.where(Record.variant_id == sku_id)

    name = f"records of {sku_id or product_id}"
    return replace(
        RECORDS, name=name, rows=rows, filters=(), search=None, default_direction=ASCENDING, most=MOST, usual=MOST
    )


def on_sale(product_id: str, sku_id: str | None = None) -> Listing:
    """The same, but for warehouses that are closed: what a shop may show."""
    every = records_of(product_id, sku_id)
    return replace(
        every, name=f"shown {every.name}", rows=lambda tenant_id: every.rows(tenant_id).where(Warehouse.active == True)
    )
