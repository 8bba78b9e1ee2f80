"""Events: the append-only lines for what moves no quantity, such as a unit's bin or a status step."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, FetchedValue, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, TenantRow, Whole, in_batch, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.ledger.models.columns import Line, source_check

_LEFT, _CAME = text("bin_from IS NOT NULL"), text("bin_to IS NOT NULL")
_REVERSAL = text("reverses_n IS NOT NULL")
REFERENCE = 200
"""So many characters of what it refers to."""


class Event(Line, TenantRow, Base):
    """What happened to a subject (a word for its kind); inserting one applies a unit's status or bin.

    ``n`` shares the movements' count, so both kinds of line stand in one order.
    """

    __tablename__ = "event"

    n: Mapped[int] = mapped_column(Whole, FetchedValue(), primary_key=True, sort_order=-15)
    id: Mapped[str] = mapped_column(Text, nullable=False, sort_order=-10)
    subject: Mapped[str] = mapped_column(Text, nullable=False)
    subject_id: Mapped[str] = mapped_column(Text, nullable=False)
    unit_id: Mapped[str | None] = mapped_column(Text)
    status_from: Mapped[str | None] = mapped_column(Text)
    status_to: Mapped[str | None] = mapped_column(Text)
    bin_from: Mapped[str | None] = mapped_column(Text)
    bin_to: Mapped[str | None] = mapped_column(Text)
    before: Mapped[Any] = mapped_column(Json, nullable=True)
    after: Mapped[Any] = mapped_column(Json, nullable=True)
    at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        reference("unit_id", "unit", name="fk_event_unit"),
        reference("bin_from", "bin", name="fk_event_bin_from"),
        reference("bin_to", "bin", name="fk_event_bin_to"),
        in_batch("fk_event_batch"),
        reference("desk_id", "desk", name="fk_event_desk"),
        ForeignKeyConstraint(["tenant_id", "reverses_n"], ["event.tenant_id", "event.n"], name="fk_event_reversed"),
        CheckConstraint("(subject = 'unit') = (unit_id IS NOT NULL)", name="event_unit_named"),
        CheckConstraint("unit_id IS NULL OR unit_id = subject_id", name="event_unit_is_subject"),
        CheckConstraint("bin_from IS NULL OR unit_id IS NOT NULL", name="event_bin_from_of_unit"),
        CheckConstraint("bin_to IS NULL OR unit_id IS NOT NULL", name="event_bin_to_of_unit"),
        CheckConstraint("length(subject) BETWEEN 1 AND 40", name="event_subject_size"),
        CheckConstraint("length(action) BETWEEN 1 AND 40", name="event_action_size"),
        source_check("event"),
        text_size("reference", REFERENCE, name="event_reference_size"),
        text_size("note", 2000, name="event_note_size"),
        Index("uq_event_id", "tenant_id", "id", unique=True),
        Index(
            "uq_event_reversed",
            "tenant_id",
            "reverses_n",
            unique=True,
            sqlite_where=_REVERSAL,
            postgresql_where=_REVERSAL,
        ),
        Index("ix_event_subject", "tenant_id", "subject_id", "n"),
        Index("ix_event_batch", "tenant_id", "batch_id", "n"),
        Index("ix_event_bin_from", "tenant_id", "bin_from", "n", sqlite_where=_LEFT, postgresql_where=_LEFT),
        Index("ix_event_bin_to", "tenant_id", "bin_to", "n", sqlite_where=_CAME, postgresql_where=_CAME),
        STRICT,
    )


_given = ", ".join(column.name for column in Event.__table__.columns if column.name != "n")
grant("event", f"SELECT, INSERT({_given}), UPDATE(reference, note, before, after)")
