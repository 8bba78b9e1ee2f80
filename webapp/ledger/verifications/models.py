"""Verifications."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, Whole
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT
from webapp.ledger.models.columns import source_check


class Verification(PublicRow, Base):
    """One run: how much was replayed, in what time, and what disagreed (the first of it, where it was much)."""

    __tablename__ = "verification"
    actor_id: Mapped[str] = mapped_column(Text)
    actor_name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    movements: Mapped[int] = mapped_column(Whole)
    took_ms: Mapped[int] = mapped_column(Whole)
    drifts: Mapped[int] = mapped_column(Whole)
    drift: Mapped[Any] = mapped_column(Json)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_verification_tenant"),
        source_check("verification"),
        CheckConstraint("movements >= 0 AND took_ms >= 0 AND drifts >= 0", name="ck_verification_counts"),
        Index("ix_verification_at", "tenant_id", "at", "id"),
        STRICT,
    )
