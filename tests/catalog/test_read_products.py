"""GET /v1/products and GET /v1/products/{productId}."""

from typing import Any

import pytest
from sqlalchemy import update

from tests.catalog.seed import minimal
from tests.house import House, new_house, write
from webapp.catalog.models import Product


def make(house: House, sku: str, variants: int = 1, **changes: Any) -> str:
    one = minimal()["variants"][0]
    sent = [{**one, "variantSku": f"{sku}-{n}"} for n in range(variants)]
    body = minimal(productSku=sku, name=f"Name of {sku}", variants=sent, **changes)
    made: str = house.api().post("/v1/products", body).get_json()["productId"]
    return made


def skus(house: House, query: str = "") -> list[str]:
    answer = house.api().get(f"/v1/products{query}")
    assert answer.status_code == 200, answer.text
    return [product["productSku"] for product in answer.get_json()["products"]]


def test_a_list_counts_variants_and_leaves_them_out(house: House) -> None:
    make(house, "ONE")
    make(house, "TWO", variants=3)
    body = house.api().get("/v1/products").get_json()
    assert (body["count"], body["limit"], body["hasMore"], body["nextCursor"]) == (2, 50, False, None)
    assert [(p["productSku"], p["variantCount"]) for p in body["products"]] == [("TWO", 3), ("ONE", 1)]
    assert all("variants" not in product for product in body["products"])


def test_variants_are_included_when_asked_for(house: House) -> None:
    make(house, "ONE")
    make(house, "TWO", variants=3)
    body = house.api().get("/v1/products?include=variants").get_json()
    assert [[v["variantSku"] for v in p["variants"]] for p in body["products"]] == [
        ["TWO-0", "TWO-1", "TWO-2"],
        ["ONE-0"],
    ]
    assert body["products"][1]["variants"][0]["pricing"][0] == {"contractLength": 12, "monthlyPrice": 159}
    answer = house.api().get("/v1/products?include=orders")
    assert answer.get_json()["error"]["details"][0]["path"] == "include"


def test_filters(house: House) -> None:
    make(house, "A", category="Phones", brand="Acme")
    make(house, "B", category="Laptops", brand="Acme")
    gone = make(house, "C", category="Laptops", brand="Zed")
    write(house.session, update(Product).where(Product.id == gone).values(status="discontinued"))
    assert skus(house, "?category=Laptops&sortBy=productSku&sortDir=asc") == ["B", "C"]
    assert skus(house, "?brand=Acme&category=Phones") == ["A"]
    assert skus(house, "?status=discontinued") == ["C"]
    assert skus(house, "?category=Nothing") == []
    for query in ("?status=deleted", "?colour=red", "?limit=0", "?sortBy=price"):
        assert house.api().get(f"/v1/products{query}").status_code == 400, query


def test_search_finds_names_and_both_kinds_of_sku(house: House) -> None:
    make(house, "ALPHA")
    make(house, "100%")
    assert skus(house, "?q=name of al") == ["ALPHA"]
    assert skus(house, "?q=alpha-0") == ["ALPHA"]
    assert skus(house, "?q=100%25") == ["100%"]
    assert skus(house, "?q=nothing") == []


def test_pages_follow_each_other(house: House) -> None:
    for n in range(5):
        make(house, f"P{n}")
    found: list[str] = []
    after = ""
    for _ in range(3):
        body = house.api().get(f"/v1/products?limit=2{after}").get_json()
        found += [product["productSku"] for product in body["products"]]
        after = f"&startAfter={body['nextCursor']}"
    assert found == ["P4", "P3", "P2", "P1", "P0"]
    assert (body["hasMore"], body["nextCursor"]) == (False, None)


def test_one_product_has_its_variants(house: House) -> None:
    product_id = make(house, "ONE", variants=2)
    body = house.api().get(f"/v1/products/{product_id}").get_json()
    assert [v["variantSku"] for v in body["variants"]] == ["ONE-0", "ONE-1"]
    assert {v["productId"] for v in body["variants"]} == {product_id}


@pytest.mark.parametrize("path", ["prod_unknown", "%00", "x" * 300])
def test_an_unknown_id_is_not_found(house: House, path: str) -> None:
    answer = house.api().get(f"/v1/products/{path}")
    assert answer.status_code in (400, 404)
    assert "error" in answer.get_json()


def test_a_foreign_product_is_not_found(house: House) -> None:
    product_id = make(house, "ONE")
    answer = new_house(house.app).api().get(f"/v1/products/{product_id}")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "NOT_FOUND")
