"""Codes as they are read: what is GS1 and what only looks like it; what is refused."""

import datetime as dt

import pytest

from webapp.core.codes.reading import CodeRefused, read_code


def test_a_message_with_a_prefix_gives_its_fields() -> None:
    """Item, expiry, lot, quantity and serial of one code."""
    reading = read_code("]d20109501101530003172602001 0AB12\x1d3012\x1d21S-1".replace(" ", ""))
    assert (reading.gtin, reading.lot, reading.quantity) == ("09501101530003", "AB12", 12)
    assert (reading.serial, reading.expiry, reading.symbology) == ("S-1", dt.date(2026, 2, 28), "]d2")
    assert reading.text == "(01)09501101530003(17)260200(10)AB12(30)12(21)S-1"


@pytest.mark.parametrize("code", ["10LOT5", "21ABC", "0109501101530004", "]C010LOT5", "]Q121ABC"])
def test_what_only_looks_like_gs1_is_plain_text(code: str) -> None:
    """Without a prefix of GS1 or a valid first field, nothing is taken apart."""
    reading = read_code(code)
    assert not reading.is_gs1
    assert reading.text == code[-len(reading.text) :]


@pytest.mark.parametrize(
    "code", ["]C10109501101530004", "010950110153000421ABC", "(01)09501101530004", "]E04006381333932"]
)
def test_a_wrong_check_digit_is_refused(code: str) -> None:
    """Never guessed, never booked."""
    with pytest.raises(CodeRefused, match="check digit"):
        read_code(code)
