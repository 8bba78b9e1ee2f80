"""What lies in a bin, as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.stock.places import MOST, Contents


class UnitsJson(TypedDict):
    """The units of one SKU."""

    variantId: str
    sku: str
    variantName: str
    quantity: int


class PoolJson(TypedDict):
    """Loose stock of one SKU, or of one lot of it."""

    recordId: str
    variantId: str | None
    sku: str | None
    variantName: str | None
    lotId: str | None
    lotNumber: str | None
    expiresAt: str | None
    available: int
    reserved: int
    held: int
    expected: int


class ContentsJson(TypedDict):
    """docs/contract.md, Our own resources: bins."""

    binId: str
    tenantId: str
    code: str
    name: str
    warehouseId: str
    warehouseCode: str
    location: str
    active: bool
    units: list[UnitsJson]
    stock: list[PoolJson]
    hasMore: bool


def contents_json(place: Any, found: Contents, actor: Actor) -> ContentsJson:
    """Everything in a bin."""
    return ContentsJson(
        binId=place.id,
        tenantId=actor.tenant.slug,
        code=place.code,
        name=place.name,
        warehouseId=place.warehouse_id,
        warehouseCode=place.warehouse_code,
        location=f"{place.warehouse_code}/{place.code}",
        active=bool(place.active),
        units=[
            UnitsJson(variantId=row.variant_id, sku=row.variant_sku, variantName=row.variant_name, quantity=row.count)
            for row in found.units
        ],
        stock=[_pool(row) for row in found.pools],
        hasMore=MOST in (len(found.units), len(found.pools)),
    )


def _pool(row: Any) -> PoolJson:
    return PoolJson(
        recordId=row.record_id,
        variantId=row.variant_id,
        sku=row.variant_sku,
        variantName=row.variant_name,
        lotId=row.lot_id,
        lotNumber=row.number,
        expiresAt=iso(row.expires_at) if row.expires_at else None,
        available=row.available,
        reserved=row.reserved,
        held=row.held,
        expected=row.expected,
    )
