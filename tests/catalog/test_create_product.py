"""The form of a new product."""

from typing import Any

from werkzeug.test import TestResponse

from tests.catalog.seed import minimal
from tests.doors import fields_of
from tests.house import House

NEW = "/products/new"


def typed(variant: int, grade: str, prices: dict[int, str]) -> dict[str, str]:
    """What a person types into one variant's card whose rows of prices are there."""
    at = f"variants-{variant}"
    fields = {
        f"{at}-variantSku": f"PHONE-{grade}",
        f"{at}-variantName": f"Phone, grade {grade}",
        f"{at}-grade": grade,
        f"{at}-listPrice": "799",
        f"{at}-acquisitionCost": "450,50",
    }
    for row, price in prices.items():
        fields[f"{at}-pricing-{row}-monthlyPrice"] = price
    return fields


OWN = {
    "productSku": "PHONE",
    "name": "Phone 15",
    "specification": "A phone",
    "category": "Phones",
    "brand": "Acme",
    "images": "https://example.com/a.jpg\nhttps://example.com/b.jpg",
}


def press(house: House, sent: dict[str, Any], verb: str, target: str) -> dict[str, str]:
    """Press one of the form's row buttons without JavaScript; what the form holds then."""
    answer = house.page("mo").post(NEW, {**sent, f"_{verb}": target})
    assert answer.status_code == 200
    return fields_of(answer.text)


def lengths(fields: dict[str, str], variant: int) -> list[str]:
    return [
        value
        for name, value in fields.items()
        if name.startswith(f"variants-{variant}-pricing-") and name.endswith("-contractLength")
    ]


def opened(house: House) -> dict[str, str]:
    answer = house.page("mo").get(NEW)
    assert answer.status_code == 200
    return fields_of(answer.text)


def made(house: House, answer: TestResponse) -> dict[str, Any]:
    assert answer.status_code == 303, answer.text
    product_id = answer.location.rsplit("/", 1)[-1]
    body: dict[str, Any] = house.api().get(f"/v1/products/{product_id}").get_json()
    return body


def test_three_variants_with_prices(house: House) -> None:
    fields = {**opened(house), **OWN, **typed(0, "A", {0: "59", 1: "49,95", 2: "45.50", 3: "40"})}
    months = lengths(fields, 0)
    assert len(months) >= 3
    for row, price in enumerate(months[3:], start=3):
        fields[f"variants-0-pricing-{row}-monthlyPrice"] = price
    for number, grade in ((1, "B"), (2, "C")):
        fields = press(house, fields, "copy", "variants-0")
        fields |= {f"variants-{number}-variantSku": f"PHONE-{grade}", f"variants-{number}-grade": grade}
    fields["variants-2-pricing-0-discount-value"] = "7.5"
    fields["variants-2-pricing-0-discount-type"] = "percentage"
    product = made(house, house.page("mo").post(NEW, fields))
    assert [v["variantSku"] for v in product["variants"]] == ["PHONE-A", "PHONE-B", "PHONE-C"]
    assert [v["grade"] for v in product["variants"]] == ["A", "B", "C"]
    assert all(len(v["pricing"]) == len(months) for v in product["variants"])
    assert product["variants"][0]["acquisitionCost"] == 450.5
    assert product["variants"][0]["pricing"][0]["source"] == "manual"
    assert product["variants"][2]["pricing"][0]["discount"] == {"type": "percentage", "value": 7.5}
    assert product["images"] == ["https://example.com/a.jpg", "https://example.com/b.jpg"]


