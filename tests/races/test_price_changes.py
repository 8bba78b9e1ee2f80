"""Many change the same prices at once: one does, the others are shown the prices as they are by then."""

import time
from collections import Counter

import pytest
from werkzeug.test import TestResponse

from tests.house import House
from tests.pricing.changes.shop import open_shop, prices, product, sale
from tests.races.crowd import CONTROL_ROUNDS, PAUSE_S, at_once, post, told
from webapp.core.data.ids import new_id
from webapp.pricing.changes import operations

pytestmark = pytest.mark.races

CLIENTS = 8


def race(house: House) -> Counter[str]:
    """Everybody takes what they saw twenty percent down."""
    door = house.api()
    version = door.post("/v1/price-changes/preview", sale()).get_json()["version"]
    return told(at_once(CLIENTS, lambda client: post(door, "/v1/price-changes", sale(version=version))))


def test_what_was_seen_is_changed_once(house: House) -> None:
    open_shop(house)
    assert race(house) == {"201": 1, "409 STALE_VERSION": CLIENTS - 1}
    assert prices(house.api())["AIR-A"] == {12: 40}


def test_control_without_the_lock_it_is_changed_often(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue, so the lock is a further guard there")

    def dawdle(prefix: str) -> str:
        time.sleep(PAUSE_S)
        return new_id(prefix)

    monkeypatch.setattr(operations, "claim_by_ids", lambda work, products: None)
    monkeypatch.setattr(operations, "new_id", dawdle)
    open_shop(house)
    for _ in range(CONTROL_ROUNDS):
        if race(house)["201"] > 1:
            return
    pytest.fail("nobody met anybody")


def test_edits_and_changes_wait_for_each_other(house: House) -> None:
    open_shop(house)
    door = house.api()
    bodies = [
        product("AIR", {"A": {12: 60}}),
        product("MBP", {"A": {12: 110}}),
        sale(),
        sale(change="amount_up", value=1),
    ]

    def act(client: int) -> TestResponse:
        body = bodies[client % len(bodies)]
        return post(door, "/v1/products" if "productSku" in body else "/v1/price-changes", body)

    for _ in range(3):
        assert told(at_once(CLIENTS, act)) == {"201": CLIENTS}
