"""What was done to units, as a sentence of the history."""

from webapp.assets.inputs import ActOnAssets
from webapp.assets.steps import REASONS


def became(what: str, to: str, before: str | None = None) -> str:
    """What a unit, or so many, became."""
    if to in REASONS:
        return f"marked {what} {REASONS[to].lower() if to != 'other' else 'unavailable'}"
    if to == "returned" and before in ("lost", "stolen"):
        return f"found {what} again"
    if to == "returned":
        return f"took {what} back"
    return f"made {what} {to}"


def did(data: ActOnAssets, count: int, place: str, grade: str) -> str:
    """What was done to many."""
    what = f"{count:,} unit{'' if count == 1 else 's'}"
    if data.action in ("status", "inspect"):
        return (
            became(what, data.to or "")
            if data.action == "status"
            else f"inspected {what}: {(data.to or 'available').replace('_', ' ')}"
        )
    if data.action == "move":
        return f"moved {what} to {place}"
    return f"re-graded {what} to {grade}" if data.action == "regrade" else f"edited {what}"
