"""Variants to be changed many at once."""

from collections.abc import Sequence
from typing import Any

from tests.house import House


def filled(house: House, product: str = "MBP", grades: Sequence[str] = "ABC") -> dict[str, str]:
    """A product in some grades, priced for 12 and 24 months; the ids by SKU."""
    body = {
        "productSku": product, "name": f"{product} 16", "specification": "M3", "category": "Laptops", "brand": "Apple",
        "variants": [
            {
                "variantSku": f"{product}-{grade}", "variantName": f"Grade {grade}", "grade": grade,
                "listPrice": 2000, "acquisitionCost": 1500, "tracking": "serial",
                "pricing": [
                    {"contractLength": 12, "monthlyPrice": 150, "setupFee": 25},
                    {"contractLength": 24, "monthlyPrice": 100, "discount": {"type": "percentage", "value": 5}},
                ],
            }
            for grade in grades
        ],
    }  # fmt: skip
    answer = house.api().post("/v1/products", body)
    assert answer.status_code == 201, answer.text
    variants = house.api().get(f"/v1/products/{answer.get_json()['productId']}").get_json()["variants"]
    return {one["variantSku"]: one["variantId"] for one in variants}


def change(house: House, *rows: dict[str, Any], **more: Any) -> Any:
    """What the API answers to some rows."""
    return house.api().patch("/v1/products/variants", {"variants": list(rows), **more})


def results(answer: Any) -> list[str]:
    """What became of each row."""
    assert answer.status_code == 200, answer.text
    return [one["result"] for one in answer.get_json()["results"]]


def shown(house: House, variant_id: str) -> dict[str, Any]:
    """A variant as the API shows it."""
    answer = house.api().get(f"/v1/products/variants/{variant_id}")
    assert answer.status_code == 200, answer.text
    variant: dict[str, Any] = answer.get_json()
    return variant


def prices(house: House, variant_id: str) -> dict[int, Any]:
    """Its monthly prices in effect, by months."""
    return {tier["contractLength"]: tier["monthlyPrice"] for tier in shown(house, variant_id)["pricing"]}
