"""Many people at one intake: an announced piece arrives once, whoever scans it; what is more is unexpected."""

import pytest

from tests.house import House
from tests.races.crowd import ROUNDS, at_once
from tests.races.test_serials import live_units
from tests.receiving.desk import Scanner, desk
from tests.receiving.test_expected import announce, tally

pytestmark = pytest.mark.races

PEOPLE = 8


def test_an_announced_piece_is_taken_once(house: House) -> None:
    at = desk(house)
    announced = ROUNDS * 3
    announce(at, {"sku": "MBP-16-A", "quantity": announced})
    others = [Scanner(house, house.api("*"), at.intake) for _ in range(PEOPLE)]
    for one in others:
        one.scan("MBP-16-A")
    for round_ in range(ROUNDS):
        states = at_once(PEOPLE, lambda client, turn=round_: others[client].states(f"RACE-{turn}-{client}"))
        assert states == [["accepted"]] * PEOPLE
    came = ROUNDS * PEOPLE
    assert tally(at) == (announced, announced, came - announced, 0)
    assert live_units(house) == came
