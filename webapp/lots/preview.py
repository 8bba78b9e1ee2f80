"""What a verb makes of a lot's quantities, before anybody confirms it; the script of the page says the same.

``tests/browser/stock`` holds the two against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

WORDS = {
    "receive": ("Receive", "came in"),
    "issue": ("Issue", "go out to a customer"),
    "damage": ("Damage", "are damaged: set apart"),
    "restore": ("Restore", "are good again"),
    "reserve": ("Reserve", "are promised"),
    "release": ("Release", "are promised no more"),
    "scrap": ("Scrap", "are thrown away"),
    "count": ("Count", "lie there, reserved or not"),
}
"""Each verb on its button, and how a sentence with a number goes on."""


@dataclass(frozen=True)
class Standing:
    """What a lot holds, and what decides how much of it a verb finds."""

    now: Mapping[str, int]
    kept: Mapping[str, int]
    """What is reserved, by its reference; nothing stands for none."""
    is_picked: bool = True
    is_stopped: bool = False


def after(verb: str, qty: int, lot: Standing, reference: str = "") -> dict[str, int] | None:
    """The four buckets afterwards, or None where there is not so much, or nothing to do."""
    a, r, h, e = (lot.now[bucket] for bucket in ("available", "reserved", "held", "expected"))
    mine = lot.kept.get(reference, 0)
    if (not qty and verb != "count") or (not lot.is_picked and verb in ("issue", "reserve")):
        return None
    match verb:
        case "receive":
            e -= min(qty, e)
            a, h = (a, h + qty) if lot.is_stopped else (a + qty, h)
        case "issue":
            kept = min(qty, mine) if reference else 0
            a, r = a - (qty - kept), r - kept
        case "damage":
            a, r, h = a - min(qty, a), r - max(qty - a, 0), h + qty
        case "restore":
            a, h = a + qty, h - qty
        case "reserve":
            a, r = a - qty, r + qty
        case "release":
            a, r = a + qty, r - qty if qty <= mine else -1
        case "scrap":
            a, h = a - max(qty - h, 0), h - min(qty, h)
        case "count":
            a, r = max(qty - r, 0), min(qty, r)
    told = {"available": a, "reserved": r, "held": h, "expected": e}
    return told if min(told.values()) >= 0 else None
