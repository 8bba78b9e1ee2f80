"""What the ledger can refuse, in a clerk's words."""

from typing import ClassVar, Protocol

from webapp.core.operation.errors import Conflict, Detail, NotAllowed, NotFound


class BatchNotFound(NotFound):
    """No such batch of this tenant."""

    what = "Action"


class UndoNotAllowed(NotAllowed):
    """An operator takes back their own work of the day; a manager anybody's."""

    code = "UNDO_NOT_ALLOWED"
    message = "You can take back what you did yourself today. Ask a manager to take this back."


class NothingToUndo(Conflict):
    """It was taken back already, or moved nothing."""

    code = "NOTHING_TO_UNDO"
    message = "There is nothing left to take back: it was undone already, or nothing it did has an undo."
    constraints: ClassVar[tuple[str, ...]] = ("uq_movement_reversed", "uq_event_reversed")


class NoUndo(NothingToUndo):
    """It left no line that could be reversed; the page of its thing is where it is put right."""

    message = "This has no undo of its own, or it changed nothing. {way_on}"
    constraints = ()

    def __init__(self, subject_id: str | None) -> None:
        is_catalogue = (subject_id or "").startswith("prod_")
        what = "An edit of a product is put right on its page." if is_catalogue else "Put it right where it was done."
        super().__init__(way_on=what)
        self.leads_to = subject_id


class DoneAgain(NothingToUndo):
    """It was taken back and then done again, and what did it again is what can be taken back."""

    message = "This was taken back and done again. Take back what did it again: {batch_id}."
    constraints = ()

    def __init__(self, batch_id: str) -> None:
        words = self.message.format(batch_id=batch_id)
        super().__init__(details=[Detail("batchId", words, "done_again")], batch_id=batch_id)


class UndoRefused(Conflict):
    """Later facts stand on a part of what would be taken back; the words say how much and why."""

    code = "CANNOT_UNDO"
    message = "This cannot be taken back as a whole: {why}"

    def __init__(self, plan: "Told") -> None:
        super().__init__(why=plan.words)


class Told(Protocol):
    """A plan that can say itself in one sentence."""

    @property
    def words(self) -> str:
        """How many can be undone, how many cannot, and why."""


class StockChanged(Conflict):
    """Somebody else moved the same stock first; nothing was written."""

    code = "STOCK_CHANGED"
    message = "The stock changed in the meantime and nothing was saved. Look at it again, then try once more."
    constraints: ClassVar[tuple[str, ...]] = (
        "stock_short",
        "unit_not_there",
        "unit_step_not_allowed",
        "reservation_short",
        "reservation_not_here",
        "transit_short",
        "lot_not_here",
        "wrong_seq",
        "wrong_lot_seq",
        "pool_not_applied",
        "lot_not_empty",
        "reservation_open",
    )


class TooMuchStock(Conflict):
    """A balance would grow beyond the largest quantity there is."""

    code = "QUANTITY_TOO_LARGE"
    message = "More than a billion pieces cannot lie in one place, so nothing was booked. Check the quantity."
    constraints: ClassVar[tuple[str, ...]] = ("quantity_too_large",)


class ChangedMeanwhile(StockChanged):
    """What would be taken back was changed by somebody else at the same moment; nothing was written."""

    message = "It changed in the meantime and nothing was saved. Look at it again, then try once more."
    constraints = ()


class TooFewToTake(Conflict):
    """Less is free than was asked for, units left out: those leave by serial number. Its facts: asked, there."""

    code = "NOT_ENOUGH_STOCK"
    field = "qty"
    message = "Only {there} can be taken, so not {asked}. What is reserved, and units, are not taken by number."


class TooFewPromisable(TooFewToTake):
    """Of what may be promised: lots that are expired or not active are left out."""

    code = "NOT_ENOUGH_TO_RESERVE"
    message = "Only {there} can be reserved, so not {asked}."


class TooFewReserved(TooFewToTake):
    """Of what this reference, or no reference, holds."""

    code = "NOT_ENOUGH_RESERVED"
    message = "Only {there} are reserved like this, so {asked} cannot be released."


class TooFewHeld(TooFewToTake):
    """Of what is set apart."""

    code = "NOT_ENOUGH_HELD"
    message = "Only {there} are held, so not {asked}."


class TooFewToMove(TooFewToTake):
    """Of one bucket of one place."""

    code = "NOT_ENOUGH_TO_MOVE"
    message = "Only {there} lie there like this, so {asked} cannot be moved."


class LotNotPickable(Conflict):
    """The database refuses to promise or send goods of a lot that is not active or has expired."""

    code = "LOT_NOT_PICKABLE"
    message = "This lot is not picked from: it has expired, or its status is not active."
    constraints: ClassVar[tuple[str, ...]] = ("lot_not_pickable",)
