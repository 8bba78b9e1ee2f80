"""A stock record: one variant (or one product, as a whole) in one warehouse."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_QUANTITY, Instant, Json, PublicRow, Whole, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.ledger.models.columns import ZERO, Buckets, bucket_checks


class Record(Buckets, PublicRow, Base):
    """The sum of its pools; ``seq`` counts its movements without a gap and serves as its version."""

    __tablename__ = "record"

    product_id: Mapped[str] = mapped_column(Text, nullable=False)
    variant_id: Mapped[str | None] = mapped_column(Text)
    warehouse_id: Mapped[str] = mapped_column(Text, nullable=False)
    on_hand: Mapped[int] = mapped_column(Whole, Computed("available + reserved", persisted=True))
    seq: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    location: Mapped[str | None] = mapped_column(Text)
    bin_id: Mapped[str | None] = mapped_column(Text)
    reorder_level: Mapped[int | None] = mapped_column(Whole)
    reorder_qty: Mapped[int | None] = mapped_column(Whole)
    variant_attributes: Mapped[Any] = mapped_column(Json, nullable=False, default=dict)
    created_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        reference("product_id", "product", name="fk_record_product"),
        reference("warehouse_id", "warehouse", name="fk_record_warehouse"),
        ForeignKeyConstraint(
            ["tenant_id", "bin_id", "warehouse_id"],
            ["bin.tenant_id", "bin.id", "bin.warehouse_id"],
            name="fk_record_bin",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "variant_id", "product_id"],
            ["variant.tenant_id", "variant.id", "variant.product_id"],
            name="fk_record_variant",
        ),
        *bucket_checks("record"),
        CheckConstraint("seq >= 0", name="record_seq_range"),
        CheckConstraint(f"reorder_level BETWEEN 0 AND {MAX_QUANTITY}", name="record_reorder_level_range"),
        CheckConstraint(f"reorder_qty BETWEEN 0 AND {MAX_QUANTITY}", name="record_reorder_qty_range"),
        text_size("location", 200, name="record_location_size"),
        Index(
            "uq_record_place",
            "tenant_id",
            "product_id",
            text("COALESCE(variant_id, '')"),
            "warehouse_id",
            unique=True,
        ),
        Index("uq_record_stock", "tenant_id", "id", "variant_id", "warehouse_id", unique=True),
        Index("ix_record_variant", "tenant_id", "variant_id", "warehouse_id"),
        Index("ix_record_warehouse", "tenant_id", "warehouse_id", "id"),
        STRICT,
    )


grant(
    "record",
    "SELECT, INSERT, UPDATE(location, bin_id, reorder_level, reorder_qty, variant_attributes, updated_at)",
)
