"""Customers."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT
from webapp.core.search.definition import PartIndex

CUSTOMER_TYPES = ("individual", "business")
CUSTOMER_STATUSES = ("active", "inactive")


class Customer(PublicRow, Base):
    """Who orders; known by an e-mail address, however it is written. Orders keep their own copy of all this."""

    __tablename__ = "customer"
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    company: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    customer_type: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    billing_address: Mapped[Any] = mapped_column(Json, nullable=True)
    shipping_address: Mapped[Any] = mapped_column(Json, nullable=True)
    custom_fields: Mapped[Any] = mapped_column(Json)
    merged_into: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    anonymised_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    search_key: Mapped[str] = mapped_column(Text)
    """All that a customer is found by; nothing of whom is merged away or anonymised."""
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_customer_tenant"),
        reference("merged_into", "customer", name="fk_customer_merged"),
        one_of("customer_type", CUSTOMER_TYPES, name="ck_customer_type"),
        one_of("status", CUSTOMER_STATUSES, name="ck_customer_status"),
        CheckConstraint("merged_into IS NULL OR status = 'inactive'", name="ck_customer_merged"),
        CheckConstraint("anonymised_at IS NULL OR status = 'inactive'", name="ck_customer_anonymised"),
        text_size("email", 254, name="ck_customer_email"),
        text_size("first_name", 100, name="ck_customer_first_name"),
        text_size("last_name", 100, name="ck_customer_last_name"),
        text_size("company", 200, name="ck_customer_company"),
        text_size("phone", 50, name="ck_customer_phone"),
        Index("uq_customer_email", "tenant_id", "email_key", unique=True),
        Index("ix_customer_created", "tenant_id", "created_at", "id"),
        Index("ix_customer_name", "tenant_id", "name_key", "id"),
        STRICT,
    )


CUSTOMER_WORDS = PartIndex(Customer.search_key, lines=True)
"""Any part of what a customer is found by."""
