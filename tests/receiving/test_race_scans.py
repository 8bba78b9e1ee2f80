"""Many desks at the same moment: one serial is received once and the others hear who has it; one scan counts once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, ROUNDS, at_once, unguarded
from tests.races.test_serials import live_units, without_guards
from tests.receiving.desk import Scanner, desk

pytestmark = pytest.mark.races

Answer = tuple[int, dict[str, Any]]


def send(at: Scanner, intake: str, key: str, code: str, *, tries: int = 5) -> Answer:
    """One scan into one intake; who hears that the desk is busy sends it again, as the scan pipe does."""
    answer = at.door.post(f"/v1/intakes/{intake}/scans", {"scans": [{"key": key, "code": code}]})
    if answer.status_code == 503 and tries > 1:
        return send(at, intake, key, code, tries=tries - 1)
    return answer.status_code, answer.get_json()


def one_serial(house: House, rounds: int, *, busy: int = 200) -> Iterator[Counter[str]]:
    """Everybody at a desk of their own scans the same serial number, round after round."""
    at = desk(house)
    intakes = [at.door.post("/v1/intakes", {}).get_json()["intake"]["intakeId"] for _ in range(CLIENTS)]
    for client, intake in enumerate(intakes):
        send(at, intake, f"item-{intake}", f"MBP-16-{'AB'[client % 2]}")

    def once(round_: int) -> Counter[str]:
        def act(client: int) -> Answer:
            return send(at, intakes[client], f"{intakes[client]}-{round_}", f"RACE-{round_}")

        answers = at_once(CLIENTS, act)
        assert {status for status, _ in answers} <= {200, busy}, answers
        said = [body["results"][0] for status, body in answers if status == 200]
        assert all("Already" in one["message"] for one in said if one["state"] != "accepted"), said
        return Counter(one["state"] for one in said)

    return map(once, range(rounds))


def test_one_desk_receives_it_and_the_others_hear_that_it_is_here(house: House) -> None:
    for states in one_serial(house, ROUNDS):
        assert states == {"accepted": 1, "attention": CLIENTS - 1}
    assert live_units(house) == ROUNDS


def test_control_without_the_guards_two_desks_receive_it(house: House, tmp_path: Path) -> None:
    with unguarded(house, tmp_path, *without_guards(house)) as bare:
        if bare.session.get_bind().dialect.name == "sqlite":
            pytest.skip("SQLite's writers stand in a queue: whoever comes second sees the first")
        assert any(states["accepted"] > 1 for states in one_serial(bare, CONTROL_ROUNDS, busy=503))


def one_scan(house: House, rounds: int) -> int:
    """The same scan of a counted item from many connections at once; answers how many pieces came in."""
    at = desk(house)
    for round_ in range(rounds):
        answers = at_once(CLIENTS, lambda _, key=f"same-scan-{round_}": send(at, at.intake, key, "PAPER-A4"))
        assert {status for status, _ in answers} == {200}
        assert {body["results"][0]["state"] for _, body in answers} == {"accepted"}
    return int(at.about()["received"])


def test_one_scan_counts_once_however_often_it_arrives(house: House) -> None:
    assert one_scan(house, ROUNDS) == ROUNDS


def test_control_without_its_key_a_scan_counts_as_often_as_it_arrives(house: House, tmp_path: Path) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite builds a table anew to lose its key; the rule is one for both")
    with unguarded(house, tmp_path, "ALTER TABLE scan DROP CONSTRAINT pk_scan") as bare:
        at = desk(bare)
        answers = [send(at, at.intake, "same-scan", "PAPER-A4") for _ in range(2)]
        assert {status for status, _ in answers} == {200}
        assert at.about()["received"] == 2
