"""What became of corrected rows, as JSON."""

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from webapp.core.operation.actor import Actor
from webapp.receiving.correcting.results import Corrected


class CorrectedRowJson(TypedDict):
    """One row as it was named, and what became of it; ``unitId`` is the unit that stands for it now."""

    row: str
    what: str
    result: Literal["corrected", "unchanged", "refused"]
    unitId: NotRequired[str]
    message: NotRequired[str]


class CorrectedJson(TypedDict):
    """What became of all rows."""

    success: bool
    message: str
    intakeId: str
    corrected: int
    refused: int
    batchId: str | None
    results: Sequence[CorrectedRowJson]


def corrected_json(done: Corrected, actor: Actor) -> CorrectedJson:
    """The answer to a correction."""
    results = []
    for row in done.rows:
        one = CorrectedRowJson(row=row.name, what=row.what, result="corrected" if row.changed else "unchanged")
        if row.why:
            one["result"], one["message"] = "refused", row.why
        if row.unit_id:
            one["unitId"] = row.unit_id
        results.append(one)
    refused = len(done.refused)
    return CorrectedJson(
        success=refused == 0,
        message=f"{done.changed} corrected, {refused} refused",
        intakeId=done.intake_id,
        corrected=done.changed,
        refused=refused,
        batchId=done.batch_id,
        results=results,
    )
