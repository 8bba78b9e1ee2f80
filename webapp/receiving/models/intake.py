"""An intake: one delivery that is received, or the stock of day one."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, PublicRow, Whole, one_of, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

INTAKE_KINDS = ("receipt", "opening")
INTAKE_STATUSES = ("open", "closed")


class Intake(PublicRow, Base):
    """What arrives together; goods of an ``opening`` were there before the ledger was."""

    __tablename__ = "intake"
    name: Mapped[str] = mapped_column(Text)
    supplier: Mapped[str | None] = mapped_column(Text)
    delivery_note: Mapped[str | None] = mapped_column(Text)
    reference: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[str] = mapped_column(Text)
    opened_by_name: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    closed_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_intake_tenant"),
        one_of("kind", INTAKE_KINDS, name="ck_intake_kind"),
        one_of("status", INTAKE_STATUSES, name="ck_intake_status"),
        CheckConstraint("(closed_at IS NOT NULL) = (status = 'closed')", name="ck_intake_closed_at"),
        text_size("name", 200, name="ck_intake_name"),
        text_size("supplier", 200, name="ck_intake_supplier"),
        text_size("delivery_note", 200, name="ck_intake_delivery_note"),
        text_size("reference", 200, name="ck_intake_reference"),
        Index("ix_intake_created", "tenant_id", "created_at", "id"),
        Index("ix_intake_status", "tenant_id", "status", "created_at", "id"),
        STRICT,
    )
