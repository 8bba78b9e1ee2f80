"""A small catalogue whose prices change, and the ways to read and change them."""

from typing import Any

from tests.doors import JsonDoor
from tests.house import House
from webapp.catalog.operations.products import upsert_product


def product(sku: str, prices: dict[str, dict[int, Any]], **more: Any) -> dict[str, Any]:
    """A product with a variant for each grade: ``{"A": {12: 100}}``."""
    return {
        "productSku": sku,
        "name": f"Model {sku}",
        "specification": "metal",
        "category": "Laptops",
        "brand": "Apple",
        "variants": [
            {
                "variantSku": f"{sku}-{grade}",
                "variantName": f"{sku} {grade}",
                "grade": grade,
                "pricing": [{"contractLength": months, "monthlyPrice": price} for months, price in tiers.items()],
            }
            for grade, tiers in prices.items()
        ],
        **more,
    }


def open_shop(house: House) -> dict[str, str]:
    """Two laptops in two grades and a phone; answers product ids by SKU."""
    bodies = (
        product("MBP", {"A": {12: 100, 24: 80}, "B": {12: 90, 24: 70}}),
        product("AIR", {"A": {12: 50}}),
        product("PHONE", {"A": {12: 30}}, category="Phones", brand="Other"),
    )
    return {body["productSku"]: house.do(upsert_product, **body).product_id for body in bodies}


def prices(api: JsonDoor) -> dict[str, dict[int, Any]]:
    """The prices in effect by SKU and contract length, as a shop reads them."""
    listed = api.get("/v1/products?include=variants").get_json()["products"]
    return {
        variant["variantSku"]: {tier["contractLength"]: tier["monthlyPrice"] for tier in variant["pricing"]}
        for one in listed
        for variant in one["variants"]
    }


def sale(**more: Any) -> dict[str, Any]:
    """Twenty percent off all laptops, for good."""
    return {"name": "Black Friday", "category": "Laptops", "change": "percent_down", "value": 20, **more}


BEFORE = {"MBP-A": {12: 100, 24: 80}, "MBP-B": {12: 90, 24: 70}, "AIR-A": {12: 50}, "PHONE-A": {12: 30}}
AFTER = {"MBP-A": {12: 80, 24: 64}, "MBP-B": {12: 72, 24: 56}, "AIR-A": {12: 40}, "PHONE-A": {12: 30}}
