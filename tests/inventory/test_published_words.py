"""Every message that ShopSynch publishes, to the letter and with its status, raised by a client's request."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.house import House
from tests.inventory.shelf import depot, opened

Told = tuple[int, str]


def heard(answer: TestResponse) -> Told:
    body = answer.get_json()
    assert (answer.content_type, body["status"]) == ("application/json", False), answer.text
    return answer.status_code, body["message"]


def test_each_is_raised_as_published(house: House) -> None:
    record = opened(house, 3)
    depot(house, "LGS-01")
    door, path = house.api(), f"/v1/inventory/{record['id']}"
    again = {"productId": record["productId"], "warehouseId": record["warehouseId"], "initialQty": 0}
    taken = {"name": "Lagos", "code": "LGS-01"}
    adjust = {"qty": -5, "action": "SOLD"}
    asked: list[tuple[TestResponse, Told]] = [
        (
            door.post("/v1/inventory", again),
            (409, "An inventory record for this product already exists in the specified warehouse."),
        ),
        (door.post("/v1/inventory", {**again, "warehouseId": "wh_none"}), (404, "Warehouse not found.")),
        (door.patch("/v1/warehouses/wh_none", {"name": "x"}), (404, "Warehouse not found.")),
        (
            door.patch(f"{path}/adjust", adjust),
            (409, "Adjustment would result in negative stock. Current on-hand: 3, requested change: -5."),
        ),
        (
            door.patch(f"{path}/reserve", {"qty": 5}),
            (409, "Cannot reserve 5 units. Only 3 units are currently available."),
        ),
        (
            door.patch(f"{path}/release", {"qty": 5}),
            (409, "Cannot release 5 units. Only 0 units are currently reserved."),
        ),
        (door.patch(f"{path}/reserve", {"qty": 0}), (422, "Quantity must be at least 1")),
        (door.patch(f"{path}/release", {"qty": 0}), (422, "Quantity must be at least 1")),
        (
            door.post("/v1/warehouses", taken),
            (409, "A warehouse with code 'LGS-01' already exists for this store."),
        ),
        (
            door.patch(f"/v1/warehouses/{record['warehouseId']}", taken),
            (409, "A warehouse with code 'LGS-01' already exists for this store."),
        ),
        (door.get("/v1/inventory/none/of/these"), (404, "No static resource v1/inventory/none/of/these.")),
    ]
    assert [heard(answer) for answer, _ in asked] == [told for _, told in asked]


def test_an_old_version_is_refused_by_each_write(house: House) -> None:
    path, door = f"/v1/inventory/{opened(house, 3)['id']}", house.api()
    for what in ("adjust", "reserve", "release"):
        sent: dict[str, Any] = {"qty": 1, "version": 99, **({"action": "RECEIVED"} if what == "adjust" else {})}
        status, words = heard(door.patch(f"{path}/{what}", sent))
        assert (status, "changed since it was read" in words) == (409, True), what


@pytest.mark.parametrize("path", ["/v1/inventory", "/v1/warehouses", "/v1/inventory/low-stock", "/v1/inventory/logs"])
def test_who_is_nobody_hears_it_as_published(lite: House, path: str) -> None:
    answer = lite.api(Authorization="", **{"X-MerchantApiKey": ""}).get(path)
    assert answer.status_code == 401
    assert answer.get_json() == {
        "error": "unauthenticated",
        "message": "Full authentication is required to access this resource",
        "status": False,
        "statusCode": 401,
    }


def test_a_wrong_password_is_a_problem_as_published(lite: House) -> None:
    answer = lite.api().post("/v1/auth/login", {"email": "nobody@example.com", "password": "no such word"})
    body = answer.get_json()
    assert answer.status_code == 400
    assert {**body, "description": ""} == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "Bad credentials",
        "instance": "/v1/auth/login",
        "description": "",
    }
