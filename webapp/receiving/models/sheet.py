"""A list of goods that somebody looks at before it is received or announced, and what became of it."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, Whole, in_batch, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

SHEET_PURPOSES = ("receive", "announce")
SHEET_STATES = ("open", "done")


class IntakeSheet(PublicRow, Base):
    """Its text until it is taken; then how many rows were taken, and those that were refused, with the reasons."""

    __tablename__ = "intake_sheet"
    intake_id: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    text: Mapped[str | None] = mapped_column(Text)
    columns: Mapped[Any] = mapped_column(Json, nullable=True)
    refused: Mapped[Any] = mapped_column(Json, nullable=True)
    taken: Mapped[int] = mapped_column(Whole)
    batch_id: Mapped[str | None] = mapped_column(Text)
    actor_name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("intake_id", "intake", name="fk_intake_sheet_intake"),
        in_batch("fk_intake_sheet_batch"),
        one_of("purpose", SHEET_PURPOSES, name="ck_intake_sheet_purpose"),
        one_of("state", SHEET_STATES, name="ck_intake_sheet_state"),
        CheckConstraint("(state = 'open') = (text IS NOT NULL)", name="ck_intake_sheet_text"),
        CheckConstraint("(state = 'open') = (batch_id IS NULL)", name="ck_intake_sheet_taken"),
        text_size("name", 200, name="ck_intake_sheet_name"),
        Index("ix_intake_sheet_intake", "tenant_id", "intake_id", "created_at"),
        Index("ix_intake_sheet_batch", "tenant_id", "batch_id"),
        STRICT,
    )
