"""What was written about a unit is put back, unless somebody wrote over it since."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.assets.steps.planning import CHANGED, EDITED
from webapp.core.data.parts import in_parts
from webapp.ledger.models import Unit
from webapp.ledger.posting import Context
from webapp.ledger.undoing import Line, add_guard, on_undo


def made_undoable() -> None:
    """Teach the ledger how these events are put back; called once by ``features.py``."""
    add_guard(what_stays)
    on_undo(CHANGED, _put_back)


def what_stays(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that cannot be put back, with the reason."""
    mine = [line for line in lines if line.action == CHANGED and line.after]
    now = _now(session, tenant_id, [line.subject_id for line in mine]) if mine else {}
    stays: dict[int, str] = {}
    for line in mine:  # newest first: of one unit each stands on the next
        unit = now[line.subject_id]
        if any(unit[name] != value for name, value in line.after.items()):
            stays[line.n] = "it was edited again since"
        unit.update(line.before)
    return stays


def _now(session: Session, tenant_id: int, unit_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    columns = [getattr(Unit, name) for name in EDITED]
    return {
        row["id"]: {name: _plain(row[name]) for name in EDITED}
        for part in in_parts(unit_ids)
        for row in session.execute(
            select(Unit.id, *columns).where(Unit.tenant_id == tenant_id, Unit.id.in_(part))
        ).mappings()
    }


def _plain(value: Any) -> Any:
    """A value as an event keeps it."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _put_back(work: Context, line: Line) -> None:
    if not line.before:
        return
    values = dict(line.before)
    if values.get("acquisition_date"):
        values["acquisition_date"] = dt.date.fromisoformat(values["acquisition_date"])
    work.session.execute(
        update(Unit)
        .where(Unit.tenant_id == work.tenant_id, Unit.id == line.subject_id)
        .values(**values, updated_at=work.at)
    )
