"""Correcting rows that were received wrongly: all together, in one batch with one undo."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from webapp.accounts.permissions import Permission
from webapp.assets.errors import VariantInactive, VariantNotFound
from webapp.assets.steps.carrying import write_each
from webapp.core.data.parts import in_parts
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work, operation
from webapp.ledger.models import Record
from webapp.ledger.posting import lock_records, lock_units
from webapp.ledger.undoing.lines import records_of
from webapp.locations.errors import NoWarehouse
from webapp.receiving.correcting.asking import Asked, Right, rows_asked, what_is_right
from webapp.receiving.correcting.judging import Judge
from webapp.receiving.correcting.results import Corrected
from webapp.receiving.correcting.writing import Correction
from webapp.receiving.errors import CorrectionRefused, IntakeClosed, IntakeNotFound
from webapp.receiving.inputs.correcting import CorrectScans
from webapp.receiving.operations.held import open_intake_locked
from webapp.receiving.words import pieces

SHOWN = 3


@operation(
    needs=Permission.RECEIVE,
    raises=(
        CorrectionRefused,
        IntakeClosed,
        IntakeNotFound,
        NoWarehouse,
        VariantInactive,
        VariantNotFound,
    ),
)
def correct_scans(work: Work, data: CorrectScans) -> Corrected:
    """Correct rows that were received under a wrong SKU, cost or place, as one batch that can be taken back in turn."""
    intake = open_intake_locked(work, data.intake_id)
    right = what_is_right(work, data)
    rows = rows_asked(work.session, work.tenant_id, intake.id, data)
    _lock(work, rows, right)
    changes = Judge(work, data, right).changes(rows)
    refused = write_each(work, data, changes, Correction(work, data, intake).write)
    for number, problem in refused.items():
        changes[number].row.refuse(problem.words)
    done = Corrected(intake.id, rows, work.batch_id)
    if done.refused and not (data.partly and done.changed):
        raise _refusal(done)
    work.tell(_summary(intake, right, data, done.changed), intake.id)
    return done if done.changed else Corrected(intake.id, rows, None)


def _lock(work: Work, rows: Sequence[Asked], right: Right) -> None:
    """Take the records that goods leave and those that they may come into, in one order, then the units."""
    receipts = [one for row in rows for one in row.receipts]
    variants = {one.variant_id for one in receipts} | ({right.item.variant_id} if right.item else set())
    batches = sorted({one.batch_id for one in receipts})
    ids: set[str] = set()
    for part in in_parts(batches, 500):
        ids.update(work.session.scalars(records_of(work.tenant_id, part).distinct()))
    mine = select(Record.id).where(
        Record.tenant_id == work.tenant_id, or_(Record.id.in_(ids), Record.variant_id.in_(variants))
    )
    lock_records(work, mine)
    for units in in_parts(sorted({one.unit_id for one in receipts if one.unit_id}), 500):
        lock_units(work, units)


def _refusal(done: Corrected) -> CorrectionRefused:
    """How many can and how many cannot, with the first reasons; each reason stands at its row too."""
    refused = done.refused
    shown = "; ".join(f"{row.what}: {row.why.rstrip('.')}" for row in refused[:SHOWN])
    more = f" and {len(refused) - SHOWN} more" if len(refused) > SHOWN else ""
    details = [
        Detail(f"rows.{number}", f"{row.what}: {row.why}", "not_corrected")
        for number, row in enumerate(done.rows)
        if row.why
    ]
    can = len(done.rows) - len(refused)
    return CorrectionRefused(can=can, cannot=len(refused), shown=f"{shown}{more}", details=details)


def _summary(intake: Any, right: Right, data: CorrectScans, changed: int) -> str:
    if not changed:
        return f"left {intake.name} as it was"
    item = right.item.sku if right.item else f"grade {data.grade}" if data.grade else ""
    now = [part for part in (item, str(right.where or ""), f"lot {data.lot_number}" if data.lot_number else "") if part]
    if data.edits:
        now.append(", ".join(_FACTS[name] for name in data.edits))
    return f"corrected {pieces(changed, 'row')} of {intake.name}: {', '.join(now)}"


_FACTS = {
    "acquisition_cost": "their cost",
    "acquisition_date": "their day of acquisition",
    "condition": "their condition",
    "notes": "their notes",
}
