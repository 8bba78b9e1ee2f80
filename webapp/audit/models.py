"""Batches, audit entries and kept answers."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, TenantRow, Whole, in_batch, one_of, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, append_only

FORGOTTEN = "did what is not told any more: personal data was removed"
"""All that a batch says once the words of a person are taken out."""
SOURCES = ("html", "api", "import", "offline", "system")


class Batch(PublicRow, Base):
    """One thing somebody did; undo acts on it as a whole."""

    __tablename__ = "batch"
    operation: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Text)
    actor_name: Mapped[str] = mapped_column(Text)
    desk_id: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    request_id: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[str | None] = mapped_column(Text)
    undoes_id: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_batch_tenant"),
        reference("desk_id", "desk", name="fk_batch_desk"),
        reference("undoes_id", "batch", name="fk_batch_undoes"),
        one_of("source", SOURCES, name="ck_batch_source"),
        Index("ix_batch_at", "tenant_id", "at", "id"),
        Index("ix_batch_subject", "tenant_id", "subject_id", "at"),
        Index("ix_batch_undoes", "tenant_id", "undoes_id"),
        STRICT,
    )


class AuditEntry(PublicRow, Base):
    """What one batch changed on one thing: the changed fields before and after."""

    __tablename__ = "audit_entry"
    batch_id: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[str] = mapped_column(Text)
    before: Mapped[Any] = mapped_column(Json, nullable=True)
    after: Mapped[Any] = mapped_column(Json, nullable=True)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        in_batch("fk_audit_entry_batch"),
        Index("ix_audit_entry_subject", "tenant_id", "subject_id", "at"),
        Index("ix_audit_entry_batch", "tenant_id", "batch_id"),
        STRICT,
    )


class KeptAnswer(TenantRow, Base):
    """The first answer to an idempotency key, stored in the transaction of its effect."""

    __tablename__ = "kept_answer"
    principal: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    operation: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    seen: Mapped[int] = mapped_column(Whole)
    status: Mapped[int | None] = mapped_column(Whole)
    body: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_kept_answer_tenant"),
        CheckConstraint("length(key) BETWEEN 1 AND 300", name="ck_kept_answer_key"),
        Index("ix_kept_answer_at", "tenant_id", "at"),
        STRICT,
    )


append_only("batch", forgets={"summary": f"'{FORGOTTEN}'"})
append_only("audit_entry", forgets={"before": "NULL", "after": "NULL"})
