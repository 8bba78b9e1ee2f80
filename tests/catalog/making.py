"""Products for tests, and what the API shows of them."""

from typing import Any

from tests.catalog.seed import minimal
from tests.house import House

EAN, PACK, OTHER = "4006381333931", "14006381333938", "5901234123457"
"""A GTIN of one piece, one of a carton of the same thing, and one of another thing."""


def make(house: House, sku: str = "LAP", grades: str = "A", **changes: Any) -> str:
    """A product with a variant for each grade, ``LAP-A`` and so on; its id."""
    first = minimal()["variants"][0]
    variants = [{**first, "variantSku": f"{sku}-{grade}", "grade": grade} for grade in grades]
    body = minimal(productSku=sku, name=f"Laptop {sku}", variants=variants) | changes
    answer = house.api().post("/v1/products", body)
    assert answer.status_code == 201, answer.text
    made: str = answer.get_json()["productId"]
    return made


def shown(house: House, product_id: str) -> dict[str, Any]:
    """The product with its variants."""
    found: dict[str, Any] = house.api().get(f"/v1/products/{product_id}").get_json()
    return found


def variant(house: House, product_id: str, sku: str) -> dict[str, Any]:
    """One of its variants, by its SKU."""
    return next(one for one in shown(house, product_id)["variants"] if one["variantSku"] == sku)


def statuses(house: House, product_id: str) -> tuple[str, dict[str, str]]:
    """The product's status and those of its variants."""
    product = shown(house, product_id)
    return product["status"], {one["variantSku"]: one["status"] for one in product["variants"]}


def code(answer: Any) -> tuple[int, str]:
    """The status and error code of a refusal."""
    return answer.status_code, answer.get_json()["error"]["code"]


def paths(answer: Any) -> list[str]:
    """The fields a refusal names."""
    return [detail["path"] for detail in answer.get_json()["error"]["details"]]
