"""Saved views."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.data.columns import Instant, PublicRow, Whole, text_size
from webapp.core.data.database import Base
from webapp.core.data.ddl import STRICT
from webapp.core.listing.saved import MAX_QUERY


class SavedView(PublicRow, Base):
    """A list as somebody wants to see it again; ``owner_id`` is a person's or a key's, none is everybody's."""

    __tablename__ = "saved_view"
    owner_id: Mapped[str | None] = mapped_column(Text)
    list_name: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Whole)
    created_at: Mapped[dt.datetime] = mapped_column(Instant)
    updated_at: Mapped[dt.datetime] = mapped_column(Instant)
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name="fk_saved_view_tenant"),
        CheckConstraint("query <> ''", name="ck_saved_view_query"),
        text_size("query", MAX_QUERY, name="ck_saved_view_query_size"),
        text_size("name", 100, name="ck_saved_view_name"),
        Index("uq_saved_view_own", "tenant_id", "owner_id", "list_name", "name_key", unique=True),
        Index(
            "uq_saved_view_shared",
            "tenant_id",
            "list_name",
            "name_key",
            unique=True,
            sqlite_where=text("owner_id IS NULL"),
            postgresql_where=text("owner_id IS NULL"),
        ),
        STRICT,
    )
