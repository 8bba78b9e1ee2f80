"""The form that edits a product."""

from typing import Any

from tests.catalog.seed import COMPLETE, OPENAPI_EXAMPLE, minimal, with_tier, with_variant
from tests.doors import fields_of
from tests.house import House


def make(house: House, body: Any = None, text: str | None = None) -> str:
    raw = text.encode() if text else None
    answer = house.api().send("POST", "/v1/products", body or (None if raw else minimal()), raw=raw)
    assert answer.status_code == 201, answer.text
    product_id: str = answer.get_json()["productId"]
    return product_id


def read(house: House, product_id: str) -> dict[str, Any]:
    body: dict[str, Any] = house.api().get(f"/v1/products/{product_id}").get_json()
    return body


def edit(product_id: str) -> str:
    return f"/products/{product_id}/edit"


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two products differ in nothing but how often and when they were written."""

    def bare(body: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in body.items() if name not in ("updatedAt", "version")}

    def still(body: dict[str, Any]) -> dict[str, Any]:
        return {**bare(body), "variants": [bare(variant) for variant in body["variants"]]}

    return still(one) == still(other)


def test_opened_and_saved_untouched_changes_nothing(house: House) -> None:
    tier = {
        "setupFee": 5,
        "discount": {"type": "percentage", "value": 5, "description": "Spring\nand summer"},
        "source": "suggested",
        "calculatedAt": "2025-01-15T10:30:00Z",
        "presetUsed": "default",
    }
    for text, body in ((COMPLETE, None), (OPENAPI_EXAMPLE, None), (None, {**with_tier(**tier), "productSku": "T"})):
        if body:
            body["variants"][0] |= {"variantSku": "T-1", "grade": "As new", "images": ["https://example.com/v.jpg"]}
        product_id = make(house, body, text)
        before = read(house, product_id)
        answer = house.page("mo").fill(edit(product_id))
        assert answer.status_code == 303, answer.text
        assert same(before, read(house, product_id))


def test_what_is_typed_is_saved_and_blanks_clear(house: House) -> None:
    product_id = make(house, text=COMPLETE)
    changes = {
        "name": "MacBook Pro 16 (2024)",
        "description": "",
        "images": "",
        "variants-0-grade": "C",
        "variants-0-colorName": "",
        "variants-0-listPrice": "",
        "variants-0-pricing-0-monthlyPrice": "205,50",
    }
    answer = house.page("mo").fill(edit(product_id), **changes)
    assert answer.status_code == 303, answer.text
    assert "is saved" in house.page("mo").get(answer.location).text
    after = read(house, product_id)
    assert (after["name"], after["images"]) == ("MacBook Pro 16 (2024)", [])
    assert "description" not in after
    variant = after["variants"][0]
    assert variant["grade"] == "C"
    assert not {"colorName", "listPrice"} & set(variant)
    assert variant["pricing"][0] == {"contractLength": 6, "monthlyPrice": 205.5, "source": "manual"}
    assert variant["pricing"][1] == {"contractLength": 12, "monthlyPrice": 159}


def test_a_copy_becomes_a_new_variant(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    answer = page.post(edit(product_id), {**fields, "_copy": "variants-0"})
    copied = fields_of(answer.text)
    assert copied["variants-1-variantId"] == ""
    assert copied["variants-1-variantName"] == fields["variants-0-variantName"]
    assert page.post(edit(product_id), copied).status_code == 422
    answer = page.post(edit(product_id), {**copied, "variants-1-variantSku": "MACBOOK-B", "variants-1-grade": "B"})
    assert answer.status_code == 303
    variants = read(lite, product_id)["variants"]
    assert [v["variantSku"] for v in variants] == ["MACBOOK-PRO-16-M3-BASE", "MACBOOK-B"]
    assert variants[1]["pricing"] == [{**tier, "source": "manual"} for tier in variants[0]["pricing"]]


def test_a_change_meanwhile_is_shown_beside_what_was_typed(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    pricing = [{**tier} for tier in minimal()["variants"][0]["pricing"]]
    pricing[1]["monthlyPrice"] = 135
    lite.api().post("/v1/products", with_variant(pricing=pricing))
    answer = page.post(edit(product_id), {**fields, "variants-0-pricing-1-monthlyPrice": "133"})
    assert answer.status_code == 409
    assert "changed since you opened it" in answer.text
    assert answer.text.count("Saved now:") == 2  # at the one price that both changed, and in the list above
    assert "Saved now: 135.00." in answer.text
    again = fields_of(answer.text)
    assert again["variants-0-pricing-1-monthlyPrice"] == "133"
    assert page.post(edit(product_id), again).status_code == 303
    assert [t["monthlyPrice"] for t in read(lite, product_id)["variants"][0]["pricing"]] == [159, 133, 109]


def test_what_was_not_touched_is_taken_over_from_who_saved_first(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    lite.api().post("/v1/products", {**with_tier(monthlyPrice=140), "name": "Renamed meanwhile"})
    answer = page.post(edit(product_id), {**fields, "brand": "Mine", "variants-0-pricing-1-monthlyPrice": "133"})
    assert answer.status_code == 409
    assert "Saved now:" not in answer.text
    assert (
        "Taken over from it: Name: Renamed meanwhile; MACBOOK-PRO-16-M3-BASE, 12 months, Monthly price: 140.00."
        in answer.text
    )
    again = fields_of(answer.text)
    assert (again["brand"], again["name"], again["version"]) == ("Mine", "Renamed meanwhile", "2")
    assert read(lite, product_id)["brand"] == "Apple"
    assert page.post(edit(product_id), again).status_code == 303
    after = read(lite, product_id)
    assert (after["brand"], after["name"]) == ("Mine", "Renamed meanwhile")
    assert [t["monthlyPrice"] for t in after["variants"][0]["pricing"]] == [140, 133, 109]


def test_rows_moved_added_and_removed_meanwhile_are_merged(lite: House) -> None:
    one = minimal()["variants"][0]
    product_id = make(lite, minimal(variants=[one, {**one, "variantSku": "OTHER"}]))
    page = lite.page("mo")
    answer = page.post(edit(product_id), {**fields_of(page.get(edit(product_id)).text), "_down": "variants-0"})
    moved = fields_of(answer.text)
    tiers = [{"contractLength": 12, "monthlyPrice": 160}, {"contractLength": 48, "monthlyPrice": 80}]
    lite.api().post("/v1/products", minimal(variants=[{**one, "pricing": tiers}]))
    answer = page.post(edit(product_id), {**moved, "variants-0-variantName": "Typed"})
    assert answer.status_code == 409
    again = fields_of(answer.text)
    assert [again[f"variants-{n}-variantSku"] for n in (0, 1)] == ["OTHER", one["variantSku"]]
    assert page.post(edit(product_id), again).status_code == 303
    variants = read(lite, product_id)["variants"]
    assert [v["variantSku"] for v in variants] == ["OTHER", one["variantSku"]]
    assert variants[0]["variantName"] == "Typed"
    assert [(t["contractLength"], t["monthlyPrice"]) for t in variants[1]["pricing"]] == [(12, 160), (48, 80)]


def test_a_form_whose_seal_is_broken_asks_about_every_difference(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    lite.api().post("/v1/products", minimal(name="Renamed meanwhile"))
    for seen in ("", "x", fields["seen"][:-3] + "xyz", fields["seen"] * 2):
        answer = page.post(edit(product_id), {**fields, "seen": seen})
        assert answer.status_code == 409
        assert "Saved now: Renamed meanwhile." in answer.text


def test_a_variant_added_meanwhile_stays(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    lite.api().post("/v1/products", with_variant(variantSku="ADDED"))
    answer = page.post(edit(product_id), fields)
    assert "ADDED is not in this form; it stays as it is." in answer.text
    assert page.post(edit(product_id), fields_of(answer.text)).status_code == 303
    assert len(read(lite, product_id)["variants"]) == 2


def test_the_sku_stays(lite: House) -> None:
    product_id = make(lite)
    answer = lite.page("mo").fill(edit(product_id), productSku="OTHER")
    assert answer.status_code == 422
    assert "The SKU stays MACBOOK-PRO-16" in answer.text
    assert read(lite, product_id)["productSku"] == "MACBOOK-PRO-16"


def test_an_error_keeps_every_word(lite: House) -> None:
    product_id = make(lite)
    answer = lite.page("mo").fill(edit(product_id), **{"name": "", "brand": "Typed", "variants-0-listPrice": "much"})
    assert answer.status_code == 422
    again = fields_of(answer.text)
    assert (again["brand"], again["variants-0-listPrice"], again["version"]) == ("Typed", "much", "1")
    assert read(lite, product_id)["brand"] == "Apple"


def test_more_variants_than_one_form_holds_are_edited_in_parts(lite: House) -> None:
    one = minimal()["variants"][0]
    product_id = make(lite, minimal(variants=[{**one, "variantSku": f"V-{n:03d}"} for n in range(45)]))
    first = fields_of(lite.page("mo").get(edit(product_id)).text)
    assert "variants-39-variantSku" in first
    assert "variants-40-variantSku" not in first
    rest = f"{edit(product_id)}?from=40"
    assert fields_of(lite.page("mo").get(rest).text)["variants-0-variantSku"] == "V-040"
    assert lite.page("mo").fill(rest, **{"variants-0-variantName": "The forty-first"}).status_code == 303
    assert read(lite, product_id)["variants"][40]["variantName"] == "The forty-first"
    assert len(read(lite, product_id)["variants"]) == 45


def test_unknown_products_and_operators(lite: House) -> None:
    product_id = make(lite)
    assert lite.page("mo").get(edit("prod_unknown")).status_code == 404
    assert lite.page("olga").get(edit(product_id)).status_code == 403


def test_gtins_packs_and_tracking_are_edited(house: House) -> None:
    body = with_variant(gtin="4006381333931", packs=[{"gtin": "14006381333938", "quantity": 10}], tracking="lot")
    product_id = make(house, body)
    page = house.page("mo")
    before = read(house, product_id)
    fields = fields_of(page.get(edit(product_id)).text)
    assert (fields["variants-0-gtin"], fields["variants-0-tracking"]) == ("4006381333931", "lot")
    assert fields["variants-0-packs"].strip() == "14006381333938 10"
    assert page.post(edit(product_id), fields).status_code == 303
    assert same(before, read(house, product_id))
    wrong = {**fields_of(page.get(edit(product_id)).text), "variants-0-packs": "14006381333939 10"}
    answer = page.post(edit(product_id), wrong)
    assert answer.status_code == 422
    assert fields_of(answer.text)["variants-0-packs"].strip() == "14006381333939 10"
    cleared = {**fields_of(answer.text), "variants-0-packs": "", "variants-0-gtin": "", "variants-0-tracking": "count"}
    assert page.post(edit(product_id), cleared).status_code == 303
    variant = read(house, product_id)["variants"][0]
    assert "gtin" not in variant
    assert "packs" not in variant
    assert variant["tracking"] == "count"


def test_a_price_typed_over_a_suggestion_came_by_hand(lite: House) -> None:
    origin = {"source": "suggested", "calculatedAt": "2025-01-15T10:30:00Z", "presetUsed": "Standard"}
    product_id = make(lite, with_tier(**origin))
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    at = "variants-0-pricing-0"
    assert fields[f"{at}-source"] == "suggested"
    refused = page.post(edit(product_id), {**fields, "name": "", f"{at}-monthlyPrice": "170"})
    assert fields_of(refused.text)[f"{at}-presetUsed"] == "Standard"
    assert page.post(edit(product_id), {**fields_of(refused.text), "name": "N"}).status_code == 303
    tier = read(lite, product_id)["variants"][0]["pricing"][0]
    assert tier == {"contractLength": 12, "monthlyPrice": 170, "source": "manual"}


def test_a_suggestion_that_is_used_says_where_it_came_from(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    fields = fields_of(page.get(edit(product_id)).text)
    used = fields_of(page.post(edit(product_id), {**fields, "_use": "variants-0-pricing-0"}).text)
    assert page.post(edit(product_id), used).status_code == 303
    tier = read(lite, product_id)["variants"][0]["pricing"][0]
    assert tier["source"] == "suggested"
    assert tier["presetUsed"]
    assert tier["calculatedAt"]
