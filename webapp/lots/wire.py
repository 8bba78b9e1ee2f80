"""Lots as PackageX writes them: snake_case, numbers, epoch seconds."""

from typing import Any, Literal, NotRequired, cast

from typing_extensions import TypedDict

from webapp.core.data import clock
from webapp.core.operation.actor import Actor
from webapp.ledger.quantities.breaking import BrokenJson, broken_json
from webapp.lots.queries.rows import Level, picks, version_of


class LevelJson(TypedDict):
    """docs/contract.md, PackageX lots: what a lot holds in one place, under the old names and the new ones."""

    object: Literal["level"]
    id: str
    location_id: str
    layout_id: str | None
    layout_name: str | None
    verified_qty: int
    damaged_qty: int
    available_qty: int
    defective_qty: int
    manifested_qty: int
    reserved_qty: int


class LotJson(TypedDict):
    """docs/contract.md, PackageX lots."""

    object: Literal["lot"]
    id: str
    number: str
    manufacturer_number: str | None
    organization_id: str
    address_id: str | None
    location_id: str
    location_name: str
    layout_id: str | None
    item_id: str
    sku: str
    levels: list[LevelJson]
    metadata: dict[str, Any]
    status: str
    total_qty: int
    available_qty: int
    reserved_qty: int
    defective_qty: int
    manifested_qty: int
    promisable_qty: int
    expires_at: int | None
    created_at: int
    updated_at: int
    updated_by: str | None
    version: str


def lot_json(row: Any, actor: Actor) -> LotJson:
    """One lot with its levels."""
    return LotJson(
        object="lot",
        id=row.id,
        number=row.number,
        manufacturer_number=row.manufacturer_number,
        organization_id=actor.tenant.slug,
        address_id=row.address_id,
        location_id=row.warehouse_id,
        location_name=row.warehouse_name,
        layout_id=row.bin_id,
        item_id=row.variant_id,
        sku=row.sku,
        levels=[level_json(level, row.warehouse_id) for level in row.levels],
        metadata=row.extra or {},
        status=row.status,
        total_qty=row.total,
        available_qty=row.available,
        reserved_qty=row.reserved,
        defective_qty=row.held,
        manifested_qty=row.expected,
        promisable_qty=row.available if picks(row, clock.now()) else 0,
        expires_at=int(row.expires_at.timestamp()) if row.expires_at else None,
        created_at=int(row.created_at.timestamp()),
        updated_at=int(row.updated_at.timestamp()),
        updated_by=row.updated_by,
        version=version_of(row),
    )


class AdjustedLotJson(LotJson):
    """A lot that was adjusted, and what damage or a count took of promises."""

    broken_promises: NotRequired[list[BrokenJson]]


def adjusted_json(row: Any, actor: Actor) -> AdjustedLotJson:
    """One lot, and what was taken of promises."""
    told = cast("AdjustedLotJson", lot_json(row, actor))
    if row.broken:
        told["broken_promises"] = broken_json(row.broken)
    return told


def level_json(level: Level, warehouse_id: str) -> LevelJson:
    """What lies in one place, under the old names and the new ones."""
    return LevelJson(
        object="level",
        id=f"lvl{level.id[level.id.index('_') :]}",
        location_id=warehouse_id,
        layout_id=level.bin_id,
        layout_name=level.bin_name,
        verified_qty=level.available,
        damaged_qty=level.held,
        available_qty=level.available,
        defective_qty=level.held,
        manifested_qty=level.expected,
        reserved_qty=level.reserved,
    )
