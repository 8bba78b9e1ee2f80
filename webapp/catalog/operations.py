"""What can be done with products."""

from sqlalchemy import Row, select, update

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import (
    DuplicateSku,
    InvalidPricing,
    ProductExists,
    ProductNotFound,
    VariantInUse,
    VariantNotFound,
)
from webapp.catalog.hooks import variant_retiring
from webapp.catalog.inputs import CreateProduct, SaveProduct, SetVariantStatus, UpsertProduct
from webapp.catalog.models import Variant
from webapp.catalog.stale import refuse_stale
from webapp.catalog.writing import Written, claim_by_id, claim_by_sku, write_product
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateSku, InvalidPricing),
    only={"json": "a person must not overwrite another product by its SKU: pages create or save"},
)
def upsert_product(work: Work, data: UpsertProduct) -> Written:
    """Create a product with its variants, or update the one with this SKU; variants not sent stay."""
    return write_product(work, data, claim_by_sku(work, data))


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateSku, InvalidPricing, ProductExists),
    only={"html": "the published POST /v1/products updates a product that exists"},
)
def create_product(work: Work, data: CreateProduct) -> Written:
    """Create a product with its variants; refuse when its SKU is taken."""
    claimed = claim_by_sku(work, data)
    if claimed.version != 1:
        raise ProductExists(product_sku=data.product_sku, product_id=claimed.id)
    return write_product(work, data, claimed, typed=True)


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateSku, InvalidPricing, ProductNotFound, StaleEdit),
    only={"html": "the published POST /v1/products names a product by its SKU and has no version"},
)
def save_product(work: Work, data: SaveProduct) -> Written:
    """Save what a person edited of a product, unless it changed since they saw it; SKUs stay as they are."""
    claimed = claim_by_id(work, data.product_id)
    if claimed.product_sku != data.product_sku:
        words = f"The SKU stays {claimed.product_sku}: labels and other systems say it."
        raise InputRefused([Detail("productSku", words)])
    if claimed.version - 1 != data.version:
        refuse_stale(work, data, claimed)
    return write_product(work, data, claimed, typed=True)


@operation(needs=Permission.EDIT_CATALOGUE, raises=(VariantInUse, VariantNotFound))
def set_variant_status(work: Work, data: SetVariantStatus) -> Row[str, str, str]:
    """Activate or deactivate a variant; an inactive one can be neither received nor ordered."""
    where = (Variant.tenant_id == work.tenant_id, Variant.id == data.variant_id)
    found = work.session.execute(
        select(Variant.variant_sku, Variant.status).where(*where).with_for_update()
    ).one_or_none()
    if found is None:
        raise VariantNotFound
    if found.status != data.status:
        if data.status == "inactive":
            variant_retiring(work, data.variant_id, found.variant_sku)
        change = {"status": data.status, "version": Variant.version + 1, "updated_at": work.at}
        work.session.execute(update(Variant).where(*where).values(**change))
        work.changed(data.variant_id, {"status": found.status}, {"status": data.status})
    verb = "activated" if data.status == "active" else "deactivated"
    work.tell(f"{verb} {found.variant_sku}", data.variant_id)
    return work.session.execute(select(Variant.id, Variant.variant_sku, Variant.status).where(*where)).one()
