"""What was done, as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
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
