"""What was announced: the lines of a manifest, and the movements that each of them led to."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, column
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import (
    MAX_MONEY,
    MAX_QUANTITY,
    Day,
    Instant,
    PublicRow,
    TenantRow,
    Whole,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, append_only

_SERIAL = column("serial_norm").is_not(None)


class ExpectedLine(PublicRow, Base):
    """One line as it was announced, never changed: how many of it still count is what its movements come to."""

    __tablename__ = "expected_line"
    intake_id: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Whole)
    variant_id: Mapped[str] = mapped_column(Text)
    warehouse_id: Mapped[str] = mapped_column(Text)
    bin_id: Mapped[str | None] = mapped_column(Text)
    serial: Mapped[str | None] = mapped_column(Text)
    serial_norm: Mapped[str | None] = mapped_column(Text)
    lot_number: Mapped[str | None] = mapped_column(Text)
    lot_expires_on: Mapped[dt.date | None] = mapped_column(Day)
    qty: Mapped[int] = mapped_column(Whole)
    cost: Mapped[int | None] = mapped_column(Whole)
    condition: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("intake_id", "intake", name="fk_expected_line_intake"),
        reference("variant_id", "variant", name="fk_expected_line_variant"),
        reference("warehouse_id", "warehouse", name="fk_expected_line_warehouse"),
        reference("bin_id", "bin", name="fk_expected_line_bin"),
        CheckConstraint(f"qty BETWEEN 1 AND {MAX_QUANTITY}", name="ck_expected_line_qty"),
        CheckConstraint(f"cost BETWEEN 0 AND {MAX_MONEY}", name="ck_expected_line_cost"),
        CheckConstraint("(serial IS NULL) = (serial_norm IS NULL)", name="ck_expected_line_norm"),
        CheckConstraint("serial IS NULL OR (qty = 1 AND lot_number IS NULL)", name="ck_expected_line_serial"),
        text_size("serial", 256, name="ck_expected_line_serial_size"),
        text_size("lot_number", 128, name="ck_expected_line_lot"),
        text_size("condition", 500, name="ck_expected_line_condition"),
        Index("uq_expected_line_position", "tenant_id", "intake_id", "position", unique=True),
        Index("ix_expected_line_variant", "tenant_id", "intake_id", "variant_id"),
        Index(
            "ix_expected_line_serial",
            "tenant_id",
            "serial_norm",
            "intake_id",
            sqlite_where=_SERIAL,
            postgresql_where=_SERIAL,
        ),
        STRICT,
    )


class ExpectedStep(TenantRow, Base):
    """A movement made for a line: announced, given up, moved to where it arrived, or arrived.

    Reversals are not listed: they name the movement that they reverse.
    """

    __tablename__ = "expected_step"
    movement_id: Mapped[str] = mapped_column(Text, primary_key=True)
    line_id: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "movement_id"], ["movement.tenant_id", "movement.id"], name="fk_expected_step_movement"
        ),
        reference("line_id", "expected_line", name="fk_expected_step_line"),
        Index("ix_expected_step_line", "tenant_id", "line_id"),
        STRICT,
    )


append_only("expected_line")
append_only("expected_step")
