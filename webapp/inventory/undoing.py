"""A record's facts in the ledger: where its stock lies, when to reorder. An edit is an event, and undone as one."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.core.data.columns import same
from webapp.ledger.errors import ChangedMeanwhile
from webapp.ledger.models import Record
from webapp.ledger.posting import Context
from webapp.ledger.undoing import Line, add_guard, on_undo

ACTION = "RECORD_EDITED"
FACTS = ("location", "bin_id", "reorder_level", "reorder_qty", "variant_attributes")


def made_undoable() -> None:
    """Teach the ledger how an edit is put back; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo(ACTION, _put_back)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The edits that cannot be put back, because what they wrote was changed since."""
    mine = [line for line in lines if line.action == ACTION]
    if not mine:
        return {}
    rows = session.execute(
        select(Record.id, *(getattr(Record, name) for name in FACTS)).where(
            Record.tenant_id == tenant_id, Record.id.in_({line.subject_id for line in mine})
        )
    )
    now = {row.id: {name: getattr(row, name) for name in FACTS} for row in rows}
    stays = {}
    for line in mine:  # newest first: of one record each edit stands on the next
        if any(not same(now[line.subject_id][name], line.after[name]) for name in _touched(line)):
            stays[line.n] = "it was changed again since"
        now[line.subject_id] |= {name: line.before[name] for name in _touched(line)}
    return stays


def _touched(line: Line) -> list[str]:
    return [name for name in FACTS if not same(line.before[name], line.after[name])]


def _put_back(work: Context, line: Line) -> str | None:
    """Let the facts that the edit changed be as they were; others keep what they have by now."""
    touched = _touched(line)
    found = work.session.execute(
        select(Record.id, *(getattr(Record, name) for name in FACTS))
        .where(Record.tenant_id == work.tenant_id, Record.id == line.subject_id)
        .with_for_update(key_share=True)
    ).one()
    if any(not same(getattr(found, name), line.after[name]) for name in touched):
        raise ChangedMeanwhile
    work.session.execute(
        update(Record)
        .where(Record.tenant_id == work.tenant_id, Record.id == line.subject_id)
        .values(**{name: line.before[name] for name in touched}, updated_at=work.at)
    )
    return None
