"""Many clients at one unit, at one line and at one order: a unit goes out once, a line is never overfilled."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.house import House
from tests.orders.seed import catalogue
from tests.races.crowd import CLIENTS, at_once, post, told, unguarded
from tests.sizes import STRESS, scaled
from tests.subscriptions.seed import MACBOOK, confirmed, stocked
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify
from webapp.subscriptions.starting import holding, writing

pytestmark = pytest.mark.races

ROUNDS = scaled(20)
CROWD = 64 if STRESS else 16


def fulfil(door: Any, order_id: str, serial: str) -> TestResponse:
    return post(door, "/v1/subscriptions", {"orderId": order_id, "assetSerialNumber": serial})


def one_unit(house: House, rounds: int) -> list[Counter[str]]:
    """Everybody wants the same unit, each for an order of their own or for the same one."""
    catalogue(house)
    door = house.api()
    answers = []
    for round_ in range(rounds):
        stocked(house, f"RACE-{round_}")
        orders = [confirmed(house, (MACBOOK, CLIENTS))["orderId"] for _ in range(2)]
        answers.append(
            told(at_once(CLIENTS, lambda client, at=round_, of=orders: fulfil(door, of[client % 2], f"RACE-{at}")))
        )
    return answers


def one_line(house: House) -> tuple[Counter[str], dict[str, Any]]:
    """So many units for a line of five."""
    catalogue(house)
    stocked(house, *(f"LINE-{client}" for client in range(CROWD)))
    door, order_id = house.api(), confirmed(house, (MACBOOK, 5))["orderId"]
    answers = told(at_once(CROWD, lambda client: fulfil(door, order_id, f"LINE-{client}")))
    return answers, door.get(f"/v1/orders/{order_id}").json


def sound(house: House) -> None:
    """The ledger, orders and subscriptions agree."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []
    house.session.rollback()


def dropped(house: House, *triggers: tuple[str, str]) -> list[str]:
    """How triggers of tables are taken away."""
    sqlite = house.session.get_bind().dialect.name == "sqlite"
    return [f"DROP TRIGGER {name}" + ("" if sqlite else f" ON {table}") for name, table in triggers]


def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the operation looks at before it writes: the database alone is left."""
    monkeypatch.setattr(holding, "is_free", lambda unit: True)
    monkeypatch.setattr(holding, "has_room", lambda line: True)


def test_a_unit_goes_out_once(house: House) -> None:
    for answers in one_unit(house, ROUNDS):
        assert answers == {"201": 1, "400 ASSET_NOT_AVAILABLE": CLIENTS - 1}
    sound(house)


def test_a_line_of_five_takes_five(house: House) -> None:
    answers, order = one_line(house)
    assert answers == {"201": 5, "400 ITEM_FULLY_FULFILLED": CROWD - 5}
    assert (order["status"], order["rentalProgress"]["rentedDevices"]) == ("fulfilled", 5)
    assert len(order["rentalIds"]) == 5
    sound(house)


def test_without_looking_the_database_says_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit that left cannot leave again, and a line counts what it got: whoever forgot to look is refused."""
    blind(monkeypatch)
    (answers,) = one_unit(house, 1)
    assert answers["201"] == 1
    assert sum(answers.values()) == CLIENTS
    lines, order = one_line(house)
    assert (lines["201"], order["rentalProgress"]["rentedDevices"]) == (5, 5)


def test_fulfil_against_cancel_ends_in_one_way(house: House) -> None:
    catalogue(house)
    door = house.api()
    for round_ in range(ROUNDS):
        stocked(house, f"END-{round_}")
        one = confirmed(house, (MACBOOK, 2))["orderId"]
        at_once(
            8,
            lambda client, of=one, at=round_: (
                fulfil(door, of, f"END-{at}") if client % 2 else post(door, f"/v1/orders/{of}/cancel", {})
            ),
        )
        order = door.get(f"/v1/orders/{one}").json
        assert (order["status"], len(order["rentalIds"])) in (("cancelled", 0), ("partial", 1))
    sound(house)


def test_control_without_its_guards_a_unit_goes_out_many_times(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_of = ["DROP INDEX uq_subscription_unit", *dropped(house, ("subscription_born", "subscription"))]
    with unguarded(house, tmp_path, *bare_of) as bare:
        monkeypatch.setattr(writing, "post_parts", lambda work, parts: [])  # the movement that a unit can make once
        (answers,) = one_unit(bare, 1)
        assert answers["201"] > 1


def test_control_without_its_guards_a_line_is_overfilled(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unguarded(house, tmp_path, *dropped(house, ("subscription_taken", "subscription"))) as bare:
        blind(monkeypatch)
        answers, _ = one_line(bare)
        assert answers["201"] > 5
