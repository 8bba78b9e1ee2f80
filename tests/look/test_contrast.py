"""Every pair of colours that text is drawn in keeps 4.5 to 1, light and dark (WCAG 2.2, 1.4.3)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
STATES = ("accepted", "attention", "refused", "undone", "waiting")
TEXT = 4.5
EDGE = 3.0

PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "muted") for ground in ("bg", "shade", "sunken", "behind")],
    *[("accent", ground, TEXT) for ground in ("bg", "shade", "accent-soft")],
    *[("on-accent", ground, TEXT) for ground in ("accent-fill", "accent-fill-strong")],
    *[(state, ground, TEXT) for state in STATES for ground in ("bg", f"{state}-soft")],
    *[("ink", f"{state}-soft", TEXT) for state in STATES],
    *[("muted", f"{state}-soft", TEXT) for state in ("attention", "refused")],
    *[("on-fill", f"{state}-fill", TEXT) for state in STATES],
    ("ink", "accent-soft", TEXT),
    ("muted", "accent-soft", TEXT),
    ("edge", "bg", EDGE),
    ("accent", "bg", EDGE),
]


def colours(*sheets: str) -> dict[str, str]:
    """The colour tokens, those of a later sheet over those of an earlier one."""
    found: dict[str, str] = {}
    for sheet in sheets:
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", (CSS / sheet).read_text()))
    return found


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("sheets", [("tokens.css",), ("tokens.css", "dark.css")], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(sheets: tuple[str, ...]) -> None:
    known = colours(*sheets)
    weak = {
        f"{ink} on {ground}": round(contrast(known[ink], known[ground]), 2)
        for ink, ground, least in PAIRS
        if contrast(known[ink], known[ground]) < least
    }
    assert weak == {}


def test_the_dark_names_every_colour_of_the_light() -> None:
    assert colours("dark.css").keys() | {"on-fill"} == colours("tokens.css").keys()
