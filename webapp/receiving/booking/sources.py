"""Where goods come from in the ledger's eyes: a supplier, what was announced, or the stock of day one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work
from webapp.ledger.models import Record
from webapp.ledger.posting import lock_records
from webapp.ledger.stands import Stand
from webapp.receiving.desk import Desk
from webapp.receiving.expected.balances import balances
from webapp.receiving.expected.taking import Arriving, Source, take_expected
from webapp.receiving.models import ExpectedLine
from webapp.receiving.reading.look_up import item_of, where_is
from webapp.receiving.reading.things import Item, Where


def sources_of(
    desk: Desk, part: Work, stand: Stand, qty: int = 1, *, serial: str | None = None, lot: str | None = None
) -> list[Source]:
    """The outside node, or the open lines, that so many pieces come from; their sums are the quantity."""
    if desk.intake.kind == "opening":
        return [Source("opening", qty)]
    if not expects(desk):
        return [Source("supplier", qty)]
    _lock(desk, part, stand.variant_id or "")
    return take_expected(part, Arriving(desk.intake.id, stand, qty, serial, lot))


def expects(desk: Desk) -> bool:
    """Whether anything was announced for the intake; that does not change while the intake is held."""
    if desk.expects is None:
        mine = (ExpectedLine.tenant_id == desk.work.tenant_id, ExpectedLine.intake_id == desk.intake.id)
        desk.expects = bool(desk.work.session.execute(select(exists().where(*mine))).scalar_one())
    return desk.expects


def _lock(desk: Desk, part: Work, variant_id: str) -> None:
    """What was announced for another place may arrive here, so all records of the variant are taken."""
    if variant_id not in desk.locked:
        mine = (Record.tenant_id == part.tenant_id, Record.variant_id == variant_id)
        lock_records(part, select(Record.id).where(*mine))


@dataclass(frozen=True, slots=True)
class Listed:
    """A serial number that is expected: what it is, and what was announced of it."""

    item: Item
    cost: int | None
    condition: str | None
    where: Where | None

    def is_regraded(self, item: Item | None) -> bool:
        """Whether somebody chose another grade of the same thing: their eyes count more than the paper."""
        return item is not None and item.product_id == self.item.product_id and item.variant_id != self.item.variant_id


def listed(desk: Desk, serial: str) -> Listed | None:
    """The line that announced this serial number and still waits for it."""
    if not expects(desk):
        return None
    session, tenant_id = desk.work.session, desk.work.tenant_id
    mine = (ExpectedLine.intake_id == desk.intake.id, ExpectedLine.serial_norm == fold(serial))
    names = ("id", "variant_id", "cost", "condition", "warehouse_id", "bin_id")
    wanted = select(*(getattr(ExpectedLine, name) for name in names)).where(ExpectedLine.tenant_id == tenant_id, *mine)
    lines: dict[str, Any] = {row.id: row for row in session.execute(wanted)}
    waiting = [one for one in balances(session, tenant_id, *mine) if one.missing > 0] if lines else []
    if not waiting:
        return None
    line = lines[waiting[0].line_id]
    bin_at = where_is(session, tenant_id, line.warehouse_id, line.bin_id) if line.bin_id else None
    return Listed(item_of(session, tenant_id, line.variant_id), line.cost, line.condition, bin_at)
