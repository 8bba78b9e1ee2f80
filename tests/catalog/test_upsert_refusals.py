"""POST /v1/products: everything it refuses, with the path of the field, and nothing written."""

from decimal import Decimal
from typing import Any

import pytest

from tests.catalog.seed import minimal, with_tier, with_variant
from tests.doors import JsonDoor
from tests.house import House

V = "variants.0"
P = "variants.0.pricing"
LONG = "x" * 20_000


def refused(door: JsonDoor, body: Any) -> dict[str, Any]:
    answer = door.post("/v1/products", body)
    assert answer.status_code == 400, answer.text
    assert door.get("/v1/products").get_json()["count"] == 0
    error: dict[str, Any] = answer.get_json()["error"]
    assert error["message"]
    return error


def paths(error: dict[str, Any]) -> set[str]:
    return {detail["path"] for detail in error["details"]}


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in minimal().items() if name not in names}


@pytest.mark.parametrize("name", ["productSku", "name", "specification", "category", "brand", "variants"])
def test_each_required_field_is_asked_for(house: House, name: str) -> None:
    error = refused(house.api(), without(name))
    assert (error["code"], paths(error)) == ("VALIDATION_ERROR", {name})


def test_all_that_is_missing_is_said_at_once(house: House) -> None:
    error = refused(house.api(), {})
    assert paths(error) == {"productSku", "name", "specification", "category", "brand", "variants"}


FIELDS: list[tuple[dict[str, Any], str]] = [
    (minimal(productSku=""), "productSku"),
    (minimal(productSku="   "), "productSku"),
    (minimal(productSku=5), "productSku"),
    (minimal(productSku=None), "productSku"),
    (minimal(productSku="x" * 201), "productSku"),
    (minimal(productSku="A\tB"), "productSku"),
    (minimal(productSku="A\0B"), "productSku"),
    (minimal(name=True), "name"),
    (minimal(name=["x"]), "name"),
    (minimal(name="x" * 301), "name"),
    (minimal(specification=""), "specification"),
    (minimal(specification={}), "specification"),
    (minimal(specification=5), "specification"),
    (minimal(specification=["x"]), "specification"),
    (minimal(specification=None), "specification"),
    (minimal(specification=LONG), "specification"),
    (minimal(specification={"a": LONG}), "specification"),
    (minimal(specification={"a": "x\u0007"}), "specification"),
    (minimal(description=5), "description"),
    (minimal(description=LONG), "description"),
    (minimal(images="https://example.com/a.jpg"), "images"),
    (minimal(images=["javascript:alert(1)"]), "images.0"),
    (minimal(images=["https://example.com/a.jpg", "ftp://example.com/a"]), "images.1"),
    (minimal(images=["//example.com/a.jpg"]), "images.0"),
    (minimal(images=[f"https://example.com/{n}" for n in range(51)]), "images"),
    (minimal(variants=[]), "variants"),
    (minimal(variants={}), "variants"),
    (minimal(variants=["x"]), V),
    (minimal(variants=[{**minimal()["variants"][0], "variantSku": f"S{n}"} for n in range(501)]), "variants"),
    (with_variant(variantSku=""), f"{V}.variantSku"),
    (with_variant(variantSku="x" * 201), f"{V}.variantSku"),
    (with_variant(variantName=""), f"{V}.variantName"),
    (with_variant(variantName=7), f"{V}.variantName"),
    (with_variant(grade=""), f"{V}.grade"),
    (with_variant(grade=1), f"{V}.grade"),
    (with_variant(grade="x" * 51), f"{V}.grade"),
    (with_variant(condition=1), f"{V}.condition"),
    (with_variant(colorName={}), f"{V}.colorName"),
    (with_variant(images=[1]), f"{V}.images.0"),
    (with_variant(listPrice="2499"), f"{V}.listPrice"),
    (with_variant(listPrice=True), f"{V}.listPrice"),
    (with_variant(listPrice=-1), f"{V}.listPrice"),
    (with_variant(listPrice=Decimal("1.005")), f"{V}.listPrice"),
    (with_variant(listPrice=Decimal("1.0000000000000000000000000000000001")), f"{V}.listPrice"),
    (with_variant(acquisitionCost=10**12), f"{V}.acquisitionCost"),
    (with_variant(acquisitionCost=[1]), f"{V}.acquisitionCost"),
]


@pytest.mark.parametrize(("body", "path"), FIELDS, ids=[f"{n}-{path}" for n, (_, path) in enumerate(FIELDS)])
def test_fields_are_typed_strictly(lite: House, body: dict[str, Any], path: str) -> None:
    error = refused(lite.api(), body)
    assert error["code"] == "VALIDATION_ERROR"
    assert path in paths(error)


