"""What can be done with products."""

import datetime as dt
from dataclasses import replace

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import (
    DuplicateGtin,
    DuplicateSku,
    InvalidPricing,
    ProductExists,
    ProductNotFound,
)
from webapp.catalog.inputs.product import CreateProduct, SaveProduct, UpsertProduct
from webapp.catalog.models import Variant
from webapp.catalog.queries.prices import have_moved
from webapp.catalog.snapshots.watching import ProductWatch
from webapp.catalog.writing.claims import claim_by_id, claim_by_sku
from webapp.catalog.writing.product import Written, write_product
from webapp.core.data.columns import EPOCH
from webapp.core.operation.errors import Detail, InputRefused, StaleEdit
from webapp.core.operation.registry import Work, operation


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateGtin, DuplicateSku, InvalidPricing),
    only={"json": "a person must not overwrite another product by its SKU: pages create or save"},
)
def upsert_product(work: Work, data: UpsertProduct) -> Written:
    """Create a product with its variants, or update the one with this SKU; variants not sent stay."""
    return write_product(work, data, claim_by_sku(work, data))


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateGtin, DuplicateSku, InvalidPricing, ProductExists),
    only={"html": "the published POST /v1/products updates a product that exists"},
)
def create_product(work: Work, data: CreateProduct) -> Written:
    """Create a product with its variants; refuse when its SKU is taken."""
    claimed = claim_by_sku(work, data)
    if claimed.version != 1:
        raise ProductExists(product_sku=data.product_sku, product_id=claimed.id)
    watch = ProductWatch(work, claimed.id, is_new=True)
    written = write_product(work, data, claimed, typed=True)
    return replace(written, batch_id=watch.tell())


@operation(
    needs=Permission.EDIT_CATALOGUE,
    raises=(DuplicateGtin, DuplicateSku, InvalidPricing, ProductNotFound, StaleEdit),
    only={"html": "the published POST /v1/products names a product by its SKU and has no version"},
)
def save_product(work: Work, data: SaveProduct) -> Written:
    """Save what a person edited of a product, unless it changed since they saw it; SKUs stay as they are."""
    claimed = claim_by_id(work, data.product_id)
    if claimed.product_sku != data.product_sku:
        words = f"The SKU stays {claimed.product_sku}: labels and other systems say it."
        raise InputRefused([Detail("productSku", words)])
    if claimed.version - 1 != data.version or _prices_moved(work, data):
        raise StaleEdit(what=claimed.name, version=claimed.version - 1)
    watch = ProductWatch(work, claimed.id)
    written = write_product(work, data, claimed, typed=True)
    return replace(written, batch_id=watch.tell())


def _prices_moved(work: Work, data: SaveProduct) -> bool:
    """Whether a price change began or ended since the person saw the prices: they would write back what is over."""
    if data.seen_at is None:
        return False
    seen = EPOCH + dt.timedelta(microseconds=int(data.seen_at))
    return have_moved(work.session, work.tenant_id, Variant.product_id == data.product_id, seen, work.at)
