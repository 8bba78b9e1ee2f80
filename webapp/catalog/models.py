"""Products, variants and price tiers."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import (
    MAX_MONEY,
    Instant,
    Json,
    PublicRow,
    TenantRow,
    Whole,
    one_of,
    reference,
    text_size,
)
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

TRACKING = ("serial", "lot", "count")
PRODUCT_STATUSES = ("active", "discontinued")
VARIANT_STATUSES = ("active", "inactive")


def _money(column: str, name: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND {MAX_MONEY}", name=name)


class Product(PublicRow, Base):
    """A model that can be rented out; its variants are what is stocked and priced."""

    __tablename__ = "product"
    product_sku: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    specification: Mapped[str] = mapped_column(Text)
    specification_object: Mapped[Any] = mapped_column(Json, nullable=True)
    category: Mapped[str] = mapped_column(Text)
    brand: Mapped[str] = mapped_column(Text)
    description: Mapped[str | None] = mapped_column(Text)
    images: Mapped[Any] = mapped_column(Json)
    status: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_product_tenant"),
        one_of("status", PRODUCT_STATUSES, name="ck_product_status"),
        text_size("product_sku", 200, name="ck_product_sku"),
        text_size("name", 300, name="ck_product_name"),
        Index("uq_product_sku", "tenant_id", "product_sku", unique=True),
        Index("ix_product_created", "tenant_id", "created_at", "id"),
        STRICT,
    )


class Variant(PublicRow, Base):
    """The SKU: one product in one grade; the thing stocked, priced and ordered."""

    __tablename__ = "variant"
    product_id: Mapped[str] = mapped_column(Text)
    variant_sku: Mapped[str] = mapped_column(Text)
    variant_name: Mapped[str] = mapped_column(Text)
    grade: Mapped[str] = mapped_column(Text)
    condition: Mapped[str | None] = mapped_column(Text)
    color_name: Mapped[str | None] = mapped_column(Text)
    images: Mapped[Any] = mapped_column(Json)
    list_price: Mapped[int | None] = mapped_column(Whole)
    acquisition_cost: Mapped[int | None] = mapped_column(Whole)
    tracking: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("product_id", "product", name="fk_variant_product"),
        one_of("status", VARIANT_STATUSES, name="ck_variant_status"),
        one_of("tracking", TRACKING, name="ck_variant_tracking"),
        text_size("variant_sku", 200, name="ck_variant_sku"),
        text_size("grade", 50, name="ck_variant_grade"),
        _money("list_price", "ck_variant_list_price"),
        _money("acquisition_cost", "ck_variant_cost"),
        Index("uq_variant_sku", "tenant_id", "variant_sku", unique=True),
        Index("uq_variant_product", "tenant_id", "id", "product_id", unique=True),
        Index("ix_variant_product", "tenant_id", "product_id", "id"),
        STRICT,
    )


class PriceTier(TenantRow, Base):
    """What a variant costs a month for one contract length: minor units, percentages in basis points."""

    __tablename__ = "price_tier"
    variant_id: Mapped[str] = mapped_column(Text, primary_key=True)
    contract_length: Mapped[int] = mapped_column(Whole, primary_key=True)
    monthly_price: Mapped[int] = mapped_column(Whole)
    setup_fee: Mapped[int | None] = mapped_column(Whole)
    discount_type: Mapped[str | None] = mapped_column(Text)
    discount_value: Mapped[int | None] = mapped_column(Whole)
    discount_description: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(Text)
    calculated_at: Mapped[Any] = mapped_column(Json, nullable=True)
    preset_used: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        reference("variant_id", "variant", name="fk_price_tier_variant"),
        CheckConstraint("contract_length >= 1", name="ck_price_tier_length"),
        _money("monthly_price", "ck_price_tier_monthly"),
        _money("setup_fee", "ck_price_tier_setup"),
        CheckConstraint("(discount_type IS NULL) = (discount_value IS NULL)", name="ck_price_tier_discount"),
        CheckConstraint(
            "discount_type IS NULL OR discount_type = 'fixed' AND discount_value BETWEEN 0 AND 10000000000000"
            " OR discount_type = 'percentage' AND discount_value BETWEEN 0 AND 10000",
            name="ck_price_tier_discount_value",
        ),
        one_of("source", ("suggested", "manual"), name="ck_price_tier_source"),
        STRICT,
    )
