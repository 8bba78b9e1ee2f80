"""What a verb makes of a lot's quantities, before anybody confirms it; the script of the page says the same."""

from collections.abc import Mapping

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


def after(verb: str, qty: int, now: Mapping[str, int]) -> dict[str, int] | None:
    """The four buckets afterwards, or None where there is not so much."""
    a, r, h, e = (now[bucket] for bucket in ("available", "reserved", "held", "expected"))
    match verb:
        case "receive":
            a, e = a + qty, e - min(qty, e)
        case "issue":
            a -= qty
        case "damage":
            a, r, h = a - min(qty, a), r - max(qty - a, 0), h + qty
        case "restore":
            a, h = a + qty, h - qty
        case "reserve":
            a, r = a - qty, r + qty
        case "release":
            a, r = a + qty, r - qty
        case "scrap":
            a, h = a - max(qty - h, 0), h - min(qty, h)
        case "count":
            a, r = max(qty - r, 0), min(qty, r)
    told = {"available": a, "reserved": r, "held": h, "expected": e}
    return told if min(told.values()) >= 0 else None
