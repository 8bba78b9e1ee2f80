"""A pool: the part of a record that lies loose in a bin, in a lot, or as serialised units."""

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import PublicRow, one_of, reference
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.ledger.models.columns import Buckets, bucket_checks
from webapp.ledger.words import POOL_KINDS


class Pool(Buckets, PublicRow, Base):
    """What a movement changes; a record has one units pool, for a unit has a bin of its own."""

    __tablename__ = "pool"

    record_id: Mapped[str] = mapped_column(Text, nullable=False)
    kind: Mapped[str] = mapped_column(Text, nullable=False)
    lot_id: Mapped[str | None] = mapped_column(Text)
    bin_id: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        reference("record_id", "record", name="fk_pool_record"),
        reference("lot_id", "lot", name="fk_pool_lot"),
        reference("bin_id", "bin", name="fk_pool_bin"),
        *bucket_checks("pool"),
        one_of("kind", POOL_KINDS, name="pool_kind_word"),
        CheckConstraint("(kind = 'lot') = (lot_id IS NOT NULL)", name="pool_lot_named"),
        CheckConstraint("kind <> 'units' OR bin_id IS NULL", name="pool_units_no_bin"),
        Index(
            "uq_pool_place",
            "tenant_id",
            "record_id",
            "kind",
            text("COALESCE(lot_id, '')"),
            text("COALESCE(bin_id, '')"),
            unique=True,
        ),
        Index("uq_pool_record", "tenant_id", "id", "record_id", unique=True),
        Index(
            "ix_pool_lot",
            "tenant_id",
            "lot_id",
            sqlite_where=text("lot_id IS NOT NULL"),
            postgresql_where=text("lot_id IS NOT NULL"),
        ),
        Index(
            "ix_pool_bin",
            "tenant_id",
            "bin_id",
            sqlite_where=text("bin_id IS NOT NULL"),
            postgresql_where=text("bin_id IS NOT NULL"),
        ),
        STRICT,
    )


grant("pool", "SELECT, INSERT")
