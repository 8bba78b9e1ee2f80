"""People and the tenants they work for."""

import datetime as dt

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Flag, Instant, TenantRow, Whole, one_of
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT

ROLES = ("viewer", "operator", "manager", "admin")


class User(Base):
    """A person who signs in; one person may work for several tenants."""

    __tablename__ = "app_user"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (Index("uq_app_user_email", "email_key", unique=True), STRICT)


class Membership(TenantRow, Base):
    """What a person may do for one tenant: invited (never joined), active, or taken out."""

    __tablename__ = "membership"
    user_id: Mapped[str] = mapped_column(Text, primary_key=True)
    role: Mapped[str] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Flag)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    joined_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    seen_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_membership_tenant"),
        ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_membership_user"),
        one_of("role", ROLES, name="ck_membership_role"),
        Index("ix_membership_user", "user_id"),
        STRICT,
    )
