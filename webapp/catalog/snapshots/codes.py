"""Which GTINs of a picture stand for something else by now: an undo never changes what a code means."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.models import TradeItem, Variant, VariantGtin
from webapp.catalog.snapshots.pictures import Snapshot
from webapp.core.data.parts import in_parts
from webapp.core.inputs.gtin import gtin_text

Meaning = tuple[str, int]
"""A product and the pieces of a pack."""


def codes_gone(session: Session, tenant_id: int, wanted: Mapping[str, Snapshot]) -> dict[str, str]:
    """The variants, by id, that cannot have their GTINs back while the others of ``wanted`` get theirs; and why."""
    products = _products(session, tenant_id, wanted)
    carriers = _carriers(session, tenant_id, {gtin for one in wanted.values() for gtin, _ in one["gtins"]})
    gone: dict[str, str] = {}
    while more := {
        id: why
        for id, one in wanted.items()
        if id not in gone and (why := _why(id, one, products, carriers, wanted.keys() - gone.keys()))
    }:
        gone |= more
    return gone


def _why(
    id: str,
    one: Snapshot,
    products: Mapping[str, str],
    carriers: Mapping[str, Sequence[tuple[str, str, Meaning]]],
    leaving: Iterable[str],
) -> str | None:
    """Why a variant stays; those that are ``leaving`` carry by then what their own pictures say."""
    for gtin, count in one["gtins"]:
        for other, sku, meaning in carriers.get(gtin, ()):
            if other == id or other in leaving or meaning == (products.get(id), count):
                continue
            if meaning[0] != products.get(id):
                return f"its GTIN {gtin_text(gtin)} belongs to {sku} now"
            pieces = "one piece" if meaning[1] == 1 else f"a pack of {meaning[1]}"
            return f"its GTIN {gtin_text(gtin)} stands for {pieces} of {sku} now"
    return None


def _products(session: Session, tenant_id: int, variant_ids: Iterable[str]) -> dict[str, str]:
    return {
        row.id: row.product_id
        for part in in_parts(variant_ids)
        for row in session.execute(
            select(Variant.id, Variant.product_id).where(Variant.tenant_id == tenant_id, Variant.id.in_(part))
        )
    }


def _carriers(session: Session, tenant_id: int, codes: Iterable[str]) -> dict[str, list[tuple[str, str, Meaning]]]:
    """Who carries each code now: variant, its SKU, and what the code stands for."""
    found: dict[str, list[tuple[str, str, Meaning]]] = defaultdict(list)
    for part in in_parts(sorted(codes)):
        for row in session.execute(
            select(VariantGtin.gtin, Variant.id, Variant.variant_sku, TradeItem.product_id, TradeItem.quantity)
            .join(Variant, (Variant.tenant_id == VariantGtin.tenant_id) & (Variant.id == VariantGtin.variant_id))
            .join(TradeItem, (TradeItem.tenant_id == VariantGtin.tenant_id) & (TradeItem.gtin == VariantGtin.gtin))
            .where(VariantGtin.tenant_id == tenant_id, VariantGtin.gtin.in_(part))
            .order_by(VariantGtin.gtin, Variant.variant_sku)
        ):
            found[row.gtin].append((row.id, row.variant_sku, (row.product_id, row.quantity)))
    return found
