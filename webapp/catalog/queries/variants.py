"""Variants with their prices and GTINs, as forms, answers and writers need them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.catalog.models import PriceTier, Product, TradeItem, Variant, VariantGtin
from webapp.catalog.queries.prices import overlay, prices_in_effect
from webapp.core.data.clock import now
from webapp.core.data.parts import in_parts
from webapp.core.inputs.gtin import gtin_text


@dataclass(frozen=True)
class PricedVariant:
    """A variant's columns and its product's SKU, its tiers by contract length, and its GTINs with their pack sizes.

    A tier's ``monthly_price`` is the price in effect; queries/prices.py says what stands beside it.
    """

    values: dict[str, Any]
    tiers: list[dict[str, Any]] = field(default_factory=list)
    gtins: list[tuple[str, int]] = field(default_factory=list)

    @property
    def codes(self) -> list[tuple[str, int]]:
        """The GTINs as people know them, each with the pieces of its pack."""
        return [(gtin_text(gtin), quantity) for gtin, quantity in self.gtins]


PricedT = TypeVar("PricedT", bound=PricedVariant)

# Made once: putting a statement of many columns together costs more than asking it.
_VARIANTS = (
    select(*Variant.__table__.c, Product.product_sku)
    .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
    .order_by(Variant.position, Variant.created_at, Variant.id)
)
_TIERS = select(*PriceTier.__table__.c).order_by(PriceTier.variant_id, PriceTier.contract_length)
_GTINS = (
    select(VariantGtin.variant_id, VariantGtin.gtin, TradeItem.quantity)
    .join(TradeItem, (TradeItem.tenant_id == VariantGtin.tenant_id) & (TradeItem.gtin == VariantGtin.gtin))
    .order_by(VariantGtin.variant_id, VariantGtin.position, VariantGtin.gtin)
)


def variants_of(
    session: Session, tenant_id: int, product_ids: Sequence[str], at: dt.datetime | None = None
) -> dict[str, list[PricedVariant]]:
    """The variants of some products in their order: four queries, however many products."""
    found: dict[str, list[PricedVariant]] = {product_id: [] for product_id in product_ids}
    for variant in _variants(session, tenant_id, Variant.product_id.in_(product_ids), at):
        found[variant.values["product_id"]].append(variant)
    return found


def variants_by_id(
    session: Session, tenant_id: int, variant_ids: Sequence[str], at: dt.datetime | None = None
) -> dict[str, PricedVariant]:
    """Some variants by their ids; unknown ids are left out."""
    found = _variants(session, tenant_id, Variant.id.in_(variant_ids), at)
    return {variant.values["id"]: variant for variant in found}


def _variants(
    session: Session, tenant_id: int, which: ColumnElement[bool], at: dt.datetime | None
) -> list[PricedVariant]:
    rows = session.execute(_VARIANTS.where(Variant.tenant_id == tenant_id, which)).mappings()
    return priced(session, tenant_id, [dict(row) for row in rows], PricedVariant, at)


def priced(
    session: Session, tenant_id: int, rows: Sequence[dict[str, Any]], kind: type[PricedT], at: dt.datetime | None = None
) -> list[PricedT]:
    """Rows of variants with their tiers and GTINs: three queries for each thousand."""
    tiers: dict[str, list[dict[str, Any]]] = {}
    gtins: dict[str, list[tuple[str, int]]] = {}
    for ids in in_parts(row["id"] for row in rows):
        tiers |= tiers_of(session, tenant_id, ids, at or now())
        gtins |= gtins_of(session, tenant_id, ids)
    return [kind(row, tiers.get(row["id"], []), gtins.get(row["id"], [])) for row in rows]


def tiers_of(
    session: Session, tenant_id: int, variant_ids: Sequence[str], at: dt.datetime
) -> dict[str, list[dict[str, Any]]]:
    """The tiers of these variants, with the prices in effect."""
    rows = session.execute(
        _TIERS.where(PriceTier.tenant_id == tenant_id, PriceTier.variant_id.in_(variant_ids))
    ).mappings()
    changed = prices_in_effect(session, tenant_id, variant_ids, at)
    tiers: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        key = row["variant_id"], row["contract_length"]
        tiers[row["variant_id"]].append(overlay(dict(row), changed.get(key)))
    return tiers


def gtins_of(session: Session, tenant_id: int, variant_ids: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Each variant's GTINs, the unit's own first, with the pieces that each stands for."""
    rows = session.execute(_GTINS.where(VariantGtin.tenant_id == tenant_id, VariantGtin.variant_id.in_(variant_ids)))
    gtins: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for variant_id, gtin, quantity in rows:
        gtins[variant_id].append((gtin, quantity))
    return gtins


def sku_choices(session: Session, tenant_id: int) -> list[tuple[str, str]]:
    """Active SKUs with their names, for the hints below a field; the first five hundred."""
    rows = session.execute(
        select(Variant.variant_sku, Product.name, Variant.variant_name)
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Variant.status == "active")
        .order_by(Variant.variant_sku)
        .limit(500)
    )
    return [(row.variant_sku, f"{row.name}, {row.variant_name}") for row in rows]
