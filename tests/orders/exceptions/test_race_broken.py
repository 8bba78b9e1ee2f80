"""Units break all at once while their orders want them: each promise is taken once, and no unit both goes and stays."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House
from tests.orders.exceptions.goods import balance, kept
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, ROUNDS, at_once, told
from tests.subscriptions.seed import confirmed as ordered
from tests.subscriptions.seed import stocked
from tests.subscriptions.test_race_subscriptions import fulfil, sound
from webapp.ledger import stands

pytestmark = pytest.mark.races


def breaks(door: JsonDoor, serial: str, to: str = "unavailable") -> TestResponse:
    answer = door.put(f"/v1/assets/{serial}", {"status": to})
    answer.get_data()
    return answer


def all_break(house: House, serials: list[str]) -> dict[str, int]:
    door = house.api()
    return dict(told(at_once(len(serials), lambda client: breaks(door, serials[client]))))


def test_each_promise_is_taken_once(house: House) -> None:
    kept(house, *(2 for _ in range(CLIENTS // 2)), units=CLIENTS)
    assert balance(house) == (0, CLIENTS, 0)
    assert all_break(house, [f"U-{n}" for n in range(CLIENTS)]) == {"200": CLIENTS}
    assert balance(house) == (0, 0, CLIENTS)
    sound(house)


def test_control_without_the_lock_two_take_the_same_promise(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database lets no reservation fall below nothing, so who comes late is turned away."""
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue")
    kept(house, *(2 for _ in range(CLIENTS // 2)), units=CLIENTS)
    serials, door = [f"U-{n}" for n in range(CLIENTS)], house.api()
    monkeypatch.setattr(stands, "lock_records", lambda work, ids: {})
    refused = False
    for _ in range(CONTROL_ROUNDS):
        refused = all_break(house, serials).keys() != {"200"}
        if refused:
            break
        for serial in serials:
            breaks(door, serial, "available")
        kept_again(door, len(serials))
    assert refused


def kept_again(door: JsonDoor, count: int) -> None:
    """Everything is promised anew."""
    content: list[dict[str, Any]] = door.get("/v1/inventory").json["data"]["content"]
    record = next(one["id"] for one in content if one["availableQty"])
    assert door.patch(f"/v1/inventory/{record}/reserve", {"qty": count}).status_code == 200


def test_the_last_unit_goes_out_or_breaks(house: House) -> None:
    kept(house, units=0)
    door = house.api()
    for round_ in range(ROUNDS):
        serial = f"LAST-{round_}"
        stocked(house, serial)
        one = ordered(house)["orderId"]

        def act(client: int, of: str = one, at: str = serial) -> TestResponse:
            return fulfil(door, of, at) if client % 2 else breaks(door, at)

        answers = at_once(4, act)
        assert not any(answer.status_code >= 500 for answer in answers), told(answers)
        went = sum(answer.status_code == 201 for answer in answers)
        broke = sum(answer.status_code == 200 for answer in answers)
        assert (went, bool(broke)) in ((1, False), (0, True)), told(answers)
        assert balance(house)[:2] == (0, 0)
    sound(house)
