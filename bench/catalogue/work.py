"""What is asked of a large catalogue, in the middle of its lists and for one product among all of them."""

from bench.catalogue.filling import gtin, sku
from bench.load import MARK
from bench.stage import SHOWN, Stage
from bench.work import Work, api_headers, get
from webapp.catalog.queries.products import PRODUCTS
from webapp.catalog.queries.variant_list import VARIANTS
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.gtin import gtin_text
from webapp.core.listing.listing import Listing, Question, fetch


def lists(scene: Stage, products: int) -> list[Work]:
    """Pages of the lists, half-way down."""
    of_products, of_variants = (_cursor(scene, one) for one in (PRODUCTS, VARIANTS))
    page, json = {"Cookie": scene.cookie}, api_headers(scene)
    slug, middle = scene.house.slug, f"limit={SHOWN}&status=active&startAfter="
    return [
        Work("products", get(f"/v1/products?{middle}{of_products}", json), 200, {}),
        Work("with prices", get(f"/v1/products?include=variants&{middle}{of_products}", json), 200, {}),
        Work("products page", get(f"/{slug}/products?status=active&startAfter={of_products}", page), 200, {}),
        Work("variants", get(f"/v1/products/variants?{middle}{of_variants}", json), 200, {}),
        Work("variants page", get(f"/{slug}/variants?status=active&startAfter={of_variants}", page), 200, {}),
        Work("by GTIN", get(f"/v1/products/variants?gtin={gtin_text(gtin(products // 2))}", json), 200, {}),
    ]


def searches(scene: Stage) -> list[Work]:
    """Any part of a SKU or name, which no index knows: everything is read, so it grows with the catalogue."""
    json, span = api_headers(scene), scene.filled // 4
    return [
        Work("find product", get(f"/v1/products?q={MARK}", json), 200, {}, span=span),
        Work("find variant", get(f"/v1/products/variants?q={sku(MARK, 'B')}", json), 200, {}, span=span),
        Work("one category", get("/v1/products/variants?category=Phones&grade=B&sortBy=sku", json), 200, {}),
    ]


def _cursor(scene: Stage, listing: Listing) -> str:
    share = 2 if listing is VARIANTS else 8  # there are four variants to a product
    middle = Question({"status": "active"}, "createdAt", "desc", SHOWN, page=max(0, scene.filled // SHOWN // share - 1))
    with tenant_scope(scene.house.tenant_id):
        found = fetch(db.session(), listing, scene.house.tenant_id, middle, scene.app.config["SECRET_KEY"])
    db.session.rollback()
    assert found.next_cursor is not None
    return found.next_cursor
