"""Opening, describing, closing and taking back an intake."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.operation.errors import StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import NothingToUndo, StockChanged, UndoNotAllowed, UndoRefused
from webapp.ledger.operations import Undone
from webapp.ledger.undoing import Line, apply_undo
from webapp.locations.errors import BinClosed, WarehouseClosed
from webapp.receiving.correcting.guarding import went_out
from webapp.receiving.errors import IntakeNotFound, NothingReceived
from webapp.receiving.expected.announcing import give_up
from webapp.receiving.inputs.intakes import CloseIntake, EditIntake, OneIntake, OpenIntake, UndoIntake
from webapp.receiving.operations.held import ABOUT, change_intake, locked_intake
from webapp.receiving.operations.seat import add_intake, chosen_at, holder_of, keep_chosen
from webapp.receiving.queries.intakes import find_intake, standing_receipts
from webapp.receiving.words import pieces


@operation(needs=Permission.RECEIVE)
def open_intake(work: Work, data: OpenIntake) -> Any:
    """Open an intake; the desk that opens it is at it."""
    intake = add_intake(work, data.model_dump(include={*ABOUT, "kind"}))
    holder = holder_of(work.actor)
    keep_chosen(work, intake, holder, chosen_at(work, intake, holder), work.at)
    work.tell(f"opened the intake {intake.name}", intake.id)
    return find_intake(work.session, work.tenant_id, intake.id)


@operation(needs=Permission.RECEIVE, raises=(IntakeNotFound, StaleEdit))
def edit_intake(work: Work, data: EditIntake) -> Any:
    """Correct what is known of an intake."""
    row = locked_intake(work, data.intake_id)
    if data.version not in (None, row.version):
        raise StaleEdit(what=row.name, version=row.version)
    sent = {name: getattr(data, name) for name in ABOUT if name in data.model_fields_set}
    changed = {name: value or None for name, value in sent.items() if (value or None) != getattr(row, name)}
    if changed:
        change_intake(work, row, **changed)
        work.changed(row.id, {name: getattr(row, name) for name in changed}, changed)
    work.tell(f"changed the intake {changed.get('name', row.name)}", row.id)
    return find_intake(work.session, work.tenant_id, row.id)


@operation(needs=Permission.RECEIVE, raises=(IntakeNotFound,))
def close_intake(work: Work, data: CloseIntake) -> Any:
    """Close an intake: nothing more is received in it."""
    row = locked_intake(work, data.intake_id)
    left = give_up(work, row.id) if data.missing == "give_up" else 0
    if row.status == "open":
        change_intake(work, row, status="closed", closed_at=work.at)
    work.tell(f"closed the intake {row.name}" + (f", {pieces(left, 'piece')} will not come" if left else ""), row.id)
    return find_intake(work.session, work.tenant_id, row.id)


@operation(needs=Permission.RECEIVE, raises=(IntakeNotFound,))
def reopen_intake(work: Work, data: OneIntake) -> Any:
    """Open a closed intake again."""
    row = locked_intake(work, data.intake_id)
    if row.status == "closed":
        change_intake(work, row, status="open", closed_at=None)
    work.tell(f"opened the intake {row.name} again", row.id)
    return find_intake(work.session, work.tenant_id, row.id)


@operation(
    needs=Permission.UNDO_ANY,
    raises=(IntakeNotFound, NothingReceived, UndoNotAllowed, UndoRefused, StockChanged, BinClosed, WarehouseClosed),
)
def undo_intake(work: Work, data: UndoIntake) -> Undone:
    """Take back everything that an intake received, newest first, as one batch that can be taken back in turn."""
    row = locked_intake(work, data.intake_id)
    batches = standing_receipts(work.session, work.tenant_id, row.id)
    if not batches:
        raise NothingReceived(name=row.name)
    try:
        plan = apply_undo(work, batches[0], along=batches[1:], partly=data.partly, which=_came_in)
    except NothingToUndo:
        raise NothingReceived(name=row.name) from None
    summary = f"took back the intake {row.name}: {len(plan.can)} undone"
    work.tell(summary, row.id)
    kept = (*(f"{refusal.what}: {refusal.why}" for refusal in plan.cannot), *plan.notes)
    return Undone(work.batch_id, batches[0], summary, len(plan.can), kept)


def _came_in(line: Line) -> bool:
    """What a correction or an undo took out stays out: taking an intake back revives nothing."""
    return not went_out(line)
