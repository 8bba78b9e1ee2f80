"""Breaking a text into lines that fit: between words; a word wider than a line after its hyphens, or where it must.

A line that was broken by who wrote it stays broken. What is measured is what is drawn: a letter that the font lacks
is a white square, which is wider.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from webapp.core.paper.fonts import drawable, turned, width_of

_WORDS = re.compile(r"\S+|\s+")
_PIECES = re.compile(r"[^/_-]*[/_-]+|[^/_-]+")


@lru_cache(maxsize=5000)
def wrapped(text: str, width: float, size: float, most: int = 6) -> Sequence[str]:
    """The lines of a text as they are drawn, each in its own reading direction; what is left behind ``most`` is cut."""
    kept = [line for told in text.splitlines() or [""] for line in _broken(drawable(told), width, size)]
    if len(kept) > most:
        kept = [*kept[: most - 1], _cut(kept[most - 1], width, size)]
    return tuple(turned(line) for line in kept)


def _broken(text: str, width: float, size: float) -> Sequence[str]:
    if width_of(text, size) <= width:
        return (text,)
    lines = [""]
    for piece in _pieces(text, width, size):
        if width_of((lines[-1] + piece).rstrip(), size) <= width:
            lines[-1] += piece
        elif piece.strip():
            first, *rest = _split(piece, width, size)
            lines = [*lines, first, *rest] if lines[-1].strip() else [*lines[:-1], first, *rest]
    return [line.strip() for line in lines]


def _pieces(text: str, width: float, size: float) -> Iterator[str]:
    for word in _WORDS.findall(text):
        yield from (word,) if width_of(word, size) <= width else _PIECES.findall(word)


def in_rows(words: Iterable[str], letters: int = 160) -> Iterator[str]:
    """Short words one after the other, so many that a row of a table is never higher than a page."""
    told = ""
    for word in words:
        if told and len(told) + len(word) > letters:
            yield told
            told = ""
        told += f", {word}" if told else word
    yield told


def _split(piece: str, width: float, size: float) -> Iterator[str]:
    """A word that is wider than a line, in parts that are not."""
    part = ""
    for letter in piece:
        if part and width_of(part + letter, size) > width:
            yield part
            part = ""
        part += letter
    yield part


def _cut(line: str, width: float, size: float) -> str:
    while line and width_of(line + "…", size) > width:
        line = line[:-1]
    return line + "…"
