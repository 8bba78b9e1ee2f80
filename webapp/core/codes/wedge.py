"""A keyboard wedge as it stands at one desk: what a scanner adds, and what the computer's layout makes of its keys."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Wedge:
    """How to get from what was typed to what the code holds.

    In a browser with JavaScript ``wedge.js`` has done all of this by the time a code is sent, and only for what came at
    a scanner's speed; so the server applies a wedge only to the form of a browser without.
    """

    prefix: str = ""
    suffix: str = "any"
    """The key that ends a code: enter, tab, any (either of them), or none, where a pause does."""
    separator: str = ""
    """What arrives in place of the GS1 separator: characters such as "|", or a key's name such as "<F8>"."""
    translation: Mapping[str, str] = field(default_factory=dict)
    """What each character that arrives stands for, where scanner and computer have different layouts."""

    def read(self, typed: str) -> str:
        """The code as the scanner meant it; the stand-in of the separator is still in it."""
        text = unicodedata.normalize("NFC", typed).lstrip(" \t\r\n").removeprefix(self.prefix)
        return "".join(self.translation.get(character, character) for character in text)

    def for_page(self) -> dict[str, Any]:
        """What ``wedge.js`` takes as its options."""
        return {
            "prefix": self.prefix,
            "suffix": self.suffix,
            "separator": self.separator,
            "translation": dict(self.translation),
        }
