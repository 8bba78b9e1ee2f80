"""Undo beside corrections: what was received wrongly, and what in its place, change together or not at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Movement
from webapp.ledger.undoing import Line, add_guard, add_tie, on_undo
from webapp.receiving.correcting.following import CHUNK, Row
from webapp.receiving.models import CorrectedStep
from webapp.receiving.queries.intakes import INSIDE, OUTSIDE

CORRECTED = "RECEIPT_CORRECTED"
"""The action of an event that tells of a unit what it was received as, and what it was corrected to."""

WHY = "what it was corrected to was taken back since"


def guard_corrections() -> None:
    """Have every undo asked; called once by ``features.py``."""
    add_guard(barred)
    add_tie(tied)
    on_undo(CORRECTED, lambda work, line: None)


def went_out(line: Line) -> bool:
    """Whether goods left stock to where they came from."""
    return line.from_node in INSIDE and line.to_node in OUTSIDE


def tied(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines of corrected rows, each with a word for its row."""
    rows = _rows_around(session, tenant_id, lines)
    stands = _stands_for(session, tenant_id, lines) if rows else {}
    return {n: f"{row}" for (_, row), numbers in rows.items() for n, at in stands.items() if at & numbers}


def barred(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines whose reversal brings back one side of a corrected row though the other is not there to give way."""
    out = {line.n for line in lines if went_out(line)}
    rows = _rows_around(session, tenant_id, lines)
    stands = _stands_for(session, tenant_id, lines) if rows else {}
    here = {one for at in stands.values() for one in at}
    return {n: WHY for numbers in rows.values() if not numbers <= here for n in out if stands[n] & numbers}


def _stands_for(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[int, set[int]]:
    """For each line itself, and what it did again: the lines that it stands for since they were undone."""
    found = {line.n: {line.n} for line in lines}
    back = {line.n: line.n for line in lines if line.is_movement and line.action == "UNDONE"}
    even = True
    while back:
        rows = {
            row.n: row.reverses_n
            for part in in_parts(sorted(set(back.values())), CHUNK)
            for row in session.execute(
                select(Movement.n, Movement.reverses_n).where(
                    Movement.tenant_id == tenant_id, Movement.n.in_(part), Movement.reverses_n.is_not(None)
                )
            )
        }
        back = {start: rows[at] for start, at in back.items() if at in rows}
        even = not even
        if even:
            for start, at in back.items():
                found[start].add(at)
    return found


def _rows_around(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[tuple[str, Row], set[int]]:
    """What the batches of lines that took goods out did to corrected rows: for each batch and row its movements."""
    found: dict[tuple[str, Row], set[int]] = defaultdict(set)
    batches: set[str] = set()
    for numbers in in_parts([line.n for line in lines if went_out(line)], CHUNK):
        mine = select(Movement.batch_id).where(Movement.tenant_id == tenant_id, Movement.n.in_(numbers)).distinct()
        batches.update(session.scalars(mine))
    for part in in_parts(sorted(batches), CHUNK):
        for row in session.execute(_behind(tenant_id, part)):
            found[row.of_batch, (row.batch_id, row.position)].add(row.start)
    return found


def _behind(tenant_id: int, batches: Sequence[str]) -> Any:
    """The movements of these batches with the corrected rows that they, or what they reverse, were made for."""
    first = (
        select(
            Movement.n.label("start"),
            Movement.batch_id.label("of_batch"),
            Movement.id,
            Movement.reverses_n,
        )
        .where(Movement.tenant_id == tenant_id, Movement.batch_id.in_(batches))
        .cte("behind", recursive=True)
    )
    earlier = aliased(Movement)
    chain = first.union_all(
        select(first.c.start, first.c.of_batch, earlier.id, earlier.reverses_n)
        .join(first, earlier.n == first.c.reverses_n)
        .where(earlier.tenant_id == tenant_id)
    )
    return (
        select(chain.c.start, chain.c.of_batch, CorrectedStep.batch_id, CorrectedStep.position)
        .join(CorrectedStep, CorrectedStep.movement_id == chain.c.id)
        .where(CorrectedStep.tenant_id == tenant_id)
    )
