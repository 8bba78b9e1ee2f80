"""Subscriptions whose payments are not all written yet: there are some within transactions, and none between them."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import TenantRow, Whole
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, gone_at_commit, grant


class Unscheduled(TenantRow, Base):
    """A subscription that waits for its payments: kept by triggers, and gone with the last of them.

    Whoever leaves one commits nothing.
    """

    __tablename__ = "unscheduled"
    subscription_id: Mapped[str] = mapped_column(Text, primary_key=True)
    last: Mapped[int] = mapped_column(Whole)
    """The number of the payment that ends the waiting."""
    never: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (*gone_at_commit("unscheduled", "subscription_id", "payments_left"), STRICT)


grant("unscheduled", "SELECT")
