"""Subscriptions: one unit, on one line of an order, with one customer."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, column
from sqlalchemy.orm import Mapped, mapped_column

from webapp.accounts.models import BILLING_STARTS
from webapp.core.data.columns import (
    MAX_MONEY,
    Day,
    Flag,
    Instant,
    PublicRow,
    Whole,
    in_batch,
    one_of,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant

ENDED = ("cancelled", "ended_completed", "ended_buyout", "ended_upgrade", "ended_early_return")
STATUSES = ("active", *ENDED)
"""The published ones."""
VOIDED = "voided"
"""Taken back: to everybody outside as if it had never been."""
LIST_SOURCES = ("variant", "manual", "order_override", "estimated", "unknown")
COST_SOURCES = ("variant", "manual", "order_override", "list_price", "unknown")
_ACTIVE = column("status") == "active"


class Subscription(PublicRow, Base):
    """A unit with a customer, and the terms of the order's line as they were; amounts in minor units."""

    __tablename__ = "subscription"
    status: Mapped[str] = mapped_column(Text)
    order_id: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Whole)
    unit_id: Mapped[str] = mapped_column(Text)
    customer_id: Mapped[str] = mapped_column(Text)
    variant_id: Mapped[str] = mapped_column(Text)
    product_id: Mapped[str] = mapped_column(Text)
    sku: Mapped[str] = mapped_column(Text)
    product_name: Mapped[str] = mapped_column(Text)
    image_url: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    monthly_amount: Mapped[int] = mapped_column(Whole)
    setup_fee: Mapped[int] = mapped_column(Whole)
    vat_basis_points: Mapped[int] = mapped_column(Whole)
    prices_include_vat: Mapped[bool] = mapped_column(Flag)
    original_contract_length: Mapped[int] = mapped_column(Whole)
    contract_length: Mapped[int] = mapped_column(Whole)
    billing_start: Mapped[str] = mapped_column(Text)
    start_date: Mapped[dt.date] = mapped_column(Day)
    end_date: Mapped[dt.date] = mapped_column(Day)
    list_price: Mapped[int | None] = mapped_column(Whole)
    list_price_source: Mapped[str] = mapped_column(Text)
    acquisition_cost: Mapped[int | None] = mapped_column(Whole)
    acquisition_cost_source: Mapped[str] = mapped_column(Text)
    notes: Mapped[str | None] = mapped_column(Text)
    batch_id: Mapped[str] = mapped_column(Text)
    """The action by which it stands: what an undo of it takes back."""
    created_by: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "order_id", "position"],
            ["order_line.tenant_id", "order_line.order_id", "order_line.position"],
            name="fk_subscription_line",
        ),
        reference("unit_id", "unit", name="fk_subscription_unit"),
        reference("customer_id", "customer", name="fk_subscription_customer"),
        ForeignKeyConstraint(
            ["tenant_id", "variant_id", "product_id"],
            ["variant.tenant_id", "variant.id", "variant.product_id"],
            name="fk_subscription_variant",
        ),
        in_batch("fk_subscription_batch"),
        one_of("status", (*STATUSES, VOIDED), name="ck_subscription_status"),
        one_of("billing_start", BILLING_STARTS, name="ck_subscription_billing_start"),
        one_of("list_price_source", LIST_SOURCES, name="ck_subscription_list_source"),
        one_of("acquisition_cost_source", COST_SOURCES, name="ck_subscription_cost_source"),
        CheckConstraint(f"monthly_amount BETWEEN 0 AND {MAX_MONEY}", name="ck_subscription_monthly"),
        CheckConstraint(f"setup_fee BETWEEN 0 AND {MAX_MONEY}", name="ck_subscription_setup_fee"),
        CheckConstraint("original_contract_length BETWEEN 1 AND 1200", name="ck_subscription_original_length"),
        CheckConstraint("contract_length BETWEEN 1 AND 1200", name="ck_subscription_length"),
        CheckConstraint("end_date > start_date", name="ck_subscription_days"),
        text_size("notes", 5000, name="ck_subscription_notes"),
        Index(
            "uq_subscription_unit",
            "tenant_id",
            "unit_id",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("ix_subscription_line", "tenant_id", "order_id", "position"),
        Index("ix_subscription_of_unit", "tenant_id", "unit_id", "created_at"),
        Index("ix_subscription_created", "tenant_id", "created_at", "id"),
        Index("ix_subscription_status", "tenant_id", "status", "created_at", "id"),
        Index("ix_subscription_customer", "tenant_id", "customer_id", "created_at", "id"),
        Index("ix_subscription_end", "tenant_id", "end_date", "id"),
        Index("ix_subscription_batch", "tenant_id", "batch_id"),
        STRICT,
    )


grant("subscription", "SELECT, INSERT, UPDATE")
