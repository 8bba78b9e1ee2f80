"""The one font of what is printed: it travels with us, so that a name looks the same on every machine."""

import unicodedata
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
    known = _glyphs()
    drawn = "".join(c if ord(c) in known else _NO_GLYPH for c in text if unicodedata.combining(c) or c.isprintable())
    if not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in drawn):
        return drawn
    return _turned(drawn)


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
