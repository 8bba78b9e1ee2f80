"""Text at the edge: one pipeline for every string that comes in, and the keys look-ups use."""

import unicodedata

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

SPECIAL_USE_DOMAIN_NAMES[:] = ["invalid"]
"""A network of one's own may have .local or .test addresses; nobody is ever reached at .invalid."""
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks by category, and yet nothing to see."""
_SELECTORS = frozenset(map(chr, (*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_SHOWN = frozenset(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)))
"""Format characters that are signs one can see."""
_BREAKS = str.maketrans("\u2028\u2029", "\n\n")
_NEWLINES = frozenset("\n\t")
_EDGES = " \t\r\n"
"""What a scanner or a paste leaves at the ends of a code."""


def clean(text: str, *, lines: bool = False) -> str:
    """NFC and trimmed; raises ValueError, in the user's words, on what no database or screen can hold.

    ``lines`` keeps line breaks and tabs (notes); otherwise every control character is refused. Characters that nobody
    sees, those that reverse the reading direction included, are dropped: they could make one serial look like another.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _visible(text).translate(_BREAKS).strip(_EDGES)
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        kind = unicodedata.category(character)
        if kind == "Cs":
            raise ValueError("This text holds half a character. Type it again.")
        if kind == "Cn" and _is_none(ord(character)):
            raise ValueError("This text holds a character that stands for nothing. Type it again.")
        if kind == "Cc" and not (lines and character in _NEWLINES):
            raise ValueError("This text holds a control character. Type it again.")
    return text.strip()


def shortened(text: str, most: int) -> str:
    """So many characters of a text as have room, with a sign that there were more."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def fold(text: str) -> str:
    """The key that look-ups and unique indexes use: what one sees, NFC, trimmed, case-folded; inner spaces kept."""
    if text.isascii():
        return text.strip().casefold()
    seen = "".join(c for c in text if not (_is_unseen(c) or c in _JOINERS or c in _SELECTORS))
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", seen).strip().casefold())


def _visible(text: str) -> str:
    """NFC without what nobody sees; a joiner or selector stays between characters that could need one."""
    text = unicodedata.normalize("NFC", "".join(c for c in text if not _is_unseen(c)))
    if _JOINERS.isdisjoint(text) and _SELECTORS.isdisjoint(text):
        return text
    kept: list[str] = []
    following = _following(text)
    for character, after in zip(text, following, strict=True):
        before = kept[-1] if kept else " "
        if character in _JOINERS and (not _could_join(before) or before in _JOINERS or not _could_join(after)):
            continue
        if character in _SELECTORS and (not _could_join(before) or before in _JOINERS or before in _SELECTORS):
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _following(text: str) -> list[str]:
    """For each character the next one that is neither joiner nor selector, or a space at the end."""
    found, after = [], " "
    for character in reversed(text):
        found.append(after)
        if character not in _JOINERS and character not in _SELECTORS:
            after = character
    return found[::-1]


def _is_unseen(character: str) -> bool:
    if character in _FILLERS:
        return True
    return unicodedata.category(character) == "Cf" and character not in _JOINERS and character not in _SHOWN


def _could_join(character: str) -> bool:
    return not character.isascii() and not character.isspace()


def _is_none(code: int) -> bool:
    """Whether this is one of the noncharacters; what is only not assigned yet may be next year's letter."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def normal_email(text: str) -> str:
    """An e-mail address in its one spelling, one of a local network too. Raises EmailNotValidError."""
    return validate_email(text, check_deliverability=False).normalized


def wrong_in_email(email: str) -> str:
    """Which part of it to look at."""
    before, at, _ = email.rpartition("@")
    if not at:
        return "This is not an e-mail address: it has no @."
    try:
        normal_email(f"{before}@stockdesk.example")
    except EmailNotValidError:
        return "This is not an e-mail address. Look at the part before the @."
    return "This is not an e-mail address. Look at the part after the @."
