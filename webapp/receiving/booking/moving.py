"""A unit that is known already, to where the desk puts things: moved there, or taken back."""

from typing import Any

from webapp.assets.inputs import ChangeStatus, MoveUnit
from webapp.assets.operations.handling import change_status, move_unit
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.core.operation.registry import Operation
from webapp.receiving.desk import Desk, Outcome, accepted, refused


def move_here(desk: Desk, unit_id: str | None) -> Outcome:
    """Move the unit to the chosen place, as its page would; it is received only once."""
    told = MoveUnit.from_json({"unitId": unit_id, "location": _words(desk)}, exponent=0)
    return _done(desk, move_unit, told, unit_id, f"Moved to {desk.chosen.where}.")


def take_back_here(desk: Desk, unit_id: str | None) -> Outcome:
    """A unit that was sold or lost is here again: returned, to be inspected, at the chosen place."""
    told = ChangeStatus.from_json({"unitId": unit_id, "to": "returned", "location": _words(desk)}, exponent=0)
    return _done(desk, change_status, told, unit_id, f"Taken back into {desk.chosen.where}, to be inspected.")


def _done(desk: Desk, operation: Operation[Any, Any], told: Any, unit_id: str | None, say: str) -> Outcome:
    def step() -> str:
        with own_batch(desk.work, operation) as part:
            operation.body(part, told)
        return part.batch_id

    done = attempt(desk.work, told, step)
    if isinstance(done, Problem):
        return refused(done.words)
    return accepted("command", say, unit_id=unit_id, batch_id=done)


def _words(desk: Desk) -> str:
    where = desk.chosen.where
    return f"{where.warehouse_code}/{where.bin_code}" if where.bin_code else where.warehouse_code
