"""Places as JSON: warehouses as ShopSynch writes them, bins as PackageX layouts."""

import hashlib
from typing import Any, Literal

import simplejson
from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.locations.lineage import word_of


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
    version: int
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
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )


class LocationJson(TypedDict):
    """docs/contract.md, PackageX locations: a warehouse in the words of another API."""

    object: str
    id: str
    name: str
    code: str
    address: str | None
    organization_id: str
    is_default: bool
    active: bool
    created_at: int
    updated_at: int


def location_json(row: Any, actor: Actor) -> LocationJson:
    """One warehouse; times in epoch seconds."""
    return LocationJson(
        object="location",
        id=row.id,
        name=row.name,
        code=row.code,
        address=row.address,
        organization_id=actor.tenant.slug,
        is_default=bool(row.is_default),
        active=bool(row.active),
        created_at=int(row.created_at.timestamp()),
        updated_at=int(row.updated_at.timestamp()),
    )


class LayoutJson(TypedDict):
    """docs/contract.md, PackageX layouts."""

    object: str
    id: str
    location_id: str
    name: str
    code: str
    parent_id: str | None
    root_id: str
    nested_name: str
    path: str
    checksum: str
    metadata: dict[str, Any]
    organization_id: str
    active: bool
    version: int
    created_at: int
    updated_at: int


def layout_json(row: Any, actor: Actor) -> LayoutJson:
    """One bin with where it stands, which ``lineage.placed`` told; times in epoch seconds."""
    chain = [*row.around, row]
    path = "".join(f"/{word_of(one)}" for one in chain)
    metadata = row.details or {}
    return LayoutJson(
        object="layout",
        id=row.id,
        location_id=row.warehouse_id,
        name=row.name,
        code=row.code,
        parent_id=row.parent_id,
        root_id=chain[0].id,
        nested_name=" / ".join(one.name for one in chain),
        path=path,
        checksum=_sum([row.id, path, row.name, row.code, bool(row.active), metadata]),
        metadata=metadata,
        organization_id=actor.tenant.slug,
        active=bool(row.active),
        version=row.version,
        created_at=int(row.created_at.timestamp()),
        updated_at=int(row.updated_at.timestamp()),
    )


def _sum(facts: list[Any]) -> str:
    """Another one whenever what is told of a bin is another."""
    text = simplejson.dumps(facts, use_decimal=True, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


class MadeLayoutJson(LayoutJson):
    """One of many, and whether it was made now; what ``exists`` is told as it stands."""

    result: Literal["created", "exists"]


def layouts_json(made: Any, actor: Actor) -> LayoutJson | list[MadeLayoutJson]:
    """The bin that was asked for alone, or what became of each of many."""
    if made.alone:
        return layout_json(made.bins[0].bin, actor)
    return [
        MadeLayoutJson(**layout_json(one.bin, actor), result="created" if one.made else "exists") for one in made.bins
    ]
