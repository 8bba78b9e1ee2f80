"""Further codes of a unit: stuck on it or printed in it besides its serial number, and serials it had before."""

import datetime as dt

from sqlalchemy import CheckConstraint, ColumnElement, Index, Text, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.assets.codes import triggers
from webapp.core.data.columns import Flag, Instant, PublicRow, one_of, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, after_tables, grant
from webapp.core.search.definition import PartIndex
from webapp.ledger.triggers.language import ENGINES

KINDS = ("asset_tag", "imei", "other")
FORMER_SERIAL = "serial"


class UnitCode(PublicRow, Base):
    """A code that leads to a unit. A current one leads to no other: neither as a code nor as a serial number."""

    __tablename__ = "unit_code"

    unit_id: Mapped[str] = mapped_column(Text, nullable=False)
    kind: Mapped[str] = mapped_column(Text, nullable=False)
    code: Mapped[str] = mapped_column(Text, nullable=False)
    code_norm: Mapped[str] = mapped_column(Text, nullable=False)
    current: Mapped[bool] = mapped_column(Flag, nullable=False)
    created_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        reference("unit_id", "unit", name="fk_unit_code_unit"),
        one_of("kind", (*KINDS, FORMER_SERIAL), name="unit_code_kind_word"),
        CheckConstraint("current IN (0, 1)", name="unit_code_current_flag"),
        CheckConstraint(f"kind <> '{FORMER_SERIAL}' OR current = 0", name="unit_code_serial_is_former"),
        CheckConstraint("length(code) BETWEEN 1 AND 256", name="unit_code_code_size"),
        CheckConstraint("length(code_norm) BETWEEN 1 AND 800", name="unit_code_code_norm_size"),
        Index(
            "uq_unit_code",
            "tenant_id",
            "code_norm",
            unique=True,
            sqlite_where=text("current = 1"),
            postgresql_where=text("current = 1"),
        ),
        Index("ix_unit_code", "tenant_id", "code_norm", "created_at"),
        Index("ix_unit_code_unit", "tenant_id", "unit_id", "created_at"),
        STRICT,
    )


def is_current() -> ColumnElement[bool]:
    """``current = 1`` with its number spelt out: a bound parameter would miss the partial indexes."""
    return UnitCode.current == literal_column("1")


CODES = PartIndex(UnitCode.code_norm, among=is_current())
"""Any part of a code is found."""

grant("unit_code", "SELECT, INSERT, DELETE, UPDATE(current)")
for _engine in ENGINES:
    after_tables(_engine, triggers.statements(_engine), of="unit_code")
