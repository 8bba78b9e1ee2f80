"""A scan: one code that somebody read at a desk, and the answer it got."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, column
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_QUANTITY, Instant, Json, TenantRow, Whole, in_batch, one_of, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

SCAN_STATES = ("waiting", "accepted", "attention", "refused", "undone")
SCAN_KINDS = ("unit", "stock", "context", "command", "duplicate", "doubt", "parked", "none")
_BOOKED = column("batch_id").is_not(None)


class Scan(TenantRow, Base):
    """Its ``key`` is the client's own, so that sending it again gets the same answer and does nothing.

    ``waiting`` stands only inside the transaction that answers it. A scan that booked something names its batch;
    whether that still counts is asked of the ledger, never kept here. ``asked`` is what was sent, ``kept`` what it
    would have been booked under, so that a yes that comes later means what was meant.
    """

    __tablename__ = "scan"
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    intake_id: Mapped[str] = mapped_column(Text)
    holder: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Text)
    actor_name: Mapped[str] = mapped_column(Text)
    desk_id: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    asked: Mapped[Any] = mapped_column(Json, nullable=False)
    kept: Mapped[Any] = mapped_column(Json, nullable=True)
    state: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    say: Mapped[str] = mapped_column(Text)
    variant_id: Mapped[str | None] = mapped_column(Text)
    unit_id: Mapped[str | None] = mapped_column(Text)
    qty: Mapped[int] = mapped_column(Whole)
    settled: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime] = mapped_column(Instant)
    client_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    __table_args__ = (
        reference("intake_id", "intake", name="fk_scan_intake"),
        reference("desk_id", "desk", name="fk_scan_desk"),
        reference("variant_id", "variant", name="fk_scan_variant"),
        reference("unit_id", "unit", name="fk_scan_unit"),
        in_batch("fk_scan_batch"),
        one_of("state", SCAN_STATES, name="ck_scan_state"),
        one_of("kind", SCAN_KINDS, name="ck_scan_kind"),
        CheckConstraint("length(key) BETWEEN 8 AND 100", name="ck_scan_key"),
        CheckConstraint(f"qty BETWEEN 0 AND {MAX_QUANTITY}", name="ck_scan_qty"),
        Index("ix_scan_intake", "tenant_id", "intake_id", "at", "key"),
        Index("ix_scan_state", "tenant_id", "intake_id", "state", "at"),
        Index("ix_scan_unit", "tenant_id", "unit_id"),
        Index("ix_scan_batch", "tenant_id", "batch_id", sqlite_where=_BOOKED, postgresql_where=_BOOKED),
        STRICT,
    )
