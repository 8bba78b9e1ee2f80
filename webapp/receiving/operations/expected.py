"""Announcing goods for an intake, and giving up what does not come."""

from collections.abc import Sequence
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.bulk.errors import RowsRefused
from webapp.core.operation.registry import Work, operation
from webapp.locations.errors import BinClosed, NoWarehouse, WarehouseClosed
from webapp.receiving.errors import IntakeClosed, IntakeNotFound, LineNotFound, NotForOpening, TooManyLines
from webapp.receiving.expected.announcing import announce, give_up
from webapp.receiving.inputs.rows import AnnounceGoods, OneLine
from webapp.receiving.operations.held import locked_intake, open_intake_locked
from webapp.receiving.queries.expected import count_lines, waiting_serials
from webapp.receiving.rows.good import Good
from webapp.receiving.rows.judging import judge_rows
from webapp.receiving.rows.results import RowsTaken, refuse_all
from webapp.receiving.rows.told import Told
from webapp.receiving.words import pieces

MOST_LINES = 10_000


@operation(
    needs=Permission.RECEIVE,
    raises=(
        BinClosed, IntakeClosed, IntakeNotFound, NoWarehouse, NotForOpening, RowsRefused, TooManyLines, WarehouseClosed,
    ),
    only={"json": "people announce goods from a list that they look at first"},
)  # fmt: skip
def announce_goods(work: Work, data: AnnounceGoods) -> RowsTaken:
    """Announce goods for an intake: they are expected until they arrive or are given up."""
    intake = open_intake_locked(work, data.intake_id)
    if intake.kind == "opening":
        raise NotForOpening(name=intake.name)
    rows = data.rows
    good = judge_announced(work, intake, rows)
    if data.mode == "all":
        refuse_all(rows)
    ids = announce(work, intake.id, good)
    announced = pieces(sum(one.qty for one in good), "piece")
    work.tell(f"announced {announced} for {intake.name}", intake.id)
    return RowsTaken(intake.id, rows, ids, work.batch_id if ids else None)


def judge_announced(work: Work, intake: Any, rows: Sequence[Told]) -> list[Good]:
    """The rows that can be announced for an intake; the others say why not. Raises TooManyLines."""
    good = judge_rows(work, rows, "announce", waiting_serials(work.session, work.tenant_id, intake.id))
    if count_lines(work.session, work.tenant_id, intake.id) + len(good) > MOST_LINES:
        raise TooManyLines(most=f"{MOST_LINES:,}")
    return good


@operation(needs=Permission.RECEIVE, raises=(IntakeNotFound, LineNotFound))
def remove_line(work: Work, data: OneLine) -> str:
    """Give up what is still to come of an announced line; what arrived of it stays."""
    intake = locked_intake(work, data.intake_id)
    left = give_up(work, intake.id, [data.line_id])
    if not left:
        raise LineNotFound
    work.tell(f"no longer expects {pieces(left, 'piece')} for {intake.name}", intake.id)
    return str(intake.id)
