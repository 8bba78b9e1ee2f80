"""Lists of what was done."""

from typing import Any, cast

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.core.operation.registry import operations
from webapp.ledger.errors import BatchNotFound

_undo = aliased(Batch)
_DOORS = {"html": "Pages", "api": "API", "offline": "Pages, offline", "import": "Import", "system": "Stockdesk itself"}


def _batch_rows(tenant_id: int) -> Select[Any]:
    undone_by = (
        select(func.min(_undo.id))
        .where(_undo.tenant_id == tenant_id, _undo.tenant_id == Batch.tenant_id, _undo.undoes_id == Batch.id)
        .scalar_subquery()
    )
    rows = (
        select(
            Batch.id,
            Batch.at,
            Batch.summary,
            Batch.operation,
            Batch.actor_id,
            Batch.actor_name,
            Batch.source,
            case(_DOORS, value=Batch.source, else_=Batch.source).label("door"),
            Batch.subject_id,
            Batch.undoes_id,
            Desk.name.label("desk_name"),
            undone_by.label("undone_by"),
        )
        .outerjoin(Desk, (Desk.tenant_id == Batch.tenant_id) & (Desk.id == Batch.desk_id))
        .where(Batch.tenant_id == tenant_id)
    )
    return cast("Select[Any]", rows)


BATCHES = Listing(
    name="history",
    rows=_batch_rows,
    columns=(
        Column("summary", "What", priority=1),
        Column("actor_name", "Who", priority=1),
        Column("desk_name", "Desk", priority=3),
        Column("door", "Through", priority=3),
        Column("at", "When", "time", sort="createdAt", priority=1),
    ),
    sorts={"createdAt": Batch.at},
    tie=Batch.id,
    filters=(
        Filter("operation", "Kind", lambda text: Batch.operation == text, known=operations.keys),
        Filter("actorId", "Who", lambda text: Batch.actor_id == text),
        Filter("subjectId", "Of", lambda text: Batch.subject_id == text),
    ),
    search=lambda text: contains(Batch.summary, text),
    search_label="What was done",
)


def find_batch(session: Session, tenant_id: int, batch_id: str) -> Any:
    """One batch; raises BatchNotFound."""
    found = session.execute(_batch_rows(tenant_id).where(Batch.id == batch_id)).one_or_none()
    if found is None:
        raise BatchNotFound
    return found
