"""Orders are confirmed all at once where confirming reserves: nothing is promised twice, and nobody is turned away."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, changed
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, ROUNDS, at_once, post, told
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, stocked
from tests.subscriptions.test_race_edits import keeping, one_try
from tests.subscriptions.test_race_subscriptions import fulfil, sound
from webapp.orders.selling import reserving

pytestmark = pytest.mark.races
__all__ = ["one_try"]

UNITS, FEW = 5, CLIENTS // 2


def taken(house: House, count: int = CLIENTS) -> list[str]:
    """The ids of so many orders of two, each of a customer of its own."""
    door = house.api()
    return [str(post(door, "/v1/orders", _order(client)).json["orderId"]) for client in range(count)]


def _order(client: int) -> dict[str, Any]:
    buyer = {"email": f"client.{client}@example.com", "firstName": "Jan", "lastName": "de Vries"}
    return changed(MINIMAL, customer=buyer, items=[{"sku": MACBOOK, "quantity": 2}])


def shares(house: House) -> tuple[int, int]:
    """How many are reserved and free."""
    one = next(row for row in house.api().get("/v1/stock").json["stock"] if row["sku"] == MACBOOK)
    return one["reserved"], one["available"]


def confirmed_at_once(house: House) -> dict[str, int]:
    door, ids = house.api(), taken(house)
    return dict(told(at_once(CLIENTS, lambda client: post(door, f"/v1/orders/{ids[client]}/confirm", {}))))


def test_the_last_units_are_promised_once(house: House) -> None:
    keeping(house)
    stocked(house, *(f"LAST-{number}" for number in range(UNITS)))
    assert confirmed_at_once(house) == {"200": CLIENTS}
    assert shares(house) == (UNITS, 0)
    sound(house)


def test_what_others_reserve_and_put_aside_is_not_promised_too(house: House) -> None:
    """Confirming, cancelling, a shop's reservations and units that break meet on one record."""
    keeping(house)
    stocked(house, *(f"UNIT-{number}" for number in range(CLIENTS)))
    door = house.api()
    records = door.get("/v1/inventory").json["data"]["content"]
    record = next(row["id"] for row in records if row["availableQty"])
    for round_ in range(ROUNDS):
        ids = taken(house)

        def act(client: int, of: list[str] = ids, at: int = round_) -> TestResponse:
            if client % 4 == 0:
                return _sent(door, "PUT", f"/v1/assets/UNIT-{client}", {"status": ("unavailable", "available")[at % 2]})
            if client % 4 == 1:
                return _sent(door, "PATCH", f"/v1/inventory/{record}/{('reserve', 'release')[at % 2]}", {"qty": 1})
            return post(door, f"/v1/orders/{of[client]}/{('confirm', 'cancel')[client % 3 == 0]}", {})

        answers = at_once(CLIENTS, act)
        assert not any(answer.status_code >= 500 for answer in answers), told(answers)
        assert all(answer.status_code == 200 for client, answer in enumerate(answers) if client % 4 > 1)
        assert min(shares(house)) >= 0
    sound(house)


def _sent(door: JsonDoor, method: str, path: str, body: Any) -> TestResponse:
    answer = door.send(method, path, body)
    answer.get_data()
    return answer


def test_a_unit_goes_out_of_what_is_kept_while_others_want_it(house: House) -> None:
    """Each order may take the two that are kept for it, and no order's two go to another."""
    keeping(house)
    stocked(house, *(f"KEPT-{number}" for number in range(FEW)))
    door, ids = house.api(), taken(house, FEW)
    for one in ids:  # for the second half nothing is left
        assert post(door, f"/v1/orders/{one}/confirm", {}).status_code == 200
    answers = told(at_once(FEW, lambda client: fulfil(door, ids[client], f"KEPT-{client}")))
    assert answers == {"201": FEW // 2, "400 ASSET_NOT_AVAILABLE": FEW // 2}
    assert shares(house) == (FEW // 2, 0)
    sound(house)


def test_control_without_the_lock_the_last_units_are_promised_to_many(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database lets no balance fall below nothing, so those who come late are turned away."""
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: one confirms at a time")
    keeping(house)
    monkeypatch.setattr(reserving, "lock_records", lambda work, ids: {})
    for round_ in range(CONTROL_ROUNDS):
        stocked(house, *(f"LAST-{round_}-{number}" for number in range(UNITS)))
        if confirmed_at_once(house) != {"200": CLIENTS}:
            return
    pytest.fail("nobody met anybody")


def in_opposite_orders(house: House, round_: int = 0) -> dict[str, int]:
    """Units of two SKUs go each way round for many orders, one SKU by serial numbers, the other by further codes."""
    door, count = house.api(), 4
    mine: dict[int, tuple[str, list[str]]] = {}
    for client in range(count):
        first, second = ([f"{word}-{round_}-{client}-{number}" for number in range(2)] for word in ("MAC", "DELL"))
        stocked(house, *first)
        stocked(house, *second, sku=MONITOR)
        one = confirmed(house, (MACBOOK, 2), (MONITOR, 2))["orderId"]
        second = [further(door, serial) for serial in second]
        mine[client] = one, first + second if client % 2 else second + first

    def act(client: int) -> TestResponse:
        one, serials = mine[client]
        return post(door, f"/v1/orders/{one}/fulfil", {"serialNumbers": serials})

    return dict(told(at_once(count, act)))


def further(door: JsonDoor, serial: str) -> str:
    """One more code of a unit."""
    answer = post(
        door, "/v1/asset-identifiers", {"assetSerialNumber": serial, "kind": "asset_tag", "code": f"TAG {serial}"}
    )
    assert answer.status_code == 201, answer.text
    return f"TAG {serial}"


@pytest.mark.usefixtures("one_try")
def test_many_units_at_once_in_opposite_orders_wait_in_no_circle(house: House) -> None:
    catalogue(house)
    assert in_opposite_orders(house) == {"200": 4}
    sound(house)
