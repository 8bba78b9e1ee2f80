"""The things that labels are for: found by id or code, and what stands on the label of each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, TradeItem, Variant, VariantGtin
from webapp.core.inputs.gtin import gtin_text
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused
from webapp.labels.drawing.content import Label
from webapp.ledger.models import Unit
from webapp.locations.models import Bin, Warehouse
from webapp.locations.queries import bins_named

UNITS, BINS, VARIANTS = "units", "bins", "variants"
WORDS = {UNITS: ("unit", "units"), BINS: ("bin", "bins"), VARIANTS: ("variant", "variants")}
MOST_BINS = 1000


def labels_of(session: Session, tenant_id: int, what: str, ids: Sequence[str]) -> list[Label]:
    """The labels of these things, in this order; one that is not there any more has none."""
    found = {label.id: label for label in _MAKERS[what](session, tenant_id, ids)}
    return [found[one] for one in ids if one in found]


def ids_of(session: Session, tenant_id: int, what: str, codes: Sequence[str]) -> dict[str, str | None]:
    """The id of each code that names one of these things, or None; a pattern of bins names all of them."""
    if what == BINS:
        return _bins_named(session, tenant_id, codes)
    column, key = (Unit.serial_norm, fold) if what == UNITS else (Variant.variant_sku, str)
    table: Any = Unit if what == UNITS else Variant
    live = [Unit.status.is_not(None)] if what == UNITS else []
    keys = {code: key(code) for code in codes}
    rows = session.execute(
        select(column.label("key"), table.id).where(table.tenant_id == tenant_id, column.in_(keys.values()), *live)
    )
    known = {row.key: row.id for row in rows}
    return {code: known.get(keys[code]) for code in codes}


def _bins_named(session: Session, tenant_id: int, codes: Sequence[str]) -> dict[str, str | None]:
    try:
        return bins_named(session, tenant_id, codes)
    except ValueError as error:
        raise InputRefused([Detail("codes", str(error))]) from None


def bins_in(session: Session, tenant_id: int, warehouse_id: str) -> list[str]:
    """The open bins of a warehouse, in the order of their codes."""
    rows = session.execute(
        select(Bin.id)
        .where(Bin.tenant_id == tenant_id, Bin.warehouse_id == warehouse_id, Bin.active == True)
        .order_by(Bin.code_key)
        .limit(MOST_BINS + 1)
    )
    return list(rows.scalars())


def _units(session: Session, tenant_id: int, ids: Sequence[str]) -> list[Label]:
    name = func.coalesce(Unit.product_name, Product.name).label("name")
    rows = session.execute(
        select(Unit.id, Unit.serial, Unit.variant_id, Variant.variant_sku, Variant.grade, name)
        .join(Variant, (Variant.tenant_id == Unit.tenant_id) & (Variant.id == Unit.variant_id))
        .join(Product, (Product.tenant_id == Unit.tenant_id) & (Product.id == Unit.product_id))
        .where(Unit.tenant_id == tenant_id, Unit.id.in_(ids))
    ).all()
    gtins = _gtins(session, tenant_id, VariantGtin.variant_id.in_({row.variant_id for row in rows}))
    return [
        Label(
            row.id,
            row.serial,
            row.name,
            (row.variant_sku, f"Grade {row.grade}"),
            gtin=gtins.get(row.variant_id),
            serial=row.serial,
        )
        for row in rows
    ]


def _gtins(session: Session, tenant_id: int, of_which: ColumnElement[bool]) -> dict[str, str]:
    """The first GTIN of each variant that stands for one piece."""
    rows = (
        select(VariantGtin.variant_id, VariantGtin.gtin)
        .join(TradeItem, (TradeItem.tenant_id == VariantGtin.tenant_id) & (TradeItem.gtin == VariantGtin.gtin))
        .where(VariantGtin.tenant_id == tenant_id, TradeItem.quantity == 1, of_which)
        .order_by(VariantGtin.position.desc())
    )
    return {row.variant_id: row.gtin for row in session.execute(rows)}


def _bins(session: Session, tenant_id: int, ids: Sequence[str]) -> list[Label]:
    rows = session.execute(
        select(Bin.id, Bin.code, Bin.name, Warehouse.code.label("site"), Warehouse.name.label("warehouse"))
        .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
        .where(Bin.tenant_id == tenant_id, Bin.id.in_(ids))
    )
    return [
        Label(
            row.id,
            f"{row.site}/{row.code}",
            row.code,
            (row.name, row.warehouse) if row.name != row.code else (row.warehouse,),
        )
        for row in rows
    ]


def _variants(session: Session, tenant_id: int, ids: Sequence[str]) -> list[Label]:
    rows = session.execute(
        select(Variant.id, Variant.variant_sku, Variant.variant_name, Variant.grade, Product.name)
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Variant.id.in_(ids))
    ).all()
    gtins = _gtins(session, tenant_id, VariantGtin.variant_id.in_([row.id for row in rows]))
    return [
        Label(row.id, row.variant_sku, row.name, _variant_lines(row, gtins.get(row.id)), gtin=gtins.get(row.id))
        for row in rows
    ]


def _variant_lines(row: Any, gtin: str | None) -> tuple[str, ...]:
    lines = (f"{row.variant_name}, grade {row.grade}",)
    return (*lines, f"GTIN {gtin_text(gtin)}") if gtin else lines


_MAKERS = {UNITS: _units, BINS: _bins, VARIANTS: _variants}
