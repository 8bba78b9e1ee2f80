"""Stock records as ShopSynch writes them, with the buckets it does not know beside its own."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.inventory.queries.records import RecordRow


class RecordJson(TypedDict):
    """docs/contract.md, ShopSynch inventory."""

    id: str
    productId: str
    skuId: str | None
    tenantId: str
    warehouseId: str
    warehouseName: str
    location: str | None
    onHandQty: int
    reservedQty: int
    availableQty: int
    reorderLevel: int | None
    reorderQty: int | None
    variantAttributes: dict[str, Any]
    lastStockAdjusted: str | None
    lastAdjustedBy: str | None
    createdAt: str
    updatedAt: str
    version: int
    sku: str
    heldQty: int
    expectedQty: int
    promisableQty: int


class LowJson(RecordJson):
    """A record that runs low, and how many to order."""

    suggestedQty: int


class PromisedJson(TypedDict):
    """The answer of reserve and release."""

    id: str
    onHandQty: int
    reservedQty: int
    availableQty: int
    promisableQty: int
    version: int


class StorefrontJson(TypedDict):
    """What a shop may show: no shelf, no threshold, nobody's name."""

    id: str
    productId: str
    skuId: str | None
    warehouseId: str
    warehouseName: str
    availableQty: int
    promisableQty: int
    inStock: bool


class LogJson(TypedDict):
    """One line of the inventory log."""

    id: str
    inventoryId: str
    productId: str
    tenantId: str
    action: str
    qtyChange: int
    reference: str | None
    notes: str | None
    adjustedBy: str
    logDate: str
    timestamp: str


def record_json(row: RecordRow, actor: Actor) -> RecordJson:
    """One record."""
    changed = max(row.updated_at, row.adjusted_at or row.updated_at)
    return RecordJson(
        id=row.id,
        productId=row.product_id,
        skuId=row.variant_id,
        tenantId=actor.tenant.slug,
        warehouseId=row.warehouse_id,
        warehouseName=row.warehouse_name,
        location=row.place,
        onHandQty=row.on_hand,
        reservedQty=row.reserved,
        availableQty=row.available,
        reorderLevel=row.reorder_level,
        reorderQty=row.reorder_qty,
        variantAttributes=row.variant_attributes or {},
        lastStockAdjusted=iso(row.adjusted_at) if row.adjusted_at else None,
        lastAdjustedBy=row.adjusted_by,
        createdAt=iso(row.created_at),
        updatedAt=iso(changed),
        version=row.version,
        sku=row.sku,
        heldQty=row.held,
        expectedQty=row.expected,
        promisableQty=row.promisable,
    )


def low_json(row: Any, actor: Actor) -> LowJson:
    """One record of the low-stock report."""
    return LowJson(**record_json(row, actor), suggestedQty=row.suggested)


def promised_json(row: RecordRow, actor: Actor) -> PromisedJson:
    """What a record holds after something was promised of it, or given back."""
    return PromisedJson(
        id=row.id,
        onHandQty=row.on_hand,
        reservedQty=row.reserved,
        availableQty=row.available,
        promisableQty=row.promisable,
        version=row.version,
    )


def storefront_json(row: RecordRow, actor: Actor) -> StorefrontJson:
    """One record as a shop shows it."""
    return StorefrontJson(
        id=row.id,
        productId=row.product_id,
        skuId=row.variant_id,
        warehouseId=row.warehouse_id,
        warehouseName=row.warehouse_name,
        availableQty=row.available,
        promisableQty=row.promisable,
        inStock=row.promisable > 0,
    )


def log_json(row: Any, actor: Actor) -> LogJson:
    """One line of the log; its day is that of its UTC time."""
    told = iso(row.at)
    return LogJson(
        id=row.id,
        inventoryId=row.record_id,
        productId=row.product_id,
        tenantId=actor.tenant.slug,
        action=row.action,
        qtyChange=row.change,
        reference=row.reference,
        notes=row.note,
        adjustedBy=row.adjusted_by,
        logDate=told[:10],
        timestamp=told,
    )
