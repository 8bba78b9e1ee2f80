"""What a record is to stock: the product and variant that a client or a person names."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.catalog.errors import ProductNotFound
from webapp.catalog.models import Product, Variant
from webapp.catalog.writing.claims import held_in_use
from webapp.inventory.errors import NotStocked, SkuElsewhere, SkuNotFound


@dataclass(frozen=True)
class Named:
    """A product, or one of its variants, and what people call it."""

    product_id: str
    variant_id: str | None
    sku: str


def need_product(session: Session, tenant_id: int, product_id: str, *, at: str | None = None) -> Named:
    """A product as a whole; raises ProductNotFound, or NotStocked for a discontinued one that a field names."""
    found = session.execute(
        select(Product.product_sku, Product.status).where(Product.tenant_id == tenant_id, Product.id == product_id)
    ).one_or_none()
    if found is None:
        raise ProductNotFound(at=at)
    if at and found.status != "active":
        raise NotStocked(sku=found.product_sku, state=found.status)
    return Named(product_id, None, found.product_sku)


def need_sku(session: Session, tenant_id: int, product_id: str | None, sku_id: str, *, at: str | None = None) -> Named:
    """A variant, of this product if one is named; SkuNotFound, SkuElsewhere, NotStocked for an inactive one.

    One that a field names is to be stocked: it stays in use until this is done.
    """
    wanted = select(Variant.product_id, Variant.variant_sku, Variant.status).where(
        Variant.tenant_id == tenant_id, Variant.id == sku_id
    )
    found = session.execute(held_in_use(wanted) if at else wanted).one_or_none()
    if found is None:
        raise SkuNotFound(at=at)
    if product_id not in (None, found.product_id):
        raise SkuElsewhere
    if at and found.status != "active":
        raise NotStocked(sku=found.variant_sku, state=found.status)
    return Named(found.product_id, sku_id, found.variant_sku)


def goods_called(session: Session, tenant_id: int, sku: str) -> Named:
    """The variant of this SKU, or else the product of it; raises SkuNotFound."""
    variant = session.execute(
        select(Variant.id).where(Variant.tenant_id == tenant_id, Variant.variant_sku == sku)
    ).scalar_one_or_none()
    if variant is not None:
        return need_sku(session, tenant_id, None, variant, at="sku")
    product = session.execute(
        select(Product.id).where(Product.tenant_id == tenant_id, Product.product_sku == sku)
    ).scalar_one_or_none()
    if product is None:
        raise SkuNotFound(at="sku")
    return need_product(session, tenant_id, product, at="sku")
