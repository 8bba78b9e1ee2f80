"""Items with their product's words, their codes, and what of them lies where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, Protocol, cast

import simplejson
from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant, VariantGtin
from webapp.catalog.queries.variants import gtins_of
from webapp.core.data.parts import in_parts
from webapp.core.inputs.gtin import judge_gtin
from webapp.core.listing.listing import Filter, Listing, contains
from webapp.core.listing.metadata import has_metadata
from webapp.core.operation.errors import Detail, InputRefused
from webapp.ledger.models import Pool, Record
from webapp.locations.lineage import path_filter, within_path
from webapp.locations.models import Bin
from webapp.lots.errors import ItemNotFound
from webapp.lots.queries.rows import Level

_YES_NO = (("true", "true"), ("false", "false"))
_HOLDS = Pool.available + Pool.reserved + Pool.held + Pool.expected


class ItemRow(Protocol):
    """One item, as ``item_rows`` selects it."""

    id: str
    product_id: str
    sku: str
    name: str
    color_name: str | None
    images: list[str]
    list_price: int | None
    status: str
    tracking: str
    created_at: dt.datetime
    updated_at: dt.datetime
    description: str | None
    brand: str
    product_images: list[str]
    facts: Any
    product_updated_at: dt.datetime


def item_rows(tenant_id: int) -> Select[Any]:
    """Every item of a tenant."""
    rows = (
        select(
            Variant.id, Variant.product_id, Variant.variant_sku.label("sku"), Variant.variant_name.label("name"),
            Variant.color_name, Variant.images, Variant.list_price, Variant.status, Variant.tracking,
            Variant.created_at, Variant.updated_at,
            Product.description,
            Product.brand,
            Product.images.label("product_images"),
            Product.specification_object.label("facts"),
            Product.updated_at.label("product_updated_at"),
        )
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id)
    )  # fmt: skip
    return cast("Select[Any]", rows)


def find_item(session: Session, tenant_id: int, item_id: str) -> ItemRow:
    """One item, in use or not; raises ItemNotFound."""
    found: Any = session.execute(item_rows(tenant_id).where(Variant.id == item_id)).one_or_none()
    if found is None:
        raise ItemNotFound
    return cast("ItemRow", found)


def whole(session: Session, tenant_id: int, rows: list[Any]) -> list[Any]:
    """The same items, each with its ``levels`` and its ``codes``."""
    ids = [row.id for row in rows]
    levels = _levels_of(session, tenant_id, ids)
    codes = gtins_of(session, tenant_id, ids) if ids else {}
    return [
        SimpleNamespace(**row._asdict(), levels=levels.get(row.id, []), codes=codes.get(row.id, [])) for row in rows
    ]


def _levels_of(session: Session, tenant_id: int, item_ids: Iterable[str]) -> dict[str, list[tuple[str, Level]]]:
    """What of each item lies in each place, loose, in lots and as units, with the warehouse; empty places are left out.

    Units have bins of their own, one by one: here they are in their warehouse.
    """
    levels: dict[str, list[tuple[str, Level]]] = defaultdict(list)
    sums = [func.sum(column) for column in (Pool.available, Pool.reserved, Pool.held, Pool.expected)]
    for part in in_parts(list(item_ids)):
        places = (Record.variant_id, Record.warehouse_id, Pool.bin_id, Bin.code, Bin.name)
        rows = session.execute(
            select(*places, func.min(Pool.id), *sums)
            .join(Record, (Record.tenant_id == Pool.tenant_id) & (Record.id == Pool.record_id))
            .outerjoin(Bin, (Bin.tenant_id == Pool.tenant_id) & (Bin.id == Pool.bin_id))
            .where(Pool.tenant_id == tenant_id, Record.variant_id.in_(part))
            .group_by(*places)
            .having(func.sum(_HOLDS) > 0)
            .order_by(Record.warehouse_id, func.min(Pool.id))
        )
        for item_id, warehouse_id, bin_id, code, name, pool_id, *quantities in rows:
            level = Level(pool_id, bin_id, code, name, *(int(qty) for qty in quantities))
            levels[item_id or ""].append((warehouse_id, level))
    return levels


def items_published(tenant_id: int, zero: str | None) -> Listing:
    """A tenant's items in use by the published filters; ``zero`` is what is asked of those that hold nothing."""
    return Listing(
        name="items",
        rows=lambda tenant: item_rows(tenant).where(Variant.status == "active"),
        columns=(),
        sorts={"created_at": Variant.created_at, "updated_at": Variant.updated_at, "sku": Variant.variant_sku},
        tie=Variant.id,
        filters=(
            Filter("location_id", "In this location", lambda text: _in_location(tenant_id, text, zero)),
            Filter("layout_id", "In this layout", lambda text: _held(tenant_id, Pool.bin_id == text)),
            path_filter(lambda text: _held(tenant_id, Pool.bin_id.in_(within_path(tenant_id, text, "layout_path")))),
            Filter("sku", "SKU", lambda text: Variant.variant_sku == text),
            Filter("upc", "A bar code of it", lambda text: _has_code(tenant_id, text)),
            Filter("harmonized_code", "Harmonized code", lambda text: _says("harmonized_code", text)),
            Filter("external_id", "The client's own id", lambda text: _says("external_id", text)),
            Filter("is_asset", "Kept as units", _is_asset, _YES_NO),
            Filter(
                "include_zero_inventory",
                "Those of which nothing is there",
                lambda text: true() if text == "true" else _held(tenant_id, true()),
                _YES_NO,
            ),
            Filter("search", "Part of a name or SKU, two characters or more", _search),
        ),
        default_sort="created_at",
        most=100,
        complete=lambda session, tenant, rows, _: whole(session, tenant, rows),
    )


def _in_location(tenant_id: int, warehouse_id: str, zero: str | None) -> ColumnElement[bool]:
    """That it holds something there, or has had: a record stays."""
    if zero != "true":
        return _held(tenant_id, Record.warehouse_id == warehouse_id)
    return Variant.id.in_(
        select(Record.variant_id).where(Record.tenant_id == tenant_id, Record.warehouse_id == warehouse_id)
    )


def _held(tenant_id: int, where: ColumnElement[bool]) -> ColumnElement[bool]:
    return Variant.id.in_(
        select(Record.variant_id)
        .join(Pool, (Pool.tenant_id == Record.tenant_id) & (Pool.record_id == Record.id))
        .where(Record.tenant_id == tenant_id, Record.variant_id.is_not(None), _HOLDS > 0, where)
    )


def _has_code(tenant_id: int, text: str) -> ColumnElement[bool]:
    try:
        gtin = judge_gtin(text)
    except ValueError as error:
        raise InputRefused([Detail("upc", str(error), "invalid_string")]) from None
    return Variant.id.in_(
        select(VariantGtin.variant_id).where(VariantGtin.tenant_id == tenant_id, VariantGtin.gtin == gtin)
    )


def _says(name: str, text: str) -> ColumnElement[bool]:
    return has_metadata(Product.specification_object, simplejson.dumps({name: text}))


def _is_asset(text: str) -> ColumnElement[bool]:
    return Variant.tracking == "serial" if text == "true" else Variant.tracking != "serial"


def _search(text: str) -> ColumnElement[bool]:
    if len(text) < 2:
        raise InputRefused([Detail("search", "Type two characters or more.", "too_small")])
    return or_(contains(Variant.variant_name, text), contains(Variant.variant_sku, text))
