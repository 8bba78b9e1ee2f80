"""A lot: counted stock of one variant in one warehouse that shares a number and a use-by date."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag, Instant, Json, PublicRow, Whole, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.ledger.models.columns import ZERO, Buckets, bucket_checks

_KEPT = text("deleted = 0")


class Lot(Buckets, PublicRow, Base):
    """The sum of its pools; it changes its record, and is deleted, only while it is empty."""

    __tablename__ = "lot"

    record_id: Mapped[str] = mapped_column(Text, nullable=False)
    variant_id: Mapped[str] = mapped_column(Text, nullable=False)
    warehouse_id: Mapped[str] = mapped_column(Text, nullable=False)
    number: Mapped[str] = mapped_column(Text, nullable=False)
    status: Mapped[str] = mapped_column(Text, nullable=False, default="active", server_default="active")
    expires_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    total: Mapped[int] = mapped_column(Whole, Computed("available + reserved + held", persisted=True))
    seq: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    manufacturer_number: Mapped[str | None] = mapped_column(Text)
    address_id: Mapped[str | None] = mapped_column(Text)
    bin_id: Mapped[str | None] = mapped_column(Text)
    # "metadata" is taken by the declarative base
    extra: Mapped[Any] = mapped_column("metadata", Json, nullable=False, default=dict)
    deleted: Mapped[bool] = mapped_column(Flag, nullable=False, default=False, server_default=ZERO)
    created_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "record_id", "variant_id", "warehouse_id"],
            ["record.tenant_id", "record.id", "record.variant_id", "record.warehouse_id"],
            name="fk_lot_record",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "bin_id", "warehouse_id"],
            ["bin.tenant_id", "bin.id", "bin.warehouse_id"],
            name="fk_lot_bin",
        ),
        *bucket_checks("lot"),
        CheckConstraint("seq >= 0", name="lot_seq_range"),
        CheckConstraint("deleted IN (0, 1)", name="lot_deleted_flag"),
        CheckConstraint("length(number) BETWEEN 1 AND 128", name="lot_number_size"),
        CheckConstraint("length(status) BETWEEN 1 AND 64", name="lot_status_size"),
        text_size("manufacturer_number", 128, name="lot_manufacturer_number_size"),
        text_size("address_id", 128, name="lot_address_id_size"),
        Index(
            "uq_lot_number",
            "tenant_id",
            "variant_id",
            "warehouse_id",
            "number",
            unique=True,
            sqlite_where=_KEPT,
            postgresql_where=_KEPT,
        ),
        Index("ix_lot_record", "tenant_id", "record_id", "expires_at"),
        Index("ix_lot_created", "tenant_id", "created_at", "id"),
        STRICT,
    )


grant(
    "lot",
    "SELECT, INSERT, UPDATE(record_id, warehouse_id, number, status, expires_at, manufacturer_number,"
    " address_id, bin_id, metadata, deleted, updated_at)",
)
