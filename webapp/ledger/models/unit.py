"""A unit: one serialised thing, its status and the place where it stands."""

import datetime as dt

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKeyConstraint, Index, Text, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import (
    MAX_MONEY,
    Day,
    Flag,
    Instant,
    PublicRow,
    Whole,
    one_of,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.core.search.definition import PartIndex
from webapp.ledger.models.columns import ZERO, words_check
from webapp.ledger.words import PLACES, STATUSES

_LIVE = text("voided = 0")

_STATUS_AT_PLACE = (
    "status IS NULL"
    " OR (status = 'available' AND place IN ('good', 'transit'))"
    " OR (status = 'returned' AND place IN ('held', 'transit'))"
    " OR (status IN ('rented_out', 'sold') AND place = 'customer')"
    " OR (status = 'unavailable' AND place IN ('held', 'transit', 'customer', 'loss', 'scrap'))"
)


class Unit(PublicRow, Base):
    """Born voided, without status or place; its first line brings it to life, undoing that voids it again.

    Status, place, record, bin, variant and ``voided`` are written by the ledger's triggers alone.
    """

    __tablename__ = "unit"

    serial: Mapped[str] = mapped_column(Text, nullable=False)
    serial_norm: Mapped[str] = mapped_column(Text, nullable=False)
    product_id: Mapped[str] = mapped_column(Text, nullable=False)
    variant_id: Mapped[str] = mapped_column(Text, nullable=False)
    record_id: Mapped[str | None] = mapped_column(Text)
    bin_id: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text, nullable=False, default="none", server_default="none")
    status: Mapped[str | None] = mapped_column(Text)
    voided: Mapped[bool] = mapped_column(Flag, nullable=False, default=True, server_default="1")
    last_n: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    acquisition_cost: Mapped[int | None] = mapped_column(Whole)
    acquisition_date: Mapped[dt.date | None] = mapped_column(Day)
    location_text: Mapped[str | None] = mapped_column(Text)
    condition: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    product_name: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        reference("record_id", "record", name="fk_unit_record"),
        reference("bin_id", "bin", name="fk_unit_bin"),
        ForeignKeyConstraint(
            ["tenant_id", "variant_id", "product_id"],
            ["variant.tenant_id", "variant.id", "variant.product_id"],
            name="fk_unit_variant",
        ),
        one_of("place", PLACES, name="unit_place_word"),
        words_check("status", STATUSES, name="unit_status_word"),
        CheckConstraint("voided IN (0, 1)", name="unit_voided_flag"),
        CheckConstraint("(voided = 1) = (status IS NULL)", name="unit_voided_no_status"),
        CheckConstraint("(voided = 1) = (place = 'none')", name="unit_voided_no_place"),
        CheckConstraint("(record_id IS NOT NULL) = (place IN ('good', 'held'))", name="unit_record_in_stock"),
        CheckConstraint("bin_id IS NULL OR record_id IS NOT NULL", name="unit_bin_in_stock"),
        CheckConstraint(_STATUS_AT_PLACE, name="unit_status_at_place"),
        CheckConstraint(f"acquisition_cost BETWEEN 0 AND {MAX_MONEY}", name="unit_acquisition_cost_range"),
        CheckConstraint("length(serial) BETWEEN 1 AND 256", name="unit_serial_size"),
        CheckConstraint("length(serial_norm) BETWEEN 1 AND 800", name="unit_serial_norm_size"),
        text_size("location_text", 500, name="unit_location_text_size"),
        text_size("condition", 500, name="unit_condition_size"),
        text_size("notes", 5000, name="unit_notes_size"),
        text_size("reason", 500, name="unit_reason_size"),
        text_size("product_name", 500, name="unit_product_name_size"),
        Index(
            "uq_unit_serial",
            "tenant_id",
            "serial_norm",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index("ix_unit_created", "tenant_id", "created_at", "id"),
        Index("ix_unit_status", "tenant_id", "status", "created_at", "id"),
        Index("ix_unit_variant", "tenant_id", "variant_id", "created_at", "id"),
        Index("ix_unit_record", "tenant_id", "record_id", "place"),
        Index(
            "ix_unit_bin",
            "tenant_id",
            "bin_id",
            "variant_id",
            sqlite_where=text("bin_id IS NOT NULL"),
            postgresql_where=text("bin_id IS NOT NULL"),
        ),
        STRICT,
    )


def is_live() -> ColumnElement[bool]:
    """``voided = 0`` with its number spelt out: a bound parameter would miss the partial index."""
    return Unit.voided == literal_column("0")


SERIALS = PartIndex(Unit.serial_norm, among=is_live())
"""Any part of a serial number is found."""

grant(
    "unit",
    "SELECT, INSERT,"
    " UPDATE(serial, serial_norm, acquisition_cost, acquisition_date, location_text, condition, notes,"
    " reason, product_name, updated_at)",
)
