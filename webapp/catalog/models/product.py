"""Products."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, Whole, one_of, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

PRODUCT_STATUSES = ("active", "discontinued")


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
    serial_rule: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_product_tenant"),
        one_of("status", PRODUCT_STATUSES, name="ck_product_status"),
        text_size("product_sku", 200, name="ck_product_sku"),
        text_size("name", 300, name="ck_product_name"),
        Index("uq_product_sku", "tenant_id", "product_sku", unique=True),
        Index("ix_product_created", "tenant_id", "created_at", "id"),
        Index("ix_product_category", "tenant_id", "category"),
        Index("ix_product_brand", "tenant_id", "brand"),
        STRICT,
    )
