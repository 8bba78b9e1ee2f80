"""Lossless pictures of products and variants as they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import PriceChange, PriceChangeLine, PriceTier, Product, TradeItem, Variant, VariantGtin
from webapp.core.data.parts import in_parts

Snapshot = dict[str, Any]
"""Everything that can be edited of a product or of a variant, as JSON keeps it."""

_OWN = {"tenant_id", "id", "version", "created_at", "updated_at"}
PRODUCT_COLUMNS = [column for column in Product.__table__.c if column.name not in _OWN]
VARIANT_COLUMNS = [column for column in Variant.__table__.c if column.name not in {*_OWN, "product_id", "position"}]
YOUNGER = {"serial_rule"}
"""Columns that pictures of long ago do not know: left out while they say nothing, so that old ones compare."""
_TIER = [column for column in PriceTier.__table__.c if column.name not in {"tenant_id", "variant_id"}]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one thing; no ``before`` means that it is new."""

    subject: str
    subject_id: str
    sku: str
    before: Snapshot | None
    after: Snapshot


def products_now(session: Session, tenant_id: int, ids: Iterable[str]) -> dict[str, Snapshot]:
    """Products as they are."""
    return {
        row["id"]: {
            name: value for name, value in row.items() if name != "id" and (value is not None or name not in YOUNGER)
        }
        for part in in_parts(ids)
        for row in session.execute(
            select(Product.id, *PRODUCT_COLUMNS).where(Product.tenant_id == tenant_id, Product.id.in_(part))
        ).mappings()
    }


def variants_now(session: Session, tenant_id: int, ids: Iterable[str]) -> dict[str, Snapshot]:
    """Variants as they are: their columns, tiers, GTINs, and the price changes that lie over their tiers."""
    return {id: one for part in in_parts(ids) for id, one in _variants(session, tenant_id, part).items()}


def _variants(session: Session, tenant_id: int, ids: Sequence[str]) -> dict[str, Snapshot]:
    rows = session.execute(
        select(Variant.id, *VARIANT_COLUMNS).where(Variant.tenant_id == tenant_id, Variant.id.in_(ids))
    ).mappings()
    found = {row["id"]: {name: value for name, value in row.items() if name != "id"} for row in rows}
    tiers: dict[str, list[Any]] = defaultdict(list)
    for tier in session.execute(
        select(PriceTier.variant_id, *_TIER)
        .where(PriceTier.tenant_id == tenant_id, PriceTier.variant_id.in_(ids))
        .order_by(PriceTier.variant_id, PriceTier.contract_length)
    ).mappings():
        tiers[tier["variant_id"]].append({name: value for name, value in tier.items() if name != "variant_id"})
    gtins: dict[str, list[Any]] = defaultdict(list)
    for variant_id, *gtin in session.execute(
        select(VariantGtin.variant_id, VariantGtin.gtin, TradeItem.quantity)
        .join(TradeItem, (TradeItem.tenant_id == VariantGtin.tenant_id) & (TradeItem.gtin == VariantGtin.gtin))
        .where(VariantGtin.tenant_id == tenant_id, VariantGtin.variant_id.in_(ids))
        .order_by(VariantGtin.variant_id, VariantGtin.position, VariantGtin.gtin)
    ):
        gtins[variant_id].append(gtin)
    over: dict[str, list[Any]] = defaultdict(list)
    line = PriceChangeLine
    for variant_id, *key in session.execute(
        select(line.variant_id, line.change_id, line.contract_length)
        .join(PriceChange, (PriceChange.tenant_id == line.tenant_id) & (PriceChange.id == line.change_id))
        .where(
            line.tenant_id == tenant_id,
            line.variant_id.in_(ids),
            line.ended_at.is_(None),
            PriceChange.withdrawn == False,
        )
        .order_by(line.variant_id, line.change_id, line.contract_length)
    ):
        over[variant_id].append(key)
    return {id: {**one, "tiers": tiers[id], "gtins": gtins[id], "price_changes": over[id]} for id, one in found.items()}
