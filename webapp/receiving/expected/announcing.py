"""Announcing goods, and giving up what does not come: lines and their movements, many in a few statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from webapp.core.data.ids import new_id
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.operation.registry import Work
from webapp.ledger.models import Record, table_of
from webapp.ledger.posting import Spot, lock_records, post
from webapp.ledger.stands import Goods, Stand, loose_stand, lot_stand, open_lot, units_stand
from webapp.receiving.booking.stock import end_of_day
from webapp.receiving.expected.balances import Balance, balances
from webapp.receiving.expected.taking import announcement, link
from webapp.receiving.models import ExpectedLine
from webapp.receiving.rows.good import Good

CHUNK = 500


def lock_variants(work: Work, variant_ids: Iterable[str]) -> None:
    """Take all records of these variants, in one order: what is announced in one place may arrive in another."""
    for part in in_parts(sorted(set(variant_ids)), CHUNK):
        lock_records(work, select(Record.id).where(Record.tenant_id == work.tenant_id, Record.variant_id.in_(part)))


def announce(work: Work, intake_id: str, rows: Sequence[Good]) -> list[str]:
    """Write a line for each row and fill the expected bucket of its pool; the ids of the lines."""
    lock_variants(work, {row.item.variant_id for row in rows})
    stands: dict[tuple[str, str, str | None], Stand] = {}
    first = _next_position(work, intake_id)
    lines = [_line(work, intake_id, first + n, row) for n, row in enumerate(rows)]
    moves = [announcement(intake_id, _spot(work, row, stands), row.qty) for row in rows]
    for part in in_parts(list(zip(lines, moves, strict=True)), CHUNK):
        work.session.execute(insert(table_of(ExpectedLine)), [line for line, _ in part])
        ids = post(work, [move for _, move in part])
        link(work, zip(ids, (line["id"] for line, _ in part), strict=True))
    return [line["id"] for line in lines]


def _next_position(work: Work, intake_id: str) -> int:
    highest = select(func.max(ExpectedLine.position)).where(
        ExpectedLine.tenant_id == work.tenant_id, ExpectedLine.intake_id == intake_id
    )
    return 1 + (work.session.execute(highest).scalar_one() or 0)


def _line(work: Work, intake_id: str, position: int, row: Good) -> dict[str, Any]:
    data = row.data
    return {
        "tenant_id": work.tenant_id,
        "id": new_id("exl"),
        "intake_id": intake_id,
        "position": position,
        "variant_id": row.item.variant_id,
        "warehouse_id": row.where.warehouse_id,
        "bin_id": row.where.bin_id,
        "serial": data.serial_number,
        "serial_norm": fold(data.serial_number) if data.serial_number else None,
        "lot_number": data.lot_number,
        "lot_expires_on": data.expires_on,
        "qty": row.qty,
        "cost": data.acquisition_cost,
        "condition": data.condition or None,
        "created_at": work.at,
    }


def _spot(work: Work, row: Good, stands: dict[tuple[str, str, str | None], Stand]) -> Spot:
    """Where it is expected: among the units, loose, or in the lot that was named; in no bin before it is here."""
    lot = row.data.lot_number if row.item.tracking == "lot" else None
    key = (row.item.variant_id, row.where.warehouse_id, lot)
    if key not in stands:
        stands[key] = _stand(work, row, lot)
    return stands[key].spot


def _stand(work: Work, row: Good, lot: str | None) -> Stand:
    item, warehouse_id = row.item, row.where.warehouse_id
    if item.tracking == "serial":
        return units_stand(work, item.variant_id, warehouse_id)
    goods = Goods(item.product_id, item.variant_id)
    if lot is None:
        return loose_stand(work, goods, warehouse_id)
    found = open_lot(work, goods, warehouse_id, lot, end_of_day(work, row.data.expires_on), row.where.bin_id)
    return lot_stand(work, found.id)


def give_up(work: Work, intake_id: str, line_ids: Sequence[str] | None = None) -> int:
    """Take back the announcement of what did not come, of these lines or of all; how many pieces."""
    mine = [ExpectedLine.intake_id == intake_id]
    if line_ids is not None:
        mine.append(ExpectedLine.id.in_(line_ids))
    variants = select(ExpectedLine.variant_id).where(ExpectedLine.tenant_id == work.tenant_id, *mine).distinct()
    lock_variants(work, work.session.scalars(variants))
    left = [one for one in balances(work.session, work.tenant_id, *mine) if one.missing > 0]
    for part in in_parts(left, CHUNK):
        ids = post(work, [announcement(intake_id, _there(one), -one.missing) for one in part])
        link(work, zip(ids, (one.line_id for one in part), strict=True))
    return sum(one.missing for one in left)


def _there(one: Balance) -> Spot:
    return Spot(one.record_id, one.pool_id, one.lot_id)
