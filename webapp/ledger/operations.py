"""Undo: one operation on a batch, whatever it did."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.audit.models import Batch
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import BatchNotFound, NothingToUndo, StockChanged, UndoNotAllowed, UndoRefused
from webapp.ledger.inputs import UndoBatch
from webapp.ledger.undoing import apply_undo

_TOOK_BACK, _AGAIN = "took back: ", "did again: "


@dataclass(frozen=True)
class Undone:
    """What an undo did; ``batch_id`` is the undo itself, which can be undone in turn."""

    batch_id: str
    undoes_id: str
    summary: str
    undone: int
    kept: tuple[str, ...]


@operation(needs=Permission.UNDO, raises=(BatchNotFound, UndoNotAllowed, NothingToUndo, UndoRefused, StockChanged))
def undo_batch(work: Work, data: UndoBatch) -> Undone:
    """Take back what a batch did, newest first, as a batch of its own; it can be taken back in turn."""
    batch = work.session.execute(
        select(Batch.id, Batch.actor_id, Batch.summary, Batch.subject_id, Batch.at).where(
            Batch.tenant_id == work.tenant_id, Batch.id == data.batch_id
        )
    ).one_or_none()
    if batch is None:
        raise BatchNotFound
    if not work.actor.may(Permission.UNDO_ANY):
        zone = ZoneInfo(work.actor.tenant.time_zone)
        is_today = batch.at.astimezone(zone).date() == work.at.astimezone(zone).date()
        if batch.actor_id != work.actor.id or not is_today:
            raise UndoNotAllowed
    plan = apply_undo(work, batch.id, partly=data.partly)
    summary = _summary(batch.summary)
    work.undoes_id = batch.id
    work.tell(summary, batch.subject_id)
    kept = tuple(f"{refusal.what}: {refusal.why}" for refusal in plan.cannot)
    return Undone(work.batch_id, batch.id, summary, len(plan.can), kept)


def _summary(of: str) -> str:
    """What an undo says of itself; undoing an undo does the thing again."""
    if of.startswith(_TOOK_BACK):
        return f"{_AGAIN}{of.removeprefix(_TOOK_BACK)}"
    return f"{_TOOK_BACK}{of.removeprefix(_AGAIN)}"
