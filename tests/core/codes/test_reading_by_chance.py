"""Codes nobody thought of: read or refused, never anything else; what was composed is read again."""

import datetime as dt
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from webapp.core.codes.card import judge_card
from webapp.core.codes.layouts import LAYOUTS, translation, typed_as
from webapp.core.codes.reading import CodeRefused, Reading, read_code
from webapp.core.codes.setup import DeskSetup
from webapp.core.inputs.gtin import check_digit
from webapp.core.inputs.text import clean

GS = "\x1d"
VALUES = st.text("ABCXYZabcxyz0123456789!\"%&'*+,-./_:;<=>?", min_size=1, max_size=20)
GTINS = st.text("0123456789", min_size=13, max_size=13).map(lambda digits: f"{digits}{check_digit(digits)}")
_BITS = (
    *("]C1", "]d2", "]Q3", "]E0", "]C0", "01", "0109501101530003", "00", "10", "21", "17", "260200", "30", "37"),
    *("(01)", "(21)", "(", ")", GS, "<GS>", "https://id.gs1.org/01/", "/21/", "?17=", "%", "%2F", "\x00", "\ud800"),
)
PIECES = st.sampled_from(_BITS)
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2060, 12, 31))
CODE_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/:._ "


def _read(code: str, setup: DeskSetup | None = None) -> Reading | None:
    try:
        return read_code(code, setup.wedge if setup else None)
    except CodeRefused:
        return None


@given(st.one_of(st.text(max_size=600), st.lists(st.one_of(PIECES, VALUES, st.text(max_size=5))).map("".join)))
@example("]Y")
@example("]E0")
@example("https://[/01/09501101530003")
@example("https://id.gs1.org/01/09501101530003/21/%ff")
def test_any_text_is_read_or_refused(code: str) -> None:
    """What is read can be kept and shown, and a wedge changes nothing about that."""
    for setup in (None, DeskSetup(prefix="~", separator="|", computer="fr")):
        reading = _read(code, setup)
        if reading is not None:
            assert reading.text == clean(reading.text) != ""
            assert reading.gtin is None or (
                len(reading.gtin) == 14 and reading.gtin.isascii() and reading.gtin.isdigit()
            )
            assert reading.is_gs1 == bool(reading.segments)


@given(st.text(max_size=100), st.text(max_size=100), st.text(max_size=5))
def test_a_test_card_never_fails(first: str, second: str, ended: str) -> None:
    """Whatever is scanned into it, there is something to say, and what it proposes can be kept."""
    finding = judge_card(first, second, ended)
    assert finding.lines
    assert isinstance(DeskSetup.of(finding.setup), DeskSetup)


@given(
    GTINS, VALUES, VALUES, DAYS, st.integers(0, 99_999_999), st.sampled_from(["]C1", "]d2", "]Q3", ""]), st.randoms()
)
def test_a_composed_message_is_read_as_it_was_meant(
    gtin: str, serial: str, lot: str, expiry: dt.date, quantity: int, prefix: str, chance: Any
) -> None:
    """In whatever order its fields stand behind the first; its bracketed form says the same."""
    fields = [("21", serial), ("10", lot), ("17", f"{expiry:%y%m%d}"), ("30", str(quantity))]
    chance.shuffle(fields)
    message = f"01{gtin}" + "".join(ai + value + (GS if ai != "17" else "") for ai, value in fields)
    for code in (prefix + message, f"(01){gtin}" + "".join(f"({ai}){value}" for ai, value in fields)):
        reading = read_code(code)
        assert (reading.gtin, reading.serial, reading.lot) == (gtin, serial, lot)
        assert (reading.expiry, reading.quantity) == (expiry, quantity)


@given(GTINS, VALUES, st.integers(1, 9))
def test_one_wrong_digit_is_never_read_as_a_message(gtin: str, serial: str, off: int) -> None:
    """Behind a prefix, in brackets, or followed by a field."""
    wrong = gtin[:-1] + str((int(gtin[-1]) + off) % 10)
    for code in (f"]C101{wrong}21{serial}", f"(01){wrong}(21){serial}", f"01{wrong}21{serial}"):
        assert _read(code) is None


@given(st.text(CODE_SIGNS, min_size=1, max_size=40), st.sampled_from(list(LAYOUTS)))
def test_what_a_scanner_types_elsewhere_is_translated_back(text: str, computer: str) -> None:
    """A scanner as it is sold, at a computer of any country."""
    wedge = DeskSetup(computer=computer).wedge
    assert wedge.read(typed_as(text, "us", computer)) == text.lstrip()


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=40), st.sampled_from(list(LAYOUTS)))
def test_a_scanner_of_another_country_is_translated_too(text: str, scanner: str) -> None:
    """Capitals and digits of any scanner, at a computer with a US keyboard."""
    assert DeskSetup(scanner=scanner).wedge.read(typed_as(text, scanner, "us")) == text


def test_no_layout_translates_into_itself() -> None:
    """And each has the keys of the US one, and perhaps one more."""
    for code, layout in LAYOUTS.items():
        assert translation(code, code) == {}
        assert len(layout.plain) == len(layout.shifted)
        assert len(layout.plain) in (47, 48)
