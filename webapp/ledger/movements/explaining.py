"""What the movements of a page explain: the quantity that is asked for, what it is now, and of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.inputs.text import clean
from webapp.ledger.models import Lot, Pool, Record, Reservation
from webapp.ledger.movements.scopes import is_of_something, pools_of
from webapp.ledger.words import BUCKETS
from webapp.locations.models import Bin, Warehouse

_SKU = func.coalesce(Variant.variant_sku, Product.product_sku)
_IDS = {
    "recordId": "record",
    "poolId": "pool",
    "lotId": "lot",
    "binId": "bin",
    "variantId": "variant",
    "productId": "product",
    "warehouseId": "warehouse",
    "sku": "sku",
}
"""Filters, and how the macro of a quantity calls them."""


@dataclass(frozen=True)
class Explained:
    """A quantity's four parts, in words what it is of, and its ids as ``quantity`` takes them."""

    now: dict[str, int]
    what: str
    of: dict[str, str]


def explain(session: Session, tenant_id: int, query: Mapping[str, str]) -> Explained | None:
    """The quantity that a query of the list of movements chooses; nothing where it chooses none that is there."""
    try:
        asked = {name: text for name in query if (text := clean(query[name]))}
    except ValueError:
        return None  # the list says so
    if asked.get("reservationId"):
        return _kept(session, tenant_id, asked["reservationId"])
    if not is_of_something(asked):
        return None
    row = session.execute(_about(tenant_id, asked)).one()
    if not row.pools:
        return None
    of = {told: asked[name] for name, told in _IDS.items() if name in asked}
    return Explained({one: int(getattr(row, one)) for one in BUCKETS}, _words(row, asked), of)


def _about(tenant_id: int, asked: Mapping[str, str]) -> Any:
    """The sums, and the names, the first and the last: there is but one where both are the same."""
    names = {"sku": _SKU, "lot": Lot.number, "bin": Bin.code, "warehouse": Warehouse.name}
    ends = [
        end.label(f"{name}_{which}")
        for name, column in names.items()
        for which, end in (("first", func.min(column)), ("last", func.max(column)))
    ]
    sums = [func.coalesce(func.sum(getattr(Pool, one)), 0).label(one) for one in BUCKETS]
    return (
        pools_of(tenant_id, asked, func.count().label("pools"), *sums, *ends)
        .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == Pool.bin_id))
    )


def _words(row: Any, asked: Mapping[str, str]) -> str:
    sku = row.sku_first if row.sku_first == row.sku_last else "several SKUs"
    is_lot = row.lot_first and ("lotId" in asked or "poolId" in asked)
    lot = f", lot {row.lot_first}" if is_lot else ""
    is_bin = row.bin_first and ("binId" in asked or "poolId" in asked)
    place = row.warehouse_first if row.warehouse_first == row.warehouse_last else "all warehouses"
    return f"{sku}{lot} in {f'{row.bin_first}, ' if is_bin else ''}{place}"


def _kept(session: Session, tenant_id: int, reservation_id: str) -> Explained | None:
    row = session.execute(
        select(Reservation.open_qty, Reservation.reference, _SKU.label("sku"), Warehouse.name)
        .join(Record, (Record.tenant_id == Reservation.tenant_id) & (Record.id == Reservation.record_id))
        .join(Product, (Product.tenant_id == Record.tenant_id) & (Product.id == Record.product_id))
        .join(Warehouse, (Warehouse.tenant_id == Record.tenant_id) & (Warehouse.id == Record.warehouse_id))
        .outerjoin(Variant, (Variant.tenant_id == Record.tenant_id) & (Variant.id == Record.variant_id))
        .where(Reservation.tenant_id == tenant_id, Reservation.id == reservation_id)
    ).one_or_none()
    if row is None:
        return None
    what = f"{row.sku} in {row.name}, for {row.reference}" if row.reference else f"{row.sku} in {row.name}"
    return Explained({**dict.fromkeys(BUCKETS, 0), "reserved": row.open_qty}, what, {"reservation": reservation_id})
