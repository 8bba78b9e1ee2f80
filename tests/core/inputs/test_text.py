"""One text pipeline: what is the same text, what is not, and what no text may hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.inputs.text import BIDI, clean, fold, shortened

SAME = [
    ("é", "e\u0301"),
    ("ABC-1", "abc-1"),
    ("  abc ", "abc"),
    ("\tabc\n", "abc"),
    ("\u00a0abc\u00a0", "abc"),
    ("STRASSE", "straße"),
    ("Straße", "STRASSE"),
    ("ẞ", "ss"),
    ("ÅNGSTRÖM", "a\u030angstro\u0308m"),
    ("\u212b", "å"),  # the Angstrom sign
    ("\u2126", "ω"),  # the Ohm sign
    ("\u212a", "k"),  # the Kelvin sign
    ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ("ς", "σ"),
    ("ﬁ", "FI"),
    ("ŉ", "ʼn"),
    ("Ā", "ā"),
    ("ДОМ", "дом"),
    ("각", "\u1100\u1161\u11a8"),
    ("i\u0307", "İ"),  # the Turkish capital folds to i and a dot
    ("ǆ", "ǅ"),
    ("µ", "μ"),
    ("ſ", "S"),
    ("a\u200bb", "ab"),
    ("a\u00adb", "ab"),
    ("a\ufeffb\u200d", "ab"),
    ("می\u200cخواهم", "میخواهم"),
]
DIFFERENT = [
    ("O", "0"),
    ("l", "1"),
    ("a b", "ab"),
    ("a b", "a  b"),
    ("A", "Α"),  # Greek
    ("A", "А"),  # Cyrillic
    ("e", "é"),
    ("ı", "i"),  # the Turkish dotless i is a letter of its own
    ("İ", "i"),
    ("１", "1"),
    ("Ａ", "A"),
    ("a-b", "a\u2010b"),
    ("①", "1"),
    ("²", "2"),
    ("n\u0303", "n"),
    ("ä", "ae"),
    ("ø", "o"),
    ("ð", "d"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_text_folds_to_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_texts_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_a_key_folds_to_itself_however_the_text_came(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(f"  {text} ") == fold(text)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        cleaned = clean(text)
    except ValueError:
        return
    assert clean(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not BIDI & set(cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize("character", sorted(BIDI))
def test_characters_that_turn_the_reading_direction_are_dropped(character: str) -> None:
    assert clean(f"ab{character}cd") == "abcd"


def test_dropping_a_turn_joins_what_composes() -> None:
    cleaned = clean("e\u202e\u0301")
    assert cleaned == "é"
    assert fold(cleaned) == fold("é")


CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0))]


@pytest.mark.parametrize("character", CONTROLS, ids=[f"U+{ord(c):04X}" for c in CONTROLS])
def test_a_control_character_inside_a_line_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        clean(f"a{character}b")


@pytest.mark.parametrize("character", [chr(0xD800), chr(0xDBFF), chr(0xDC00), chr(0xDFFF)])
def test_half_a_character_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match="half a character"):
        clean(f"a{character}b", lines=True)


def test_notes_keep_their_lines() -> None:
    assert clean(" one\r\ntwo\rthree\n\tfour ", lines=True) == "one\ntwo\nthree\n\tfour"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x0b", "\x0c", "\x1d", "\x7f", "\x85"])
def test_notes_hold_no_other_control_character(character: str) -> None:
    with pytest.raises(ValueError, match="control character"):
        clean(f"a{character}b", lines=True)


WORLD = ["🦊", "👨‍👩‍👧", "नमस्ते", "مرحبا", "می\u200cخواهم", "क\u094d\u200dष", "❤\ufe0f", "日本語", "x" * 100_000]


@pytest.mark.parametrize("text", WORLD)
def test_text_of_the_world_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


UNSEEN = "\u200b\u200e\u2060\u2064\ufeff\u00ad\u061c\u180e\u034f\u115f\u3164\uffa0\u2800\u200c\u200d\ufe0f\U000e0041"


@pytest.mark.parametrize("character", UNSEEN, ids=[f"U+{ord(c):04X}" for c in UNSEEN])
def test_what_nobody_sees_is_no_text_and_changes_none(character: str) -> None:
    assert clean(character) == clean(f" {character * 3} ", lines=True) == ""
    assert clean(f"AB{character}C{character}") == "ABC"
    assert fold(f"AB{character}C") == fold("ABC")


@pytest.mark.parametrize("code", [0xFFFF, 0xFFFE, 0xFDD0, 0xFDEF, 0x1FFFF, 0x10FFFE])
def test_a_character_that_stands_for_nothing_is_refused(code: int) -> None:
    with pytest.raises(ValueError, match="stands for nothing"):
        clean(f"a{chr(code)}b", lines=True)


def test_a_letter_of_next_year_is_let_by() -> None:
    assert clean("a\U0003fff0") == "a\U0003fff0"


def test_the_line_breaks_of_word_processors_are_line_breaks() -> None:
    assert clean("one\u2028two\u2029three", lines=True) == "one\ntwo\nthree"
    with pytest.raises(ValueError, match="control character"):
        clean("one\u2028two")


def test_what_is_too_long_for_its_room_says_that_there_is_more() -> None:
    assert shortened("a" * 10, 10) == "a" * 10
    assert shortened("žluťoučký kůň", 10) == "žluťoučký…"
