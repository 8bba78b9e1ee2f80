"""Places as JSON: warehouses as ShopSynch writes them, bins as PackageX layouts."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class WarehouseJson(TypedDict):
    """docs/contract.md, ShopSynch warehouses."""

    id: str
    tenantId: str
    name: str
    code: str
    address: str | None
    isDefault: bool
    active: bool
    type: str
    createdAt: str
    updatedAt: str


def warehouse_json(row: Any, actor: Actor) -> WarehouseJson:
    """One warehouse, from a row or an object."""
    return WarehouseJson(
        id=row.id,
        tenantId=actor.tenant.slug,
        name=row.name,
        code=row.code,
        address=row.address,
        isDefault=row.is_default,
        active=row.active,
        type=row.type,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )


class LayoutJson(TypedDict):
    """docs/contract.md, PackageX layouts."""

    object: str
    id: str
    location_id: str
    name: str
    code: str
    parent_id: str | None
    metadata: dict[str, Any]
    organization_id: str
    version: int
    created_at: int
    updated_at: int


def layout_json(row: Any, actor: Actor) -> LayoutJson:
    """One bin; times in epoch seconds."""
    return LayoutJson(
        object="layout",
        id=row.id,
        location_id=row.warehouse_id,
        name=row.name,
        code=row.code,
        parent_id=row.parent_id,
        metadata=row.details or {},
        organization_id=actor.tenant.slug,
        version=row.version,
        created_at=int(row.created_at.timestamp()),
        updated_at=int(row.updated_at.timestamp()),
    )
