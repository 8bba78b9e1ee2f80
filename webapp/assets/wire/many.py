"""What became of many units, row by row."""

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from webapp.assets.rows import RowResult, Rows
from webapp.assets.wire.assets import AssetJson, asset_json
from webapp.bulk.wire import ReasonJson, WhyJson
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem


class ReceivedRowJson(TypedDict):
    """What became of one row."""

    index: int
    serialNumber: str | None
    result: Literal["created", "refused"]
    asset: NotRequired[AssetJson]
    error: NotRequired[WhyJson]


class ReceivedJson(TypedDict):
    """docs/contract.md, FlexPortal assets: many at once."""

    success: bool
    message: str
    created: int
    refused: int
    batchId: str | None
    results: Sequence[ReceivedRowJson]


def received_json(rows: Rows, actor: Actor) -> ReceivedJson:
    """The whole answer."""
    created = sum(one.unit is not None for one in rows.results)
    refused = len(rows.results) - created
    return ReceivedJson(
        success=refused == 0,
        message=f"{created} created, {refused} refused",
        created=created,
        refused=refused,
        batchId=rows.batch_id,
        results=[_row(n, one, actor) for n, one in enumerate(rows.results)],
    )


def _row(n: int, one: RowResult, actor: Actor) -> ReceivedRowJson:
    if one.unit is not None:
        return ReceivedRowJson(index=n, serialNumber=one.serial, result="created", asset=asset_json(one.unit, actor))
    row = ReceivedRowJson(index=n, serialNumber=one.serial, result="refused")
    if one.problem is not None:
        row["error"] = why_json(one.problem)
    return row


def why_json(problem: Problem) -> WhyJson:
    """Why a row was not taken."""
    details = [ReasonJson(path=one.path, message=one.message, code=one.code) for one in problem.details]
    return WhyJson(code=problem.code, message=problem.words, details=details)
