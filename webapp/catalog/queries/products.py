"""Lists and look-ups of the catalogue."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.catalog.errors import ProductNotFound
from webapp.catalog.models import PRODUCT_STATUSES, Product, TradeItem, Variant
from webapp.catalog.queries.gtins import gtin_of
from webapp.core.data.tenancy import current_tenant
from webapp.core.listing.listing import Column, Filter, Listing, contains

STATUS_WORDS = tuple((status, status.capitalize()) for status in PRODUCT_STATUSES)


def product_rows(tenant_id: int) -> Select[Any]:
    """Every product with the number of its variants."""
    variants = (
        select(func.count(Variant.id))
        .where(
            Variant.tenant_id == tenant_id,
            Variant.tenant_id == Product.tenant_id,
            Variant.product_id == Product.id,
        )
        .scalar_subquery()
    )
    return select(
        Product.id,
        Product.product_sku,
        Product.name,
        Product.specification,
        Product.specification_object,
        Product.category,
        Product.brand,
        Product.description,
        Product.images,
        Product.serial_rule,
        Product.status,
        Product.version,
        Product.created_at,
        Product.updated_at,
        variants.label("variant_count"),
    ).where(Product.tenant_id == tenant_id)


def _search(text: str) -> ColumnElement[bool]:
    by_variant = select(Variant.product_id).where(
        Variant.tenant_id == current_tenant(), contains(Variant.variant_sku, text)
    )
    found = or_(contains(Product.name, text), contains(Product.product_sku, text), Product.id.in_(by_variant))
    gtin = gtin_of(text)
    return found if gtin is None else or_(found, Product.id.in_(_by_gtin(gtin)))


def _by_gtin(gtin: str) -> Select[str]:
    return select(TradeItem.product_id).where(TradeItem.tenant_id == current_tenant(), TradeItem.gtin == gtin)


PRODUCTS = Listing(
    name="products",
    rows=product_rows,
    columns=(
        Column("name", "Product", sort="name", priority=1),
        Column("product_sku", "SKU", "code", sort="productSku", priority=1),
        Column("category", "Category"),
        Column("brand", "Brand"),
        Column("variant_count", "Variants", "number", priority=2),
        Column("status", "Status", "status", priority=1),
        Column("updated_at", "Changed", "time", sort="updatedAt", priority=3),
        Column("specification", "Specification", page=False),
        Column("created_at", "Since", "time", sort="createdAt", page=False),
    ),
    sorts={
        "createdAt": Product.created_at,
        "updatedAt": Product.updated_at,
        "name": Product.name,
        "productSku": Product.product_sku,
    },
    tie=Product.id,
    filters=(
        Filter("status", "Status", lambda text: Product.status == text, STATUS_WORDS),
        Filter("category", "Category", lambda text: Product.category == text),
        Filter("brand", "Brand", lambda text: Product.brand == text),
    ),
    search=_search,
    search_label="Name, SKU, variant SKU or GTIN",
)


def find_product(session: Session, tenant_id: int, product_id: str) -> Row[Any]:
    """One product, as the list shows it; raises ProductNotFound."""
    found = session.execute(product_rows(tenant_id).where(Product.id == product_id)).one_or_none()
    if found is None:
        raise ProductNotFound
    return found


def words_in_use(session: Session, tenant_id: int, column: Any) -> list[str]:
    """The categories or brands that products have, for a choice; at most 200."""
    return list(
        session.execute(
            select(column).where(Product.tenant_id == tenant_id).distinct().order_by(column).limit(200)
        ).scalars()
    )
