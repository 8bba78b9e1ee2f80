"""A manifest: an intake that a program announced, with what it told of the delivery."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, TenantRow, one_of, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

STAGES = ("requested", "accepted", "processing", "void")


class Manifest(TenantRow, Base):
    """Beside its intake: how far it was said to be, and what was told; what became of it is asked of intake and ledger.

    ``articles`` are kept as they were told, each with the positions of the expected lines that it became.
    """

    __tablename__ = "manifest"
    intake_id: Mapped[str] = mapped_column(Text, primary_key=True)
    warehouse_id: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(Text)
    told: Mapped[Any] = mapped_column(Json, nullable=False)
    articles: Mapped[Any] = mapped_column(Json, nullable=False)
    containers: Mapped[Any] = mapped_column(Json, nullable=False)
    arrived_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    processed_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("intake_id", "intake", name="fk_manifest_intake"),
        reference("warehouse_id", "warehouse", name="fk_manifest_warehouse"),
        one_of("stage", STAGES, name="ck_manifest_stage"),
        Index("ix_manifest_created", "tenant_id", "created_at", "intake_id"),
        STRICT,
    )
