"""A confirmed order and units that can go out for it."""

from typing import Any

from werkzeug.test import TestResponse

from tests.house import House
from tests.orders.seed import catalogue, order

MACBOOK, MONITOR = "MACBOOK-PRO-16-M3", "DELL-U2722D-MONITOR"


def stocked(house: House, *serials: str, sku: str = MACBOOK) -> None:
    """Units of a SKU of the seed, here and free."""
    for serial in serials:
        answer = house.api().post("/v1/assets", {"serialNumber": serial, "sku": sku})
        assert answer.status_code == 201, answer.text


def confirmed(house: House, *lines: tuple[str, int], **parts: Any) -> dict[str, Any]:
    """A confirmed order of these lines."""
    items = [{"sku": sku, "quantity": quantity} for sku, quantity in lines or ((MACBOOK, 1),)]
    made = order(house, items=items, **parts)
    answer = house.api().post(f"/v1/orders/{made['orderId']}/confirm")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json["order"]
    return told


def ready(house: House, *serials: str, quantity: int = 1) -> dict[str, Any]:
    """The catalogue of the seed, these units of its first SKU, and a confirmed order of so many."""
    catalogue(house)
    stocked(house, *serials)
    return confirmed(house, (MACBOOK, quantity))


def rent(house: House, order_id: str, serial: str, **more: Any) -> TestResponse:
    """A unit for an order, in the published words."""
    told = {"orderId": order_id, "assetSerialNumber": serial, **more}
    answer = house.api().post("/v1/subscriptions", told)
    answer.get_data()
    return answer


def rented(house: House, order_id: str, serial: str, **more: Any) -> dict[str, Any]:
    """The same, when it has to work."""
    answer = rent(house, order_id, serial, **more)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json["rental"]
    return told


def assigned(house: House, order_id: str, index: int, count: int) -> list[str]:
    """So many new units go out on a line; the batches that take them back."""
    line = house.api().get(f"/v1/orders/{order_id}").json["items"][index]
    went = len(line["rentalIds"])
    serials = [f"{order_id}-{index}-{n}" for n in range(went, went + count)]
    told = [{"serialNumber": serial, "sku": line["sku"]} for serial in serials]
    answer = house.api().post("/v1/assets/bulk", {"assets": told, "mode": "all"})
    assert answer.status_code == 200, answer.text
    results = house.api().post(f"/v1/orders/{order_id}/fulfil", {"serialNumbers": serials}).json["results"]
    assert all(one["success"] for one in results), results
    return [one["batchId"] for one in results]
