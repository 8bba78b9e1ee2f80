"""Announced lines, and what became of rows, as JSON."""

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from webapp.bulk.wire import ReasonJson
from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor
from webapp.receiving.queries.expected import LineRow
from webapp.receiving.rows.results import RestTaken, RowsTaken


class LineJson(TypedDict):
    """docs/contract.md, Expected lines."""

    lineId: str
    position: int
    variantId: str
    sku: str
    serialNumber: str | None
    lotNumber: str | None
    expiresOn: str | None
    location: str
    acquisitionCost: Amount | None
    condition: str | None
    state: str
    announced: int
    verified: int
    missing: int


class LinesJson(TypedDict):
    """All lines of an intake that still count."""

    intakeId: str
    lines: Sequence[LineJson]


class RowJson(TypedDict):
    """What became of one row."""

    index: int
    sku: str
    serialNumber: str | None
    result: Literal["taken", "refused"]
    id: NotRequired[str]
    details: NotRequired[Sequence[ReasonJson]]
    notes: NotRequired[Sequence[str]]


class RowsJson(TypedDict):
    """What became of all rows: each with a result, in their order."""

    success: bool
    message: str
    intakeId: str
    taken: int
    refused: int
    batchId: str | None
    results: Sequence[RowJson]


class LineGone(TypedDict):
    """The answer to giving up a line."""

    success: bool
    message: str
    intakeId: str


def line_json(line: LineRow, actor: Actor) -> LineJson:
    """One announced line."""
    return LineJson(
        lineId=line.id,
        position=line.position,
        variantId=line.variant_id,
        sku=line.sku,
        serialNumber=line.serial,
        lotNumber=line.lot_number,
        expiresOn=line.lot_expires_on.isoformat() if line.lot_expires_on else None,
        location=line.place,
        acquisitionCost=None if line.cost is None else to_major(line.cost, actor.tenant.exponent),
        condition=line.condition,
        state=line.state,
        announced=line.announced,
        verified=line.verified,
        missing=line.missing,
    )


def lines_json(intake_id: str, lines: Sequence[LineRow], actor: Actor) -> LinesJson:
    """The lines of an intake."""
    return LinesJson(intakeId=intake_id, lines=[line_json(line, actor) for line in lines])


def rows_json(taken: RowsTaken, actor: Actor) -> RowsJson:
    """The answer to announcing or receiving a list."""
    ids = iter(taken.ids)
    results = []
    for n, row in enumerate(taken.rows):
        one = RowJson(index=n, sku=row.sku, serialNumber=row.serial or None, result="taken")
        if row.faults:
            one["result"] = "refused"
            one["details"] = [ReasonJson(path=f.path, message=f.message, code=f.code) for f in row.faults]
        elif (key := next(ids)) is not None:
            one["id"] = key
        if row.notes:
            one["notes"] = list(row.notes)
        results.append(one)
    refused = len(taken.refused)
    return RowsJson(
        success=refused == 0,
        message=f"{len(results) - refused} taken, {refused} refused",
        intakeId=taken.intake_id,
        taken=len(results) - refused,
        refused=refused,
        batchId=taken.batch_id,
        results=results,
    )


def rest_json(rest: RestTaken, actor: Actor) -> RowsJson:
    """The answer to receiving the rest."""
    return rows_json(rest.taken, actor)


def line_gone_json(intake_id: str, actor: Actor) -> LineGone:
    """The answer to giving up a line."""
    return LineGone(success=True, message="No longer expected", intakeId=intake_id)
