"""Where a unit's life may lead by hand: from a status at a place to an end, and the movement that takes it there."""

from collections.abc import Mapping
from dataclasses import dataclass

REASONS: Mapping[str, str] = {
    "in_repair": "In repair",
    "damaged": "Damaged",
    "retired": "Retired",
    "other": "Another reason",
    "lost": "Lost",
    "stolen": "Stolen",
    "scrapped": "Scrapped",
}
"""Why a unit is unavailable; the last three take it out of stock."""

GONE: Mapping[str, str] = {"lost": "loss", "stolen": "loss", "scrapped": "scrap"}
"""The reasons that take a unit away, with the place where it then stands."""

ENDS = ("available", "returned", "unavailable", "sold", "lost", "scrapped")
"""What can be wanted of a unit; the last two are unavailable, elsewhere."""


@dataclass(frozen=True, slots=True)
class Way:
    """The movement that an end takes; without nodes the status alone changes, by an event."""

    status: str
    from_node: str = ""
    to_node: str = ""
    action: str = ""


_SOLD = Way("sold", "held", "customer", "SOLD")
_LOST = Way("unavailable", "held", "loss", "ADJUSTED")
_SCRAPPED = Way("unavailable", "held", "scrap", "SCRAPPED")
_BACK = Way("returned", "customer", "held", "RETURNED")
_FREE = Way("available", "customer", "available", "RETURNED")

WAYS: Mapping[tuple[str, str], Mapping[str, Way]] = {
    ("available", "good"): {
        "unavailable": Way("unavailable", "available", "held", "HELD"),
        "sold": Way("sold", "available", "customer", "SOLD"),
        "lost": Way("unavailable", "available", "loss", "ADJUSTED"),
        "scrapped": Way("unavailable", "available", "scrap", "SCRAPPED"),
    },
    ("returned", "held"): {
        "available": Way("available", "held", "available", "UNHELD"),
        "unavailable": Way("unavailable"),
        "sold": _SOLD,
        "lost": _LOST,
        "scrapped": _SCRAPPED,
    },
    ("unavailable", "held"): {
        "available": Way("available", "held", "available", "UNHELD"),
        "returned": Way("returned"),
        "sold": _SOLD,
        "lost": _LOST,
        "scrapped": _SCRAPPED,
    },
    ("unavailable", "loss"): {"returned": Way("returned", "found", "held", "ADJUSTED")},
    ("unavailable", "customer"): {"available": _FREE, "returned": _BACK, "sold": Way("sold")},
    ("rented_out", "customer"): {
        "available": _FREE,
        "returned": _BACK,
        "unavailable": Way("unavailable", "customer", "held", "RETURNED"),
    },
    ("sold", "customer"): {"returned": _BACK},
}
"""A subscription alone makes a unit rented out; a scrapped one comes back by undo alone."""


def end_of(status: str, reason: str | None) -> str:
    """The end that a status with a reason means."""
    if status != "unavailable" or reason not in GONE:
        return status
    return "scrapped" if reason == "scrapped" else "lost"


def end_now(status: str, place: str) -> str:
    """The end at which a unit is."""
    return {"loss": "lost", "scrap": "scrapped"}.get(place, status)
