"""Lists of what was done, the lines that concern a bin, and what of a record may be promised."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Subquery, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.accounts.models import Desk
from webapp.audit.models import Batch
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.core.operation.registry import operations
from webapp.ledger.errors import BatchNotFound
from webapp.ledger.history.concerning import by_id, concerns
from webapp.ledger.models import Event, Lot, Movement, Pool, Record

_undo = aliased(Batch)
_DOORS = {"html": "Pages", "api": "API", "offline": "Pages, offline", "import": "Import", "system": "Stockdesk itself"}


def _batch_rows(tenant_id: int) -> Select[Any]:
    undone_by = (
        select(func.min(_undo.id))
        .with_hint(_undo, "INDEXED BY ix_batch_undoes", "sqlite")  # it would read every id for the least one
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
        Filter("about", "About", concerns),
    ),
    search=lambda text: contains(Batch.summary, text),
    search_label="What was done",
)


def batches_asked(asked: Mapping[str, str]) -> Listing:
    """What was done, as an address asks for it: what concerns one thing is few among all."""
    return replace(BATCHES, rows=lambda tenant_id: by_id(_batch_rows(tenant_id))) if asked.get("about") else BATCHES


def find_batch(session: Session, tenant_id: int, batch_id: str) -> Any:
    """One batch; raises BatchNotFound."""
    found = session.execute(_batch_rows(tenant_id).where(Batch.id == batch_id)).one_or_none()
    if found is None:
        raise BatchNotFound
    return found


def movements_at(tenant_id: int, bin_id: str, newest: int | None = None) -> list[Subquery]:
    """Movements out of a bin, into it, and of what lies loose in it: their ``n`` and ``batch_id``."""
    pools = select(Pool.id).where(Pool.tenant_id == tenant_id, Pool.bin_id == bin_id)
    records = select(Pool.record_id).where(Pool.tenant_id == tenant_id, Pool.bin_id == bin_id)
    loose = (Movement.record_id.in_(records), Movement.pool_id.in_(pools), Movement.unit_id.is_(None))
    return [
        _lines(Movement, tenant_id, newest, Movement.bin_from == bin_id),
        _lines(Movement, tenant_id, newest, Movement.bin_to == bin_id, Movement.bin_from.is_distinct_from(bin_id)),
        _lines(Movement, tenant_id, newest, *loose),
    ]


def lines_at(tenant_id: int, bin_id: str, newest: int) -> list[Subquery]:
    """So many of each kind, units that only changed their bin included."""
    came = (Event.bin_to == bin_id, Event.bin_from.is_distinct_from(bin_id))
    return [
        *movements_at(tenant_id, bin_id, newest),
        _lines(Event, tenant_id, newest, Event.bin_from == bin_id),
        _lines(Event, tenant_id, newest, *came),
    ]


def _lines(table: Any, tenant_id: int, newest: int | None, *which: Any) -> Subquery:
    lines: Select[Any] = select(table.n, table.batch_id).where(table.tenant_id == tenant_id, *which)
    return (lines.order_by(table.n.desc()).limit(newest) if newest else lines).subquery()


def stays_here(at: Any) -> ColumnElement[bool]:
    """That what lies in a lot may neither be promised nor leave: it is not active, or has expired by then."""
    return or_(Lot.status != "active", Lot.expires_at <= at)


def promisable_of(tenant_id: Any, at: Any) -> ColumnElement[int]:
    """What of a record may be promised: what is available, but for what lies in lots that stay here."""
    kept_back = (
        select(func.coalesce(func.sum(Pool.available), 0))
        .join(Lot, (Lot.tenant_id == Pool.tenant_id) & (Lot.id == Pool.lot_id))
        .where(
            Pool.tenant_id == tenant_id,
            Pool.tenant_id == Record.tenant_id,
            Pool.record_id == Record.id,
            Pool.kind == "lot",
            stays_here(at),
        )
        .correlate(Record)
        .scalar_subquery()
    )
    return Record.available - kept_back


def runs_low(tenant_id: Any, at: dt.datetime) -> ColumnElement[bool]:
    """Whether no more may be promised than a record's reorder level says; one without a level is never low."""
    return promisable_of(tenant_id, at) <= Record.reorder_level
