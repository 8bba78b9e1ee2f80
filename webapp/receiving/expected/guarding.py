"""Undo beside announced lines: what was announced cannot be unsaid once it arrived, nor arrive twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from webapp.core.data.parts import in_parts
from webapp.ledger.undoing.lines import Line
from webapp.ledger.undoing.plan import add_guard
from webapp.receiving.expected.balances import balances, lines_behind
from webapp.receiving.models import ExpectedLine

WHY = "what was announced has arrived, or was given up since"


def guard_announced() -> None:
    """Have every undo asked."""
    add_guard(barred)


def barred(session: Session, tenant_id: int, lines: Sequence[Line]) -> Mapping[int, str]:
    """The lines of an undo that would leave fewer than none of an announced line to come.

    The expected bucket of a pool is shared by all intakes: it alone would let one take back what another announced.
    """
    touched = [line for line in lines if line.is_movement and "expected" in (line.from_node, line.to_node)]
    if not touched:
        return {}
    behind = lines_behind(session, tenant_id, [line.n for line in touched])
    left: dict[tuple[str, str], int] = defaultdict(int)
    for part in in_parts(sorted(set(behind.values())), 500):
        for one in balances(session, tenant_id, ExpectedLine.id.in_(part)):
            left[one.line_id, one.pool_id] = one.missing
    for line in touched:
        if line.n in behind:
            key = (behind[line.n], line.pool_id)
            left[key] += line.qty if line.from_node == "expected" else -line.qty
    return {
        line.n: WHY
        for line in touched
        if line.to_node == "expected" and line.n in behind and left[behind[line.n], line.pool_id] < 0
    }
