"""What a desk has chosen: the item, the place and the presets that stay from one scan to the next."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_QUANTITY, Day, Instant, Json, TenantRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

BIRTHS = ("available", "returned", "unavailable")


class DeskContext(TenantRow, Base):
    """One row for an intake and its holder: the desk, or whoever works where no desk has a name.

    While ``blocked_by`` names, for item, place or preset, the scan that should have chosen it and could not, what is
    scanned behind it waits. Its row is locked first by whoever takes scans for it.
    """

    __tablename__ = "desk_context"
    intake_id: Mapped[str] = mapped_column(Text, primary_key=True)
    holder: Mapped[str] = mapped_column(Text, primary_key=True)
    variant_id: Mapped[str | None] = mapped_column(Text)
    warehouse_id: Mapped[str | None] = mapped_column(Text)
    bin_id: Mapped[str | None] = mapped_column(Text)
    cost: Mapped[int | None] = mapped_column(Whole)
    acquired_on: Mapped[dt.date | None] = mapped_column(Day)
    condition: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    lot_number: Mapped[str | None] = mapped_column(Text)
    lot_expires_on: Mapped[dt.date | None] = mapped_column(Day)
    quantity: Mapped[int | None] = mapped_column(Whole)
    blocked_by: Mapped[Any] = mapped_column(Json, nullable=True)
    used_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("intake_id", "intake", name="fk_desk_context_intake"),
        reference("variant_id", "variant", name="fk_desk_context_variant"),
        reference("warehouse_id", "warehouse", name="fk_desk_context_warehouse"),
        reference("bin_id", "bin", name="fk_desk_context_bin"),
        one_of("status", BIRTHS, name="ck_desk_context_status"),
        CheckConstraint(f"quantity BETWEEN 1 AND {MAX_QUANTITY}", name="ck_desk_context_quantity"),
        text_size("condition", 500, name="ck_desk_context_condition"),
        text_size("notes", 5000, name="ck_desk_context_notes"),
        text_size("lot_number", 128, name="ck_desk_context_lot"),
        Index("ix_desk_context_holder", "tenant_id", "holder", "used_at"),
        STRICT,
    )
