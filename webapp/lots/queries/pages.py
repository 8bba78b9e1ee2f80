"""The list of lots as people look at it: near expiry, expired, held, by item and by place."""

import datetime as dt
from typing import Any

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.data import clock
from webapp.core.listing.filters import from_day, to_day
from webapp.core.listing.listing import ASCENDING, Column, Filter, Listing, contains
from webapp.core.operation.actor import TenantFacts
from webapp.ledger.models import Lot
from webapp.locations.models import Bin, Warehouse
from webapp.lots.queries.published import LAST_EXPIRY, lies_in
from webapp.lots.queries.rows import ACTIVE, lot_rows

NEAR_DAYS = 30
"""So many days before its last one a lot is near its expiry."""

SHOWN = (
    ("near", f"Expires within {NEAR_DAYS} days"),
    ("expired", "Expired"),
    ("held", "With held stock"),
    ("stopped", "Not picked from"),
    ("stocked", "Not empty"),
    ("empty", "Empty"),
)


def lots_page(session: Session, tenant: TenantFacts) -> Listing:
    """The lots of a tenant as they are at this moment."""
    at = clock.now()
    state = case((Lot.status != ACTIVE, Lot.status), (Lot.expires_at <= at, "expired"), else_=ACTIVE)

    def rows(tenant_id: int) -> Select[Any]:
        return lot_rows(tenant_id).add_columns(state.label("state"))

    return Listing(
        name="lots",
        rows=rows,
        columns=_COLUMNS,
        sorts={
            "createdAt": Lot.created_at,
            "number": Lot.number,
            "expiresAt": LAST_EXPIRY,
            "sku": Variant.variant_sku,
            "available": Lot.available,
            "held": Lot.held,
        },
        tie=Lot.id,
        filters=(
            Filter("show", "Lots", _kinds(at).__getitem__, SHOWN, moves=True),
            Filter("warehouseId", "Warehouse", lambda text: Lot.warehouse_id == text, _warehouses(session, tenant.id)),
            Filter("status", "Status", lambda text: Lot.status == text),
            Filter("variantId", "Item", lambda text: Lot.variant_id == text),
            Filter("productId", "Product", lambda text: Variant.product_id == text),
            Filter("binId", "Bin", lambda text: lies_in(tenant.id, text)),
            Filter("sku", "SKU", lambda text: Variant.variant_sku == text, kind="text", folded=True),
            Filter("bin", "Bin", lambda text: Bin.code == text, kind="text", folded=True),
            from_day("expiresFrom", "Expires from", _EXPIRES, tenant.time_zone),
            to_day("expiresTo", "Expires to", _EXPIRES, tenant.time_zone),
        ),
        search=lambda text: or_(
            contains(Lot.number, text), contains(Variant.variant_sku, text), contains(Product.name, text)
        ),
        search_label="Lot number, SKU or item",
        default_sort="expiresAt",
        default_direction=ASCENDING,
    )


def _kinds(at: dt.datetime) -> dict[str, ColumnElement[bool]]:
    """What each choice of ``show`` means at a moment."""
    expired, near = Lot.expires_at <= at, at + dt.timedelta(days=NEAR_DAYS)
    return {
        "near": (Lot.status == ACTIVE) & (Lot.expires_at > at) & (Lot.expires_at <= near) & (Lot.total > 0),
        "expired": expired & (Lot.total > 0),
        "held": Lot.held > 0,
        "stopped": or_(Lot.status != ACTIVE, expired),
        "stocked": Lot.total + Lot.expected > 0,
        "empty": Lot.total + Lot.expected == 0,
    }


_EXPIRES: Any = Lot.expires_at
_COLUMNS = (
    Column("number", "Lot", "code", sort="number", priority=1),
    Column("state", "Status", "status"),
    Column("sku", "SKU", "code", sort="sku"),
    Column("product_name", "Item", priority=3),
    Column("warehouse_name", "Warehouse", priority=3),
    Column("bin_code", "Bin", "code", priority=3),
    Column("expires_at", "Good until", "day", sort="expiresAt", priority=1),
    Column("available", "Available", "number", sort="available", priority=1),
    Column("reserved", "Reserved", "number"),
    Column("held", "Held", "number", sort="held"),
    Column("expected", "Expected", "number", priority=3),
    Column("manufacturer_number", "Maker's number", page=False),
    Column("created_at", "Opened", "time", page=False),
)


def _warehouses(session: Session, tenant_id: int) -> tuple[tuple[str, str], ...]:
    found = (
        select(Warehouse.id, Warehouse.name)
        .where(Warehouse.tenant_id == tenant_id)
        .order_by(Warehouse.name_key, Warehouse.id)
        .limit(300)
    )
    return tuple((row.id, row.name) for row in session.execute(found))
