"""PUT /v1/products/{productId}: what is sent replaces, what is not sent stays."""

from decimal import Decimal
from typing import Any

import pytest

from tests.catalog.making import EAN, OTHER, code, make, paths, shown, statuses, variant
from tests.catalog.seed import OPENAPI_EXAMPLE
from tests.house import House, new_house


def put(house: House, product_id: str, body: dict[str, Any]) -> Any:
    return house.api().send("PUT", f"/v1/products/{product_id}", body)


def test_one_field_leaves_the_others(house: House) -> None:
    product_id = make(house, grades="AB", description="Old words", images=["https://example.com/a.jpg"])
    before = shown(house, product_id)
    answer = put(house, product_id, {"name": "New name"})
    assert answer.status_code == 200, answer.text
    assert answer.get_json() == {
        "success": True, "message": "Product updated", "productId": product_id, "productSku": "LAP",
        "operation": "updated", "variantResults": [],
    }  # fmt: skip
    changing = {"name", "version", "updatedAt"}
    after = shown(house, product_id)
    assert after["name"] == "New name"
    assert {k: v for k, v in after.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }


def test_nothing_sent_changes_nothing_and_what_was_read_can_be_sent_back(house: House) -> None:
    made = house.api().send("POST", "/v1/products", raw=OPENAPI_EXAMPLE.encode())
    product_id = made.get_json()["productId"]
    before = shown(house, product_id)
    assert put(house, product_id, {}).status_code == 200
    read = {**shown(house, product_id), "calculatedAt": None}
    answer = put(house, product_id, read)
    assert answer.status_code == 200, answer.text
    after = shown(house, product_id)
    assert after["specificationDetails"] == before["specificationDetails"]
    for one in (*before["variants"], *after["variants"]):
        del one["updatedAt"], one["version"]
    assert after["variants"] == before["variants"]


def test_null_clears_what_may_be_empty_and_is_refused_elsewhere(house: House) -> None:
    product_id = make(house, description="Words", images=["https://example.com/a.jpg"])
    assert put(house, product_id, {"description": None, "images": None}).status_code == 200
    after = shown(house, product_id)
    assert ("description" in after, after["images"]) == (False, [])
    for name in ("name", "specification", "category", "brand", "status"):
        answer = put(house, product_id, {name: None})
        assert (code(answer), paths(answer)) == ((400, "VALIDATION_ERROR"), [name])


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"name": ""}, "name"),
        ({"status": "gone"}, "status"),
        ({"images": ["ftp://example.com"]}, "images.0"),
        ({"variants": [{"variantSku": "LAP-A", "grade": ""}]}, "variants.0.grade"),
        ({"variants": [{"variantSku": "LAP-A", "listPrice": -1}]}, "variants.0.listPrice"),
        ({"variants": [{"variantSku": "LAP-A", "gtin": "4006381333932"}]}, "variants.0.gtin"),
        ({"variants": [{"variantSku": "LAP-A", "tracking": "pile"}]}, "variants.0.tracking"),
        ({"variants": [{"variantSku": "LAP-A"}, {"variantSku": "LAP-A"}]}, "variants.1.variantSku"),
        ({"productSku": "OTHER"}, "productSku"),
        ({"variants": [{"variantId": "var_unknown", "grade": "B"}]}, "variants.0.variantId"),
        ({"version": 0}, "version"),
    ],
    ids=str,
)
def test_what_is_sent_is_judged_and_nothing_is_written(house: House, body: dict[str, Any], path: str) -> None:
    product_id = make(house)
    before = shown(house, product_id)
    answer = put(house, product_id, {"brand": "Zed", **body})
    assert (code(answer), paths(answer)) == ((400, "VALIDATION_ERROR"), [path])
    assert shown(house, product_id) == before


@pytest.mark.parametrize(
    ("pricing", "path"),
    [
        ([], "pricing"),
        ({}, "pricing"),
        ([{"contractLength": 12}], "pricing.0.monthlyPrice"),
        ({"12.5": 9}, "pricing.12.5"),
        ({"12": -1}, "pricing.12"),
        (
            [{"contractLength": 12, "monthlyPrice": 1}, {"contractLength": 12, "monthlyPrice": 2}],
            "pricing.1.contractLength",
        ),
    ],
    ids=str,
)
def test_prices_that_cannot_be_used(house: House, pricing: Any, path: str) -> None:
    product_id = make(house)
    answer = put(house, product_id, {"variants": [{"variantSku": "LAP-A", "pricing": pricing}]})
    assert (code(answer), paths(answer)) == ((400, "INVALID_PRICING"), [f"variants.0.{path}"])


