"""How the desk's templates see intakes, contexts and rows: words, and the actions that fit."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.money import to_major
from webapp.core.inputs.gtin import gtin_text
from webapp.core.operation.actor import Actor
from webapp.receiving.booking.units import NOT_HERE
from webapp.receiving.desk import Chosen
from webapp.receiving.queries.rows import ScanRow

NOT_RECEIVED = "Not received"
TITLES = {
    ("accepted", "unit"): "Received",
    ("accepted", "stock"): "Received",
    ("accepted", "context"): "Chosen",
    ("accepted", "command"): "Done",
    ("attention", "duplicate"): "Already here",
    ("attention", "parked"): "Waits for your word",
    ("attention", "doubt"): "Look at this",
    ("refused", "none"): NOT_RECEIVED,
}
_TAKE = {
    "odd": "It is a serial number",
    "gtin": "It is a serial number",
    "lot date": "The same lot",
    "parked": "Receive it",
}
HELD_WORDS = {"available": "", "returned": "held, to be looked at", "unavailable": "held"}


def row_of(row: ScanRow, actor: Actor) -> dict[str, Any]:
    """One row with its title, its words and its actions."""
    title = _undone(row) if row.state == "undone" else TITLES.get((row.state, row.kind), "")
    title = "Corrected" if row.corrected else NOT_HERE if row.why == "away" and row.kind == "duplicate" else title
    return {
        "key": row.key,
        "code": row.code,
        "state": row.state,
        "title": "Dismissed" if row.say == "Dismissed." else title,
        "text": said_under(title, row.say) if row.say != "Dismissed." else "",
        "at": row.at,
        "unit_url": url_for("assets.unit", unit_id=row.unit_id) if row.unit_id else "",
        "can_correct": row.can_undo and row.kind in ("unit", "stock"),
        "actions": _actions(row, actor),
    }


def _undone(row: ScanRow) -> str:
    """A unit that was moved, or taken back from where it was, did not come in by this row."""
    return "Undone" if row.kind == "command" else "Taken back"


def said_under(title: str, say: str) -> str:
    """What is said of a row, below a title that says its beginning already."""
    return say.removeprefix(f"{title}: ")


def _actions(row: ScanRow, actor: Actor) -> list[dict[str, Any]]:
    """What can be said, and where one goes on; of an unknown code what it may be comes before reading it again."""
    said = _choices(row)
    late = [one for one in said if row.why == "gtin" and one["choice"] in ("again", "dismiss")]
    return [*(one for one in said if one not in late), *_links(row, actor), *late]


def _choices(row: ScanRow) -> list[dict[str, Any]]:
    """What can be said to the row; a serial that was received can be taken back."""
    said = [{"label": _label(row, choice), "choice": choice, "icon": ""} for choice in row.choices]
    if row.can_undo:
        said.append({"label": "Undo", "choice": "undo", "icon": "undone"})
    return said


def _label(row: ScanRow, choice: str) -> str:
    verb, _, rest = choice.partition(":")
    if verb == "take":
        return f"Receive {row.qty}" if row.why == "lot" else _TAKE.get(row.why, "Yes")
    return {
        "dismiss": "Dismiss",
        "move": "Move it here",
        "back": "Take it back here",
        "link": "It is the item chosen now",
        "again": "Read it again",
        "item": rest,
    }.get(verb, choice)


def _links(row: ScanRow, actor: Actor) -> list[dict[str, Any]]:
    """Where a person goes on: to the unit that is here already, to the label that was made, or to make one."""
    if row.why == "gtin" and row.choices:
        return _unknown(row, actor)
    if row.kind == "duplicate" and row.unit_id:
        return [{"label": "Open", "url": url_for("assets.unit", unit_id=row.unit_id), "icon": ""}]
    if row.finishes:
        return [{"label": "Finish", "url": url_for("intakes.intake", intake_id=row.finishes), "icon": ""}]
    if row.job_id:
        return [{"label": "Label", "url": url_for("labels.pdf", job_id=row.job_id), "icon": "print"}]
    if row.kind == "unit" and row.can_undo and actor.may(Permission.PRINT_LABELS):
        return [{"label": "Label", "url": url_for("labels.print_labels", ids=row.unit_id), "icon": "print"}]
    return []


def _unknown(row: ScanRow, actor: Actor) -> list[dict[str, Any]]:
    """A code that nobody knows is given to a variant, or to a new product, by who may; then it is read again."""
    if not actor.may(Permission.EDIT_CATALOGUE):
        return []
    gtin = gtin_text(row.gtin) if row.gtin else ""
    new_at = url_for("catalog.create_product", gtin=gtin or None, sku=None if gtin else row.code)
    new = {"label": "Create a product", "url": new_at, "icon": ""}
    link = {"label": "Give it to a variant", "url": url_for("variants.link_gtin", gtin=gtin), "icon": ""}
    return [link, new] if gtin else [new]


def context_of(chosen: Chosen, actor: Actor) -> dict[str, Any]:
    """What is chosen, as the sticky context shows it."""
    item = chosen.item
    where = chosen.where
    cost = "" if chosen.cost is None else str(to_major(chosen.cost, actor.tenant.exponent))
    day = chosen.acquired_on.isoformat() if chosen.acquired_on else ""
    return {
        "item": item and {
            "sku": item.sku, "name": item.product_name, "grade": item.grade, "tracking": item.tracking,
        },
        "place": {
            "code": f"{where.warehouse_code}/{where.bin_code}" if where.bin_code else where.warehouse_code,
            "name": "" if where.bin_code else where.warehouse_name,
        },
        "preset": {
            "cost": cost and f"cost {cost} {actor.tenant.currency}",
            "acquisitionCost": cost,
            "date": day,
            "acquisitionDate": day,
            "condition": chosen.condition or "",
            "notes": chosen.notes or "",
            "status": HELD_WORDS[chosen.status],
            "statusValue": chosen.status,
        },
        "quantity": chosen.quantity,
        "lot": chosen.lot_number and {
            "number": chosen.lot_number,
            "expiry": chosen.lot_expires_on.isoformat() if chosen.lot_expires_on else "",
        },
    }  # fmt: skip


def blocked_of(parked: list[ScanRow], blocker: ScanRow | None, chosen: Chosen, actor: Actor) -> dict[str, Any] | None:
    """What waits behind a code, and what can be done with all of it."""
    if not parked:
        return None
    first = blocker or parked[0]
    actions = _choices(blocker) if blocker else []
    if blocker is None and chosen.item is not None:
        actions.append({"label": f"Receive them as {chosen.item.sku}", "choice": "release", "icon": ""})
    actions.append({"label": "Dismiss what waits" if blocker else "Dismiss them", "choice": "drop", "icon": ""})
    text = first.say if blocker else "Choose the item that they are, then receive them together."
    row = {"key": first.key, "code": first.code, "text": text}
    return {"row": row, "count": len(parked), "actions": actions}
