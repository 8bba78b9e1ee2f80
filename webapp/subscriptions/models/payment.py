"""Payments: what a subscription asks for, month by month."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import MAX_MONEY, Day, Instant, PublicRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT, grant

PAYMENT_STATUSES = ("pending", "processing", "paid", "failed", "cancelled")
"""The published ones; one that was taken back with its subscription is voided, and nobody sees it."""
OPEN_PAYMENTS = ("pending", "failed")
STEPS = (
    ("pending", "processing"),
    ("pending", "cancelled"),
    ("pending", "paid"),
    ("processing", "paid"),
    ("processing", "failed"),
    ("failed", "processing"),
    ("failed", "cancelled"),
    ("failed", "paid"),
    ("pending", "voided"),
    ("failed", "voided"),
    ("voided", "pending"),
)


class Payment(PublicRow, Base):
    """One month of a subscription, the first with the set-up fee; amounts in minor units."""

    __tablename__ = "payment"
    subscription_id: Mapped[str] = mapped_column(Text)
    customer_id: Mapped[str] = mapped_column(Text)
    number: Mapped[int] = mapped_column(Whole)
    """From 1 on, in the order in which they are due."""
    billing_period: Mapped[str] = mapped_column(Text)
    due_date: Mapped[dt.date] = mapped_column(Day)
    rent: Mapped[int] = mapped_column(Whole)
    rent_tax: Mapped[int] = mapped_column(Whole)
    setup_fee: Mapped[int] = mapped_column(Whole)
    setup_fee_tax: Mapped[int] = mapped_column(Whole)
    subtotal: Mapped[int] = mapped_column(Whole)
    tax_amount: Mapped[int] = mapped_column(Whole)
    vat_basis_points: Mapped[int] = mapped_column(Whole)
    total: Mapped[int] = mapped_column(Whole)
    currency: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    paid_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    notes: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("subscription_id", "subscription", name="fk_payment_subscription"),
        reference("customer_id", "customer", name="fk_payment_customer"),
        one_of("status", (*PAYMENT_STATUSES, "voided"), name="ck_payment_status"),
        CheckConstraint("(status = 'paid') = (paid_at IS NOT NULL)", name="ck_payment_paid"),
        CheckConstraint("number >= 1", name="ck_payment_number"),
        CheckConstraint("length(billing_period) = 7", name="ck_payment_period"),
        CheckConstraint(f"rent BETWEEN 0 AND {MAX_MONEY}", name="ck_payment_rent"),
        CheckConstraint(f"setup_fee BETWEEN 0 AND {MAX_MONEY}", name="ck_payment_setup_fee"),
        CheckConstraint("rent_tax BETWEEN 0 AND tax_amount", name="ck_payment_rent_tax"),
        CheckConstraint("setup_fee_tax = tax_amount - rent_tax", name="ck_payment_fee_tax"),
        CheckConstraint("subtotal = rent + setup_fee", name="ck_payment_subtotal"),
        CheckConstraint("total IN (subtotal, subtotal + tax_amount)", name="ck_payment_total"),
        CheckConstraint("tax_amount BETWEEN 0 AND total", name="ck_payment_tax"),
        text_size("notes", 5000, name="ck_payment_notes"),
        Index("uq_payment_number", "tenant_id", "subscription_id", "number", unique=True),
        Index("ix_payment_due", "tenant_id", "due_date", "id"),
        Index("ix_payment_status", "tenant_id", "status", "due_date", "id"),
        Index("ix_payment_customer", "tenant_id", "customer_id", "due_date", "id"),
        Index("ix_payment_created", "tenant_id", "created_at", "id"),
        STRICT,
    )


grant("payment", "SELECT, INSERT, UPDATE")
