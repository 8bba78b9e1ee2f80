"""Text at the edge: one pipeline for every string that comes in, and the keys look-ups use."""

import unicodedata

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NEWLINES = frozenset("\n\t")
_EDGES = " \t\r\n"
"""What a scanner or a paste leaves at the ends of a code."""


def clean(text: str, *, lines: bool = False) -> str:
    """NFC and trimmed; raises ValueError, in the user's words, on what no database or screen can hold.

    ``lines`` keeps line breaks and tabs (notes); otherwise every control character is refused. Characters that
    reverse the reading direction are dropped: they could make one serial look like another.
    """
    text = unicodedata.normalize("NFC", "".join(c for c in text if c not in BIDI)).strip(_EDGES)
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        kind = unicodedata.category(character)
        if kind == "Cs":
            raise ValueError("This text holds half a character. Type it again.")
        if kind == "Cc" and not (lines and character in _NEWLINES):
            raise ValueError("This text holds a control character. Type it again.")
    return text.strip()


def fold(text: str) -> str:
    """The key that look-ups and unique indexes use: NFC, trimmed, case-folded, NFC again; inner spaces kept."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).strip().casefold())
