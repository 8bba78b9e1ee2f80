"""A movement: the only way to change a quantity. The table is append-only; inserting a line applies it."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Identity, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import (
    MAX_QUANTITY,
    Instant,
    TenantRow,
    Whole,
    in_batch,
    one_of,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.ledger.models.columns import Line, source_check, words_check
from webapp.ledger.words import ACTIONS, NODES, STATUSES

_PROMISE = "(from_node = 'available' AND to_node = 'reserved') OR (from_node = 'reserved' AND to_node = 'available')"
_TAKEN = text("from_node = 'reserved' AND to_node IN ('available', 'held') AND action NOT IN ('RELEASED', 'UNDONE')")
"""Goods that were promised, and are damaged or missing: few among all, and looked for by themselves."""


def _index(name: str, *columns: str, unique: bool = False) -> Index:
    """An index on the tenant and these columns, of the rows where the first of them is set."""
    given = text(f"{columns[0]} IS NOT NULL")
    return Index(name, "tenant_id", *columns, unique=unique, sqlite_where=given, postgresql_where=given)


class Movement(Line, TenantRow, Base):
    """``qty`` from one node to another in one pool; ``n`` grows with each line, events included."""

    __tablename__ = "movement"

    n: Mapped[int] = mapped_column(Whole, Identity(always=True), primary_key=True, sort_order=-15)
    id: Mapped[str] = mapped_column(Text, nullable=False, sort_order=-10)
    record_id: Mapped[str] = mapped_column(Text, nullable=False)
    pool_id: Mapped[str] = mapped_column(Text, nullable=False)
    seq: Mapped[int] = mapped_column(Whole, nullable=False)
    lot_id: Mapped[str | None] = mapped_column(Text)
    lot_seq: Mapped[int | None] = mapped_column(Whole)
    unit_id: Mapped[str | None] = mapped_column(Text)
    status_from: Mapped[str | None] = mapped_column(Text)
    status_to: Mapped[str | None] = mapped_column(Text)
    bin_from: Mapped[str | None] = mapped_column(Text)
    bin_to: Mapped[str | None] = mapped_column(Text)
    reservation_id: Mapped[str | None] = mapped_column(Text)
    transfer_id: Mapped[str | None] = mapped_column(Text)
    from_node: Mapped[str] = mapped_column(Text, nullable=False)
    to_node: Mapped[str] = mapped_column(Text, nullable=False)
    qty: Mapped[int] = mapped_column(Whole, nullable=False)
    at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "pool_id", "record_id"],
            ["pool.tenant_id", "pool.id", "pool.record_id"],
            name="fk_movement_pool",
        ),
        ForeignKeyConstraint(
            ["tenant_id", "reverses_n"], ["movement.tenant_id", "movement.n"], name="fk_movement_reversed"
        ),
        reference("lot_id", "lot", name="fk_movement_lot"),
        reference("unit_id", "unit", name="fk_movement_unit"),
        reference("bin_from", "bin", name="fk_movement_bin_from"),
        reference("bin_to", "bin", name="fk_movement_bin_to"),
        reference("reservation_id", "reservation", name="fk_movement_reservation"),
        in_batch("fk_movement_batch"),
        reference("desk_id", "desk", name="fk_movement_desk"),
        CheckConstraint(f"qty BETWEEN 1 AND {MAX_QUANTITY}", name="movement_qty_range"),
        CheckConstraint("from_node <> to_node", name="movement_goes_somewhere"),
        one_of("from_node", NODES, name="movement_from_word"),
        one_of("to_node", NODES, name="movement_to_word"),
        one_of("action", ACTIONS, name="movement_action_word"),
        words_check("status_from", STATUSES, name="movement_status_from_word"),
        words_check("status_to", STATUSES, name="movement_status_to_word"),
        source_check("movement"),
        text_size("reference", 200, name="movement_reference_size"),
        text_size("note", 2000, name="movement_note_size"),
        CheckConstraint("(lot_id IS NULL) = (lot_seq IS NULL)", name="movement_lot_seq"),
        CheckConstraint(
            "(reservation_id IS NOT NULL) = (from_node = 'reserved' OR to_node = 'reserved')",
            name="movement_reservation_named",
        ),
        CheckConstraint(
            "(transfer_id IS NOT NULL) = (from_node = 'transit' OR to_node = 'transit')",
            name="movement_transfer_named",
        ),
        CheckConstraint(
            f"unit_id IS NULL OR (qty = 1 AND (status_from IS NOT NULL OR status_to IS NOT NULL) AND NOT ({_PROMISE}))",
            name="movement_unit_whole",
        ),
        CheckConstraint(
            "unit_id IS NOT NULL OR"
            " (status_from IS NULL AND status_to IS NULL AND bin_from IS NULL AND bin_to IS NULL)",
            name="movement_status_of_unit",
        ),
        CheckConstraint(
            "bin_from IS NULL OR from_node IN ('available', 'reserved', 'held')",
            name="movement_bin_from_in_stock",
        ),
        CheckConstraint(
            "bin_to IS NULL OR to_node IN ('available', 'reserved', 'held')", name="movement_bin_to_in_stock"
        ),
        Index("uq_movement_id", "tenant_id", "id", unique=True),
        Index("uq_movement_seq", "tenant_id", "record_id", "seq", unique=True),
        _index("uq_movement_lot_seq", "lot_id", "lot_seq", unique=True),
        _index("uq_movement_reversed", "reverses_n", unique=True),
        Index("ix_movement_batch", "tenant_id", "batch_id", "n"),
        _index("ix_movement_unit", "unit_id", "n"),
        _index("ix_movement_reservation", "reservation_id", "n"),
        Index("ix_movement_taken", "tenant_id", "reservation_id", sqlite_where=_TAKEN, postgresql_where=_TAKEN),
        _index("ix_movement_transfer", "transfer_id", "n"),
        _index("ix_movement_reference", "reference", "n"),
        _index("ix_movement_bin_from", "bin_from", "n"),
        _index("ix_movement_bin_to", "bin_to", "n"),
        Index("uq_movement_action", "tenant_id", "action", "n", unique=True),
        STRICT,
    )


_given = ", ".join(column.name for column in Movement.__table__.columns if column.name != "n")
grant("movement", f"SELECT, INSERT({_given})")
