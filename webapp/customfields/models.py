"""What a tenant's own fields are, and what stands in them."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag, Instant, Json, PublicRow, TenantRow, Whole, one_of, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

SECTIONS = ("customer", "order", "subscription")
OFFERED = ("customer", "order")
"""What fields are made for: a subscription shows those of its order, and what was made for it can be removed."""
KINDS = ("text", "email", "phone", "number", "text_area", "select")
MAX_KEY, MAX_VALUE = 100, 200
"""So much of a name and of a value is kept to be found by."""


class CustomField(PublicRow, Base):
    """A field of a tenant's own; ``key`` is its name in ``customFields``."""

    __tablename__ = "custom_field"
    section: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    options: Mapped[Any] = mapped_column(Json)
    required: Mapped[bool] = mapped_column(Flag)
    position: Mapped[int] = mapped_column(Whole)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_custom_field_tenant"),
        one_of("section", SECTIONS, name="ck_custom_field_section"),
        one_of("kind", KINDS, name="ck_custom_field_kind"),
        CheckConstraint("position BETWEEN 0 AND 1000", name="ck_custom_field_position"),
        CheckConstraint("(kind = 'select') = (options <> '[]')", name="ck_custom_field_options"),
        text_size("key", 60, name="ck_custom_field_key"),
        text_size("label", 100, name="ck_custom_field_label"),
        Index("uq_custom_field_key", "tenant_id", "section", "key", unique=True),
        STRICT,
    )


class CustomValue(TenantRow, Base):
    """What one thing has in one field, defined or not, folded: what it is found and filtered by."""

    __tablename__ = "custom_value"
    section: Mapped[str] = mapped_column(Text, primary_key=True)
    owner_id: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value_key: Mapped[str] = mapped_column(Text)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_custom_value_tenant"),
        one_of("section", SECTIONS, name="ck_custom_value_section"),
        Index("ix_custom_value_found", "tenant_id", "section", "key", "value_key", "owner_id"),
        STRICT,
    )
