"""What became of each row, as JSON."""

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from webapp.bulk.verdicts import Verdict, counted
from webapp.core.operation.actor import Actor


class ReasonJson(TypedDict):
    """One field that was refused."""

    path: str
    message: str
    code: str


class WhyJson(TypedDict):
    """Why a row was not taken."""

    code: str
    message: str
    details: list[ReasonJson]


class RowJson(TypedDict):
    """What became of one row; ``version`` is the variant's from now on."""

    index: int
    variantId: str | None
    variantSku: str | None
    result: Literal["saved", "unchanged", "refused", "stale"]
    version: int | None
    error: NotRequired[WhyJson]


class ChangedJson(TypedDict):
    """docs/contract.md, many variants at once."""

    success: bool
    message: str
    saved: int
    unchanged: int
    refused: int
    batchId: str | None
    results: list[RowJson]


def changed_json(outcome: Any, actor: Actor) -> ChangedJson:
    """The whole answer."""
    verdicts = outcome.verdicts
    saved, unchanged = counted(verdicts, "saved"), counted(verdicts, "unchanged")
    refused = len(verdicts) - saved - unchanged
    return ChangedJson(
        success=refused == 0,
        message=f"{saved} saved, {unchanged} unchanged, {refused} refused",
        saved=saved,
        unchanged=unchanged,
        refused=refused,
        batchId=outcome.batch_id,
        results=[_row(n, one) for n, one in enumerate(verdicts)],
    )


def _row(n: int, verdict: Verdict) -> RowJson:
    values = verdict.variant.values if verdict.variant else {}
    row = RowJson(
        index=n,
        variantId=values.get("id", verdict.row.variant_id),
        variantSku=values.get("variant_sku", verdict.row.variant_sku),
        result=verdict.kind,
        version=values.get("version"),
    )
    if verdict.problem is not None:
        details = [ReasonJson(path=one.path, message=one.message, code=one.code) for one in verdict.problem.details]
        row["error"] = WhyJson(code=verdict.problem.code, message=verdict.problem.words, details=details)
    return row
