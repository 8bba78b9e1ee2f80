"""Imports and their parked rows, for pages and operations."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Row, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.audit.models import Batch
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.core.operation.registry import Work
from webapp.imports.errors import RowNotFound, RunNotFound
from webapp.imports.models import DONE, OPEN, PARKED, ImportRun, ParkedRow
from webapp.ledger.models import Event

SHOWN = 200
"""Rows on one page of a preview or a result."""


def _run_rows(tenant_id: int) -> Select[Any]:
    rows = select(
        ImportRun.id,
        ImportRun.name,
        ImportRun.state,
        ImportRun.actor_name,
        ImportRun.rows,
        ImportRun.created,
        ImportRun.updated,
        ImportRun.unchanged,
        ImportRun.refused,
        ImportRun.batch_id,
        ImportRun.created_at,
    ).where(ImportRun.tenant_id == tenant_id)
    return cast("Select[Any]", rows)


RUNS = Listing(
    name="imports",
    rows=_run_rows,
    columns=(
        Column("name", "Sheet", priority=1),
        Column("state", "State", "status", priority=1),
        Column("rows", "Rows", "number"),
        Column("created", "New", "number"),
        Column("updated", "Changed", "number"),
        Column("refused", "Refused", "number", priority=1),
        Column("actor_name", "Who", priority=3),
        Column("created_at", "When", "time", sort="createdAt"),
    ),
    sorts={"createdAt": ImportRun.created_at},
    tie=ImportRun.id,
    filters=(
        Filter(
            "state", "State", lambda text: ImportRun.state == text, ((OPEN, "Not imported yet"), (DONE, "Imported"))
        ),
    ),
    search=lambda text: contains(ImportRun.name, text),
    search_label="Name of the sheet",
)


def find_run(session: Session, tenant_id: int, run_id: str) -> Row[Any]:
    """One import without its text; raises RunNotFound."""
    found = session.execute(_run_rows(tenant_id).where(ImportRun.id == run_id)).one_or_none()
    if found is None:
        raise RunNotFound
    return found


def open_text(session: Session, tenant_id: int, run_id: str, *, lock: bool = False) -> Row[str, str, str | None, Any]:
    """A sheet's state, name, text and columns; raises RunNotFound."""
    query = select(ImportRun.state, ImportRun.name, ImportRun.text, ImportRun.columns).where(
        ImportRun.tenant_id == tenant_id, ImportRun.id == run_id
    )
    found = session.execute(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise RunNotFound
    return found


def newest_word(session: Session, tenant_id: int, batch_id: str) -> tuple[str, bool]:
    """The last of a batch, the undo of it, the undo of that and so on, and whether it left the batch taken back."""
    newest, depth = batch_id, 0
    while later := session.execute(
        select(func.max(Batch.id)).where(Batch.tenant_id == tenant_id, Batch.undoes_id == newest)
    ).scalar_one():
        newest, depth = later, depth + 1
    return newest, depth % 2 == 1


def corrections_of(session: Session, tenant_id: int, run_id: str) -> list[str]:
    """The batches by which corrected rows of an import are in the catalogue now: not taken back, alone or with it."""
    told = session.execute(
        select(Batch.id, Batch.undoes_id).where(
            Batch.tenant_id == tenant_id,
            Batch.subject_id == run_id,
            or_(Batch.operation == "correct_row", Batch.undoes_id.is_not(None)),
        )
    )
    later: dict[str, str] = {}
    ids = []
    for row in told:
        if row.undoes_id is None:
            ids.append(row.id)
        else:
            later[row.undoes_id] = max(row.id, later.get(row.undoes_id, ""))
    standing = []
    for one in ids:
        newest, depth = one, 0
        while newest in later:
            newest, depth = later[newest], depth + 1
        if depth % 2 == 0:
            standing.append(newest)
    reversal = aliased(Event)
    reversed_by = exists().where(
        reversal.tenant_id == tenant_id, reversal.tenant_id == Event.tenant_id, reversal.reverses_n == Event.n
    )
    still = select(Event.batch_id).where(Event.tenant_id == tenant_id, Event.batch_id.in_(standing), ~reversed_by)
    return list(session.execute(still.distinct()).scalars()) if standing else []


def corrected_along(work: Work, batch_id: str) -> list[str]:
    """The batches that go back with an import: the rows of it that were corrected (ledger/undoing/hooks.py)."""
    run_id = work.session.execute(
        select(ImportRun.id).where(ImportRun.tenant_id == work.tenant_id, ImportRun.batch_id == batch_id)
    ).scalar_one_or_none()
    return corrections_of(work.session, work.tenant_id, run_id) if run_id else []


def parked_of(session: Session, tenant_id: int, run_id: str, *, limit: int | None = None) -> list[Row[Any]]:
    """The rows of an import that still wait, in the order of the sheet."""
    query = (
        select(ParkedRow.id, ParkedRow.number, ParkedRow.cells, ParkedRow.faults)
        .where(ParkedRow.tenant_id == tenant_id, ParkedRow.run_id == run_id, ParkedRow.state == PARKED)
        .order_by(ParkedRow.number)
    )
    return list(session.execute(query.limit(limit) if limit else query))


def parked_count(session: Session, tenant_id: int, run_id: str) -> int:
    """How many rows of an import still wait."""
    return session.execute(
        select(func.count())
        .select_from(ParkedRow)
        .where(ParkedRow.tenant_id == tenant_id, ParkedRow.run_id == run_id, ParkedRow.state == PARKED)
    ).scalar_one()


def find_parked(session: Session, tenant_id: int, run_id: str, row_id: str, *, lock: bool = False) -> Row[Any]:
    """One row that still waits; raises RowNotFound."""
    query = select(ParkedRow.id, ParkedRow.number, ParkedRow.cells, ParkedRow.faults).where(
        ParkedRow.tenant_id == tenant_id,
        ParkedRow.run_id == run_id,
        ParkedRow.id == row_id,
        ParkedRow.state == PARKED,
    )
    found = session.execute(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise RowNotFound
    return found


def keys_of(rows: list[Row[Any]]) -> Iterator[str]:
    """Every key that one of these rows has a cell for."""
    return iter(dict.fromkeys(key for row in rows for key in row.cells))
