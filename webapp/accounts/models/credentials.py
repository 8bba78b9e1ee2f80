"""Sessions, keys, one-time links and the throttle; of every secret only a hash is kept."""

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, Json, PublicRow, Whole, one_of
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT


class UserSession(Base):
    """One signed-in browser; deleting the row signs it out."""

    __tablename__ = "user_session"
    token_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    user_id: Mapped[str] = mapped_column(Text)
    agent: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    seen_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_user_session_user"),
        Index("ix_user_session_user", "user_id"),
        STRICT,
    )


class ApiKey(PublicRow, Base):
    """A program's credential for one tenant, with its scopes."""

    __tablename__ = "api_key"
    name: Mapped[str] = mapped_column(Text)
    secret_hash: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text)
    scopes: Mapped[Any] = mapped_column(Json)
    requests_per_minute: Mapped[int | None] = mapped_column(Whole)
    expires_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    last_used_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_api_key_tenant"),
        Index("uq_api_key_secret", "secret_hash", unique=True),
        STRICT,
    )


class OneTimeLink(PublicRow, Base):
    """An invitation or a password reset: works once, until it expires."""

    __tablename__ = "one_time_link"
    user_id: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    secret_hash: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[dt.datetime] = mapped_column(Instant)
    used_at: Mapped[dt.datetime | None] = mapped_column(Instant)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_one_time_link_tenant"),
        ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_one_time_link_user"),
        one_of("kind", ("invitation", "reset"), name="ck_one_time_link_kind"),
        Index("uq_one_time_link_secret", "secret_hash", unique=True),
        Index("ix_one_time_link_user", "user_id"),
        STRICT,
    )


class Throttle(Base):
    """How often something was tried within one window: failed sign-ins, or the requests of a limited key."""

    __tablename__ = "throttle"
    bucket: Mapped[str] = mapped_column(Text, primary_key=True)
    window: Mapped[int] = mapped_column(Whole, primary_key=True)
    count: Mapped[int] = mapped_column(Whole)
    __table_args__ = (Index("ix_throttle_window", "window"), STRICT)
