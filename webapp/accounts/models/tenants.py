"""Tenants and their desks."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Identity, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag, Instant, Json, PublicRow, Whole, one_of
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

TRACKING = ("serial", "lot", "count")
BILLING_STARTS = ("immediate", "first_of_next_month", "same_day_next_month")
MOST_ORDERED = 1_000_000


class Tenant(Base):
    """One business with its own stock, people, currency and settings; the slug is its public id."""

    __tablename__ = "tenant"
    id: Mapped[int] = mapped_column(Whole, Identity(always=True), primary_key=True)
    slug: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    vat_basis_points: Mapped[int] = mapped_column(Whole)
    prices_include_vat: Mapped[bool] = mapped_column(Flag)
    contract_lengths: Mapped[Any] = mapped_column(Json)
    default_contract_length: Mapped[int] = mapped_column(Whole)
    default_tracking: Mapped[str] = mapped_column(Text)
    records_for_new_variants: Mapped[bool] = mapped_column(Flag)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    id_prefixes: Mapped[Any] = mapped_column(Json)
    """By kind (core/data/ids.py), every prefix that its ids ever began with, the one of new ids first."""
    min_order_quantity: Mapped[int] = mapped_column(Whole)
    max_order_quantity: Mapped[int] = mapped_column(Whole)
    billing_start: Mapped[str] = mapped_column(Text)
    reserve_on_confirm: Mapped[bool] = mapped_column(Flag)
    __table_args__ = (
        Index("uq_tenant_slug", "slug", unique=True),
        CheckConstraint("length(currency) = 3", name="ck_tenant_currency"),
        CheckConstraint("vat_basis_points BETWEEN 0 AND 10000", name="ck_tenant_vat"),
        CheckConstraint("default_contract_length BETWEEN 1 AND 120", name="ck_tenant_contract_length"),
        one_of("default_tracking", TRACKING, name="ck_tenant_tracking"),
        CheckConstraint(
            "1 <= min_order_quantity AND min_order_quantity <= max_order_quantity "
            f"AND max_order_quantity <= {MOST_ORDERED}",
            name="ck_tenant_order_quantity",
        ),
        one_of("billing_start", BILLING_STARTS, name="ck_tenant_billing_start"),
        STRICT,
    )


class Desk(PublicRow, Base):
    """A browser that somebody named, so that movements can say where they were made."""

    __tablename__ = "desk"
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Flag)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    setup: Mapped[Any] = mapped_column(Json)
    """Its scanner and its sounds (core/codes/setup.py)."""
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_desk_tenant"),
        Index("uq_desk_name", "tenant_id", "name_key", unique=True),
        STRICT,
    )
