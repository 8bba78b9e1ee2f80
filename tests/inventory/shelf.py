"""Stock records to work with."""

from typing import Any

from tests.assets.shelf import stock_up
from tests.house import House
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify


def goods(house: House) -> dict[str, str]:
    """A product with two variants: its id, theirs by SKU, and the warehouse that everything begins in."""
    stock_up(house)
    [listed] = house.api().get("/v1/products").get_json()["products"]
    product = house.api().get(f"/v1/products/{listed['productId']}").get_json()
    variants = {one["variantSku"]: one["variantId"] for one in product["variants"]}
    [main] = house.api().get("/v1/warehouses").get_json()["data"]
    return {"product": product["productId"], "main": main["id"], **variants}


def depot(house: House, code: str = "ABJ") -> str:
    """One more warehouse."""
    answer = house.api().post("/v1/warehouses", {"name": "Abuja Satellite Store", "code": code})
    return str(answer.get_json()["data"]["id"])


def opened(house: House, qty: int = 50, **more: Any) -> dict[str, Any]:
    """A record of the product as a whole, with so many."""
    told = goods(house)
    body = {"productId": told["product"], "warehouseId": told["main"], "initialQty": qty, **more}
    answer = house.api().post("/v1/inventory", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()["data"]
    return found


def is_clean(house: House) -> bool:
    """Whether the ledger agrees with its balances."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        return verify(house.session, house.tenant_id) == []
