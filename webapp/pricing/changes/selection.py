"""Which variants a price change is about."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.models import Product, Variant
from webapp.core.listing.listing import contains
from webapp.pricing.changes.errors import TooManyPrices
from webapp.pricing.changes.inputs import MAX_VARIANTS, PreviewPriceChange


@dataclass(frozen=True)
class Selected:
    """The ids of the variants, and the products they belong to by id."""

    variant_ids: frozenset[str]
    products: dict[str, str]


def select_variants(session: Session, tenant_id: int, data: PreviewPriceChange) -> Selected:
    """The variants that were meant; raises TooManyPrices."""
    rows = session.execute(
        select(Variant.id, Variant.product_id, Product.name)
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, *_criteria(data))
        .order_by(Product.name, Product.id)
        .limit(MAX_VARIANTS + 1)
    ).all()
    if len(rows) > MAX_VARIANTS:
        raise TooManyPrices(most=f"{MAX_VARIANTS:,}")
    return Selected(frozenset(row.id for row in rows), {row.product_id: row.name for row in rows})


def _criteria(data: PreviewPriceChange) -> list[ColumnElement[bool]]:
    exact = (
        (Variant.product_id, data.product_id),
        (Product.category, data.category),
        (Product.brand, data.brand),
        (Variant.grade, data.grade),
        (Variant.status, None if data.status == "any" else data.status),
    )
    found: list[ColumnElement[bool]] = [column == value for column, value in exact if value]
    if data.q:
        found.append(or_(*(contains(c, data.q) for c in (Variant.variant_sku, Product.product_sku, Product.name))))
    if data.variant_ids:
        found.append(Variant.id.in_(data.variant_ids))
    if data.except_ids:
        found.append(Variant.id.not_in(data.except_ids))
    return found
