"""The catalogue as a sheet that is imported again without loss, here and elsewhere."""

import csv
import io
from typing import Any

import pytest
from flask import Flask

from tests.house import House, new_house
from tests.imports.sheets import HEADER, errors_of, line, product_of, send, sheet
from webapp.core.listing.sheet import plain_text, safe_text

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''=1", "'", "plain", "it's", "'quoted'", "＝1"]


def export(house: House) -> str:
    with house.app.app_context():
        answer = house.page("vik").client.get(f"/{house.slug}/products/sheet.csv")
    assert answer.status_code == 200
    return answer.text


def full(house: House) -> None:
    """A catalogue that says everything there is to say."""
    body = {
        "productSku": "MBP", "name": '=HYPERLINK("x") 16"', "category": "+Laptops", "brand": "@Apple",
        "specification": {"processor": "M3", "memory": "18GB"}, "description": "Two\nlines; \"quoted\", and more",
        "images": ["https://example.com/a.jpg", "https://example.com/b.jpg?x=1,2"],
        "variants": [
            {
                "variantSku": "MBP-A", "variantName": "-Base", "grade": "A", "condition": "Like new",
                "colorName": "Café", "listPrice": 2499.95, "acquisitionCost": 1800, "tracking": "lot",
                "gtin": "4006381333931", "packs": [{"gtin": "14006381333938", "quantity": 10}],
                "images": ["https://example.com/c.jpg"],
                "pricing": [
                    {"contractLength": 9, "monthlyPrice": 159.5, "setupFee": 20,
                     "discount": {"type": "percentage", "value": 7.5, "description": "'=spring"},
                     "source": "suggested", "calculatedAt": "2025-01-15", "presetUsed": "Usual"},
                    {"contractLength": 12, "monthlyPrice": 1234.56, "discount": {"type": "fixed", "value": 3}},
                ],
            },
            {"variantSku": "MBP-B", "variantName": "Bare", "grade": "B",
             "pricing": [{"contractLength": 120, "monthlyPrice": 0}]},
        ],
    }  # fmt: skip
    assert house.api().post("/v1/products", body).status_code == 201
    found = product_of(house, "MBP")["variants"]["MBP-B"]
    answer = house.api().patch(f"/v1/products/variants/{found['variantId']}/status", {"status": "inactive"})
    assert answer.status_code == 200


def facts(house: House, sku: str, *gone: str) -> dict[str, Any]:
    product = product_of(house, sku)
    for one in (product, *product["variants"].values()):
        for name in ("productId", "variantId", "tenantId", "createdAt", "updatedAt", "version", *gone):
            one.pop(name, None)
        for tier in one.get("pricing", ()):
            for name in gone:
                tier.pop(name, None)
    return product


def test_what_comes_out_goes_in_again_and_changes_nothing(house: House) -> None:
    full(house)
    before = facts(house, "MBP")
    text = export(house)
    answer = send(house, text)
    assert errors_of(answer) == []
    assert facts(house, "MBP") == before
    assert "2 as they were" in house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["summary"]


def test_another_tenant_gets_the_same_catalogue(sqlite_app: Flask) -> None:
    """But for what only this house can know: an object's shape, and where a price came from."""
    with sqlite_app.app_context():
        here, there = new_house(sqlite_app), new_house(sqlite_app)
        full(here)
        assert errors_of(send(there, export(here))) == []
        unsaid = ("specificationDetails", "source", "calculatedAt", "presetUsed")
        assert facts(there, "MBP", *unsaid) == facts(here, "MBP", *unsaid)


def test_the_published_header_comes_first(lite: House) -> None:
    full(lite)
    header, *rows = csv.reader(io.StringIO(export(lite).removeprefix("\ufeff"), newline=""))
    assert tuple(header[: len(HEADER)]) == HEADER
    assert {"9mo_Price", "9mo_Setup_Fee", "120mo_Price", "GTIN", "Tracking", "Product Status"} <= set(header)
    assert len(rows) == 2


def test_no_cell_of_it_is_a_formula(lite: House) -> None:
    full(lite)
    _, *rows = csv.reader(io.StringIO(export(lite).removeprefix("\ufeff"), newline=""))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝"))] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_what_is_made_safe_is_made_plain_again(text: str) -> None:
    assert plain_text(safe_text(text)) == text
    assert not safe_text(text).startswith(("=", "+", "-", "@", "＝"))


def test_a_price_in_effect_for_a_time_is_not_taken_for_the_standing_one(lite: House) -> None:
    send(lite, sheet(line()))
    assert "10.00" in export(lite)


@pytest.mark.parametrize(("currency", "price"), [("JPY", "1299"), ("KWD", "1.299"), ("CHF", "1299.95")])
def test_every_currency_comes_back_exactly(sqlite_app: Flask, currency: str, price: str) -> None:
    with sqlite_app.app_context():
        house = new_house(sqlite_app, currency)
        tiers = [{"contractLength": 12, "monthlyPrice": float(price)}]
        variant = {"variantSku": "V", "variantName": "V", "grade": "A", "pricing": tiers, "listPrice": float(price)}
        body = {"productSku": "P", "name": "P", "specification": "s", "category": "c", "brand": "b"}
        assert house.api().post("/v1/products", {**body, "variants": [variant]}).status_code == 201
        before = facts(house, "P")
        assert errors_of(send(house, export(house))) == []
        assert facts(house, "P") == before
