"""Rows that were corrected: the movements that each of them led to."""

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import TenantRow, Whole, in_batch
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, append_only


class CorrectedStep(TenantRow, Base):
    """A movement of a correction's row: one that took back what was received wrongly, or the receipt in its place.

    Reversals are not listed: they name the movement that they reverse.
    """

    __tablename__ = "corrected_step"
    movement_id: Mapped[str] = mapped_column(Text, primary_key=True)
    batch_id: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Whole)
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "movement_id"], ["movement.tenant_id", "movement.id"], name="fk_corrected_step_movement"
        ),
        in_batch("fk_corrected_step_batch"),
        Index("ix_corrected_step_row", "tenant_id", "batch_id", "position"),
        STRICT,
    )


append_only("corrected_step")
