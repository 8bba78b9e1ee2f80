"""Orders."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_MONEY, Flag, Instant, Json, PublicRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant
from webapp.core.search.definition import PartIndex

ORDER_TYPES = ("standard", "extension", "upgrade")
ORDER_STATUSES = ("pending", "confirmed", "partial", "fulfilled", "cancelled")
STEPS = (
    ("pending", "confirmed"),
    ("pending", "cancelled"),
    ("confirmed", "partial"),
    ("confirmed", "fulfilled"),
    ("confirmed", "cancelled"),
    ("partial", "fulfilled"),
    ("partial", "confirmed"),
    ("fulfilled", "partial"),
    ("fulfilled", "confirmed"),
)
"""The published steps; back from partial and fulfilled goes what undoes a fulfilment."""


MOST_A_MONTH = MAX_MONEY * 1000
"""What the lines of an order may come to."""


class SalesOrder(PublicRow, Base):
    """One order; the customer, addresses and amounts are copies of the moment it was made."""

    __tablename__ = "sales_order"
    status: Mapped[str] = mapped_column(Text)
    order_type: Mapped[str] = mapped_column(Text)
    customer_id: Mapped[str] = mapped_column(Text)
    customer: Mapped[Any] = mapped_column(Json)
    search_key: Mapped[str] = mapped_column(Text)
    """What an order is looked up by: name, company and e-mail address, and the values of custom fields."""
    billing_address: Mapped[Any] = mapped_column(Json)
    shipping_address: Mapped[Any] = mapped_column(Json)
    custom_fields: Mapped[Any] = mapped_column(Json, nullable=True)
    notes: Mapped[str | None] = mapped_column(Text)
    extension_details: Mapped[Any] = mapped_column(Json, nullable=True)
    upgrade_details: Mapped[Any] = mapped_column(Json, nullable=True)
    currency: Mapped[str] = mapped_column(Text)
    vat_basis_points: Mapped[int] = mapped_column(Whole)
    prices_include_vat: Mapped[bool] = mapped_column(Flag)
    subtotal: Mapped[int] = mapped_column(Whole)
    tax_amount: Mapped[int] = mapped_column(Whole)
    total: Mapped[int] = mapped_column(Whole)
    total_devices: Mapped[int] = mapped_column(Whole)
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("customer_id", "customer", name="fk_sales_order_customer"),
        one_of("status", ORDER_STATUSES, name="ck_sales_order_status"),
        one_of("order_type", ORDER_TYPES, name="ck_sales_order_type"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="ck_sales_order_cancelled"),
        CheckConstraint(f"subtotal BETWEEN 0 AND {MOST_A_MONTH}", name="ck_sales_order_subtotal"),
        CheckConstraint(f"total BETWEEN 0 AND {MOST_A_MONTH * 2}", name="ck_sales_order_total"),
        CheckConstraint("tax_amount BETWEEN 0 AND total", name="ck_sales_order_tax"),
        CheckConstraint(
            "total = CASE prices_include_vat WHEN 1 THEN subtotal ELSE subtotal + tax_amount END",
            name="ck_sales_order_sum",
        ),
        CheckConstraint("total_devices >= 1", name="ck_sales_order_devices"),
        text_size("notes", 5000, name="ck_sales_order_notes"),
        text_size("cancel_reason", 1000, name="ck_sales_order_reason"),
        Index("ix_sales_order_created", "tenant_id", "created_at", "id"),
        Index("ix_sales_order_updated", "tenant_id", "updated_at", "id"),
        Index("ix_sales_order_status", "tenant_id", "status", "created_at", "id"),
        Index("ix_sales_order_customer", "tenant_id", "customer_id", "created_at", "id"),
        Index("ix_sales_order_total", "tenant_id", "total", "id"),
        STRICT,
    )


ORDER_WORDS = PartIndex(SalesOrder.search_key, lines=True)
"""Any part of what an order is looked up by."""

grant("sales_order", "SELECT, INSERT, UPDATE")
