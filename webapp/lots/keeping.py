"""What is kept of a lot besides its quantities: written with a line in the ledger, put back by undoing it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, select, update
from sqlalchemy.orm import Session

from webapp.core.data.columns import same
from webapp.core.operation.registry import Work
from webapp.ledger.models import Lot, table_of
from webapp.ledger.posting import Context, Happening, record_events
from webapp.ledger.undoing import Line, add_guard, on_undo
from webapp.ledger.words import BUCKETS

OPENED, CHANGED, DELETED = "LOT_OPENED", "LOT_CHANGED", "LOT_DELETED"
_LINES = (OPENED, CHANGED, DELETED)

FACTS = ("number", "manufacturer_number", "status", "expires_at", "address_id", "bin_id", "metadata")
_PLACE = ("record_id", "warehouse_id")
_KEPT = (*FACTS, *_PLACE, "deleted")


def facts_of(row: Any) -> dict[str, Any]:
    """What is kept of a lot that was read, as an event keeps it."""
    return {name: _plain(getattr(row, "extra" if name == "metadata" else name)) for name in (*FACTS, *_PLACE)}


def keep(
    work: Work, lot_id: str, number: str, before: Mapping[str, Any], after: Mapping[str, Any], note: str | None = None
) -> bool:
    """Write what differs, with its line in the ledger and in the audit trail; answers whether anything did."""
    names = [name for name in after if not same(before.get(name), after[name])]
    if not names:
        return False
    old, new = {name: before.get(name) for name in names}, {name: after[name] for name in names}
    _write(work, lot_id, {name: value for name, value in new.items() if name not in _PLACE})
    told(work, lot_id, number, CHANGED, old, new, note)
    return True


def told(
    work: Work,
    lot_id: str,
    number: str,
    action: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    note: str | None = None,
) -> None:
    """The line of what was written of a lot."""
    line = Happening(
        subject="lot",
        subject_id=lot_id,
        action=action,
        before=dict(before),
        after=dict(after),
        reference=number,
        note=note,
    )
    record_events(work, [line])
    hidden = (*_PLACE, "deleted")
    shown = [{name: value for name, value in one.items() if name not in hidden} for one in (before, after)]
    work.changed(lot_id, None if action == OPENED else shown[0], None if action == DELETED else shown[1])


def mark_deleted(work: Work, lot_id: str) -> None:
    """Take an empty lot out of the list; the database refuses another."""
    _write(work, lot_id, {"deleted": True})


def touch(work: Work, lot_id: str) -> None:
    """Note that a lot is another one than it was: its quantities changed."""
    _write(work, lot_id, {})


def _write(work: Context, lot_id: str, values: Mapping[str, Any]) -> None:
    lot: Table = table_of(Lot)
    row = {name: _value(name, value) for name, value in values.items()}
    work.session.execute(
        update(lot).where(lot.c.tenant_id == work.tenant_id, lot.c.id == lot_id).values(row | {"updated_at": work.at})
    )


def made_undoable() -> None:
    """Teach the ledger how these lines are put back; called once by ``features.py``."""
    add_guard(what_stays)
    for action in _LINES:
        on_undo(action, _put_back)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back: the lot was changed since, or there is other stock in it."""
    mine = [line for line in lines if line.subject == "lot" and line.action in _LINES]
    if not mine:
        return {}
    now = _now(session, tenant_id, {line.subject_id for line in mine})
    others = _other_stock(now, lines)
    stays: dict[int, str] = {}
    for line in mine:  # newest first: of one lot each stands on the next
        lot = now[line.subject_id]
        if any(not same(lot[name], value) for name, value in line.after.items() if name not in _PLACE):
            stays[line.n] = "it was changed again since"
        elif line.before.get("deleted") and others[line.subject_id]:
            stays[line.n] = "there is other stock in it"
        lot.update(line.before)
    return stays


def _now(session: Session, tenant_id: int, lot_ids: set[str]) -> dict[str, dict[str, Any]]:
    lot = table_of(Lot)
    rows = session.execute(
        select(lot.c.id, *(lot.c[name] for name in (*_KEPT, *BUCKETS))).where(
            lot.c.tenant_id == tenant_id, lot.c.id.in_(lot_ids)
        )
    )
    return {row["id"]: {name: _plain(row[name]) for name in (*_KEPT, *BUCKETS)} for row in rows.mappings()}


def _other_stock(now: Mapping[str, Mapping[str, Any]], lines: Sequence[Line]) -> dict[str, int]:
    """What each lot will hold when these lines are reversed."""
    left = {lot_id: sum(lot[bucket] for bucket in BUCKETS) for lot_id, lot in now.items()}
    for line in lines:
        if line.lot_id in left:
            left[line.lot_id] += line.qty * ((line.from_node in BUCKETS) - (line.to_node in BUCKETS))
    return left


def _put_back(work: Context, line: Line) -> str | None:
    """The values from before; the place is put back by the movements, unless the lot is empty."""
    values = {name: value for name, value in line.before.items() if name not in _PLACE}
    lot = table_of(Lot)
    if "record_id" in line.before:
        here = (lot.c.tenant_id == work.tenant_id, lot.c.id == line.subject_id)
        stands = work.session.execute(select(lot.c.record_id, lot.c.total, lot.c.expected).where(*here)).one()
        if stands.record_id != line.before["record_id"]:
            if stands.total or stands.expected:
                values.pop("bin_id", None)
            else:
                values |= {name: line.before[name] for name in _PLACE}
    _write(work, line.subject_id, values)
    return None


def day_of(work: Work, instant: str | None) -> str:
    """The last good day of an instant as an event keeps it, where the tenant is."""
    if not instant:
        return "none"
    zone = ZoneInfo(work.actor.tenant.time_zone)
    return dt.datetime.fromisoformat(instant).astimezone(zone).date().isoformat()


def plain(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept, as an event keeps it."""
    return {name: _plain(value) for name, value in kept.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _value(name: str, value: Any) -> Any:
    return dt.datetime.fromisoformat(value) if name == "expires_at" and value else value
