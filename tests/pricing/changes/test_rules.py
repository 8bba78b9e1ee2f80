"""What a rule makes of a price, by hypothesis: exact, monotone, never a float."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pricing.changes.rules import CHANGES, ROUNDINGS, Rule, why_not

PRICES = st.integers(0, 10**13)
EXPONENTS = st.sampled_from([0, 2, 3])
VALUES = st.integers(0, 10_000)
RULES = st.builds(Rule, st.sampled_from([*CHANGES]), VALUES, st.sampled_from([*ROUNDINGS]))


@given(RULES, EXPONENTS, PRICES, PRICES)
def test_a_dearer_thing_never_becomes_the_cheaper_one(rule: Rule, exponent: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert rule.applied(low, exponent) <= rule.applied(high, exponent)


@given(RULES, EXPONENTS, PRICES)
def test_a_price_stays_whole_minor_units(rule: Rule, exponent: int, price: int) -> None:
    assert type(rule.applied(price, exponent)) is int


@given(PRICES, VALUES)
def test_a_percentage_is_exact_and_half_up(price: int, points: int) -> None:
    for sign, change in ((-1, "percent_down"), (1, "percent_up")):
        exact = Decimal(price) * (10_000 + sign * points) / 10_000
        assert Rule(change, points).applied(price, 2) == exact.quantize(Decimal(1), ROUND_HALF_UP)


@given(PRICES, st.sampled_from([*ROUNDINGS]), EXPONENTS)
def test_rounding_twice_is_rounding_once(price: int, rounding: str, exponent: int) -> None:
    rule = Rule("set_to", price, rounding)
    once = rule.applied(0, exponent)
    assert Rule("set_to", once, rounding).applied(0, exponent) == once


@given(st.integers(1, 10**9), st.sampled_from([90, 95, 99]))
def test_an_ending_is_the_nearest_there_is(price: int, ending: int) -> None:
    rounded = Rule("set_to", price, f"ending_{ending}").applied(0, 2)
    assert rounded % 100 == ending
    assert abs(rounded - price) <= 50 or rounded == ending


@given(st.integers(1, 10**9))
def test_whole_amounts(price: int) -> None:
    nearest, upwards, down = (Rule("set_to", price, f"whole_{way}").applied(0, 2) for way in ("nearest", "up", "down"))
    assert {nearest % 100, upwards % 100, down % 100} == {0}
    assert down <= price <= upwards
    assert 0 <= upwards - down <= 100
    assert nearest == (upwards if upwards - price <= price - down else down)


@pytest.mark.parametrize(
    ("rule", "exponent", "price", "wanted"),
    [
        (Rule("percent_down", 2000), 2, 15995, 12796),
        (Rule("percent_down", 1250), 2, 1, 1),
        (Rule("percent_down", 5000), 2, 1, 1),
        (Rule("percent_down", 10000, "ending_90"), 2, 15995, 0),
        (Rule("percent_down", 2000, "ending_90"), 2, 15995, 12790),
        (Rule("amount_down", 500, "ending_99"), 2, 300, -200),
        (Rule("amount_up", 1, "ending_95"), 2, 44, 95),
        (Rule("percent_up", 1000, "whole_nearest"), 0, 15, 17),
        (Rule("percent_up", 1000, "ending_90"), 3, 10000, 10900),
        (Rule("set_to", 0, "ending_90"), 2, 700, 0),
    ],
)
def test_by_hand(rule: Rule, exponent: int, price: int, wanted: int) -> None:
    assert rule.applied(price, exponent) == wanted


def test_what_cannot_be_stays() -> None:
    assert why_not(5, 5) == "Nothing changes."
    assert "below zero" in (why_not(5, -1) or "")
    assert "more than" in (why_not(5, 10**13 + 1) or "")
    assert why_not(5, 4) is None
