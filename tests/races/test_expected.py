"""Many people at one intake: an announced piece arrives once, whoever scans it; what is more is unexpected."""

import threading
from pathlib import Path
from typing import Any

import pytest

from tests.house import House
from tests.races.crowd import ROUNDS, at_once, unguarded
from tests.races.test_serials import live_units
from tests.receiving.desk import Scanner, desk
from tests.receiving.test_expected import announce, tally
from webapp.receiving.booking import sources
from webapp.receiving.expected.taking import Announced, Arriving, Source, announced

pytestmark = pytest.mark.races

PEOPLE = 8
COMES = 3
"""Pieces announced anew before each round, of those that arrive in it."""


def race(house: House, rounds: int) -> tuple[list[str], tuple[int, int, int, int]]:
    """What everybody was told, and what was counted in the end."""
    at = desk(house)
    others = [Scanner(house, house.api("*"), at.intake) for _ in range(PEOPLE)]
    for one in others:
        one.scan("MBP-16-A")
    told: list[str] = []
    for round_ in range(rounds):
        announce(at, {"sku": "MBP-16-A", "quantity": COMES})
        for states in at_once(PEOPLE, lambda client, turn=round_: others[client].states(f"RACE-{turn}-{client}")):
            told += states
    return told, tally(at)


def expected(rounds: int) -> tuple[list[str], tuple[int, int, int, int]]:
    """Every scan is taken; so many pieces were announced and are here, and the rest nobody announced."""
    come = rounds * COMES
    return ["accepted"] * rounds * PEOPLE, (come, come, rounds * PEOPLE - come, 0)


def test_an_announced_piece_is_taken_once(house: House) -> None:
    assert race(house, ROUNDS) == expected(ROUNDS)
    assert live_units(house) == ROUNDS * PEOPLE


def test_control_with_a_look_from_before_its_turn_it_is_taken_twice(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard is that what is still to come is looked up while the records are held, when everybody else has gone."""
    lock, looks = threading.Lock(), dict[int, Announced]()

    def hasty(part: Any, what: Arriving) -> list[Source]:
        with lock:
            number = len(looks) // PEOPLE * PEOPLE
            looks[len(looks)] = looks.get(number) or announced(part, what.intake_id)
            early = looks[number]
        seen = Announced(early.by_variant, {key: list(left) for key, left in early.left.items()}, dict(early.buckets))
        return seen.take(what)

    monkeypatch.setattr(sources, "take_expected", hasty)
    with unguarded(house, tmp_path) as bare:
        assert race(bare, ROUNDS) != expected(ROUNDS)
