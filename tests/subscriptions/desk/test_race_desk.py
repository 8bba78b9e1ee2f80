"""Desks scan the same unit, and fill the same line: through the desk's door as through the other, each once."""

import itertools
from collections import Counter
from pathlib import Path

import pytest

from tests.doors import PageDoor
from tests.house import House
from tests.orders.seed import catalogue
from tests.races.crowd import ROUNDS, at_once, unguarded
from tests.subscriptions.desk.test_fulfil_desk import Desk
from tests.subscriptions.seed import MACBOOK, confirmed, stocked
from tests.subscriptions.test_race_subscriptions import blind, dropped, sound
from webapp.accounts.sessions import open_session

pytestmark = pytest.mark.races

DESKS, LINE = 8, 5
_thousands = itertools.count(1000, 1000)
"""Where the keys of a window's scans begin: no two windows send the same one."""


def station(house: House, number: int) -> Desk:
    """The desk of one browser of its own."""
    desk = Desk(house)
    desk.number = next(_thousands)
    desk.page = PageDoor(house.app, house.slug, open_session(house.session, desk.person, f"desk {number}"))
    return desk


def scanned(house: House, orders: list[str], serials: list[str]) -> Counter[str]:
    """Every desk opens one of these orders, and scans one of these units with all the others: what its row said."""
    desks = [station(house, number) for number in range(DESKS)]
    for number, desk in enumerate(desks):
        desk.scan(orders[number % len(orders)])
    told = at_once(DESKS, lambda number: desks[number].scan(serials[number % len(serials)]))
    return Counter(rows[0]["title"] for rows in told)


def assigned(house: House, *orders: str) -> int:
    """How many units went out for these orders."""
    told = [house.api().get(f"/v1/orders/{one}").json for one in orders]
    assert [one["rentalProgress"]["rentedDevices"] for one in told] == [len(one["rentalIds"]) for one in told]
    return sum(len(one["rentalIds"]) for one in told)


def test_a_unit_that_all_desks_scan_goes_out_once(house: House) -> None:
    catalogue(house)
    for round_ in range(ROUNDS):
        stocked(house, f"ALL-{round_}")
        orders = [confirmed(house, (MACBOOK, DESKS))["orderId"] for _ in range(2)]
        told = scanned(house, orders, [f"ALL-{round_}"])
        assert told["Went out"] == assigned(house, *orders) == 1
        assert told["Out already"] == DESKS // 2 - 1  # those with the order that got it
    sound(house)


def filled(house: House) -> tuple[Counter[str], str]:
    """Each desk has a unit of its own for the line that all of them fill: what their rows said, and the order."""
    catalogue(house)
    serials = [f"LINE-{number}" for number in range(DESKS)]
    stocked(house, *serials)
    one = confirmed(house, (MACBOOK, LINE))["orderId"]
    return scanned(house, [one], serials), one


def test_a_line_that_all_desks_fill_is_not_overfilled(house: House) -> None:
    told, one = filled(house)
    assert (told["Went out"], assigned(house, one)) == (LINE, LINE)
    sound(house)


def test_control_without_its_guards_the_desks_overfill_a_line(
    lite: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unguarded(lite, tmp_path, *dropped(lite, ("subscription_taken", "subscription"))) as bare:
        blind(monkeypatch)
        assert filled(bare)[0]["Went out"] > LINE
