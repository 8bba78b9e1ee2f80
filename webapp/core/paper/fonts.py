"""The one font of what is printed: it travels with us, so that a name looks the same on every machine."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT = "DejaVuSansCondensed"
_FILE = Path(__file__).resolve().parents[3] / "static" / "vendor" / f"{FONT}.ttf"
_NO_GLYPH = "\N{WHITE SQUARE}"
_RIGHT_TO_LEFT = ("R", "AL")


@cache
def _glyphs() -> frozenset[int]:
    font: Any = TTFont(FONT, str(_FILE))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def width_of(text: str, size: float) -> float:
    """How wide a text is, in the unit of its size."""
    _glyphs()
    return float(pdfmetrics.stringWidth(text, FONT, size))


def shown(text: str) -> str:
    """A text as it can be drawn: what the font lacks is a white square, and what runs to the left is turned round.

    Letters of scripts that join (Arabic) stand side by side unjoined.
    """
    return turned(drawable(text))


def drawable(text: str) -> str:
    """The letters of a text that are drawn, still in the order in which they are read; space of any kind is a blank."""
    return "".join(_drawn(c) for c in text)


def _drawn(c: str) -> str:
    if c.isspace():
        return " "
    if not (unicodedata.combining(c) or c.isprintable()):
        return ""
    return c if ord(c) in _glyphs() else _NO_GLYPH


def told_apart(names: Sequence[str]) -> list[str]:
    """Names as they may be drawn: where two would look alike, what the font lacks stands there by its number."""
    drawn = Counter(drawable(name) for name in set(names))
    return [_spelled(name) if drawn[drawable(name)] > 1 else name for name in names]


def _spelled(name: str) -> str:
    return "".join(c if _drawn(c) == c else f"<U+{ord(c):04X}>" for c in name)


def turned(text: str) -> str:
    """A text that is drawn from left to right, so that what runs to the left is read as it should be."""
    if not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return text
    return _turned(text)


def _turned(text: str) -> str:
    """Each run of letters that are read to the left, with the spaces between them, the other way round."""
    out: list[str] = []
    run: list[str] = []
    spaces: list[str] = []
    for c in text:
        if unicodedata.bidirectional(c) in (*_RIGHT_TO_LEFT, "NSM") and (run or not unicodedata.combining(c)):
            run += [*spaces, c]
            spaces = []
        elif run and c == " ":
            spaces.append(c)
        else:
            out += [*reversed(run), *spaces, c]
            run, spaces = [], []
    return "".join([*out, *reversed(run), *spaces])
