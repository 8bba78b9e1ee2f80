"""From what a scan booked to what stands for it now: through undos, undos of undos, and corrections."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Movement
from webapp.receiving.models import CorrectedStep
from webapp.receiving.queries.intakes import came_in

CHUNK = 500

Row = tuple[str, int]
"""A correction's batch, and which of its rows."""


@dataclass(frozen=True, slots=True)
class _At:
    """One movement on the way; ``row`` is the correction that took the goods out, if one did."""

    start: str
    n: int
    id: str
    is_in: bool
    row: Row | None = None


def followed(session: Session, tenant_id: int, batch_ids: Collection[str]) -> dict[str, list[str]]:
    """For each batch that received something the movements that stand for it now; none where it was taken back."""
    found: dict[str, list[str]] = {one: [] for one in batch_ids}
    way = [
        _At(row.batch_id, row.n, row.id, is_in=True)
        for part in in_parts(sorted(set(batch_ids)), CHUNK)
        for row in session.execute(_came(tenant_id).where(Movement.batch_id.in_(part)))
    ]
    while way:
        later = _later(session, tenant_id, [at.n for at in way])
        step: list[_At] = []
        instead: list[_At] = []
        for at in way:
            next_one = later.get(at.n)
            if next_one is not None:
                row = (next_one.corrected_by, next_one.position) if next_one.corrected_by else at.row
                step.append(_At(at.start, next_one.n, next_one.id, is_in=not at.is_in, row=row))
            elif at.is_in:
                found[at.start].append(at.id)
            elif at.row is not None:
                instead.append(at)
        way = step + _instead(session, tenant_id, instead)
    return {start: list(dict.fromkeys(ids)) for start, ids in found.items()}


def _came(tenant_id: int) -> Any:
    return select(Movement.n, Movement.id, Movement.batch_id).where(Movement.tenant_id == tenant_id, came_in())


def _later(session: Session, tenant_id: int, numbers: Iterable[int]) -> dict[int, Any]:
    """What reversed each movement, and for which correction, if for one."""
    reversal = (
        select(
            Movement.reverses_n,
            Movement.n,
            Movement.id,
            CorrectedStep.batch_id.label("corrected_by"),
            CorrectedStep.position,
        )
        .outerjoin(
            CorrectedStep,
            (CorrectedStep.tenant_id == Movement.tenant_id) & (CorrectedStep.movement_id == Movement.id),
        )
        .where(Movement.tenant_id == tenant_id)
    )
    return {
        row.reverses_n: row
        for part in in_parts(sorted(set(numbers)), CHUNK)
        for row in session.execute(reversal.where(Movement.reverses_n.in_(part)))
    }


def _instead(session: Session, tenant_id: int, gone: Collection[_At]) -> list[_At]:
    """The receipts that corrections put in the place of what they took out."""
    rows: dict[Row, list[Any]] = defaultdict(list)
    batches = sorted({at.row[0] for at in gone if at.row is not None})
    step = aliased(CorrectedStep)
    for part in in_parts(batches, CHUNK):
        wanted = (
            select(step.batch_id, step.position, Movement.n, Movement.id)
            .join(Movement, (Movement.tenant_id == step.tenant_id) & (Movement.id == step.movement_id))
            .where(step.tenant_id == tenant_id, Movement.tenant_id == tenant_id, step.batch_id.in_(part), came_in())
        )
        for one in session.execute(wanted):
            rows[one.batch_id, one.position].append(one)
    return [
        _At(at.start, one.n, one.id, is_in=True)
        for at in {(at.start, at.row): at for at in gone}.values()
        for one in rows[at.row or ("", 0)]
    ]
