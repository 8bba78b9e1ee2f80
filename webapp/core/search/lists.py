"""Lists that one index is asked for: by it where few rows have the text, else they are met in the order of the list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.core.search import asking
from webapp.core.search.asking import found_ids, index_holds, is_lite, rare_grams, row_holds
from webapp.core.search.definition import PartIndex

_RANDOM_PART = 26
"""An id ends in 25 characters after a sign that parts them from what it is."""

MOST_NAMED = 1_000
"""More rows are not named one by one."""


@dataclass(frozen=True)
class Found:
    """The rows with a text, or with just this id, as SQLite's index finds them by these trigrams."""

    index: PartIndex
    tenant_id: int
    text: str
    grams: tuple[str, ...]

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these rows alone; without statistics, SQLite would rather read all there are in the list's order."""
        table = self.index.table
        ids = union_all(found_ids(self.index, self.tenant_id, self.text, self.grams), select(literal(self.text)))
        by_id = f"INDEXED BY sqlite_autoindex_{table.name}_1"
        return statement.where(table.c.id.in_(ids)).with_hint(table, by_id, "sqlite")


@dataclass(frozen=True)
class Met:
    """The same rows as each tells by itself, or as PostgreSQL finds them by the way it thinks best."""

    index: PartIndex
    text: str
    holds: Callable[[PartIndex, str], ColumnElement[bool]]

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these rows alone."""
        held = self.holds(self.index, self.text)
        # Only for what looks like an id: beside OR, PostgreSQL works the trigrams of each row out once more.
        could_be_id = self.text[-_RANDOM_PART : -_RANDOM_PART + 1] == "_"
        return statement.where(or_(self.index.table.c.id == self.text, held) if could_be_id else held)


@dataclass(frozen=True)
class Few:
    """The rows with a text where they are few, for a list of something that names them."""

    index: PartIndex
    tenant_id: int
    text: str
    grams: tuple[str, ...] | None
    """What SQLite's index is asked for."""
    ids: tuple[str, ...] = ()
    """PostgreSQL is told the rows: with queries among the choices it would ask no index of what names them."""

    def named_by(self, column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """That a column holds the id of one of them."""
        if self.grams is None:
            return column.in_(self.ids)
        return column.in_(found_ids(self.index, self.tenant_id, self.text, self.grams))


def few_with(session: Session, index: PartIndex, tenant_id: int, text: str) -> Few | None:
    """The rows with a text, or None where they are many."""
    if is_lite(session):
        grams = rare_grams(session, index, tenant_id, text)
        return None if grams is None else Few(index, tenant_id, text, grams)
    mine = (index.table.c.tenant_id == tenant_id, *(() if index.among is None else (index.among,)))
    most = min(asking.FEW, MOST_NAMED)
    found = select(index.table.c.id).where(*mine, index_holds(index, text)).limit(most + 1)
    ids = tuple(session.execute(found).scalars())
    return None if len(ids) > most else Few(index, tenant_id, text, None, ids)


def part_of(index: PartIndex) -> Callable[[str], ColumnElement[bool]]:
    """How a list judges a row by itself: by its id, or any part of what the index has of it."""
    return lambda text: or_(index.table.c.id == text, row_holds(index, text))


def seek_in(index: PartIndex) -> Callable[[Session, int, str], Found | Met]:
    """The way of a list to the rows with a text."""

    def seek(session: Session, tenant_id: int, text: str) -> Found | Met:
        if not is_lite(session):
            return Met(index, text, index_holds)
        grams = rare_grams(session, index, tenant_id, text)
        return Met(index, text, row_holds) if grams is None else Found(index, tenant_id, text, grams)

    return seek
