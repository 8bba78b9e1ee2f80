"""What the desk says of a scan: a row with its state, its words and what can be pressed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from webapp.core.data import clock

Row = dict[str, Any]

TITLES = {"accepted": "Went out", "attention": "Look at this", "refused": "Stays here", "undone": "Taken back"}


@dataclass(frozen=True, slots=True)
class Scan:
    """A code, or what somebody pressed in the row ``to``, with the key by which it is done once."""

    key: str
    code: str = ""
    choice: str = ""
    to: str = ""


@dataclass(slots=True)
class Heard:
    """What became of a scan: its row, the earlier rows that changed (by their keys), and the order that is open now."""

    order_id: str
    row: Row
    changed: dict[str, Row] = field(default_factory=dict)


def row(
    key: str, code: str, state: str, text: str, *, title: str = "", actions: Sequence[Row] = (), unit_id: str = ""
) -> Row:
    """A row as the templates of desks read it."""
    return {
        "key": key,
        "code": code,
        "state": state,
        "title": title or TITLES[state],
        "text": text,
        "at": clock.now(),
        "unit_url": url_for("assets.unit", unit_id=unit_id) if unit_id else "",
        "actions": list(actions),
    }


def press(label: str, choice: str, icon: str = "") -> Row:
    """A button of a row, which goes through the scan's form."""
    return {"label": label, "choice": choice, "icon": icon}


def went(batch_id: str, serial: str, text: str, unit_id: str) -> Row:
    """The row of a unit that went out; its key is the batch by which it is taken back."""
    back = press("Undo", f"undo {batch_id} {serial}", "undone")
    return row(batch_id, serial, "accepted", text, actions=[back], unit_id=unit_id)
