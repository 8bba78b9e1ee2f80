"""A price change in the ledger: undone whole by being withdrawn, and back in force when that is undone."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.catalog.models import PriceChange, PriceChangeLine
from webapp.catalog.writing.claims import claim_by_ids
from webapp.core.operation.registry import Work
from webapp.ledger.errors import ChangedMeanwhile
from webapp.ledger.posting import Context, Happening, record_events
from webapp.ledger.undoing import Line, add_guard, on_undo
from webapp.pricing.changes.queries import products_of

ACTION = "PRICED"
SUBJECT = "price_change"

State = Mapping[str, Any]
"""Of a change whether it is withdrawn, and until when it holds."""


def keep_event(work: Work, change_id: str, name: str, before: State, after: State) -> None:
    """Write into the ledger what became of a change."""
    told = [{key: _told(value) for key, value in state.items()} for state in (before, after)]
    happening = Happening(
        subject=SUBJECT, subject_id=change_id, action=ACTION, before=told[0], after=told[1], reference=name
    )
    record_events(work, [happening])


def made_undoable() -> None:
    """Teach the ledger how a price change is taken back; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo(ACTION, _put_back)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back, because the change is not as they left it."""
    mine = [line for line in lines if line.action == ACTION]
    if not mine:
        return {}
    rows = session.execute(
        select(PriceChange.id, PriceChange.withdrawn, PriceChange.valid_until).where(
            PriceChange.tenant_id == tenant_id, PriceChange.id.in_([line.subject_id for line in mine])
        )
    )
    now = {row.id: {"withdrawn": row.withdrawn, "valid_until": _told(row.valid_until)} for row in rows}
    return {line.n: "it was ended or called off since" for line in mine if not _is_as(now[line.subject_id], line)}


def _is_as(now: State, line: Line) -> bool:
    """Whether the change stands as the line left it: ending it is undone before its making."""
    return all(now[key] == value for key, value in line.after.items())


def _touched(line: Line) -> list[str]:
    return [key for key in line.before if line.before[key] != line.after[key]]


def _put_back(context: Context, line: Line) -> str | None:
    """Let the change be as it was before; prices that were edited since keep their own."""
    work = cast("Work", context)
    claim_by_ids(work, products_of(work.session, work.tenant_id, line.subject_id))
    was = {key: _read(key, value) for key, value in line.after.items()}
    result = work.session.execute(
        update(PriceChange)
        .where(
            PriceChange.tenant_id == work.tenant_id,
            PriceChange.id == line.subject_id,
            *(getattr(PriceChange, key).is_not_distinct_from(value) for key, value in was.items()),
        )
        .values({key: _read(key, line.before[key]) for key in _touched(line)})
        .returning(PriceChange.id)
    ).one_or_none()
    if result is None:
        raise ChangedMeanwhile
    edited = work.session.execute(
        select(func.count()).where(
            PriceChangeLine.tenant_id == work.tenant_id,
            PriceChangeLine.change_id == line.subject_id,
            PriceChangeLine.ended_at.is_not(None),
        )
    ).scalar_one()
    return f"{edited:,} price{'' if edited == 1 else 's'} edited since" if edited else None


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _read(key: str, value: Any) -> Any:
    return dt.datetime.fromisoformat(value) if key == "valid_until" and value is not None else value
