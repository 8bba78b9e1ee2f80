"""The look-ups behind a request's codes: a handful of statements for all of them together."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import Session

from webapp.assets.models import UnitCode
from webapp.assets.queries import place_of, unit_rows
from webapp.catalog.models import Product, TradeItem, Variant, VariantGtin
from webapp.core.inputs.text import fold
from webapp.ledger.models import Unit
from webapp.locations.models import Bin, Warehouse
from webapp.receiving.reading.things import Item, Known, Where

_ITEM = (
    Variant.id,
    Variant.product_id,
    Variant.variant_sku,
    Product.name,
    Variant.variant_name,
    Variant.grade,
    Variant.color_name,
    Variant.tracking,
    Variant.status,
    Variant.acquisition_cost,
    Product.serial_rule,
)


def _items(tenant_id: int) -> Select[Any]:
    wanted = (
        select(*_ITEM)
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Product.tenant_id == tenant_id)
    )
    return cast("Select[Any]", wanted)


def item_of(session: Session, tenant_id: int, variant_id: str) -> Item:
    """One variant."""
    return Item(*session.execute(_items(tenant_id).where(Variant.id == variant_id)).one())


def items_by_id(session: Session, tenant_id: int, variant_ids: Collection[str]) -> dict[str, Item]:
    """Variants by their ids."""
    found = (Item(*row) for row in session.execute(_items(tenant_id).where(Variant.id.in_(variant_ids))))
    return {one.variant_id: one for one in found}


def siblings(session: Session, tenant_id: int, product_id: str) -> list[Item]:
    """The active variants of a product, in their order."""
    found = _items(tenant_id).where(Variant.product_id == product_id, Variant.status == "active")
    return [Item(*row) for row in session.execute(found.order_by(Variant.position, Variant.variant_sku))]


def items_by_sku(session: Session, tenant_id: int, codes: Collection[str]) -> dict[str, list[Item]]:
    """Variants by the SKUs that were scanned: as they are, in capitals or in small letters, as scanners set them."""
    wanted = sorted({form for code in codes if len(code) <= 200 for form in (code, code.upper(), code.lower())})
    return _by_sku(session, _items(tenant_id).where(Variant.variant_sku.in_(wanted))) if wanted else {}


def items_as_typed(session: Session, tenant_id: int, sku: str) -> list[Item]:
    """Variants by an SKU that a person typed, whatever its case; one that is spelt just so alone."""
    found = _by_sku(session, _items(tenant_id).where(func.lower(Variant.variant_sku) == func.lower(sku)).limit(12))
    named = found.get(sku.lower(), [])
    return [one for one in named if one.sku == sku] or named


def _by_sku(session: Session, wanted: Select[Any]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for row in session.execute(wanted):
        found.setdefault(row.variant_sku.lower(), []).append(Item(*row))
    return found


def items_by_gtin(session: Session, tenant_id: int, gtins: Collection[str]) -> dict[str, list[Item]]:
    """The variants that carry each GTIN of 14 digits, active ones first, with the pieces of its pack."""
    if not gtins:
        return {}
    rows = session.execute(
        _items(tenant_id)
        .add_columns(TradeItem.quantity, VariantGtin.gtin)
        .join(VariantGtin, (VariantGtin.tenant_id == Variant.tenant_id) & (VariantGtin.variant_id == Variant.id))
        .join(TradeItem, (TradeItem.tenant_id == VariantGtin.tenant_id) & (TradeItem.gtin == VariantGtin.gtin))
        .where(VariantGtin.tenant_id == tenant_id, TradeItem.tenant_id == tenant_id, VariantGtin.gtin.in_(gtins))
        .order_by(Variant.status, Variant.position, Variant.variant_sku)
    )
    found: dict[str, list[Item]] = {}
    for row in rows:
        *item, gtin = row
        found.setdefault(gtin, []).append(Item(*item))
    return found


def places_by_code(session: Session, tenant_id: int, codes: Iterable[str]) -> dict[str, list[Where]]:
    """Places by what a label of theirs may say, folded: ``CODE/BIN``, a bin's code alone, or a warehouse's code."""
    keys = {fold(code) for code in codes}
    heads = {key.partition("/")[0] for key in keys}
    tails = {key.partition("/")[2] for key in keys if "/" in key} | keys
    found: dict[str, list[Where]] = {}
    for row in session.execute(_warehouses(tenant_id, heads | keys)):
        found.setdefault(row.code_key, []).append(_where(row))
    for row in session.execute(_bins(tenant_id, tails)):
        where = _where(row, row.bin_id, row.bin_code, is_open=row.active and row.bin_active)
        for key in (row.bin_key, f"{row.code_key}/{row.bin_key}"):
            found.setdefault(key, []).append(where)
    return found


def where_is(session: Session, tenant_id: int, warehouse_id: str, bin_id: str | None) -> Where:
    """A place by its ids."""
    if bin_id is None:
        every = select(Warehouse.id, Warehouse.name, Warehouse.code, Warehouse.active)
        return _where(
            session.execute(every.where(Warehouse.tenant_id == tenant_id, Warehouse.id == warehouse_id)).one()
        )
    row = session.execute(_every_bin(tenant_id).where(Bin.id == bin_id)).one()
    return _where(row, row.bin_id, row.bin_code, is_open=row.active and row.bin_active)


def bins_by_id(session: Session, tenant_id: int, bin_ids: Collection[str]) -> dict[str, Where]:
    """Bins by their ids."""
    rows = session.execute(_every_bin(tenant_id).where(Bin.id.in_(bin_ids)))
    return {row.bin_id: _where(row, row.bin_id, row.bin_code, is_open=row.active and row.bin_active) for row in rows}


def _warehouses(tenant_id: int, keys: Collection[str]) -> Select[Any]:
    wanted = select(Warehouse.id, Warehouse.name, Warehouse.code, Warehouse.code_key, Warehouse.active).where(
        Warehouse.tenant_id == tenant_id, Warehouse.code_key.in_(keys)
    )
    return cast("Select[Any]", wanted)


def _bins(tenant_id: int, keys: Collection[str]) -> Select[Any]:
    return _every_bin(tenant_id).where(Bin.code_key.in_(keys))


def _every_bin(tenant_id: int) -> Select[Any]:
    wanted = (
        select(
            Warehouse.id,
            Warehouse.name,
            Warehouse.code,
            Warehouse.code_key,
            Warehouse.active,
            Bin.id.label("bin_id"),
            Bin.code.label("bin_code"),
            Bin.code_key.label("bin_key"),
            Bin.active.label("bin_active"),
        )
        .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
        .where(Bin.tenant_id == tenant_id, Warehouse.tenant_id == tenant_id)
    )
    return cast("Select[Any]", wanted)


def _where(row: Any, bin_id: str | None = None, bin_code: str | None = None, *, is_open: bool | None = None) -> Where:
    return Where(row.id, row.name, row.code, bin_id, bin_code, row.active if is_open is None else is_open)


def units_by_code(session: Session, tenant_id: int, codes: Iterable[str]) -> dict[str, Known]:
    """Live units by their serial number, folded, or by a further code that they have or had."""
    wanted = sorted({fold(code) for code in codes})
    if not wanted:
        return {}
    coded = (
        unit_rows(tenant_id)
        .add_columns(UnitCode.code_norm)
        .join(UnitCode, (UnitCode.tenant_id == Unit.tenant_id) & (UnitCode.unit_id == Unit.id))
        .where(UnitCode.tenant_id == tenant_id, UnitCode.code_norm.in_(wanted))
        .order_by(UnitCode.current, UnitCode.created_at)  # what counts now is read last, and wins
    )
    by_code = {row.code_norm: _known(row) for row in session.execute(coded)}
    by_serial = session.execute(unit_rows(tenant_id).where(Unit.serial_norm.in_(wanted)))
    return by_code | {fold(row.serial): _known(row) for row in by_serial}


def _known(row: Any) -> Known:
    return Known(
        unit_id=row.id,
        serial=row.serial,
        status=row.status,
        sku=row.sku,
        variant_id=row.variant_id,
        product_name=row.product_name,
        place=place_of(row),
        stands=row.stands,
    )


def some_serials(session: Session, tenant_id: int, variant_ids: Sequence[str], most: int) -> list[str]:
    """The oldest and the newest serial numbers of the live units of these variants, so many of each."""
    parts = [
        select(Unit.serial, Unit.id)
        .where(Unit.tenant_id == tenant_id, Unit.variant_id == variant_id, Unit.status.is_not(None))
        .order_by(Unit.created_at.desc() if newest else Unit.created_at)
        .limit(most)
        .subquery()
        .select()
        for variant_id in variant_ids
        for newest in (False, True)
    ]
    return list({row.id: row.serial for row in session.execute(union_all(*parts))}.values()) if parts else []
