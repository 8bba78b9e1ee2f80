"""A code and a serial number that come at the same moment: one of them enters, whichever was first."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.assets.shelf import stock_up
from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, unguarded
from webapp.assets.codes.triggers import statements

pytestmark = pytest.mark.races


def race(house: House, rounds: int) -> Iterator[int]:
    """Half of them receive a serial, half give it as a code to units of another record; how many did, each round."""
    stock_up(house)
    door = house.api()
    units = [{"serialNumber": f"OWN-{n}", "sku": "MBP-16-A"} for n in range(CLIENTS)]
    assert post(door, "/v1/assets/bulk", {"assets": units, "mode": "all"}).status_code == 200

    def once(round_: int) -> int:
        def act(client: int) -> TestResponse:
            if client % 2:
                return post(door, "/v1/assets", {"sku": "MBP-16-B", "serialNumber": f"Same-{round_}"})
            named = {"assetSerialNumber": f"OWN-{client}", "kind": "other", "code": f"same-{round_}"}
            return post(door, "/v1/asset-identifiers", named)

        answers = at_once(CLIENTS, act)
        assert {answer.status_code for answer in answers} <= {201, 409}, {answer.text for answer in answers}
        return sum(answer.status_code == 201 for answer in answers)

    return map(once, range(rounds))


def test_one_of_them_enters(house: House) -> None:
    assert list(race(house, ROUNDS)) == [1] * ROUNDS


def without_guards(house: House) -> list[str]:
    """SQLite's writers stand in a queue: there the look at the codes goes; else nobody waits, and everybody dwells."""
    if house.session.get_bind().dialect.name == "sqlite":
        return ["DROP TRIGGER unit_called", "DROP TRIGGER unit_code_born"]
    functions = [one for one in statements("postgresql") if "CREATE OR REPLACE FUNCTION" in one]
    hasty = [re.sub(r"PERFORM pg_advisory_xact_lock\w*\([^;]*;", "NULL;", one) for one in functions]
    assert hasty != functions
    dwell = PAUSE_S * 15  # a receipt comes to its look sooner than a code, and must still be there by then
    return [one.replace("RETURN NEW;", f"PERFORM pg_sleep({dwell}); RETURN NEW;") for one in hasty]


def test_control_without_the_guards_both_enter(house: House, tmp_path: Path) -> None:
    with unguarded(house, tmp_path, *without_guards(house)) as bare:
        assert any(count > 1 for count in race(bare, CONTROL_ROUNDS))
