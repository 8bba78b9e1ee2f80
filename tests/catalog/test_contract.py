"""The seed's checklist and contradictions as far as products go, a test for each, from the published texts.

C-12 to C-15 of changes and lists have more beside their operations: changes/ and variants/.
"""

from typing import Any

import pytest
import simplejson

from tests.catalog.making import code, paths, shown
from tests.catalog.seed import COMPLETE, MINIMAL, OPENAPI_EXAMPLE, minimal, with_tier, with_variant
from tests.house import House


def send(house: House, text: str) -> Any:
    return house.api().send("POST", "/v1/products", raw=text.encode())


def test_1_the_minimal_body_makes_a_product(house: House) -> None:
    body = send(house, MINIMAL).get_json()
    assert (body["success"], body["operation"], body["productSku"]) == (True, "created", "MACBOOK-PRO-16")
    assert body["variantResults"] == [{"variantSku": "MACBOOK-PRO-16-M3-BASE", "operation": "create"}]


def test_2_the_complete_body_updates_it_and_leaves_the_other_variant(house: House) -> None:
    product_id = send(house, MINIMAL).get_json()["productId"]
    before = shown(house, product_id)["variants"]
    answer = send(house, COMPLETE)
    body = answer.get_json()
    assert (answer.status_code, body["operation"], body["productId"]) == (201, "updated", product_id)
    assert [one["operation"] for one in body["variantResults"]] == ["create"] * 3
    after = shown(house, product_id)["variants"]
    assert len(after) == 4
    assert before[0] in after


def test_3_the_schema_example_is_taken(house: House) -> None:
    assert send(house, OPENAPI_EXAMPLE).status_code == 201


@pytest.mark.parametrize(
    ("body", "refused", "path"),
    [
        ({name: value for name, value in minimal().items() if name != "variants"}, "VALIDATION_ERROR", "variants"),
        (with_variant(pricing=[]), "INVALID_PRICING", "variants.0.pricing"),
        (with_tier(monthlyPrice=None), "INVALID_PRICING", "variants.0.pricing.0.monthlyPrice"),
        (with_tier(contractLength=12.5), "INVALID_PRICING", "variants.0.pricing.0.contractLength"),
    ],
    ids=["no variants", "no prices", "no monthly price", "half a month"],
)
def test_4_what_is_wrong_is_named(house: House, body: Any, refused: str, path: str) -> None:
    answer = house.api().post("/v1/products", body)
    assert (code(answer), paths(answer)) == ((400, refused), [path])


def test_5_a_sku_of_another_product_is_refused_whole(house: House) -> None:
    send(house, MINIMAL)
    answer = house.api().post("/v1/products", minimal(productSku="OTHER"))
    assert code(answer) == (400, "DUPLICATE_SKU")
    assert [one["productSku"] for one in house.api().get("/v1/products").get_json()["products"]] == ["MACBOOK-PRO-16"]


def test_c08_any_grade_is_taken_and_a_letter_becomes_a_capital(house: House) -> None:
    for sent, kept in (("a", "A"), ("E", "E"), ("Grade A - Like New", "Grade A - Like New"), ("F", "F")):
        answer = house.api().post("/v1/products", with_variant(grade=sent))
        assert answer.status_code == 201
        assert shown(house, answer.get_json()["productId"])["variants"][0]["grade"] == kept
    assert "Not A to E" in house.page("mo").get(f"/products/{answer.get_json()['productId']}").text
    assert code(house.api().post("/v1/products", with_variant(grade="x" * 51))) == (400, "VALIDATION_ERROR")


def test_c09_a_specification_is_a_text_or_an_object(house: House) -> None:
    product = shown(house, send(house, OPENAPI_EXAMPLE).get_json()["productId"])
    assert product["specification"].startswith("processor: Apple M3 Pro; memory: 18GB; ")
    assert product["specificationDetails"] == simplejson.loads(OPENAPI_EXAMPLE)["specification"]
    plain = shown(house, send(house, MINIMAL).get_json()["productId"])
    assert (plain["specification"], "specificationDetails" in plain) == ("Apple Silicon laptop", False)


def test_c10_an_update_by_post_is_201_too(house: House) -> None:
    answers = [send(house, MINIMAL) for _ in range(2)]
    assert [(one.status_code, one.get_json()["operation"]) for one in answers] == [(201, "created"), (201, "updated")]


def test_c11_a_list_counts_variants_and_shows_them_when_asked(house: House) -> None:
    send(house, COMPLETE)
    [plain] = house.api().get("/v1/products").get_json()["products"]
    [full] = house.api().get("/v1/products?include=variants").get_json()["products"]
    assert (plain["variantCount"], "variants" in plain, len(full["variants"])) == (3, False, 3)


def test_c12_a_put_is_partial_and_sets_the_status(house: House) -> None:
    product_id = send(house, COMPLETE).get_json()["productId"]
    before = shown(house, product_id)
    answer = house.api().send("PUT", f"/v1/products/{product_id}", {"status": "discontinued"})
    assert (answer.status_code, answer.get_json()["operation"]) == (200, "updated")
    after = shown(house, product_id)
    assert (after["status"], {one["status"] for one in after["variants"]}) == ("discontinued", {"inactive"})
    assert [one["pricing"] for one in after["variants"]] == [one["pricing"] for one in before["variants"]]


def test_c12_the_whole_body_of_a_create_is_taken_by_put(house: House) -> None:
    product_id = send(house, MINIMAL).get_json()["productId"]
    answer = house.api().send("PUT", f"/v1/products/{product_id}", raw=COMPLETE.encode())
    assert [one["operation"] for one in answer.get_json()["variantResults"]] == ["create"] * 3
    assert shown(house, product_id)["description"].startswith("Professional laptop")


def test_c13_the_list_of_variants_has_six_filters_and_the_names_of_the_samples(house: House) -> None:
    send(house, COMPLETE)
    query = "status=active&productSku=MACBOOK-PRO-16&grade=B&sku=silver&category=Laptops&brand=Apple"
    body = house.api().get(f"/v1/products/variants?{query}").get_json()
    assert body["limit"] == 50
    [one] = body["variants"]
    assert (one["sku"], one["productName"]) == (one["variantSku"], 'MacBook Pro 16"')


def test_c15_short_names_and_a_map_of_prices_are_taken_by_put(house: House) -> None:
    product_id = send(house, MINIMAL).get_json()["productId"]
    sent = {"sku": "MACBOOK-PRO-16-M3-BASE", "specification": "M3 Max", "color": "Silver", "pricing": {"12": 189}}
    assert house.api().send("PUT", f"/v1/products/{product_id}", {"variants": [sent]}).status_code == 200
    [one] = shown(house, product_id)["variants"]
    assert (one["variantName"], one["colorName"]) == ("M3 Max", "Silver")
    assert one["pricing"] == [{"contractLength": 12, "monthlyPrice": 189}]
