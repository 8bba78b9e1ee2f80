"""What was done, as JSON."""

from collections.abc import Sequence
from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.operation.actor import Actor
from webapp.ledger.batches.differences import Value
from webapp.ledger.batches.reading import Changed
from webapp.ledger.operations import Undone


class BatchJson(TypedDict):
    """docs/contract.md, Our own resources: batches."""

    batchId: str
    tenantId: str
    operation: str
    summary: str
    subjectId: str | None
    actorId: str
    actorName: str
    deskName: str | None
    source: str
    undoesBatchId: str | None
    undoneByBatchId: str | None
    createdAt: str


def batch_json(row: Any, actor: Actor) -> BatchJson:
    """One batch."""
    return BatchJson(
        batchId=row.id,
        tenantId=actor.tenant.slug,
        operation=row.operation,
        summary=row.summary,
        subjectId=row.subject_id,
        actorId=row.actor_id,
        actorName=row.actor_name,
        deskName=row.desk_name,
        source=row.source,
        undoesBatchId=row.undoes_id,
        undoneByBatchId=row.undone_by,
        createdAt=iso(row.at),
    )


class ChangeJson(TypedDict):
    """One field of one thing, before and after."""

    subjectId: str
    subject: str
    field: str
    before: Any
    after: Any


class BatchToldJson(BatchJson):
    """docs/contract.md, Our own resources: one batch."""

    changes: list[ChangeJson]


def batch_told_json(row: Any, changed: Sequence[Changed], actor: Actor) -> BatchToldJson:
    """One batch with what it changed; amounts are in major units."""
    changes = [
        ChangeJson(
            subjectId=one.subject_id,
            subject=one.name,
            field=field.label,
            before=_plain(field.before, actor),
            after=_plain(field.after, actor),
        )
        for one in changed
        for field in one.fields
    ]
    return BatchToldJson(**batch_json(row, actor), changes=changes)


def _plain(told: Value | None, actor: Actor) -> Any:
    if told is None:
        return None
    kind, value = told
    if kind == "money":
        return to_major(value, actor.tenant.exponent)
    if kind == "percent":
        return to_major(value, PERCENT_DIGITS)
    return iso(value) if kind == "time" else value.isoformat() if kind == "day" else value


class UndoneJson(TypedDict):
    """docs/contract.md, Our own resources: undo."""

    success: bool
    message: str
    batchId: str
    undoesBatchId: str
    undone: int
    kept: list[str]


def undone_json(result: Undone, actor: Actor) -> UndoneJson:
    """What an undo did, and what it had to leave."""
    return UndoneJson(
        success=True,
        message=result.summary,
        batchId=result.batch_id,
        undoesBatchId=result.undoes_id,
        undone=result.undone,
        kept=list(result.kept),
    )
