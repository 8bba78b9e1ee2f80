"""Obeying a command card."""

from dataclasses import replace
from typing import Any

from sqlalchemy import func, select

from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.labels.operations.receipts import label_arrivals
from webapp.ledger.history import Standing, standings
from webapp.ledger.inputs import UndoBatch
from webapp.ledger.operations import undo_batch
from webapp.locations.models import Bin
from webapp.receiving.booking.choosing import choose_grade, hold, next_bin
from webapp.receiving.correcting.following import followed
from webapp.receiving.correcting.leaving import take_out
from webapp.receiving.desk import Desk, Outcome, accepted, attention, refused
from webapp.receiving.models import Scan
from webapp.receiving.reading.cards import Card
from webapp.receiving.reading.look_up import units_by_code, where_is
from webapp.receiving.reading.things import Where
from webapp.receiving.words import pieces

LOOK_BACK = 50
"""So many scans back the UNDO card looks for one that still counts."""


def obey(desk: Desk, card: Card) -> Outcome:
    """Do what the card says."""
    match card.word:
        case "grade":
            return choose_grade(desk, card.value)
        case "held":
            return hold(desk)
        case "qty":
            if not card.value:
                return refused("This card names no quantity. Print the command cards again, or type the number.")
            desk.chosen.quantity = int(card.value)
            return accepted("context", f"The next counted scan is {card.value} pieces.")
        case "nextbin":
            return next_bin(desk, _following(desk))
        case "undo":
            return undo_last(desk)
        case "print":
            return _print_again(desk)
        case _:
            return _finish(desk)


def _finish(desk: Desk) -> Outcome:
    """The card DONE leads to the intake's page, and says what still waits there."""
    waits = (Scan.state == "attention") & Scan.settled.is_(None) & Scan.kind.in_(("doubt", "parked"))
    mine = (Scan.tenant_id == desk.work.tenant_id, Scan.intake_id == desk.intake.id)
    count = desk.work.session.execute(select(func.count(Scan.key)).where(*mine, waits)).scalar_one()
    if count:
        left = f"{pieces(count, 'scan')} of {desk.intake.name} still {'waits' if count == 1 else 'wait'} for a word."
        return attention("command", left, kept={"finish": True})
    return accepted("command", f"Finish {desk.intake.name}: see what came and close it.", kept={"finish": True})


def _following(desk: Desk) -> Where | None:
    """The next open bin of the warehouse, in the order of their codes."""
    here, work = desk.chosen.where, desk.work
    codes = select(Bin.id, Bin.code_key).where(Bin.tenant_id == work.tenant_id, Bin.warehouse_id == here.warehouse_id)
    if here.bin_code is not None:
        now = select(Bin.code_key).where(Bin.tenant_id == work.tenant_id, Bin.id == here.bin_id).scalar_subquery()
        codes = codes.where(Bin.code_key > now)
    found = work.session.execute(codes.where(Bin.active == True).order_by(Bin.code_key).limit(1)).one_or_none()
    return None if found is None else where_is(work.session, work.tenant_id, here.warehouse_id, found.id)


def undo_last(desk: Desk) -> Outcome:
    """Take back the newest booking of this desk that still counts."""
    work = desk.work
    newest = (
        select(Scan.key, Scan.batch_id, Scan.code, Scan.unit_id, Scan.kind)
        .where(
            Scan.tenant_id == work.tenant_id,
            Scan.intake_id == desk.intake.id,
            Scan.holder == desk.holder,
            Scan.batch_id.is_not(None),
        )
        .order_by(Scan.at.desc(), Scan.key.desc())
        .limit(LOOK_BACK)
    )
    rows = work.session.execute(newest).all()
    stands = standings(work.session, work.tenant_id, [row.batch_id for row in rows])
    gone = [one for one, stand in stands.items() if not stand.in_force]
    corrected = {one for one, ids in followed(work.session, work.tenant_id, gone).items() if ids} if gone else set()
    counts = {one for one, stand in stands.items() if stand.in_force} | corrected
    last = next((row for row in rows if row.batch_id in counts), None)
    if last is None:
        return refused("There is nothing left to take back at this desk.")
    return take_back(desk, last, stands[last.batch_id])


def take_back(desk: Desk, row: Any, standing: Standing) -> Outcome:
    """Take back what a scan booked, as a batch of its own; refused with the reason when later facts forbid it.

    What was corrected, or taken back and done again, came in with others: of that batch this row's goods alone go.
    """
    newest = standing.undo_id if row.kind == "command" else row.batch_id
    told = UndoBatch.model_construct(batch_id=newest, partly=False)

    def step() -> None:
        with own_batch(desk.work, undo_batch) as part:
            if row.kind == "command" or (standing.in_force and standing.undo_id == row.batch_id):
                undo_batch.body(part, told)
            else:
                take_out(part, row.batch_id, row.code)

    done = attempt(desk.work, told, step)
    if isinstance(done, Problem):
        return refused(done.words)
    desk.changed.add(row.key)
    now = units_by_code(desk.work.session, desk.work.tenant_id, desk.books.units)
    desk.books = replace(desk.books, units=now)  # what was taken back is unknown to the scans behind it
    desk.received = {serial: unit for serial, unit in desk.received.items() if unit != row.unit_id}
    say = f"{row.code} is again where it was." if row.kind == "command" else f"Took back {row.code}."
    return Outcome(state="undone", kind="command", say=say)


def _print_again(desk: Desk) -> Outcome:
    """The label of the last unit, once more."""
    last = desk.work.session.execute(
        select(Scan.unit_id, Scan.code)
        .where(
            Scan.tenant_id == desk.work.tenant_id,
            Scan.intake_id == desk.intake.id,
            Scan.holder == desk.holder,
            Scan.kind == "unit",
            Scan.unit_id.is_not(None),
        )
        .order_by(Scan.at.desc(), Scan.key.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        return refused("No unit was received at this desk yet, so there is no label to print again.")
    labels = label_arrivals(desk.work, [last.unit_id], always=True)
    where = f" on {labels.printer}" if labels and labels.printer else ""
    kept = {"job": labels.job_id} if labels and not labels.printer else None
    return accepted("command", f"The label of {last.code}, once more{where}.", unit_id=last.unit_id, kept=kept)
