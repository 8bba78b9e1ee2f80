"""Warehouses and bins."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag, Instant, Json, PublicRow, Whole, one_of, reference, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

WAREHOUSE_TYPES = ("OWNED", "SUPPLIER", "CONSIGNMENT", "THIRD_PARTY_LOGISTICS")


class Warehouse(PublicRow, Base):
    """A site that holds stock."""

    __tablename__ = "warehouse"
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    code_key: Mapped[str] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    type: Mapped[str] = mapped_column(Text)
    is_default: Mapped[bool] = mapped_column(Flag)
    active: Mapped[bool] = mapped_column(Flag)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_warehouse_tenant"),
        one_of("type", WAREHOUSE_TYPES, name="ck_warehouse_type"),
        text_size("name", 200, name="ck_warehouse_name"),
        text_size("code", 50, name="ck_warehouse_code"),
        Index("uq_warehouse_code", "tenant_id", "code_key", unique=True),
        Index("ix_warehouse_name", "tenant_id", "name_key"),
        Index(
            "uq_warehouse_default",
            "tenant_id",
            unique=True,
            sqlite_where=text("is_default = 1"),
            postgresql_where=text("is_default = 1"),
        ),
        STRICT,
    )


class Bin(PublicRow, Base):
    """A place in a warehouse: aisle, rack, shelf or box; a tree by parent."""

    __tablename__ = "bin"
    warehouse_id: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    code_key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    details: Mapped[Any] = mapped_column(Json, nullable=True)
    active: Mapped[bool] = mapped_column(Flag)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        reference("warehouse_id", "warehouse", name="fk_bin_warehouse"),
        reference("parent_id", "bin", name="fk_bin_parent"),
        text_size("code", 50, name="ck_bin_code"),
        text_size("name", 127, name="ck_bin_name"),
        Index("uq_bin_code", "tenant_id", "warehouse_id", "code_key", unique=True),
        Index("uq_bin_place", "tenant_id", "id", "warehouse_id", unique=True),
        Index(
            "ix_bin_parent",
            "tenant_id",
            "parent_id",
            sqlite_where=text("parent_id IS NOT NULL"),
            postgresql_where=text("parent_id IS NOT NULL"),
        ),
        STRICT,
    )
