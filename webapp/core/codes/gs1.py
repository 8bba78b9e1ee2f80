"""GS1 messages read strictly: what biip leaves to its caller (check digits, missing separators) is refused here."""

import re
from itertools import pairwise

from biip import ParseError
from biip.checksums import gs1_standard_check_digit
from biip.gs1_application_identifiers import GS1ApplicationIdentifier
from biip.gs1_digital_link_uris import GS1DigitalLinkURI
from biip.gs1_element_strings import GS1ElementString

GS = "\x1d"
"""The separator between the fields of a GS1 message."""

_BRACKETED = re.compile(r"\(([0-9]{2,4})\)")
_CHECKED = {"253": 13, "255": 13, "402": 17, "8003": 14, "8017": 18, "8018": 18}
"""Fields whose first digits end with a check digit that biip passes by, and how many they are."""


class Unreadable(Exception):
    """Why a message cannot be taken, in a clerk's words."""


class BadCheckDigit(Unreadable):
    """A check digit does not fit its digits."""


def read_message(text: str) -> list[GS1ElementString]:
    """The fields of a message as a scanner sends it, behind its prefix. Raises Unreadable."""
    found = [one for part in text.split(GS) if part for one in _fields(part)]
    if not found:
        raise Unreadable("This GS1 code is empty. Scan it again.")
    return _judged(found)


def read_brackets(text: str) -> list[GS1ElementString]:
    """The fields of a message as it stands under a bar code: (01)…(21)…. Raises Unreadable."""
    starts = [one.start() for one in _BRACKETED.finditer(text) if _is_known(one[1])]
    if not starts or starts[0] != 0:
        raise Unreadable("The number in the first brackets of this GS1 code is unknown. Scan it again.")
    parts = (text[start:end].partition(")") for start, end in pairwise([*starts, len(text)]))
    return _judged([_one(ai[1:] + value.replace(GS, "").strip()) for ai, _, value in parts])


def read_link(text: str) -> list[GS1ElementString]:
    """The fields of a GS1 Digital Link. Raises Unreadable."""
    try:
        return _judged(list(GS1DigitalLinkURI.parse(text).element_strings))
    except (ParseError, ValueError):
        raise Unreadable("This GS1 web link cannot be read. Scan it again.") from None


def _fields(part: str) -> list[GS1ElementString]:
    """What stands between two separators: fields of known length, and at its end one of any length."""
    found = []
    while part:
        one = _one(part, whole=False)
        found.append(one)
        part = part[len(one) :]
        if part and one.ai.separator_required:
            raise Unreadable(
                f"The field ({one.ai.ai}) of this GS1 code is too long or holds a wrong character. Scan it again; "
                "if it stays so, switch on the GS1 separator of the scanner."
            )
    return found


def _one(part: str, *, whole: bool = True) -> GS1ElementString:
    if not part.isascii():  # biip takes the digits of every script
        raise Unreadable("This GS1 code holds a character that GS1 does not know. Scan it again.")
    try:
        return GS1ElementString.parse(part) if whole else GS1ElementString.extract(part)
    except (ParseError, ValueError):
        raise Unreadable(_why(part)) from None


def _why(part: str) -> str:
    try:
        ai = GS1ApplicationIdentifier.extract(part)
    except ParseError:
        return f"“{part[:20]}” in this GS1 code begins with no known field. Scan it again."
    kind = "date" if "YYMMDD" in ai.description else "value"
    return f"The {kind} in ({ai.ai}) {ai.data_title} of this GS1 code cannot be right. Scan it again."


def _is_known(digits: str) -> bool:
    try:
        return GS1ApplicationIdentifier.extract(digits).ai == digits
    except ParseError:
        return False


def _judged(found: list[GS1ElementString]) -> list[GS1ElementString]:
    """The same fields, each once, if every check digit is right."""
    once: dict[str, GS1ElementString] = {}
    for one in found:
        if one.gtin_error or one.sscc_error or one.gln_error or not _is_checked(one):
            raise BadCheckDigit(f"The check digit in ({one.ai.ai}) of this GS1 code is wrong. Scan it again.")
        if once.setdefault(one.ai.ai, one).value != one.value:
            raise Unreadable(f"The field ({one.ai.ai}) stands twice in this GS1 code, with two values. Scan it again.")
    return list(once.values())


def _is_checked(one: GS1ElementString) -> bool:
    length = _CHECKED.get(one.ai.ai, 0)
    digits = one.value[:length]
    return not digits or str(gs1_standard_check_digit(digits[:-1])) == digits[-1]
