"""Price changes: prices that hold for a time, over the tiers' own."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.catalog.models.columns import money_range
from webapp.core.data.columns import Flag, Instant, Json, PublicRow, TenantRow, Whole, in_batch, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT


class PriceChange(PublicRow, Base):
    """One decision over many prices; in effect from a moment until another, or until something newer is."""

    __tablename__ = "price_change"
    name: Mapped[str] = mapped_column(Text)
    rule: Mapped[Any] = mapped_column(Json)
    valid_from: Mapped[dt.datetime] = mapped_column(Instant)
    valid_until: Mapped[dt.datetime | None] = mapped_column(Instant)
    withdrawn: Mapped[bool] = mapped_column(Flag)
    batch_id: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        in_batch("fk_price_change_batch"),
        text_size("name", 200, name="ck_price_change_name"),
        CheckConstraint("valid_until IS NULL OR valid_until > valid_from", name="ck_price_change_period"),
        CheckConstraint("withdrawn IN (0, 1)", name="ck_price_change_withdrawn"),
        Index("ix_price_change_batch", "tenant_id", "batch_id"),
        Index("ix_price_change_created", "tenant_id", "created_at", "id"),
        STRICT,
    )


class PriceChangeLine(TenantRow, Base):
    """The price of one tier under a change; ``ended_at`` is when somebody wrote a price of their own over it."""

    __tablename__ = "price_change_line"
    change_id: Mapped[str] = mapped_column(Text, primary_key=True)
    variant_id: Mapped[str] = mapped_column(Text, primary_key=True)
    contract_length: Mapped[int] = mapped_column(Whole, primary_key=True)
    old_price: Mapped[int] = mapped_column(Whole)
    new_price: Mapped[int] = mapped_column(Whole)
    ended_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    __table_args__ = (
        reference("change_id", "price_change", name="fk_price_change_line_change"),
        ForeignKeyConstraint(
            ["tenant_id", "variant_id"], ["variant.tenant_id", "variant.id"], name="fk_price_change_line_variant"
        ),
        CheckConstraint("contract_length >= 1", name="ck_price_change_line_length"),
        money_range("old_price", "ck_price_change_line_old"),
        money_range("new_price", "ck_price_change_line_new"),
        Index("ix_price_change_line_variant", "tenant_id", "variant_id", "contract_length"),
        STRICT,
    )
