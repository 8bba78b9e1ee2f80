"""Command cards: codes that do something instead of naming something."""

from dataclasses import dataclass

from webapp.core.data.columns import MAX_QUANTITY
from webapp.core.inputs.text import fold

PREFIX = "sd:"
GRADES = ("A", "B", "C", "D", "E")


@dataclass(frozen=True, slots=True)
class Card:
    """A card's word and what stands behind it; a quantity that is none is left out."""

    word: str
    value: str = ""


PLAIN = ("held", "nextbin", "print", "undo", "done")


def read_card(text: str) -> Card | None:
    """The card that a code is, or None for a code that is none; raises ValueError for one that nobody printed."""
    if not fold(text).startswith(PREFIX):
        return None
    word, _, value = text.strip()[len(PREFIX) :].partition(":")
    word, value = word.strip().casefold(), value.strip().upper()
    if word in PLAIN and not value:
        return Card(word)
    if word == "grade" and value:
        return Card(word, value)
    if word == "qty":
        digits = value.lstrip("0")
        is_whole = digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) <= MAX_QUANTITY
        return Card(word, digits if is_whole else "")
    raise ValueError("This is no card of ours. Print the command cards again.")