PRICES: list[tuple[dict[str, Any], str]] = [
    (with_variant(pricing=[]), P),
    (with_variant(pricing=None), P),
    (with_variant(pricing={"12": 189}), P),
    (with_variant(pricing=[5]), f"{P}.0"),
    (with_variant(pricing=[{"contractLength": n, "monthlyPrice": 1} for n in range(1, 62)]), P),
    (with_tier(contractLength=None), f"{P}.0.contractLength"),
    (with_tier(contractLength=Decimal("12.5")), f"{P}.0.contractLength"),
    (with_tier(contractLength="12"), f"{P}.0.contractLength"),
    (with_tier(contractLength=True), f"{P}.0.contractLength"),
    (with_tier(contractLength=0), f"{P}.0.contractLength"),
    (with_tier(contractLength=-12), f"{P}.0.contractLength"),
    (with_tier(contractLength=1201), f"{P}.0.contractLength"),
    (with_tier(contractLength=24), f"{P}.1.contractLength"),
    (with_tier(monthlyPrice=None), f"{P}.0.monthlyPrice"),
    (with_tier(monthlyPrice="159.00"), f"{P}.0.monthlyPrice"),
    (with_tier(monthlyPrice=False), f"{P}.0.monthlyPrice"),
    (with_tier(monthlyPrice=-1), f"{P}.0.monthlyPrice"),
    (with_tier(monthlyPrice=Decimal("1E+15")), f"{P}.0.monthlyPrice"),
    (with_tier(setupFee=-1), f"{P}.0.setupFee"),
    (with_tier(setupFee="0"), f"{P}.0.setupFee"),
    (with_tier(discount=5), f"{P}.0.discount"),
    (with_tier(discount={}), f"{P}.0.discount.type"),
    (with_tier(discount={"type": "half", "value": 1}), f"{P}.0.discount.type"),
    (with_tier(discount={"type": "percentage"}), f"{P}.0.discount.value"),
    (with_tier(discount={"type": "percentage", "value": 101}), f"{P}.0.discount.value"),
    (with_tier(discount={"type": "percentage", "value": Decimal("7.555")}), f"{P}.0.discount.value"),
    (with_tier(discount={"type": "percentage", "value": "5"}), f"{P}.0.discount.value"),
    (with_tier(discount={"type": "fixed", "value": -1}), f"{P}.0.discount.value"),
    (with_tier(source="guessed"), f"{P}.0.source"),
    (with_tier(presetUsed=5), f"{P}.0.presetUsed"),
]


@pytest.mark.parametrize(("body", "path"), PRICES, ids=[f"{n}-{path}" for n, (_, path) in enumerate(PRICES)])
def test_prices_have_a_code_of_their_own(lite: House, body: dict[str, Any], path: str) -> None:
    error = refused(lite.api(), body)
    assert error["code"] == "INVALID_PRICING"
    assert path in paths(error)


@pytest.mark.parametrize(
    "body",
    [with_variant(pricing=[]), with_tier(monthlyPrice=None), with_tier(contractLength=Decimal("12.5"))],
    ids=["no tier", "no monthly price", "half a month"],
)
def test_the_published_pricing_errors(house: House, body: dict[str, Any]) -> None:
    assert refused(house.api(), body)["code"] == "INVALID_PRICING"


@pytest.mark.parametrize(
    "tier",
    [
        {"contractLength": Decimal("12.0")},
        {"monthlyPrice": 0},
        {"monthlyPrice": Decimal("159.000")},
        {"discount": {"type": "percentage", "value": 100}},
        {"discount": {"type": "fixed", "value": 159}},
        {"discount": {"type": "fixed", "value": 500}},
        {"contractLength": 1200},
        {"calculatedAt": {"any": ["thing", 1]}},
    ],
    ids=str,
)
def test_what_is_just_allowed(lite: House, tier: dict[str, Any]) -> None:
    assert lite.api().post("/v1/products", with_tier(**tier)).status_code == 201


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_no_number_outside_json(lite: House, number: bytes) -> None:
    raw = b'{"productSku": "X", "variants": [{"listPrice": ' + number + b"}]}"
    answer = lite.api().send("POST", "/v1/products", raw=raw)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR")


def test_half_a_character_is_refused(lite: House) -> None:
    answer = lite.api().send("POST", "/v1/products", raw=b'{"name": "\\ud800"}')
    assert answer.get_json()["error"]["details"][0]["path"] == "name"


def test_mixed_errors_are_validation_errors(house: House) -> None:
    error = refused(house.api(), {**with_tier(monthlyPrice=None), "name": ""})
    assert error["code"] == "VALIDATION_ERROR"
    assert paths(error) == {"name", f"{P}.0.monthlyPrice"}


def test_a_variant_sku_stands_once_in_a_body(house: House) -> None:
    variant = minimal()["variants"][0]
    error = refused(house.api(), minimal(variants=[variant, {**variant, "grade": "B"}]))
    assert (error["code"], paths(error)) == ("VALIDATION_ERROR", {"variants.1.variantSku"})


def test_a_variant_sku_of_another_product_writes_nothing(house: House) -> None:
    door = house.api()
    door.post("/v1/products", minimal())
    own = {**minimal()["variants"][0], "variantSku": "A-NEW-ONE"}
    body = minimal(productSku="OTHER", name="Other", variants=[own, minimal()["variants"][0]])
    answer = door.post("/v1/products", body)
    assert answer.status_code == 400
    error = answer.get_json()["error"]
    assert (error["code"], paths(error)) == ("DUPLICATE_SKU", {"variants.1.variantSku"})
    assert "MACBOOK-PRO-16-M3-BASE" in error["message"]
    listed = door.get("/v1/products?include=variants").get_json()["products"]
    assert [(p["productSku"], len(p["variants"])) for p in listed] == [("MACBOOK-PRO-16", 1)]


def test_an_update_that_takes_a_sku_of_another_product_changes_nothing(house: House) -> None:
    door = house.api()
    door.post("/v1/products", minimal())
    other = {**minimal()["variants"][0], "variantSku": "OTHER-A"}
    made = door.post("/v1/products", minimal(productSku="OTHER", variants=[other])).get_json()
    before = door.get(f"/v1/products/{made['productId']}").get_json()
    answer = door.post("/v1/products", minimal(productSku="OTHER", name="Renamed"))
    assert answer.get_json()["error"]["code"] == "DUPLICATE_SKU"
    assert door.get(f"/v1/products/{made['productId']}").get_json() == before


def test_the_right_to_write_is_asked_for(house: House) -> None:
    answer = house.api("products:read").post("/v1/products", minimal())
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "INSUFFICIENT_PERMISSIONS")
