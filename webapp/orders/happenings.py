"""What was done to an order, the newest first, with what it did to the promises made to it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.ledger.history.concerning import of_promises
from webapp.ledger.history.done import done_about
from webapp.ledger.models import Event, Movement

LOOKED_AT = 300
"""So many of the newest are looked at for a page: an order of two hundred units that went out one by one, and more."""
_GIVEN = ("RELEASED", "UNDONE")


@dataclass(frozen=True, slots=True)
class Happened:
    """One batch: whether it counts or was taken back, its remark, and what it reserved, gave back or took."""

    row: Any
    stands: bool
    note: str | None
    kept: Mapping[str, int]


def happenings(session: Session, tenant_id: int, order_id: str) -> list[Happened]:
    """The newest things that were done: three statements, however many there are."""
    rows = done_about(session, tenant_id, order_id, LOOKED_AT)
    ids = [row.id for row in rows]
    stands = _standing(rows)
    notes = _notes(session, tenant_id, order_id, ids)
    kept = _kept(session, tenant_id, order_id, ids)
    return [
        Happened(row, stands[row.id], notes.get(row.id) or kept.notes.get(row.id), kept.counted.get(row.id, {}))
        for row in rows
    ]


def _standing(rows: Sequence[Any]) -> dict[str, bool]:
    """Whether each counts: nothing took it back, or what did was taken back itself."""
    stands: dict[str, bool] = {}
    undone: set[str] = set()
    for row in rows:  # the newest first, so whether an undo stands is known before what it took back
        stands[row.id] = row.id not in undone
        if row.undoes_id and stands[row.id]:
            undone.add(row.undoes_id)
    return stands


def _notes(session: Session, tenant_id: int, order_id: str, ids: Sequence[str]) -> dict[str, str]:
    """Why a line was closed or replaced."""
    rows = select(Event.batch_id, Event.note).where(
        Event.tenant_id == tenant_id, Event.subject_id == order_id, Event.note.is_not(None), Event.batch_id.in_(ids)
    )
    return {row.batch_id: row.note for row in session.execute(rows)}


@dataclass(frozen=True)
class _Kept:
    counted: Mapping[str, Mapping[str, int]]
    notes: Mapping[str, str]


def _kept(session: Session, tenant_id: int, order_id: str, ids: Sequence[str]) -> _Kept:
    """How many each reserved, gave back or took, and what was remarked of what it took."""
    way = (Movement.batch_id, Movement.from_node, Movement.to_node, Movement.action)
    columns = (*way, func.sum(Movement.qty).label("qty"), func.max(Movement.note).label("note"))
    rows = of_promises(tenant_id, order_id, *columns).where(Movement.batch_id.in_(ids)).group_by(*way)
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    notes: dict[str, str] = {}
    for row in session.execute(rows):
        if row.from_node in ("available", "held") and row.to_node == "reserved":
            counted[row.batch_id]["reserved"] += int(row.qty)
        elif row.from_node == "reserved" and row.to_node in ("available", "held"):
            counted[row.batch_id]["given" if row.action in _GIVEN else "taken"] += int(row.qty)
        if row.note:
            notes[row.batch_id] = row.note
    return _Kept(counted, notes)