def test_rows_come_and_go_and_nothing_typed_is_lost(lite: House) -> None:
    fields = {**opened(lite), **OWN, **typed(0, "A", {0: "59"})}
    rows = len(lengths(fields, 0))
    fields = press(lite, fields, "add", "variants-0-pricing")
    assert len(lengths(fields, 0)) == rows + 1
    fields = press(lite, fields, "remove", "variants-0-pricing-1")
    assert len(lengths(fields, 0)) == rows
    fields = press(lite, fields, "add", "variants")
    assert len(lengths(fields, 1)) == rows
    fields |= typed(1, "B", {0: "39"})
    fields = press(lite, fields, "remove", "variants-0")
    kept = {**OWN, **typed(0, "B", {0: "39"})}
    assert {name: fields[name] for name in kept} == kept
    assert not any(name.startswith("variants-1") for name in fields)
    assert lite.api().get("/v1/products").get_json()["count"] == 0


def test_an_error_keeps_every_word_and_stands_at_its_field(lite: House) -> None:
    fields = {**opened(lite), **OWN, **typed(0, "A", {0: "fifty-nine", 1: "49"}), "category": ""}
    answer = lite.page("mo").post(NEW, fields)
    assert answer.status_code == 422
    again = fields_of(answer.text)
    assert {name: again[name] for name in fields if not name.startswith("csrf")} == {
        name: value for name, value in fields.items() if not name.startswith("csrf")
    }
    assert "Type an amount such as 1800 or 159.95" in answer.text
    assert 'id="category-error"' in answer.text
    assert 'id="variants-0-pricing-0-monthlyPrice-error"' in answer.text


def test_prices_are_judged_at_their_rows(lite: House) -> None:
    fields = {**opened(lite), **OWN, **typed(0, "A", dict.fromkeys(range(9), "59"))}
    fields["variants-0-pricing-1-contractLength"] = fields["variants-0-pricing-0-contractLength"]
    rows = len(lengths(fields, 0))
    fields = {n: v for n, v in fields.items() if "pricing-" not in n or int(n.split("-")[3]) < rows}
    answer = lite.page("mo").post(NEW, fields)
    assert answer.status_code == 400
    assert "months stand twice" in answer.text
    assert 'id="variants-0-pricing-1-contractLength-error"' in answer.text


def test_an_existing_product_is_not_overwritten_but_opened(lite: House) -> None:
    product_id = lite.api().post("/v1/products", minimal()).get_json()["productId"]
    before = lite.api().get(f"/v1/products/{product_id}").get_json()
    fields = {**opened(lite), **OWN, **typed(0, "A", dict.fromkeys(range(4), "59"))}
    fields["productSku"] = "MACBOOK-PRO-16"
    fields = {n: v for n, v in fields.items() if "pricing-" not in n or n in opened(lite)}
    answer = lite.page("mo").post(NEW, fields)
    assert answer.status_code == 409
    assert f"/products/{product_id}" in answer.text
    assert "exists already" in answer.text
    assert fields_of(answer.text)["name"] == "Phone 15"
    assert lite.api().get(f"/v1/products/{product_id}").get_json() == before


def test_a_variant_sku_of_another_product_is_said_at_its_card(lite: House) -> None:
    lite.api().post("/v1/products", minimal())
    first = opened(lite)
    fields = {**first, **OWN, **typed(0, "A", {}), "variants-0-variantSku": "MACBOOK-PRO-16-M3-BASE"}
    fields |= {name: "59" for name in first if name.endswith("monthlyPrice")}
    answer = lite.page("mo").post(NEW, fields)
    assert answer.status_code == 400
    assert 'id="variants-0-variantSku-error"' in answer.text
    assert lite.api().get("/v1/products").get_json()["count"] == 1


def test_the_same_form_sent_twice_makes_one(lite: House) -> None:
    first = opened(lite)
    fields = {**first, **OWN, **typed(0, "A", {})}
    fields |= {name: "59" for name in first if name.endswith("monthlyPrice")}
    answers = [lite.page("mo").post(NEW, fields) for _ in range(2)]
    assert answers[0].location == answers[1].location


def test_only_a_manager_creates(lite: House) -> None:
    assert lite.page("olga").get(NEW).status_code == 403
    assert "New product" not in lite.page("olga").get("/products").text
    assert "New product" in lite.page("mo").get("/products").text
