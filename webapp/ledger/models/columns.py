"""Columns and constraints that several of the ledger's tables share."""

from typing import cast

from sqlalchemy import CheckConstraint, Table, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from webapp.core.data.columns import MAX_QUANTITY, Whole
from webapp.ledger.words import BUCKETS, SOURCES

ZERO = "0"


class Buckets:
    """The four quantities; the ledger's triggers alone write them."""

    available: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    reserved: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    held: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    expected: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)
    last_n: Mapped[int] = mapped_column(Whole, nullable=False, default=0, server_default=ZERO)


def bucket_checks(table: str) -> tuple[CheckConstraint, ...]:
    """CHECKs that keep each bucket of a table between nothing and the largest quantity."""
    return tuple(
        CheckConstraint(f"{bucket} BETWEEN 0 AND {MAX_QUANTITY}", name=f"{table}_{bucket}_range") for bucket in BUCKETS
    )


def words_check(column: str, words: tuple[str, ...], *, name: str) -> CheckConstraint:
    """A CHECK that a column holds one of the words, or nothing."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IS NULL OR {column} IN ({listed})", name=name)


class Line:
    """Who did it, where, when and in which batch: what every line of the ledger carries."""

    action: Mapped[str] = mapped_column(Text, nullable=False)
    reference: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text, nullable=False)
    desk_id: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    batch_id: Mapped[str] = mapped_column(Text, nullable=False)
    reverses_n: Mapped[int | None] = mapped_column(Whole)


def source_check(table: str) -> CheckConstraint:
    """A CHECK that a line says by which door it came in."""
    listed = ", ".join(f"'{source}'" for source in SOURCES)
    return CheckConstraint(f"source IN ({listed})", name=f"{table}_source_word")


def table_of(model: type[DeclarativeBase]) -> Table:
    """A model's table, for plain INSERTs: the ORM's own leave nulls out and so split a list of rows."""
    return cast("Table", model.__table__)
