"""Amounts are read exactly, or refused in words; the file itself settles what a point means."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.sheets.amounts import Amounts

PLAIN = Amounts("EUR")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.299,00", "1299.00"),
        ("1,299.00", "1299.00"),
        ("€ 1299", "1299"),
        ("1299 EUR", "1299"),
        ("1299.5", "1299.5"),
        ("1299,5", "1299.5"),
        ("1 299,50", "1299.50"),
        ("1\u202f299,50 €", "1299.50"),
        ("1'299.50", "1299.50"),
        ("1.299.000", "1299000"),
        ("1299,-", "1299"),
        ("0.299", "0.299"),
        ("1299.500", "1299.500"),
        (".5", "0.5"),
        ("-5", "-5"),
        ("0", "0"),
    ],
)
def test_what_is_clear_is_read(text: str, amount: str) -> None:
    assert PLAIN.read(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["", "abc", "12a", "1.2.3", "1,299,00", "12.34.567", "$ 12", "1e5", "NaN", "١٢", "1..2", "--5", "9" * 41]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        PLAIN.read(text)


def test_what_could_be_two_amounts_is_refused_unless_the_file_tells() -> None:
    with pytest.raises(ValueError, match=r"can mean 1299 or 1\.299: write 1299\.00"):
        PLAIN.read("1.299")
    german = Amounts.learned("EUR", ["1.299", "1.299,50"])
    assert german.read("1.299") == 1299
    english = Amounts.learned("EUR", ["1,299", "7.5"])
    assert english.read("1,299") == 1299
    assert english.read("1.299") == Decimal("1.299")


def test_a_file_that_contradicts_itself_tells_nothing() -> None:
    mixed = Amounts.learned("EUR", ["1.299,50", "1,299.50"])
    assert mixed.mark is None
    assert mixed.read("1.299,50") == mixed.read("1,299.50") == Decimal("1299.50")
    with pytest.raises(ValueError, match="can mean"):
        mixed.read("1,299")


@given(st.integers(0, 10**13), st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'")]))
def test_every_amount_with_cents_comes_back_exactly(minor: int, style: tuple[str, str]) -> None:
    mark, group = style
    amount = Decimal(minor).scaleb(-2)
    text = f"{amount:,.2f}".replace(",", "\0").replace(".", mark).replace("\0", group)
    assert PLAIN.read(text) == amount


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_is_refused(text: str) -> None:
    try:
        assert PLAIN.read(text).is_finite()
    except ValueError:
        return
