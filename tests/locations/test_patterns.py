"""A pattern of codes makes every code between its first and last, in order, and says why when it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.locations.patterns import MOST, expand


@pytest.mark.parametrize(
    ("pattern", "count", "first", "last"),
    [
        ("A-01-01…A-04-12", 48, "A-01-01", "A-04-12"),
        ("A-01-01...A-04-12", 48, "A-01-01", "A-04-12"),
        ("A-1 - A-12", 12, "A-1", "A-12"),
        ("R1 to R3", 3, "R1", "R3"),
        ("A–D", 4, "A", "D"),
        ("X9…X11", 3, "X9", "X11"),
        ("A-01", 1, "A-01", "A-01"),
    ],
)
def test_codes_run_from_the_first_to_the_last(pattern: str, count: int, first: str, last: str) -> None:
    codes = expand(pattern)
    assert (len(codes), codes[0], codes[-1]) == (count, first, last)
    assert len(set(codes)) == count


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("A-01…B", "not built alike"),
        ("A-12…A-01", "comes before"),
        ("RACK…SHELF", "words cannot"),
        ("A…é", "no way"),
        ("a…é", "no way"),
        ("A-٠١…A-٠٥", "no way"),
        ("1…١", "no way"),
        ("A1…A99999", "is the most"),
        ("A-01…", "first and the last"),
        ("A…B…C", "first and the last"),
    ],
)
def test_a_pattern_that_cannot_run_says_why(pattern: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        expand(pattern)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 4))
def test_numbers_keep_their_width_and_their_order(start: int, more: int, width: int) -> None:
    first, last = str(start).zfill(width), str(start + more).zfill(width)
    codes = expand(f"A-{first}…A-{last}")
    assert len(codes) == more + 1 <= MOST
    assert [int(code[2:]) for code in codes] == list(range(start, start + more + 1))
    assert all(len(code) >= 2 + width for code in codes)
