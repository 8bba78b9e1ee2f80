"""Undo: one operation on a batch, whatever it did."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.audit.models import Batch
from webapp.catalog.models import Variant
from webapp.core.operation.actor import Actor
from webapp.core.operation.registry import Work, operation
from webapp.ledger.errors import (
    BatchNotFound,
    DoneAgain,
    NothingToUndo,
    NoUndo,
    StockChanged,
    UndoNotAllowed,
    UndoRefused,
)
from webapp.ledger.inputs import UndoBatch
from webapp.ledger.undoing import apply_undo
from webapp.ledger.undoing.hooks import goes_along, went_back
from webapp.ledger.undoing.lines import has_lines
from webapp.locations.errors import BinClosed, WarehouseClosed

_TOOK_BACK, _AGAIN = "took back: ", "did again: "


@dataclass(frozen=True)
class Undone:
    """What an undo did; ``batch_id`` is the undo itself, which can be undone in turn.

    ``again`` says that it undid an undo: the thing is done once more.
    """

    batch_id: str
    undoes_id: str
    summary: str
    undone: int
    kept: tuple[str, ...]
    again: bool = False


def may_take_back(actor: Actor, who: str, done_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether an actor may undo what somebody did: their own work of the day, or with the right for it anybody's."""
    if actor.may(Permission.UNDO_ANY):
        return True
    zone = ZoneInfo(actor.tenant.time_zone)
    is_today = done_at.astimezone(zone).date() == now.astimezone(zone).date()
    return actor.may(Permission.UNDO) and who == actor.id and is_today


@operation(
    needs=Permission.UNDO,
    raises=(
        BatchNotFound,
        UndoNotAllowed,
        NothingToUndo,
        NoUndo,
        DoneAgain,
        UndoRefused,
        StockChanged,
        BinClosed,
        WarehouseClosed,
    ),
)
def undo_batch(work: Work, data: UndoBatch) -> Undone:
    """Take back what a batch did, newest first, as a batch of its own; it can be taken back in turn."""
    batch = work.session.execute(
        select(Batch.id, Batch.actor_id, Batch.summary, Batch.subject_id, Batch.at).where(
            Batch.tenant_id == work.tenant_id, Batch.id == data.batch_id
        )
    ).one_or_none()
    if batch is None:
        raise BatchNotFound
    if not may_take_back(work.actor, batch.actor_id, batch.at, work.at):
        raise UndoNotAllowed
    try:
        plan = apply_undo(work, batch.id, along=_along(work, batch.id), partly=data.partly)
    except NothingToUndo:
        again = _did_again(work, batch.id)
        if again is not None:
            raise DoneAgain(again) from None
        if not has_lines(work.session, work.tenant_id, batch.id):
            raise NoUndo(_place_of(work, batch.subject_id)) from None
        raise
    went_back(work, plan.can)
    summary = _summary(batch.summary)
    work.undoes_id = batch.id
    work.tell(summary, batch.subject_id)
    kept = (*(f"{refusal.what}: {refusal.why}" for refusal in plan.cannot), *plan.notes)
    return Undone(work.batch_id, batch.id, summary, len(plan.can), kept, again=summary.startswith(_AGAIN))


def _along(work: Work, batch_id: str) -> list[str]:
    """The batches that belong to this one and are taken back with it, if the actor may."""
    ids = [one for told in goes_along(work, batch_id) for one in told]
    batches = select(Batch.actor_id, Batch.at).where(Batch.tenant_id == work.tenant_id, Batch.id.in_(ids))
    for batch in work.session.execute(batches) if ids else ():
        if not may_take_back(work.actor, batch.actor_id, batch.at, work.at):
            raise UndoNotAllowed
    return ids


def _place_of(work: Work, subject_id: str | None) -> str | None:
    """The thing that has a page: a variant is edited on its product's."""
    if not (subject_id or "").startswith("var_"):
        return subject_id
    return work.session.execute(
        select(Variant.product_id).where(Variant.tenant_id == work.tenant_id, Variant.id == subject_id)
    ).scalar_one_or_none()


def _did_again(work: Work, batch_id: str) -> str | None:
    """The newest batch of a chain of undos, when it brought the first one's effect back; else None."""
    newest, undos = batch_id, 0
    while True:
        later = work.session.execute(
            select(Batch.id)
            .where(Batch.tenant_id == work.tenant_id, Batch.undoes_id == newest)
            .order_by(Batch.at.desc(), Batch.id.desc())
            .limit(1)
        ).scalar_one_or_none()
        if later is None:
            return newest if undos and undos % 2 == 0 else None
        newest, undos = later, undos + 1


def _summary(of: str) -> str:
    """What an undo says of itself; undoing an undo does the thing again."""
    if of.startswith(_TOOK_BACK):
        return f"{_AGAIN}{of.removeprefix(_TOOK_BACK)}"
    return f"{_TOOK_BACK}{of.removeprefix(_AGAIN)}"
