"""Writing which GTINs a variant carries; the database sees that one GTIN names one product and one pack."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from webapp.catalog.errors import DuplicateGtin
from webapp.catalog.inputs.product import VariantInput
from webapp.catalog.models import Product, TradeItem, VariantGtin
from webapp.core.data.database import insert_for
from webapp.core.data.parts import in_parts
from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work

Gtins = list[tuple[str, int]]
"""GTINs with the pieces that each stands for; the unit's own first."""

SHOWN = 3
"""How many refused GTINs the message names; the details name all."""


def gtins_after(variant: VariantInput, standing: Gtins) -> Gtins:
    """The GTINs as they will be: what was not sent stays."""
    sent = variant.model_fields_set
    own = [(variant.gtin, 1)] if variant.gtin else []
    packs = [(pack.gtin, pack.quantity) for pack in variant.packs or ()]
    was_own = [standing[0]] if standing and standing[0][1] == 1 else []
    if "gtin" not in sent:
        own = was_own
    if "packs" not in sent:
        packs = [one for one in standing if one not in was_own]
    return list(dict.fromkeys(own + packs))


def write_gtins(
    work: Work, wanted: Mapping[str, Gtins], product_of: Mapping[str, str], places: Mapping[str, str]
) -> None:
    """Let variants, by id, carry these GTINs and no others; ``places`` is each variant's path in what was sent.

    Raises DuplicateGtin when a GTIN stands for another product, or for a pack of another size.
    """
    if not wanted:
        return
    for part in in_parts(wanted):
        mine = (VariantGtin.tenant_id == work.tenant_id, VariantGtin.variant_id.in_(part))
        work.session.execute(delete(VariantGtin).where(*mine))
        _drop_unused(work, {product_of[variant_id] for variant_id in part})
    items = {gtin: (product_of[one], quantity) for one, gtins in wanted.items() for gtin, quantity in gtins}
    if items:
        _claim(work, items)
        _refuse_taken(work, wanted, product_of, places)
        rows = [
            {
                "tenant_id": work.tenant_id,
                "variant_id": variant_id,
                "gtin": gtin,
                "product_id": product_of[variant_id],
                "position": place,
            }
            for variant_id, gtins in wanted.items()
            for place, (gtin, _) in enumerate(gtins)
        ]
        work.session.execute(insert(VariantGtin), rows)


def _drop_unused(work: Work, product_ids: Iterable[str]) -> None:
    used = exists().where(
        VariantGtin.tenant_id == work.tenant_id,
        VariantGtin.tenant_id == TradeItem.tenant_id,
        VariantGtin.gtin == TradeItem.gtin,
    )
    work.session.execute(
        delete(TradeItem).where(TradeItem.tenant_id == work.tenant_id, TradeItem.product_id.in_(product_ids), ~used)
    )


def _claim(work: Work, items: Mapping[str, tuple[str, int]]) -> None:
    """In the order of the codes, so that two products that want each other's cannot wait in a circle."""
    rows = [
        {"tenant_id": work.tenant_id, "gtin": gtin, "product_id": product_id, "quantity": quantity}
        for gtin, (product_id, quantity) in sorted(items.items())
    ]
    work.session.execute(insert_for(work.session)(TradeItem.__table__).on_conflict_do_nothing(), rows)


def trade_items(session: Session, tenant_id: int, codes: Iterable[str]) -> dict[str, Any]:
    """What these GTINs stand for, by code; unknown ones are left out."""
    return {
        row.gtin: row
        for part in in_parts(codes)
        for row in session.execute(
            select(TradeItem.gtin, TradeItem.product_id, TradeItem.quantity, Product.product_sku, Product.status)
            .join(Product, (Product.tenant_id == TradeItem.tenant_id) & (Product.id == TradeItem.product_id))
            .where(TradeItem.tenant_id == tenant_id, TradeItem.gtin.in_(part))
        )
    }


def _refuse_taken(
    work: Work, wanted: Mapping[str, Gtins], product_of: Mapping[str, str], places: Mapping[str, str]
) -> None:
    codes = {gtin for gtins in wanted.values() for gtin, _ in gtins}
    standing = trade_items(work.session, work.tenant_id, codes)
    details: list[Detail] = []
    for variant_id, gtins in wanted.items():
        for place, (gtin, quantity) in enumerate(gtins):
            why = why_taken(standing[gtin], product_of[variant_id], quantity)
            if why:
                field = "gtin" if (place, quantity) == (0, 1) else "packs"
                details.append(Detail(f"{places[variant_id]}{field}", why, "duplicate_gtin"))
    if details:
        words = list(dict.fromkeys(detail.message for detail in details))
        raise DuplicateGtin(" ".join(words[:SHOWN]), details=details)


def why_taken(item: Any, product_id: str | None, quantity: int) -> str | None:
    """Why a GTIN that is known cannot stand for this product in a pack of this size."""
    if item.product_id != product_id:
        if item.status == "discontinued":
            return (
                f"{gtin_text(item.gtin)} belongs to {item.product_sku}, which is discontinued. "
                "Clear the GTIN there, then it is free."
            )
        return f"{gtin_text(item.gtin)} belongs to {item.product_sku} already."
    if item.quantity != quantity:
        pieces = "one piece" if item.quantity == 1 else f"a pack of {item.quantity}"
        return f"{gtin_text(item.gtin)} stands for {pieces} elsewhere in this product."
    return None
