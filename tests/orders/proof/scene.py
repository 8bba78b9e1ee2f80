"""Orders, customers and units in every state that something is refused in."""

from typing import Any

from tests.house import House
from tests.orders.seed import catalogue, order, variant
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, rent, rented, stocked

LONG, OLD = "MACBOOK-LONG", "MACBOOK-OLD"
"""Of the first product: what is rented for three years alone, and what is not offered any more."""


def buyer(email: str, first: str = "Jan") -> dict[str, Any]:
    """Who orders."""
    return {"email": email, "firstName": first, "lastName": "de Vries"}


def scene(house: House) -> dict[str, str]:
    """Orders, customers and units as the rows need them, by name."""
    catalogue(house)
    door = house.api()
    spare = [variant(LONG, (36, 80)), variant(OLD, (12, 90), (24, 70))]
    told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": spare}
    door.post("/v1/products", {"productSku": "MACBOOK-PRO-16", "name": "Macbook-Pro-16", **told})
    old = door.get(f"/v1/products/variants?sku={OLD}").json["variants"][0]["variantId"]
    door.patch(f"/v1/products/variants/{old}/status", {"status": "inactive"})
    stocked(house, "FREE", "OUT-1", "OUT-2", "BACK")
    stocked(house, "SCREEN", "SCREEN-2", sku=MONITOR)
    pending = order(house)
    rents = {"customer": buyer("rents@example.com", "Ria")}
    partial = confirmed(house, (MACBOOK, 2))
    rental = rented(house, partial["orderId"], "OUT-1")["rentalId"]
    shipped = door.post(f"/v1/orders/{partial['orderId']}/shipments", {"serialNumbers": ["OUT-1"]})
    full = confirmed(house, (MACBOOK, 1), **rents)
    rented(house, full["orderId"], "OUT-2")
    back = confirmed(house, (MACBOOK, 1), (MONITOR, 1))["orderId"]
    batch = rent(house, back, "SCREEN-2").headers["Batch-Id"]
    assert door.post(f"/v1/batches/{batch}/undo").status_code == 200
    short = confirmed(house, (MACBOOK, 1), (MONITOR, 1))["orderId"]
    assert door.post(f"/v1/orders/{short}/lines/0/close", {"reason": "Not wanted"}).status_code == 200
    return {
        "short": short,
        "pending": pending["orderId"],
        "confirmed": confirmed(house, (MACBOOK, 1))["orderId"],
        "partial": partial["orderId"],
        "full": full["orderId"],
        "back": back,
        "cancelled": _cancelled(house, **rents)["orderId"],
        "rental": rental,
        "shipment": shipped.json["shipmentId"],
        "waiting": pending["customerId"],
        "renting": full["customerId"],
        "variant": pending["items"][0]["variantId"],
        "product": pending["items"][0]["productId"],
        **_records(house),
    }


def _cancelled(house: House, **parts: Any) -> dict[str, Any]:
    made = order(house, **parts)
    assert house.api().post(f"/v1/orders/{made['orderId']}/cancel").status_code == 200
    return made


def _records(house: House) -> dict[str, str]:
    """Customers who wait for nothing: one as before, one put aside, one merged away and one forgotten."""
    door = house.api()
    names = ("idle", "away", "merged", "forgotten")
    ids = {name: str(_cancelled(house, customer=buyer(f"{name}@example.com"))["customerId"]) for name in names}
    for answer in (
        door.delete(f"/v1/customers/{ids['away']}"),
        door.post(f"/v1/customers/{ids['idle']}/merge", {"other": ids["merged"], "sure": True}),
        door.post(f"/v1/customers/{ids['forgotten']}/anonymise", {"email": "forgotten@example.com"}),
    ):
        assert answer.status_code == 200, answer.text
    return ids
