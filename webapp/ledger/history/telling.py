"""What one action did to a unit, as a sentence: made of all its lines, the oldest first."""

from collections.abc import Sequence
from typing import Any

FACTS = {
    "acquisition_cost": "cost",
    "acquisition_date": "day of acquisition",
    "location_text": "place as noted",
    "condition": "condition",
    "notes": "notes",
    "reason": "reason",
}
_KINDS = {"asset_tag": "asset tag", "imei": "IMEI", "other": "code"}


def sentence(rows: Sequence[Any], depth: int) -> str:
    """``depth`` counts undos of undos: an odd one takes back, an even one does again."""
    last = rows[-1]
    if depth % 2 == 1:
        return "took the receipt back" if last.status_from and not last.status_to else "put it back as it was"
    again = " again" if depth else ""
    told = _named(rows) or _born(rows, again)
    if told:
        return told
    parts = [part for part in (_stepped(rows), _shifted(rows), _edited(rows)) if part]
    return f"{' and '.join(parts) or 'left it as it was'}{again}"


def _named(rows: Sequence[Any]) -> str:
    before, after = _told(rows[-1])
    if "sku" in after:
        return _corrected(before, after)
    if after.get("rental"):
        return f"rented it out to {after['customer']}"
    if "serial" in after:
        return f"corrected its serial number from {before['serial']} to {after['serial']}"
    if "code" in after:
        kind = f"{_KINDS.get(after['kind'], 'code')} {after['code']}"
        return f"gave it the {kind}" if after["current"] else f"took the {kind} off it"
    return ""


def _corrected(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What it was received as by mistake, and what it is."""
    if before["sku"] == after["sku"]:
        return f"received it into {before['place']} by mistake, corrected to {after['place']}"
    was, now = before["sku"], after["sku"]
    if before["place"] != after["place"]:
        was, now = f"{was} into {before['place']}", f"{now} into {after['place']}"
    return f"received it as {was} by mistake, corrected to {now}"


def _born(rows: Sequence[Any], again: str) -> str:
    first = rows[0]
    if first.status_from is not None or first.status_to is None:
        return ""
    place = _place(first)
    return f"received it{again}{f' into {place}' if place else ''} as {first.status_to}"


def _stepped(rows: Sequence[Any]) -> str:
    """The status, if it changed or went somewhere by the way; a reason says it better."""
    stepping = [row for row in rows if row.status_from != row.status_to]
    if not stepping:
        reason = _after(rows).get("reason")
        return f"marked it {_reason(reason)}" if reason else ""
    row, place = stepping[-1], _place(stepping[-1])
    start, end = getattr(row, "from_node", ""), getattr(row, "to_node", "")
    if start in ("found", "customer") and end in ("available", "held"):
        return f"{'found it again' if start == 'found' else 'took it back'}{f' into {place}' if place else ''}"
    reason = _after(rows).get("reason")
    if row.status_to == "unavailable" and (reason or end in ("loss", "scrap")):
        return f"marked it {_reason(reason) if reason else {'loss': 'lost', 'scrap': 'scrapped'}[end]}"
    return f"made it {row.status_to.replace('_', ' ')}"


def _reason(word: str) -> str:
    return "unavailable" if word == "other" else word.replace("_", " ")


def _shifted(rows: Sequence[Any]) -> str:
    arrived = [row for row in rows if getattr(row, "from_node", "") == "transit"]
    if arrived:
        left, came = next(row for row in rows if getattr(row, "to_node", "") == "transit"), arrived[-1]
        graded = f"re-graded it from {left.sku} to {came.sku}" if left.sku != came.sku else ""
        moved = f"moved it to {_place(came)}" if left.warehouse != came.warehouse or not graded else ""
        return " and ".join(part for part in (graded, moved) if part)
    binned = [row for row in rows if not hasattr(row, "warehouse") and row.bin_from != row.bin_to]
    if not binned:
        return ""
    return f"moved it to {binned[-1].bin}" if binned[-1].bin else "took it out of its bin"


def _edited(rows: Sequence[Any]) -> str:
    after = _after(rows)
    moved = any(row.status_from != row.status_to for row in rows) or bool(_shifted(rows))
    names = [name for name in after if name in FACTS and name != "reason" and not (moved and name == "location_text")]
    if names == ["condition"] and after["condition"]:
        return f"wrote down its condition: {after['condition']}"
    words = [FACTS[name] for name in names]
    return f"changed its {', '.join(words[:-1])}{' and ' if len(words) > 1 else ''}{words[-1]}" if words else ""


def _after(rows: Sequence[Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for row in rows:
        told |= _told(row)[1]
    return told


def _told(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return getattr(row, "before", None) or {}, getattr(row, "after", None) or {}


def _place(row: Any) -> str:
    if not hasattr(row, "warehouse"):
        return str(row.bin or "")
    if row.to_node not in ("available", "held", "reserved"):
        return ""
    return f"{row.code}/{row.bin}" if row.bin else str(row.warehouse)
