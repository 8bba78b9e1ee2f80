"""Orders whose sums are not yet what their lines come to: there are some within transactions, and none between them."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import TenantRow, Whole
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, gone_at_commit, grant


class Unsummed(TenantRow, Base):
    """What an order says it is worth, less what its lines come to: kept by triggers, and gone once nothing is left.

    Whoever leaves one commits nothing.
    """

    __tablename__ = "unsummed"
    order_id: Mapped[str] = mapped_column(Text, primary_key=True)
    subtotal: Mapped[int] = mapped_column(Whole)
    tax_amount: Mapped[int] = mapped_column(Whole)
    devices: Mapped[int] = mapped_column(Whole)
    never: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (*gone_at_commit("unsummed", "order_id", "order_sums_left"), STRICT)


grant("unsummed", "SELECT")
