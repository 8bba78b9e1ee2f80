"""What became of announced lines: added up from the movements that were made for them, and the reversals of those.

A reversal takes the swapped edge of what it reverses, so a plain sum over a line's movements and all that followed
from them is true however often something was undone and done again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.core.data.parts import in_parts
from webapp.ledger.models import Movement
from webapp.receiving.models import ExpectedLine, ExpectedStep

INSIDE = ("available", "held")
OUTSIDE = ("supplier", "opening")


@dataclass(frozen=True, slots=True)
class Balance:
    """A line in one pool: pieces that were announced there, and those of them that arrived."""

    line_id: str
    record_id: str
    pool_id: str
    lot_id: str | None
    announced: int
    verified: int
    held: int = 0
    """Those of the verified ones that were held at once."""

    @property
    def missing(self) -> int:
        """Pieces that are still to come."""
        return self.announced - self.verified


def announced_sum(edge: Any) -> ColumnElement[int]:
    """Pieces announced by these movements, less those given up."""
    more = (edge.from_node.in_(OUTSIDE)) & (edge.to_node == "expected")
    less = (edge.from_node == "expected") & (edge.to_node.in_(OUTSIDE))
    return func.coalesce(func.sum(case((more, edge.qty), (less, -edge.qty), else_=0)), 0)


def verified_sum(edge: Any, inside: tuple[str, ...] = INSIDE) -> ColumnElement[int]:
    """Announced pieces that arrived in these buckets by these movements, less those taken back."""
    more = (edge.from_node == "expected") & (edge.to_node.in_(inside))
    less = (edge.from_node.in_(inside)) & (edge.to_node == "expected")
    return func.coalesce(func.sum(case((more, edge.qty), (less, -edge.qty), else_=0)), 0)


def balances(session: Session, tenant_id: int, *which: ColumnElement[bool]) -> list[Balance]:
    """The lines that are meant, pool by pool."""
    first = (
        select(
            ExpectedStep.line_id,
            Movement.n,
            Movement.record_id,
            Movement.pool_id,
            Movement.lot_id,
            Movement.from_node,
            Movement.to_node,
            Movement.qty,
        )
        .join(ExpectedLine, ExpectedLine.id == ExpectedStep.line_id)
        .join(Movement, Movement.id == ExpectedStep.movement_id)
        .where(
            ExpectedLine.tenant_id == tenant_id,
            ExpectedStep.tenant_id == tenant_id,
            Movement.tenant_id == tenant_id,
            *which,
        )
        .cte("told", recursive=True)
    )
    later = aliased(Movement)
    told = first.union_all(
        select(
            first.c.line_id, later.n, later.record_id, later.pool_id, later.lot_id, later.from_node, later.to_node,
            later.qty,
        )
        .join(first, later.reverses_n == first.c.n)
        .where(later.tenant_id == tenant_id)
    )  # fmt: skip
    keys = (told.c.line_id, told.c.record_id, told.c.pool_id, told.c.lot_id)
    sums = (announced_sum(told.c), verified_sum(told.c), verified_sum(told.c, ("held",)))
    rows = session.execute(select(*keys, *sums).group_by(*keys))
    return [Balance(*row) for row in rows]


def by_line(found: Iterable[Balance]) -> dict[str, tuple[int, int]]:
    """How many of each line were announced and arrived, wherever."""
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in found:
        announced, verified = sums[one.line_id]
        sums[one.line_id] = (announced + one.announced, verified + one.verified)
    return sums


def lines_behind(session: Session, tenant_id: int, numbers: Sequence[int]) -> dict[int, str]:
    """The line that each of these movements was made for, or that what it reverses was made for."""
    found: dict[int, str] = {}
    for part in in_parts(numbers, 500):
        found.update(_behind(session, tenant_id, part))
    return found


def _behind(session: Session, tenant_id: int, numbers: Collection[int]) -> dict[int, str]:
    first = (
        select(Movement.n.label("start"), Movement.id, Movement.reverses_n)
        .where(Movement.tenant_id == tenant_id, Movement.n.in_(numbers))
        .cte("behind", recursive=True)
    )
    earlier = aliased(Movement)
    chain = first.union_all(
        select(first.c.start, earlier.id, earlier.reverses_n)
        .join(first, earlier.n == first.c.reverses_n)
        .where(earlier.tenant_id == tenant_id)
    )
    rows = session.execute(
        select(chain.c.start, ExpectedStep.line_id)
        .join(ExpectedStep, ExpectedStep.movement_id == chain.c.id)
        .where(ExpectedStep.tenant_id == tenant_id)
    )
    return {row.start: row.line_id for row in rows}
