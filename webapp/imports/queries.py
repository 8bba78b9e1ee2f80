"""Imports and their parked rows, for pages and operations."""

from collections.abc import Iterator
from typing import Any, cast

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from webapp.audit.models import Batch
from webapp.core.listing.listing import Column, Filter, Listing, contains
from webapp.imports.errors import RowNotFound, RunNotFound
from webapp.imports.models import DONE, OPEN, PARKED, ImportRun, ParkedRow

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


def undone_by(session: Session, tenant_id: int, batch_id: str) -> bool:
    """Whether the newest word on a batch is that it was taken back."""
    of: str | None = batch_id
    depth = 0
    while of := session.execute(
        select(func.max(Batch.id)).where(Batch.tenant_id == tenant_id, Batch.undoes_id == of)
    ).scalar_one():
        depth += 1
    return depth % 2 == 1


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
