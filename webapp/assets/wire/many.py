"""What became of many units, row by row."""

from collections.abc import Sequence
from typing import Literal, NotRequired

from typing_extensions import TypedDict

from webapp.assets.rows import ActedRow, ActedRows, RowResult, Rows
from webapp.assets.wire.assets import AssetJson, asset_json
from webapp.bulk.wire import ReasonJson, WhyJson
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.ledger.quantities.breaking import BrokenJson, broken_json


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


class ActedRowJson(TypedDict):
    """What became of one unit."""

    index: int
    serialNumber: str
    result: Literal["changed", "unchanged", "refused"]
    asset: NotRequired[AssetJson]
    error: NotRequired[WhyJson]


class ActedJson(TypedDict):
    """docs/contract.md, FlexPortal assets: actions."""

    success: bool
    message: str
    changed: int
    unchanged: int
    refused: int
    batchId: str | None
    results: Sequence[ActedRowJson]
    brokenPromises: NotRequired[list[BrokenJson]]


def acted_json(rows: ActedRows, actor: Actor) -> ActedJson:
    """The whole answer."""
    results = [_acted(n, one, rows, actor) for n, one in enumerate(rows.results)]
    told = [one["result"] for one in results]
    changed, unchanged, refused = (told.count(word) for word in ("changed", "unchanged", "refused"))
    answer = ActedJson(
        success=refused == 0,
        message=f"{changed} changed, {unchanged} unchanged, {refused} refused",
        changed=changed,
        unchanged=unchanged,
        refused=refused,
        batchId=rows.batch_id,
        results=results,
    )
    if rows.broken:
        answer["brokenPromises"] = broken_json(rows.broken)
    return answer


def _acted(n: int, one: ActedRow, rows: ActedRows, actor: Actor) -> ActedRowJson:
    if one.problem is not None:
        return ActedRowJson(index=n, serialNumber=one.name, result="refused", error=why_json(one.problem))
    row = ActedRowJson(index=n, serialNumber=one.name, result="changed" if one.changed else "unchanged")
    if one.unit_id is not None and one.unit_id in rows.units:
        row["asset"] = asset_json(rows.units[one.unit_id], actor)
    return row


def why_json(problem: Problem) -> WhyJson:
    """Why a row was not taken."""
    details = [ReasonJson(path=one.path, message=one.message, code=one.code) for one in problem.details]
    return WhyJson(code=problem.code, message=problem.words, details=details)
