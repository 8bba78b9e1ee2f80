"""GET /v1/products/variants and GET /v1/products/variants/{variantId}."""

import datetime as dt
from typing import Any

import pytest

from tests.catalog.making import EAN, OTHER, PACK, code, make, shown
from tests.catalog.seed import minimal
from tests.house import House, new_house
from webapp.core.data import clock


def listed(house: House, query: str = "") -> list[str]:
    answer = house.api().get(f"/v1/products/variants{query}")
    assert answer.status_code == 200, answer.text
    return [variant["variantSku"] for variant in answer.get_json()["variants"]]


@pytest.fixture(scope="module")
def kept() -> dict[str, House]:
    """One such house for each engine: it is only read."""
    return {}


@pytest.fixture
def goods(house: House, kept: dict[str, House]) -> House:
    """Three grades of a laptop, a phone that is counted, and a tablet out of use."""
    engine = house.session.get_bind().dialect.name
    if engine not in kept:
        kept[engine] = _furnished(house)
    return kept[engine]


def _furnished(house: House) -> House:
    make(house, "LAP", "ABC")
    phone = {**minimal()["variants"][0], "variantSku": "PH-A", "tracking": "count", "gtin": EAN}
    phone["packs"] = [{"gtin": PACK, "quantity": 10}]
    make(house, "PH", category="Phones", brand="Zed", variants=[phone])
    tablet = make(house, "TAB", "D")
    house.api().send("DELETE", f"/v1/products/{tablet}")
    return house


def test_one_is_told_with_its_product_and_its_aliases(house: House) -> None:
    product_id = make(house)
    body = house.api().get("/v1/products/variants").get_json()
    assert (body["count"], body["limit"], body["hasMore"], body["nextCursor"]) == (1, 50, False, None)
    [one] = body["variants"]
    assert one == {**shown(house, product_id)["variants"][0], "sku": "LAP-A", "productName": "Laptop LAP"}
    assert one["pricing"][0] == {"contractLength": 12, "monthlyPrice": 159}
    assert house.api().get(f"/v1/products/variants/{one['variantId']}").get_json() == one


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["LAP-A", "LAP-B", "LAP-C", "PH-A", "TAB-D"]),
        ("status=active", ["LAP-A", "LAP-B", "LAP-C", "PH-A"]),
        ("status=inactive", ["TAB-D"]),
        ("grade=b", ["LAP-B"]),
        ("grade=A&productSku=LAP", ["LAP-A"]),
        ("productSku=la", []),
        ("sku=lap", ["LAP-A", "LAP-B", "LAP-C"]),
        ("sku=-A", ["LAP-A", "PH-A"]),
        ("sku=%25", []),
        ("category=Phones", ["PH-A"]),
        ("brand=Zed", ["PH-A"]),
        ("brand=Zed&category=Laptops", []),
        ("tracking=count", ["PH-A"]),
        (f"gtin={EAN}", ["PH-A"]),
        (f"gtin=0{EAN}", ["PH-A"]),
        (f"gtin={PACK}", ["PH-A"]),
        (f"gtin={OTHER}", []),
        ("q=laptop tab", ["TAB-D"]),
        (f"q={EAN}", ["PH-A"]),
        (f"q={PACK}", ["PH-A"]),
        ("q=nothing", []),
        ("status=active&grade=A&category=Laptops&sku=l", ["LAP-A"]),
    ],
)
def test_filters(goods: House, query: str, expected: list[str]) -> None:
    """C-13."""
    assert listed(goods, f"?sortBy=sku&sortDir=asc&{query}") == expected


@pytest.mark.parametrize(
    "query",
    [
        "status=gone",
        "tracking=pile",
        "gtin=4006381333932",
        "gtin=12",
        "colour=red",
        "limit=0",
        "sortBy=grade",
        "startAfter=x",
    ],
)
def test_what_the_list_does_not_know_is_refused(house: House, query: str) -> None:
    answer = house.api().get(f"/v1/products/variants?{query}")
    assert code(answer) == (400, "VALIDATION_ERROR")
    assert answer.get_json()["error"]["details"][0]["path"] == query.partition("=")[0]


def test_fifty_by_default_and_five_thousand_at_most(house: House) -> None:
    """C-13."""
    first = minimal()["variants"][0]
    make(house, "BIG", variants=[{**first, "variantSku": f"B-{n:03}"} for n in range(60)])
    body = house.api().get("/v1/products/variants").get_json()
    assert (body["count"], body["limit"], body["hasMore"]) == (50, 50, True)
    body = house.api().get("/v1/products/variants?limit=9999").get_json()
    assert (body["count"], body["limit"], body["hasMore"]) == (60, 5000, False)


def test_pages_follow_each_other_while_rows_come(house: House) -> None:
    make(house, "P", "ABCDE")
    found: list[str] = []
    after = ""
    for turn in range(3):
        body = house.api().get(f"/v1/products/variants?limit=2&sortBy=sku&sortDir=asc{after}").get_json()
        found += [variant["variantSku"] for variant in body["variants"]]
        after = f"&startAfter={body['nextCursor']}"
        make(house, f"A{turn}")
    assert found == ["P-A", "P-B", "P-C", "P-D", "P-E"]
    assert body["hasMore"] is False


def test_orders(house: House) -> None:
    start = clock.now()
    for n, sku in enumerate(("B", "A")):
        with clock.stopped_at(start + dt.timedelta(seconds=n)):
            make(house, sku)
    assert listed(house) == ["A-A", "B-A"]
    assert listed(house, "?sortDir=asc") == ["B-A", "A-A"]
    assert listed(house, "?sortBy=sku") == ["B-A", "A-A"]
    with clock.stopped_at(start + dt.timedelta(seconds=9)):
        make(house, "B", name="Touched")
    assert listed(house, "?sortBy=updatedAt") == ["B-A", "A-A"]


def test_the_address_of_the_list_is_no_product(house: House) -> None:
    """Neither it nor the sheet is taken for a {productId}: another method is refused, and Allow says which."""
    api = house.api()
    assert "variants" in api.get("/v1/products/variants").get_json()
    for method, path, allowed in (
        ("DELETE", "/v1/products/variants", "GET, HEAD, PATCH"),
        ("PUT", "/v1/products/variants", "GET, HEAD, PATCH"),
        ("GET", "/v1/products/csv", "POST"),
        ("GET", "/v1/price-changes/preview", "POST"),
    ):
        answer = api.send(method, path)
        assert code(answer) == (405, "METHOD_NOT_ALLOWED")
        assert answer.headers["Allow"] == allowed


def test_unknown_and_foreign_variants_are_not_found(house: House) -> None:
    variant_id = shown(house, make(house))["variants"][0]["variantId"]
    other = new_house(house.app)
    for there, one in ((house, "var_unknown"), (other, variant_id)):
        assert code(there.api().get(f"/v1/products/variants/{one}")) == (404, "NOT_FOUND")
    assert listed(other) == []


def test_a_key_without_the_right_sees_nothing(house: House) -> None:
    door: Any = house.api("assets:read")
    for path in ("/v1/products/variants", "/v1/products/variants/var_x"):
        assert code(door.get(path)) == (403, "INSUFFICIENT_PERMISSIONS")
