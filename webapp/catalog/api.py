"""The JSON door of the catalogue."""

from collections.abc import Mapping
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.catalog.errors import ProductNotFound, VariantNotFound
from webapp.catalog.operations.changes import change_variant, discontinue_product, set_variant_status, update_product
from webapp.catalog.operations.products import upsert_product
from webapp.catalog.queries.products import PRODUCTS, find_product
from webapp.catalog.queries.variant_list import VARIANTS, find_variant
from webapp.catalog.queries.variants import variants_of
from webapp.catalog.wire.products import (
    DiscontinuedJson,
    ListedVariantJson,
    ProductJson,
    UpsertedJson,
    VariantJson,
    VariantStatusJson,
    discontinued_json,
    listed_json,
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
products.write("PUT", "/products/<productId>", calls=update_product, wire=upserted_json, shape=UpsertedJson)
products.write(
    "DELETE", "/products/<productId>", calls=discontinue_product, wire=discontinued_json, shape=DiscontinuedJson
)
products.listing(
    "/products/variants",
    needs=Permission.READ_CATALOGUE,
    lists=lambda: VARIANTS,
    key="variants",
    wire=listed_json,
    shape=ListedVariantJson,
    summary="List variants with their prices in effect.",
)
products.write("PATCH", "/products/variants/<variantId>", calls=change_variant, wire=variant_json, shape=VariantJson)
products.write(
    "PATCH",
    "/products/variants/<variantId>/status",
    calls=set_variant_status,
    wire=status_json,
    shape=VariantStatusJson,
)


@products.read("/products/<productId>", needs=Permission.READ_CATALOGUE, shape=ProductJson, raises=(ProductNotFound,))
def get_product(actor: Actor, productId: str) -> dict[str, Any]:  # noqa: N803
    """One product with its variants."""
    row = find_product(db.session(), actor.tenant.id, productId)
    return {**product_json(row, actor), "variants": _variants([productId], actor)[productId]}


@products.read(
    "/products/variants/<variantId>",
    needs=Permission.READ_CATALOGUE,
    shape=ListedVariantJson,
    raises=(VariantNotFound,),
)
def get_variant(actor: Actor, variantId: str) -> dict[str, Any]:  # noqa: N803
    """One variant with its prices in effect."""
    return listed_json(find_variant(db.session(), actor.tenant.id, variantId), actor)
