"""Items as PackageX writes them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from typing_extensions import TypedDict

from webapp.core.data.money import Signed
from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.actor import Actor
from webapp.items.facts import NO_BRAND
from webapp.lots.wire import LevelJson, level_json


class ItemJson(TypedDict):
    """docs/contract.md, PackageX items."""

    object: Literal["item"]
    id: str
    organization_id: str
    name: str
    sku: str
    gtin: str | None
    upc: str | None
    description: str | None
    attributes: list[str]
    color: str | None
    size: str | None
    vendor: str | None
    value: int | None
    length: int | Signed | None
    width: int | Signed | None
    height: int | Signed | None
    weight: int | Signed | None
    packaged_length: int | Signed | None
    packaged_width: int | Signed | None
    packaged_height: int | Signed | None
    packaged_weight: int | Signed | None
    harmonized_code: str | None
    origin_country: str | None
    external_id: str | None
    images: list[str]
    metadata: dict[str, Any]
    is_asset: bool
    levels: list[LevelJson]
    total_verified: int
    total_damaged: int
    total_manifested: int
    total_reserved: int
    status: str
    created_at: int
    updated_at: int


def item_json(row: Any, actor: Actor) -> ItemJson:
    """One item with its levels; what another client keeps under one of these names in another type is not told."""
    facts = row.facts if isinstance(row.facts, Mapping) else {}
    code = next((gtin_text(gtin) for gtin, pieces in row.codes if pieces == 1), None)
    levels = [level_json(level, warehouse_id) for warehouse_id, level in row.levels]
    metadata, attributes = facts.get("metadata"), facts.get("attributes")
    return ItemJson(
        object="item",
        id=row.id,
        organization_id=actor.tenant.slug,
        name=row.name,
        sku=row.sku,
        gtin=code,
        upc=_upc(code),
        description=row.description,
        attributes=[one for one in attributes if isinstance(one, str)] if isinstance(attributes, list) else [],
        color=row.color_name,
        size=_text(facts, "size"), harmonized_code=_text(facts, "harmonized_code"),
        origin_country=_text(facts, "origin_country"), external_id=_text(facts, "external_id"),
        length=_number(facts, "length"), width=_number(facts, "width"),
        height=_number(facts, "height"), weight=_number(facts, "weight"),
        packaged_length=_number(facts, "packaged_length"), packaged_width=_number(facts, "packaged_width"),
        packaged_height=_number(facts, "packaged_height"), packaged_weight=_number(facts, "packaged_weight"),
        vendor=None if row.brand == NO_BRAND else row.brand,
        value=row.list_price,
        images=row.images or row.product_images or [],
        metadata=metadata if isinstance(metadata, dict) else {},
        is_asset=row.tracking == "serial",
        levels=levels,
        total_verified=sum(level["verified_qty"] for level in levels),
        total_damaged=sum(level["damaged_qty"] for level in levels),
        total_manifested=sum(level["manifested_qty"] for level in levels),
        total_reserved=sum(level["reserved_qty"] for level in levels),
        status=row.status,
        created_at=int(row.created_at.timestamp()),
        updated_at=int(max(row.updated_at, row.product_updated_at).timestamp()),
    )  # fmt: skip


def _text(facts: Mapping[str, Any], name: str) -> str | None:
    value = facts.get(name)
    return value if isinstance(value, str) else None


def _number(facts: Mapping[str, Any], name: str) -> int | Decimal | None:
    value = facts.get(name)
    return value if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None


def _upc(code: str | None) -> str | None:
    """A GTIN-12 is a UPC; kept with thirteen digits, it begins with a nought."""
    return code[1:] if code and len(code) == 13 and code[0] == "0" else None
