"""The test card of a desk: two codes that are known, and what can be told from how they arrive."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from webapp.core.codes.gs1 import GS
from webapp.core.codes.layouts import LAYOUTS, typed_as
from webapp.core.codes.setup import DeskSetup

PLAIN = "AQWZYM-/:_.#] + 1234567890"
"""What layouts differ by in codes, narrow enough for a tablet; behind what may be an accent stands a space."""
MESSAGE = "(01)09506000134352(10)AB12(21)TEST7"
"""A GS1 message in which one field of variable length follows another."""

_SYMBOLOGY = "]C0"
_BEFORE, _BEHIND = "010950600013435210AB12", "21TEST7"
_BETWEEN = re.compile(f"{_BEFORE}(.*?){_BEHIND}", re.DOTALL)
_KEY = re.compile(r"<(?:F[0-9]{1,2}|Ctrl\+.)>")
_ENDS = {
    "enter": "Enter ends each code.",
    "tab": "Tab ends each code.",
    "none": "Nothing ends a code, so a pause has to. Have the scanner send Enter: it is faster and surer.",
}


@dataclass(frozen=True)
class Finding:
    """What the card shows: sentences with their state, and the set-up they lead to, if one helps."""

    lines: tuple[tuple[str, str], ...] = ()
    setup: dict[str, Any] = field(default_factory=dict)

    @property
    def helps(self) -> bool:
        """Whether there is something to keep."""
        return bool(self.setup)

    def plus(self, state: str, words: str, **setup: Any) -> "Finding":
        """One sentence more, and what of the set-up follows from it."""
        return replace(self, lines=(*self.lines, (state, words)), setup={**self.setup, **setup})


def judge_card(first: str, second: str, ended: str) -> Finding:
    """What the two codes tell, as they arrived; ``ended`` is the key behind them, if it is known."""
    first, second = (text.replace("\u241d", GS).strip(" \t\r\n") for text in (first, second))
    if _BETWEEN.search(first) and not _BETWEEN.search(second):
        first, second = second, first
    if not first:
        return Finding().plus("attention", "Scan the bar code first: it shows how the scanner types.")
    finding = _layout(first)
    if not finding.helps:
        return finding
    finding = _suffix(finding, ended)
    return _separator(finding, second) if second else finding.plus("attention", "The square code was not scanned.")


def _layout(first: str) -> Finding:
    """Layout and prefix, from the plain code."""
    for scanner, computer, expected in _pictures():
        prefix, heard, tail = first.partition(expected)
        if heard:
            return _known(scanner, computer, prefix, tail)
    if PLAIN.swapcase() in first:
        return Finding().plus("refused", "Capitals arrive small. Switch Caps Lock off, here and on the scanner.")
    if len(first) == len(PLAIN) and (pairs := _derived(first)):
        typed, meant = pairs
        words = f"This keyboard is not one of those known here, but {typed} stands for {meant}."
        return Finding().plus("accepted", words, prefix="", scanner="us", computer="us", typed=typed, meant=meant)
    return Finding().plus(
        "refused",
        "This cannot be helped from here: what arrived is not the bar code, or belongs to no keyboard known here. "
        "Set the scanner's keyboard country to the one of this computer, and scan again.",
    )


@cache
def _pictures() -> tuple[tuple[str, str, str], ...]:
    """Scanner, computer and what arrives: first as it should be, then a scanner as it is sold, then the rest."""
    pairs = sorted(
        ((one, other) for one in LAYOUTS for other in LAYOUTS if one != other or one == "us"),
        key=lambda pair: (pair != ("us", "us"), pair[0] != "us"),
    )
    return tuple((scanner, computer, typed_as(PLAIN, scanner, computer)) for scanner, computer in pairs)


def _known(scanner: str, computer: str, prefix: str, tail: str) -> Finding:
    there, here = LAYOUTS[scanner].name, LAYOUTS[computer].name
    words = (
        "Every character arrives as it is."
        if scanner == computer
        else f"The scanner types for a keyboard that is {there}, and this computer's is {here}. It can be translated."
    )
    said = prefix.endswith(symbology := typed_as(_SYMBOLOGY, scanner, computer))
    prefix = prefix.removesuffix(symbology)
    finding = Finding().plus("accepted", words, prefix=prefix, scanner=scanner, computer=computer, typed="", meant="")
    if lost := _lost(scanner, computer):
        words = f"These do not arrive: {lost}. Set the scanner's keyboard country to {here} to have them all."
        finding = finding.plus("attention", words)
    if said:
        finding = finding.plus("accepted", "The scanner says which kind of bar code it read: best for GS1.")
    if prefix:
        finding = finding.plus("accepted", f"Each code begins with “{prefix}”, which is taken off.")
    if tail:
        finding = finding.plus("attention", f"Each code ends with “{tail}”. Switch this off at the scanner.")
    return finding


def _lost(scanner: str, computer: str) -> str:
    """The characters of the card that this scanner cannot send to this computer."""
    return " ".join(c for c in PLAIN if c != " " and not typed_as(c, scanner, computer))


def _derived(first: str) -> tuple[str, str] | None:
    """A translation from the card's characters alone, if each has one meaning."""
    pairs = dict(zip(first, PLAIN, strict=True))
    if any(pairs[here] != there for here, there in zip(first, PLAIN, strict=True)) or pairs.get(" ", " ") != " ":
        return None
    moved = [(here, there) for here, there in pairs.items() if here != there]
    if len(set(pairs.values())) < len(pairs) or len(moved) > len(PLAIN) * 0.8:
        return None
    moved += [(here.lower(), there.lower()) for here, there in moved if here.isupper() and there.isupper()]
    return "".join(here for here, _ in moved), "".join(there for _, there in moved)


def _suffix(finding: Finding, ended: str) -> Finding:
    if ended in _ENDS:
        return finding.plus("attention" if ended == "none" else "accepted", _ENDS[ended], suffix=ended)
    return finding.plus(
        "attention",
        "Which key ends a code shows only in a scan, and with JavaScript. Enter and Tab both do.",
        suffix="any",
    )


def _separator(finding: Finding, second: str) -> Finding:
    key = _KEY.search(second)
    second = second.replace(key[0], GS) if key else second
    found = _BETWEEN.search(DeskSetup.of(finding.setup).wedge.read(second))
    if not found:
        return finding.plus(
            "attention",
            "The square code did not arrive as it is. A scanner for bars alone cannot read it; leave it out.",
        )
    between = found[1]
    if key and between == GS:
        return finding.plus("accepted", f"The GS1 separator comes as the key {key[0]}.", separator=key[0])
    if between == GS:
        return finding.plus("accepted", "The GS1 separator arrives.", separator="")
    if is_stand_in(between):
        return finding.plus("accepted", f"“{between}” stands for the GS1 separator.", separator=between)
    return finding.plus(
        "refused",
        "The GS1 separator is missing, so lot and serial run into one another. Switch on the GS1 separator of the "
        "scanner (GS, FNC1 or Ctrl+]), or have it send | in its place.",
        separator="",
    )


def is_stand_in(text: str) -> bool:
    """Whether these characters can stand for the separator: a key by its name, or signs that are no part of a value."""
    return bool(_KEY.fullmatch(text)) or (0 < len(text) <= 10 and not any(c.isalnum() or c.isspace() for c in text))
