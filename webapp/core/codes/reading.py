"""What a scanned code says: plain text, a GTIN, or the segments of a GS1 message. Doubt is refused, never guessed."""

import datetime as dt
import re
from dataclasses import dataclass

from biip import ParseError
from biip.gs1_element_strings import GS1ElementString
from biip.gtin import Gtin
from biip.upc import Upc

from webapp.core.codes.errors import CodeRefused
from webapp.core.codes.gs1 import (
    GS,
    BadCheckDigit,
    Unreadable,
    read_brackets,
    read_link,
    read_message,
)
from webapp.core.codes.wedge import Wedge
from webapp.core.inputs.text import clean

__all__ = ["MAX_CODE", "CodeRefused", "Reading", "Segment", "read_code"]

MAX_CODE = 512

_SHOWN_SEPARATORS = ("\u241d", "<GS>", "{GS}")
_SYMBOLOGY = re.compile(r"\][A-Zacdeopsz][0-9A-Za-z]")
_MESSAGES = frozenset({"]C1", "]e0", "]e1", "]e2", "]d2", "]Q3", "]J1"})
_LEADING = re.compile(r"01[0-9]{14}|00[0-9]{18}")
_BRACKETS = re.compile(r"\(\d{2,4}\)")
_LINK = re.compile(r"https?://[^\s/]+/(?:[^\s?#]*/)?(?:01/\d{14}|00/\d{18})(?:[/?#]|$)", re.IGNORECASE | re.ASCII)
_PLAIN_GTIN = re.compile(r"[0-9]{8}|[0-9]{12,14}")
_EAN = re.compile(r"([0-9]{12,13})(?:[0-9]{2}|[0-9]{5})?|[0-9]{8}")
_UPC_E = re.compile(r"[01][0-9]{7}")


@dataclass(frozen=True)
class Segment:
    """One field of a GS1 message: its application identifier, what that is called, and the value."""

    ai: str
    title: str
    value: str


@dataclass(frozen=True)
class Reading:
    """What a code says. ``text`` is how it is kept and shown; of a GS1 message, its bracketed form."""

    text: str
    gtin: str | None = None
    """Fourteen digits; of a logistic unit, those of what is in it."""
    serial: str | None = None
    lot: str | None = None
    expiry: dt.date | None = None
    """The day in (17), else the best-before day in (15)."""
    quantity: int | None = None
    segments: tuple[Segment, ...] = ()
    is_gs1: bool = False
    symbology: str | None = None
    """The symbology prefix as the scanner sent it, such as "]C1"."""


def read_code(raw: str, wedge: Wedge | None = None) -> Reading:
    """What a code says, with a desk's wedge applied first. Raises CodeRefused.

    A GS1 message is one behind the prefix of a GS1 symbology, one with a valid (01) or (00) in front, one in brackets,
    or one with separators in it; anything else is plain text, such as a serial.
    """
    if len(raw) > MAX_CODE:
        raise CodeRefused(f"This is longer than {MAX_CODE} characters. Scan one code at a time.")
    text = _cleaned(wedge.read(raw) if wedge else raw)
    symbology = None
    if found := _SYMBOLOGY.match(text):
        symbology, text = found[0], text[3:].strip()
    if not text.strip(GS):
        raise CodeRefused("There is no code in this. Scan it again.")
    elements = _elements(text.strip(GS), symbology, wedge.separator if wedge else "")
    return _message(elements, symbology) if elements else _plain(text.strip(GS), symbology)


def _cleaned(text: str) -> str:
    """The text without what nobody sees, except for separators."""
    for shown in _SHOWN_SEPARATORS:
        text = text.replace(shown, GS)
    try:
        return GS.join(clean(part) for part in text.split(GS))
    except ValueError:
        raise CodeRefused(
            "This code holds a character that no code can hold. Scan it again; if it stays so, set the scanner up anew."
        ) from None


def _elements(text: str, symbology: str | None, stand_in: str) -> list[GS1ElementString]:
    """The fields of a GS1 message; empty if this is none."""
    try:
        if symbology in _MESSAGES:
            return read_brackets(text) if _BRACKETS.match(text) else read_message(_separated(text, stand_in))
        if _LINK.match(text):
            return read_link(text)
        if _BRACKETS.match(text):
            return _bracketed(text)
        if _LEADING.match(text):
            return _led(_separated(text, stand_in))
        return read_message(text) if GS in text else []
    except Unreadable as error:
        raise CodeRefused(str(error)) from None


def _separated(text: str, stand_in: str) -> str:
    return text.replace(stand_in, GS).strip(GS) if stand_in else text


def _bracketed(text: str) -> list[GS1ElementString]:
    """A message in brackets; a serial that only happens to begin with one is none."""
    try:
        return read_brackets(text)
    except Unreadable:
        if text.startswith(("(01)", "(00)")):
            raise
        return []


def _led(text: str) -> list[GS1ElementString]:
    """A message that only its first field shows to be one: digits alone with a wrong check digit are a serial."""
    try:
        return read_message(text)
    except BadCheckDigit:
        if _LEADING.fullmatch(text):
            return []
        raise
    except Unreadable:
        return _unless_valid(text)


def _unless_valid(text: str) -> list[GS1ElementString]:
    """Nothing, if the first field is not valid either; else the message is broken further on, and is refused."""
    first = _LEADING.match(text)
    try:
        read_message(first[0] if first else "")
    except Unreadable:
        return []
    raise Unreadable(
        "This begins as a GS1 code and cannot be read to its end. Scan it again; if it stays so, switch on the GS1 "
        "separator of the scanner."
    )


def _message(elements: list[GS1ElementString], symbology: str | None) -> Reading:
    by_ai = {one.ai.ai: one for one in elements}
    gtin = by_ai.get("01") or by_ai.get("02")
    serial, lot, count = (by_ai.get(ai) for ai in ("21", "10", "30"))
    count = count or by_ai.get("37")
    expiry = by_ai.get("17") or by_ai.get("15")
    return Reading(
        text="".join(one.as_hri() for one in elements),
        gtin=gtin.value if gtin else None,
        serial=serial.value if serial else None,
        lot=lot.value if lot else None,
        expiry=expiry.date if expiry else None,
        quantity=int(count.value) if count and count.value else None,
        segments=tuple(Segment(one.ai.ai, one.ai.data_title, one.value) for one in elements),
        is_gs1=True,
        symbology=symbology,
    )


def _plain(text: str, symbology: str | None) -> Reading:
    if symbology in ("]E0", "]E3", "]E4"):
        return Reading(text, _retail(text, symbology), symbology=symbology)
    valid = _PLAIN_GTIN.fullmatch(text) and text.strip("0") and _is_gtin(text)
    return Reading(text, text.zfill(14) if valid else None, symbology=symbology)


def _is_gtin(digits: str) -> bool:
    try:
        Gtin.parse(digits)
    except ParseError:
        return False
    return True


def _retail(text: str, symbology: str) -> str | None:
    """The GTIN of a code that its symbology says is EAN or UPC; None for what is neither."""
    found = _EAN.fullmatch(text)
    if not found:
        return None
    try:
        if symbology == "]E0" and _UPC_E.fullmatch(text):
            return Upc.parse(text).as_gtin_14()
        return Gtin.parse(found[1] or text).as_gtin_14()
    except ParseError:
        raise CodeRefused("The check digit of this bar code is wrong. Scan it again.") from None
