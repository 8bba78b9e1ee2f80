"""Units as FlexPortal assets."""

from typing import NotRequired

from typing_extensions import TypedDict

from webapp.assets.queries import UnitRow, place_of
from webapp.assets.rows import Handled
from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor
from webapp.ledger.quantities.breaking import BrokenJson, broken_json


class AssetJson(TypedDict):
    """docs/contract.md, FlexPortal assets."""

    serialNumber: str
    tenantId: str
    productId: str
    productImageUrl: str | None
    variantId: str
    sku: str
    productName: str
    status: str
    statusReason: str | None
    location: str | None
    warehouseId: str | None
    warehouseCode: str | None
    bin: str | None
    customerId: str | None
    rentalId: str | None
    acquisitionCost: Amount | None
    acquisitionDate: str | None
    condition: str | None
    notes: str | None
    createdAt: str
    updatedAt: str


class AssetWritten(TypedDict):
    """The answer to a write."""

    success: bool
    message: str
    asset: AssetJson
    brokenPromises: NotRequired[list[BrokenJson]]


def asset_json(row: UnitRow, actor: Actor) -> AssetJson:
    """One unit; money in major units."""
    cost = row.acquisition_cost
    return AssetJson(
        serialNumber=row.serial,
        tenantId=actor.tenant.slug,
        productId=row.product_id,
        productImageUrl=row.images[0] if row.images else None,
        variantId=row.variant_id,
        sku=row.sku,
        productName=row.product_name,
        status=row.status,
        statusReason=row.reason,
        location=location_of(row),
        warehouseId=row.warehouse_id,
        warehouseCode=row.warehouse_code,
        bin=row.bin_code,
        customerId=row.customer_id,
        rentalId=row.rental_id,
        acquisitionCost=None if cost is None else to_major(cost, actor.tenant.exponent),
        acquisitionDate=row.acquisition_date.isoformat() if row.acquisition_date else None,
        condition=row.condition,
        notes=row.notes,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )


def location_of(row: UnitRow) -> str | None:
    """The words that were given for the place, or else the place's own name, or ``CODE/BIN``."""
    return row.location_text or place_of(row) or None


def asset_changed_json(done: Handled, actor: Actor) -> AssetWritten:
    """The answer to a change."""
    told = AssetWritten(success=True, message="Asset updated", asset=asset_json(done.unit, actor))
    if done.broken:
        told["brokenPromises"] = broken_json(done.broken)
    return told


def asset_corrected_json(row: UnitRow, actor: Actor) -> AssetWritten:
    """The answer to a corrected serial number."""
    return AssetWritten(success=True, message="Asset updated", asset=asset_json(row, actor))


class AssetRemoved(TypedDict):
    """The answer to taking a unit out of use."""

    success: bool
    message: str
    serialNumber: str
    brokenPromises: NotRequired[list[BrokenJson]]


def asset_removed_json(done: Handled, actor: Actor) -> AssetRemoved:
    """The answer to taking a unit out of use."""
    told = AssetRemoved(success=True, message="Asset is unavailable", serialNumber=done.unit.serial)
    if done.broken:
        told["brokenPromises"] = broken_json(done.broken)
    return told


def asset_received_json(row: UnitRow, actor: Actor) -> AssetWritten:
    """The answer to receiving."""
    return AssetWritten(success=True, message="Asset created", asset=asset_json(row, actor))
