"""What is promised to somebody (a reservation) and what is on its way under a transfer (transit)."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_QUANTITY, Instant, PublicRow, TenantRow, Whole, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.ledger.models.columns import ZERO

_OPEN = text("open_qty > 0")


class Reservation(PublicRow, Base):
    """So many out of one pool, kept for a reference or for none; open while ``open_qty`` is above zero."""

    __tablename__ = "reservation"

    record_id: Mapped[str] = mapped_column(Text, nullable=False)
    pool_id: Mapped[str] = mapped_column(Text, nullable=False)
    reference: Mapped[str | None] = mapped_column(Text)
    open_qty: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    last_n: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    created_at: Mapped[dt.datetime] = mapped_column(Instant, nullable=False)

    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "pool_id", "record_id"],
            ["pool.tenant_id", "pool.id", "pool.record_id"],
            name="fk_reservation_pool",
        ),
        CheckConstraint(f"open_qty BETWEEN 0 AND {MAX_QUANTITY}", name="reservation_open_qty_range"),
        text_size("reference", 200, name="reservation_reference_size"),
        Index(
            "ix_reservation_open",
            "tenant_id",
            "record_id",
            "created_at",
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_reservation_pool", "tenant_id", "pool_id"),
        Index("ix_reservation_reference", "tenant_id", "reference"),
        STRICT,
    )


class Transit(TenantRow, Base):
    """How many of a product are on their way under one transfer: nothing arrives that did not leave."""

    __tablename__ = "transit"

    transfer_id: Mapped[str] = mapped_column(Text, primary_key=True)
    product_id: Mapped[str] = mapped_column(Text, primary_key=True)
    qty: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    last_n: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)

    __table_args__ = (
        reference("product_id", "product", name="fk_transit_product"),
        CheckConstraint(f"qty BETWEEN 0 AND {MAX_QUANTITY}", name="transit_qty_range"),
        STRICT,
    )


grant("reservation", "SELECT, INSERT, UPDATE(record_id, pool_id)")
grant("transit", "SELECT")
