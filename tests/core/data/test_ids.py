"""Public ids: prefixed, unguessable, in the order of their making."""

import re
import time

import pytest

from webapp.core.data import ids


def test_an_id_says_what_it_is_and_is_safe_in_an_address() -> None:
    assert re.fullmatch(r"wh_[0-9a-hjkmnp-tv-z]{25}", ids.new_id("wh"))


def test_ids_differ() -> None:
    made = [ids.new_id("x") for _ in range(20_000)]
    assert len(set(made)) == len(made)


def test_the_random_part_differs_in_one_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: moment)
    made = [ids.new_id("x") for _ in range(1_000)]
    assert len({one[:11] for one in made}) == 1
    assert len({one[11:] for one in made}) == 1_000


def test_a_later_id_sorts_after_an_earlier_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for moment in (1, 10**9, 10**12, 10**15, time.time_ns(), time.time_ns() + 10**9, 4 * 10**18):
        monkeypatch.setattr(time, "time_ns", lambda now=moment: now)
        made.append(ids.new_id("x"))
    assert made == sorted(made)
