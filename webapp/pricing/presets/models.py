"""Margin presets."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag, Instant, PublicRow, Whole, one_of, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

MAX_MARGIN = 100_000
"""Basis points: 1000 %."""

ROUNDINGS = ("none", "whole", "ninety")


class MarginPreset(PublicRow, Base):
    """A named way to work out prices; tiers keep its name alone, so it may go."""

    __tablename__ = "margin_preset"
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    margin: Mapped[int] = mapped_column(Whole)
    target_months: Mapped[int | None] = mapped_column(Whole)
    rounding: Mapped[str] = mapped_column(Text)
    is_default: Mapped[bool] = mapped_column(Flag)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_margin_preset_tenant"),
        CheckConstraint(f"margin BETWEEN 0 AND {MAX_MARGIN}", name="ck_margin_preset_margin"),
        CheckConstraint("target_months BETWEEN 1 AND 1200", name="ck_margin_preset_months"),
        one_of("rounding", ROUNDINGS, name="ck_margin_preset_rounding"),
        text_size("name", 100, name="ck_margin_preset_name"),
        Index("uq_margin_preset_name", "tenant_id", "name_key", unique=True),
        Index(
            "uq_margin_preset_default",
            "tenant_id",
            unique=True,
            sqlite_where=text("is_default = 1"),
            postgresql_where=text("is_default = 1"),
        ),
        STRICT,
    )
