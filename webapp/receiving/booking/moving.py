"""Moving a unit that is here already to where the desk puts things."""

from webapp.assets.inputs import MoveUnit
from webapp.assets.operations.handling import move_unit
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.receiving.desk import Desk, Outcome, accepted, refused


def move_here(desk: Desk, unit_id: str | None) -> Outcome:
    """Move the unit to the chosen place, as its page would; it is received only once."""
    where = desk.chosen.where
    words = f"{where.warehouse_code}/{where.bin_code}" if where.bin_code else where.warehouse_code
    told = MoveUnit.from_json({"unitId": unit_id, "location": words}, exponent=0)

    def step() -> None:
        with own_batch(desk.work, move_unit) as part:
            move_unit.body(part, told)

    done = attempt(desk.work, told, step)
    if isinstance(done, Problem):
        return refused(done.words)
    return accepted("command", f"Moved to {where}.", unit_id=unit_id)
