"""An order is changed while units go out for it: what is assigned stays, and nobody waits in a circle."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.house import House
from tests.orders.seed import catalogue
from tests.races.crowd import CONTROL_ROUNDS, ROUNDS, at_once, post, told, unguarded
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, stocked
from tests.subscriptions.test_race_subscriptions import dropped, fulfil, sound
from webapp.accounts.operations.settings import update_settings
from webapp.core.operation import runner
from webapp.ledger.undoing import hooks
from webapp.orders.operations import change
from webapp.subscriptions.undoing import hold_orders

pytestmark = pytest.mark.races

CLIENTS, UNITS = 8, 4


def edited(house: House, round_: int) -> tuple[list[TestResponse], dict[str, Any], int]:
    """Change an order while units go for it: the answers, the order, and how many changes were taken after a unit."""
    stocked(house, *(f"EDIT-{round_}-{number}" for number in range(UNITS)))
    door = house.api()
    one = confirmed(house, (MACBOOK, 2), (MONITOR, 1))["orderId"]
    at = f"/v1/orders/{one}"

    def act(client: int) -> TestResponse:
        if client % 2:
            return fulfil(door, one, f"EDIT-{round_}-{client // 2}")
        items = [{"sku": MACBOOK, "quantity": 3 + client}, {"sku": MONITOR, "quantity": 1}]
        answer = door.patch(at, {"items": items})
        answer.get_data()
        return answer

    answers = at_once(CLIENTS, act)
    taken = [answer.json["order"] for answer in answers[::2] if answer.status_code == 200]
    late = sum(order["rentalProgress"]["rentedDevices"] > 0 for order in taken)
    return answers, door.get(at).json, late


def test_what_is_assigned_is_not_edited(house: House) -> None:
    catalogue(house)
    for round_ in range(ROUNDS):
        answers, now, late = edited(house, round_)
        assert not any(answer.status_code >= 500 for answer in answers), told(answers)
        went, line = sum(answer.status_code == 201 for answer in answers), now["items"][0]
        assert late == 0
        assert now["rentalProgress"]["rentedDevices"] == len(now["rentalIds"]) == went <= line["quantity"]
        assert now["totals"]["totalDevices"] == line["quantity"] + 1
    sound(house)


def test_control_without_its_guards_an_assigned_line_is_edited(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change, "EDITABLE", ("pending", "confirmed", "partial", "fulfilled"))
    with unguarded(house, tmp_path, *dropped(house, ("order_line_asked", "order_line"))) as bare:
        catalogue(bare)
        assert any(edited(bare, round_)[2] for round_ in range(CONTROL_ROUNDS))


def in_a_circle(house: House, round_: int) -> int:
    """Closings are undone while units go out of what was kept for the order: how many were told to wait too long."""
    door = house.api()
    stocked(house, *(f"BACK-{round_}-{number}" for number in range(CLIENTS)))
    one = confirmed(house, (MACBOOK, CLIENTS))["orderId"]
    batches = [
        post(door, f"/v1/orders/{one}/lines/0/close", {"quantity": 1, "reason": "Not now"}).headers["Batch-Id"]
        for _ in range(CLIENTS // 2)
    ]

    def act(client: int) -> TestResponse:
        if client % 2:
            return fulfil(door, one, f"BACK-{round_}-{client}")
        return post(door, f"/v1/batches/{batches[-1 - client // 2]}/undo", None)

    answers = told(at_once(CLIENTS, act))
    assert not any(words.startswith("500") for words in answers), answers
    return sum(count for words, count in answers.items() if words.startswith("503"))


@pytest.fixture
def one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deadlock is tried again and so nobody hears of it; here it is to be heard of."""
    monkeypatch.setattr(runner, "TRIES", 1)


def keeping(house: House) -> None:
    """The tenant's orders keep what is there for them."""
    catalogue(house)
    house.do(update_settings, reserveOnConfirm=True)


@pytest.mark.usefixtures("one_try")
def test_who_takes_a_change_back_waits_for_who_lets_units_go(house: House) -> None:
    keeping(house)
    for round_ in range(ROUNDS):
        assert in_a_circle(house, round_) == 0
    sound(house)


@pytest.mark.usefixtures("one_try")
def test_control_the_stock_first_they_wait_in_a_circle(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: there is no circle to wait in")
    others: list[Callable[..., Any]] = [one for one in hooks.goes_along._subscribers if one is not hold_orders]
    monkeypatch.setattr(hooks.goes_along, "_subscribers", others)
    keeping(house)
    assert any(in_a_circle(house, round_) for round_ in range(CONTROL_ROUNDS))
