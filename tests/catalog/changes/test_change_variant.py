"""PATCH /v1/products/variants/{variantId}."""

from typing import Any

import pytest

from tests.catalog.making import EAN, OTHER, PACK, code, make, paths, shown, variant
from tests.house import House, new_house
from webapp.catalog.errors import VariantInUse
from webapp.catalog.hooks import variant_retiring
from webapp.core.operation.registry import Work


def patch(house: House, variant_id: str, body: dict[str, Any]) -> Any:
    return house.api().patch(f"/v1/products/variants/{variant_id}", body)


def first(house: House, product_id: str) -> dict[str, Any]:
    found: dict[str, Any] = shown(house, product_id)["variants"][0]
    return found


def test_everything_at_once(house: House) -> None:
    product_id = make(house, grades="AB")
    one = first(house, product_id)
    body = {
        "variantName": "New", "grade": "b", "condition": "Good", "colorName": "Red", "listPrice": 10.5,
        "acquisitionCost": 9, "images": ["https://example.com/1.jpg"], "tracking": "count", "gtin": EAN,
        "packs": [{"gtin": PACK, "quantity": 10}], "pricing": {"12": 7.25}, "status": "inactive", "position": 1,
    }  # fmt: skip
    answer = patch(house, one["variantId"], body)
    assert answer.status_code == 200, answer.text
    after = answer.get_json()
    expected = {**body, "grade": "B", "pricing": [{"contractLength": 12, "monthlyPrice": 7.25}]}
    del expected["position"]
    assert {name: after[name] for name in expected} == expected
    assert after == variant(house, product_id, "LAP-A")
    assert [v["variantSku"] for v in shown(house, product_id)["variants"]] == ["LAP-B", "LAP-A"]


@pytest.mark.parametrize(
    "body",
    [
        {"variantName": "New"}, {"listPrice": None}, {"acquisitionCost": 12.34}, {"gtin": OTHER}, {"gtin": None},
        {"packs": []}, {"tracking": "lot"}, {"images": []}, {"status": "inactive"}, {"grade": "Like new"},
        {"pricing": {"6": 1}}, {"color": "Blue"}, {},
    ],
    ids=str,
)  # fmt: skip
def test_one_field_leaves_the_others(house: House, body: dict[str, Any]) -> None:
    product_id = make(house)
    one = first(house, product_id)
    full = {"gtin": EAN, "packs": [{"gtin": PACK, "quantity": 10}], "colorName": "Red", "condition": "Good"}
    before = patch(house, one["variantId"], full).get_json()
    after = patch(house, one["variantId"], body).get_json()
    touched = {"colorName" if name == "color" else name for name in body} | {"version", "updatedAt"}
    assert {k: v for k, v in after.items() if k not in touched} == {k: v for k, v in before.items() if k not in touched}
    for name, value in body.items():
        if name not in ("color", "pricing"):
            assert after.get(name) == (value or ([] if name == "images" else None))


@pytest.mark.parametrize(
    ("body", "refused", "path"),
    [
        ({"variantName": None}, "VALIDATION_ERROR", "variantName"),
        ({"grade": ""}, "VALIDATION_ERROR", "grade"),
        ({"tracking": None}, "VALIDATION_ERROR", "tracking"),
        ({"status": "gone"}, "VALIDATION_ERROR", "status"),
        ({"position": -1}, "VALIDATION_ERROR", "position"),
        ({"listPrice": "12"}, "VALIDATION_ERROR", "listPrice"),
        ({"images": ["javascript:alert(1)"]}, "VALIDATION_ERROR", "images.0"),
        ({"gtin": "12345670x"}, "VALIDATION_ERROR", "gtin"),
        ({"packs": [{"gtin": EAN, "quantity": 0}]}, "VALIDATION_ERROR", "packs.0.quantity"),
        ({"variantSku": "OTHER"}, "VALIDATION_ERROR", "variantSku"),
        ({"pricing": []}, "INVALID_PRICING", "pricing"),
        ({"pricing": {"12": 1, "twelve": 2}}, "INVALID_PRICING", "pricing.twelve"),
        ({"pricing": [{"contractLength": 6, "monthlyPrice": 1}] * 2}, "INVALID_PRICING", "pricing.1.contractLength"),
    ],
    ids=str,
)
def test_what_is_sent_is_judged(house: House, body: dict[str, Any], refused: str, path: str) -> None:
    product_id = make(house)
    before = first(house, product_id)
    answer = patch(house, before["variantId"], {"condition": "New", **body})
    assert (code(answer), paths(answer)) == ((400, refused), [path])
    assert first(house, product_id) == before


def test_a_gtin_of_another_product_is_refused(house: House) -> None:
    mine, theirs = first(house, make(house)), first(house, make(house, "TAB"))
    assert patch(house, theirs["variantId"], {"gtin": EAN}).status_code == 200
    answer = patch(house, mine["variantId"], {"gtin": EAN})
    assert (code(answer), paths(answer)) == ((400, "DUPLICATE_GTIN"), ["gtin"])


def test_a_version_is_honoured_if_it_is_sent_and_every_change_raises_it(house: House) -> None:
    product_id = make(house)
    one = first(house, product_id)
    after = patch(house, one["variantId"], {"version": one["version"], "grade": "B"}).get_json()
    assert after["version"] > one["version"]
    assert shown(house, product_id)["version"] > 1
    assert code(patch(house, one["variantId"], {"version": one["version"], "grade": "C"})) == (409, "STALE_VERSION")
    assert first(house, product_id)["grade"] == "B"


def test_a_form_that_was_opened_before_is_stale(lite: House) -> None:
    product_id = make(lite)
    page, where = lite.page("mo"), f"/products/{product_id}/edit"
    patch(lite, first(lite, product_id)["variantId"], {"grade": "C"})
    answer = page.fill(where, version="1")
    assert answer.status_code == 409


def test_orders_keep_it_active(house: House) -> None:
    one = first(house, make(house))

    def refuse(work: Work, variant_id: str, sku: str) -> None:
        if variant_id == one["variantId"]:
            raise VariantInUse(sku=sku, users="2 orders")

    variant_retiring.subscribe(refuse)
    answer = patch(house, one["variantId"], {"status": "inactive", "grade": "E"})
    assert code(answer) == (409, "VARIANT_IN_USE")
    assert first(house, one["productId"]) == one


def test_places_among_the_others(house: House) -> None:
    product_id = make(house, grades="ABC")
    ids = {v["grade"]: v["variantId"] for v in shown(house, product_id)["variants"]}
    for grade, place, order in (("C", 0, "CAB"), ("C", 1, "ACB"), ("A", 99, "CBA"), ("B", 1, "CBA")):
        assert patch(house, ids[grade], {"position": place}).status_code == 200
        assert "".join(v["grade"] for v in shown(house, product_id)["variants"]) == order


def test_unknown_and_foreign_variants_are_not_found(house: House) -> None:
    one = first(house, make(house))
    for there, variant_id in ((house, "var_unknown"), (new_house(house.app), one["variantId"])):
        assert code(patch(there, variant_id, {"grade": "B"})) == (404, "NOT_FOUND")
