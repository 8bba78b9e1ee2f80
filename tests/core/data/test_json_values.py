"""Whether values kept as JSON are the same: what is written otherwise is another value."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from webapp.core.data.columns import Json, differing, same

EVERY: list[Any] = [
    None, True, False, 0, 1, Decimal("1.0"), Decimal("1.10"), Decimal("1.1"), "1", "", "true", [], {}, [1], [True],
    {"a": 1}, {"a": True}, {"a": None}, {"b": [{"c": 0}]}, {"b": [{"c": False}]}, dt.date(2025, 1, 1),
]  # fmt: skip


@pytest.mark.parametrize("one", range(len(EVERY)))
def test_each_value_is_the_same_as_itself_alone(one: int) -> None:
    assert [n for n, other in enumerate(EVERY) if same(EVERY[one], other)] == [one]
    assert Json().compare_values(EVERY[one], EVERY[one])


def test_what_is_read_back_is_the_same() -> None:
    assert same({"a": 1, "b": (1, 2)}, {"b": [1, 2], "a": 1})
    assert same({"n": [Decimal("1.0")]}, {"n": [1]}, digits=False)
    assert not same({"n": True}, {"n": 1}, digits=False)


def test_names_are_told_once_and_nothing_is_nothing() -> None:
    assert differing({"a": True, "b": None, "c": 1}, {"a": 1, "c": 1, "d": 2}) == ["a", "d"]