def test_a_variant_is_known_by_its_sku_or_its_id_and_keeps_what_was_not_sent(house: House) -> None:
    product_id = make(house, grades="AB")
    b = variant(house, product_id, "LAP-B")
    sent = [{"variantSku": "LAP-A", "colorName": "Silver"}, {"variantId": b["variantId"], "listPrice": 99.5}]
    answer = put(house, product_id, {"variants": sent})
    assert answer.get_json()["variantResults"] == [
        {"variantSku": "LAP-A", "operation": "update"},
        {"variantSku": "LAP-B", "operation": "update"},
    ]
    a, b_after = variant(house, product_id, "LAP-A"), variant(house, product_id, "LAP-B")
    assert (a["colorName"], a["listPrice"], a["pricing"][0]) == (
        "Silver",
        2499,
        {"contractLength": 12, "monthlyPrice": 159},
    )
    assert (b_after["listPrice"], b_after["pricing"]) == (99.5, b["pricing"])
    renamed = put(house, product_id, {"variants": [{"variantId": b["variantId"], "variantSku": "NEW"}]})
    assert (code(renamed), paths(renamed)) == ((400, "VALIDATION_ERROR"), ["variants.0.variantSku"])


def test_an_unknown_sku_makes_a_variant_which_must_be_whole(house: House) -> None:
    product_id = make(house)
    answer = put(house, product_id, {"variants": [{"variantSku": "LAP-C", "grade": "C"}]})
    assert (code(answer), paths(answer)) == (
        (400, "VALIDATION_ERROR"),
        ["variants.0.variantName", "variants.0.pricing"],
    )
    whole = {"variantSku": "LAP-C", "variantName": "Worn", "grade": "c", "pricing": {"12": 10}, "gtin": EAN}
    answer = put(house, product_id, {"variants": [whole]})
    assert answer.get_json()["variantResults"] == [{"variantSku": "LAP-C", "operation": "create"}]
    made = variant(house, product_id, "LAP-C")
    assert (made["grade"], made["status"], made["tracking"], made["gtin"]) == ("C", "active", "serial", EAN)
    assert [one["variantSku"] for one in shown(house, product_id)["variants"]] == ["LAP-A", "LAP-C"]


def test_short_names_and_a_map_of_prices(house: House) -> None:
    """C-15."""
    product_id = make(house)
    sent = {"sku": "LAP-A", "specification": "M3 Max", "color": "Black", "pricing": {"24": 101.5, "6": 189}}
    assert put(house, product_id, {"variants": [sent]}).status_code == 200
    after = variant(house, product_id, "LAP-A")
    assert (after["variantName"], after["colorName"]) == ("M3 Max", "Black")
    assert [(t["contractLength"], t["monthlyPrice"]) for t in after["pricing"]] == [(6, 189), (24, 101.5)]
    both = {"sku": "IGNORED", "variantSku": "LAP-A", "color": "Red", "colorName": "Blue"}
    put(house, product_id, {"variants": [both]})
    assert variant(house, product_id, "LAP-A")["colorName"] == "Blue"


def test_a_tier_that_stays_keeps_what_was_not_sent_of_it(house: House) -> None:
    product_id = make(house)
    tier = {"contractLength": 12, "monthlyPrice": 100, "setupFee": 20, "source": "suggested", "presetUsed": "Usual"}
    tier["discount"] = {"type": "percentage", "value": 5}
    put(house, product_id, {"variants": [{"sku": "LAP-A", "pricing": [tier]}]})
    put(house, product_id, {"variants": [{"sku": "LAP-A", "pricing": {"12": 100}}]})
    assert variant(house, product_id, "LAP-A")["pricing"] == [tier]
    put(house, product_id, {"variants": [{"sku": "LAP-A", "pricing": {"12": 90, "24": 80}}]})
    dearer, new = variant(house, product_id, "LAP-A")["pricing"]
    kept = {name: tier[name] for name in ("contractLength", "setupFee", "discount")}
    assert dearer == {**kept, "monthlyPrice": 90}, "where the old price came from is no news of the new one"
    assert new == {"contractLength": 24, "monthlyPrice": 80}
    cleared = [{"contractLength": 12, "monthlyPrice": 90, "setupFee": None, "discount": None}]
    put(house, product_id, {"variants": [{"sku": "LAP-A", "pricing": cleared}]})
    assert variant(house, product_id, "LAP-A")["pricing"] == [{"contractLength": 12, "monthlyPrice": 90}]


