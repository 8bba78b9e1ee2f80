"""The presets of the moment a scan was made, kept beside what it asks, so that a late yes books what was meant."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from webapp.receiving.desk import Chosen

_NAMES = ("cost", "acquired_on", "condition", "notes", "status")


def presets_of(chosen: Chosen) -> dict[str, Any]:
    """Cost, day, condition, notes and status as they are chosen; nothing while one of them could not be taken."""
    return {} if "preset" in chosen.blocked_by else {name: getattr(chosen, name) for name in _NAMES}


def kept_presets(chosen: Chosen) -> dict[str, Any]:
    """The same, as a scan's row keeps them."""
    told = presets_of(chosen)
    day = told.get("acquired_on")
    return {"presets": {**told, "acquired_on": day.isoformat() if day else None}} if told else {}


def presets_then(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What a scan's row kept of them."""
    told: dict[str, Any] = kept.get("presets") or {}
    day = told.get("acquired_on")
    return {**told, "acquired_on": dt.date.fromisoformat(day) if day else None} if told else {}
