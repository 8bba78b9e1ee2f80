"""Variants: the SKUs."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.catalog.models.columns import money_range
from webapp.core.data.columns import Instant, Json, PublicRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

TRACKING = ("serial", "lot", "count")
VARIANT_STATUSES = ("active", "inactive")


class Variant(PublicRow, Base):
    """The SKU: one product in one grade; the thing stocked, priced and ordered."""

    __tablename__ = "variant"
    product_id: Mapped[str] = mapped_column(Text)
    variant_sku: Mapped[str] = mapped_column(Text)
    variant_name: Mapped[str] = mapped_column(Text)
    grade: Mapped[str] = mapped_column(Text)
    condition: Mapped[str | None] = mapped_column(Text)
    color_name: Mapped[str | None] = mapped_column(Text)
    images: Mapped[Any] = mapped_column(Json)
    list_price: Mapped[int | None] = mapped_column(Whole)
    acquisition_cost: Mapped[int | None] = mapped_column(Whole)
    tracking: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    position: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default="0")
    __table_args__ = (
        reference("product_id", "product", name="fk_variant_product"),
        one_of("status", VARIANT_STATUSES, name="ck_variant_status"),
        one_of("tracking", TRACKING, name="ck_variant_tracking"),
        text_size("variant_sku", 200, name="ck_variant_sku"),
        text_size("grade", 50, name="ck_variant_grade"),
        money_range("list_price", "ck_variant_list_price"),
        money_range("acquisition_cost", "ck_variant_cost"),
        Index("uq_variant_sku", "tenant_id", "variant_sku", unique=True),
        Index("uq_variant_product", "tenant_id", "id", "product_id", unique=True),
        Index("ix_variant_product", "tenant_id", "product_id", "id"),
        Index("ix_variant_created", "tenant_id", "created_at", "id"),
        Index("ix_variant_updated", "tenant_id", "updated_at", "id"),
        STRICT,
    )