def test_skus_and_gtins_of_others_are_refused(house: House) -> None:
    mine, theirs = make(house), make(house, "TAB")
    put(house, theirs, {"variants": [{"sku": "TAB-A", "gtin": EAN}]})
    whole = {"variantSku": "TAB-A", "variantName": "x", "grade": "A", "pricing": {"12": 1}}
    answer = put(house, mine, {"variants": [whole]})
    assert (code(answer), paths(answer)) == ((400, "DUPLICATE_SKU"), ["variants.0.variantSku"])
    answer = put(house, mine, {"name": "x", "variants": [{"sku": "LAP-A", "gtin": EAN}]})
    assert (code(answer), paths(answer)) == ((400, "DUPLICATE_GTIN"), ["variants.0.gtin"])
    assert shown(house, mine)["name"] == "Laptop LAP"
    assert put(house, mine, {"variants": [{"sku": "LAP-A", "gtin": OTHER}]}).status_code == 200


def test_the_status_discontinues_and_brings_back(house: House) -> None:
    product_id = make(house, grades="AB")
    assert put(house, product_id, {"status": "discontinued", "name": "Old"}).status_code == 200
    assert statuses(house, product_id) == ("discontinued", {"LAP-A": "inactive", "LAP-B": "inactive"})
    whole = {"variantSku": "LAP-C", "variantName": "x", "grade": "C", "pricing": {"12": 1}}
    put(house, product_id, {"variants": [whole]})
    assert statuses(house, product_id)[1]["LAP-C"] == "inactive", "a discontinued product has no active variants"
    new = {**whole, "variantSku": "LAP-D"}
    assert put(house, product_id, {"status": "active", "variants": [new]}).status_code == 200
    resting = {"LAP-A": "inactive", "LAP-B": "inactive", "LAP-C": "inactive", "LAP-D": "active"}
    assert statuses(house, product_id) == ("active", resting)
    put(house, product_id, {"status": "active"})
    assert statuses(house, product_id) == ("active", resting)


def test_a_version_is_honoured_if_it_is_sent(house: House) -> None:
    product_id = make(house)
    version = shown(house, product_id)["version"]
    assert put(house, product_id, {"name": "One", "version": version}).status_code == 200
    assert code(put(house, product_id, {"name": "Two", "version": version})) == (409, "STALE_VERSION")
    assert shown(house, product_id)["name"] == "One"
    assert put(house, product_id, {"name": "Two"}).status_code == 200


def test_unknown_and_foreign_products_are_not_found(house: House) -> None:
    product_id = make(house)
    other = new_house(house.app)
    for there, one in ((house, "prod_unknown"), (other, product_id)):
        assert code(put(there, one, {"name": "x"})) == (404, "NOT_FOUND")


def test_a_repeat_with_its_key_is_done_once(house: House) -> None:
    product_id = make(house)
    version, door = shown(house, product_id)["version"], house.api()
    first, again = (
        door.send("PUT", f"/v1/products/{product_id}", {"name": "Once"}, Idempotency_Key="put-1") for _ in range(2)
    )
    assert (first.get_json(), again.headers["Idempotent-Replayed"]) == (again.get_json(), "true")
    assert shown(house, product_id)["version"] == version + 1


def test_money_is_exact(house: House) -> None:
    product_id = make(house)
    put(house, product_id, {"variants": [{"sku": "LAP-A", "pricing": {"12": Decimal("0.07")}, "acquisitionCost": 0}]})
    text = house.api().get(f"/v1/products/{product_id}").text
    assert '"monthlyPrice":0.07' in text
    assert '"acquisitionCost":0' in text
    answer = put(house, product_id, {"variants": [{"sku": "LAP-A", "pricing": {"12": Decimal("0.001")}}]})
    assert code(answer) == (400, "INVALID_PRICING")
