"""Sheets on their way in, and the rows of them that wait for a hand."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, Whole, in_batch, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

OPEN, DONE = "open", "done"
PARKED, TAKEN, DROPPED = "parked", "taken", "dropped"


class ImportRun(PublicRow, Base):
    """One sheet: its text until it is imported, then what became of its rows."""

    __tablename__ = "import_run"
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    columns: Mapped[Any] = mapped_column(Json, nullable=True)
    actor_name: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(Whole)
    created: Mapped[int] = mapped_column(Whole)
    updated: Mapped[int] = mapped_column(Whole)
    unchanged: Mapped[int] = mapped_column(Whole)
    refused: Mapped[int] = mapped_column(Whole)
    batch_id: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_import_run_tenant"),
        in_batch("fk_import_run_batch"),
        one_of("state", (OPEN, DONE), name="ck_import_run_state"),
        CheckConstraint("(state = 'open') = (text IS NOT NULL)", name="ck_import_run_text"),
        CheckConstraint("(state = 'open') = (batch_id IS NULL)", name="ck_import_run_imported"),
        text_size("name", 200, name="ck_import_run_name"),
        Index("ix_import_run_batch", "tenant_id", "batch_id"),
        Index("ix_import_run_created", "tenant_id", "created_at", "id"),
        STRICT,
    )


class ParkedRow(PublicRow, Base):
    """A row that was refused: its cells by what they mean, and why; it can be corrected, or dropped."""

    __tablename__ = "parked_row"
    run_id: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Whole)
    state: Mapped[str] = mapped_column(Text)
    cells: Mapped[Any] = mapped_column(Json)
    faults: Mapped[Any] = mapped_column(Json)
    __table_args__ = (
        reference("run_id", "import_run", name="fk_parked_row_run"),
        one_of("state", (PARKED, TAKEN, DROPPED), name="ck_parked_row_state"),
        Index("ix_parked_row_run", "tenant_id", "run_id", "number"),
        STRICT,
    )
