"""The JSON door of the catalogue."""

from collections.abc import Mapping
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import ProductNotFound
from webapp.catalog.operations import set_variant_status, upsert_product
from webapp.catalog.queries import PRODUCTS, find_product, variants_of
from webapp.catalog.wire import (
    ProductJson,
    UpsertedJson,
    VariantStatusJson,
    product_json,
    status_json,
    upserted_json,
    variant_json,
)
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL

products = Api("products", FLEXPORTAL)


def _variants(product_ids: list[str], actor: Actor) -> Mapping[str, Any]:
    found = variants_of(db.session(), actor.tenant.id, product_ids)
    return {one: [variant_json(variant, actor) for variant in variants] for one, variants in found.items()}


products.write("POST", "/products", calls=upsert_product, wire=upserted_json, shape=UpsertedJson, status=201)
products.listing(
    "/products",
    needs=Permission.READ_CATALOGUE,
    lists=lambda: PRODUCTS,
    key="products",
    wire=product_json,
    shape=ProductJson,
    summary="List products.",
    includes={"variants": _variants},
)
products.write(
    "PATCH",
    "/products/variants/<variantId>/status",
    calls=set_variant_status,
    wire=status_json,
    shape=VariantStatusJson,
)


@products.read("/products/<product_id>", needs=Permission.READ_CATALOGUE, shape=ProductJson, raises=(ProductNotFound,))
def get_product(actor: Actor, product_id: str) -> dict[str, Any]:
    """One product with its variants."""
    row = find_product(db.session(), actor.tenant.id, product_id)
    return {**product_json(row, actor), "variants": _variants([product_id], actor)[product_id]}
