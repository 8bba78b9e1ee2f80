"""Money is exact: whole minor units inside, decimal digits outside, in currencies of 0, 2 and 3 digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.data.columns import MAX_MONEY
from webapp.core.data.money import exponent_of, is_currency, to_major, to_minor
from webapp.core.inputs.schema import Input
from webapp.core.inputs.strictjson import parse_object
from webapp.core.inputs.types import Money
from webapp.core.operation.errors import InputRefused
from webapp.core.web.api import dumps

EXPONENTS = {"EUR": 2, "USD": 2, "JPY": 0, "KRW": 0, "KWD": 3, "BHD": 3, "TND": 3}
MINOR = st.integers(min_value=0, max_value=MAX_MONEY)
EXPONENT = st.sampled_from([0, 2, 3])


class Price(Input):
    """One amount."""

    price: Money


@pytest.mark.parametrize("currency", EXPONENTS)
def test_a_currency_has_its_digits(currency: str) -> None:
    assert exponent_of(currency) == EXPONENTS[currency]
    assert is_currency(currency)


@pytest.mark.parametrize("code", ["eur", "EURO", "", "XXZ", "€", "E R", "XXX", "XTS", "XAU", "XDR"])
def test_what_is_no_currency_is_known(code: str) -> None:
    assert not is_currency(code)


@given(MINOR, EXPONENT)
def test_an_amount_goes_out_and_comes_back_unchanged(minor: int, exponent: int) -> None:
    sent = dumps({"price": to_major(minor, exponent)})
    assert "e" not in sent.lower().replace("price", "")
    assert Price.from_json(parse_object(sent.encode()), exponent=exponent).price == minor


@given(MINOR, EXPONENT)
def test_an_amount_typed_as_it_is_shown_comes_back_unchanged(minor: int, exponent: int) -> None:
    shown = f"{to_major(minor, exponent):f}"
    assert Price.from_form({"price": shown}, exponent=exponent).price == minor
    assert Price.from_form({"price": shown.replace(".", ",")}, exponent=exponent).price == minor


@given(st.integers(min_value=0, max_value=10**9), EXPONENT, st.integers(min_value=1, max_value=9))
def test_a_digit_too_many_is_refused_and_never_rounded(minor: int, exponent: int, digit: int) -> None:
    amount = Decimal(minor * 10 + digit).scaleb(-exponent - 1)
    with pytest.raises(InputRefused):
        Price.from_json({"price": amount}, exponent=exponent)
    with pytest.raises(InputRefused):
        Price.from_form({"price": f"{amount:f}"}, exponent=exponent)


@given(MINOR, EXPONENT, st.integers(min_value=0, max_value=5))
def test_trailing_zeros_are_no_digits(minor: int, exponent: int, zeros: int) -> None:
    amount = Decimal(f"{to_major(minor, exponent):f}" + ("" if exponent else ".") + "0" * (zeros + 1 - bool(exponent)))
    assert Price.from_json({"price": amount}, exponent=exponent).price == minor


def test_no_float_passes() -> None:
    for value in (0.1, 1.0, float("nan"), float("inf")):
        with pytest.raises(InputRefused):
            Price.from_json({"price": value}, exponent=2)


def test_the_largest_amount_is_the_largest_column() -> None:
    for exponent in (0, 2, 3):
        largest = to_major(MAX_MONEY, exponent)
        assert Price.from_json({"price": largest}, exponent=exponent).price == MAX_MONEY
        with pytest.raises(InputRefused):
            Price.from_json({"price": largest + to_major(1, exponent)}, exponent=exponent)


@given(MINOR, EXPONENT)
def test_minor_and_major_are_each_others_inverse(minor: int, exponent: int) -> None:
    assert to_minor(to_major(minor, exponent), exponent) == minor


@pytest.mark.parametrize(
    ("amount", "minor"), [("0.005", 1), ("0.004", 0), ("1.005", 101), ("2.675", 268), ("0.015", 2)]
)
def test_rounding_where_it_is_asked_for_is_half_up(amount: str, minor: int) -> None:
    assert to_minor(Decimal(amount), 2) == minor
