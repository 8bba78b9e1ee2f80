"""A count is a fact: what came before it in the same pool cannot be taken back while the count stands."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Event
from webapp.ledger.undoing.lines import Line
from webapp.ledger.words import COUNTED

_COUNTED_BUCKETS = ("available", "reserved")


def counted_since(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines that changed how much good stock there was before somebody counted it."""
    told = [line for line in lines if line.is_movement and _changes_good_stock(line)]
    if not told:
        return {}
    mine = {line.n for line in lines}
    last = {
        pool: max((n for n in standing if n not in mine), default=0)
        for pool, standing in _counts(session, tenant_id, {line.pool_id for line in told}).items()
    }
    return {line.n: "it was counted since" for line in told if last.get(line.pool_id, 0) > line.n}


def _changes_good_stock(line: Line) -> bool:
    return (line.from_node in _COUNTED_BUCKETS) != (line.to_node in _COUNTED_BUCKETS)


def _counts(session: Session, tenant_id: int, pool_ids: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of the counts of each pool that stand: nothing took them back, or that was taken back in turn."""
    rows = [
        row
        for part in in_parts(pool_ids)
        for row in session.execute(
            select(Event.n, Event.subject_id, Event.reverses_n)
            .where(Event.tenant_id == tenant_id, Event.subject_id.in_(part), Event.action == COUNTED)
            .order_by(Event.n.desc())
        )
    ]
    fallen: set[int] = set()
    standing: dict[str, list[int]] = {}
    for row in rows:  # the newest first, so whether a reversal stands is known before what it reverses
        if row.n in fallen:
            continue
        if row.reverses_n is not None:
            fallen.add(row.reverses_n)
        else:
            standing.setdefault(row.subject_id, []).append(row.n)
    return standing
