"""What makes any part of a column findable: the SQL that both engines keep up to date by themselves.

SQLite gets a full-text table of the column's trigrams, which triggers keep; PostgreSQL a GIN index on what a function
makes of the column. Neither is ever written by our own statements.
"""

from typing import Any, cast

from sqlalchemy import Column, ColumnElement, MetaData, Table, Text, func
from sqlalchemy.orm import InstrumentedAttribute

from webapp.core.data.columns import Whole
from webapp.core.data.ddl import after_tables
from webapp.core.inputs.text import fold
from webapp.core.search.lines import sought

GRAM = 3

_GRAMS = f"""(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT gram) FROM (
    SELECT substr(words, at, {GRAM}) AS gram FROM generate_series(1, length(words) - {GRAM - 1}) AS at
    UNION ALL SELECT left(words, size) FROM generate_series(1, {GRAM - 1}) AS size
  ) AS every
$$"""
"""The trigrams of a text, and its beginnings that are shorter than one."""
_OWN = 12
"""So many characters at the end of an id are its own: by their trigrams a row is found again."""


class PartIndex:
    """Makes any part of a text column findable; the rows have ``tenant_id`` and ``id``.

    ``among`` narrows PostgreSQL's index to the rows that count, so that a row in the making is not written to it.
    A column of ``lines`` holds several texts, put together by ``lines.py``; what is empty there is in no index.
    """

    def __init__(
        self, column: InstrumentedAttribute[str], among: ColumnElement[bool] | None = None, *, lines: bool = False
    ) -> None:
        self.column, self.among, self.lines = column, among, lines
        self.table = cast("Table", column.class_.__table__)
        name = f"{self.table.name}_search"
        # Not among the models: no CREATE TABLE of ours makes it. The column of its own name is what MATCH asks.
        self.words = Table(
            name, MetaData(), Column("text", Text), Column("tenant_id", Whole), Column("id", Text), Column(name, Text)
        )
        after_tables("sqlite", self._on_sqlite(), of=self.table.name)
        after_tables("postgresql", self._on_postgresql(), of=self.table.name)

    @property
    def match(self) -> Column[Any]:
        """What SQLite's MATCH is asked of."""
        return self.words.c[self.words.name]

    def _on_sqlite(self) -> list[str]:
        table, key, words = self.table.name, self.column.key, self.words.name
        held, source, found = self._lines_on_sqlite() if self.lines else self._text_on_sqlite()
        add = f"INSERT INTO {words} ({held}, tenant_id, id) {source};"
        mine = f"{found} AND tenant_id = OLD.tenant_id AND id = OLD.id"
        drop = f"DELETE FROM {words} WHERE rowid IN (SELECT rowid FROM {words} WHERE {mine});"
        shape = f"{held}, tenant_id UNINDEXED, id UNINDEXED, tokenize='trigram', detail=none, columnsize=0"
        changed = f"AFTER UPDATE OF {key} ON {table} WHEN NEW.{key} <> OLD.{key}"
        return [
            f"CREATE VIRTUAL TABLE {words} USING fts5({shape})",
            f"CREATE TRIGGER {words}_born AFTER INSERT ON {table} BEGIN {add} END",
            f"CREATE TRIGGER {words}_changed {changed} BEGIN {drop} {add} END",
            f"CREATE TRIGGER {words}_gone AFTER DELETE ON {table} BEGIN {drop} END",
        ]

    def _text_on_sqlite(self) -> tuple[str, str, str]:
        """What is held, where it comes from, and how a row is found again.

        The old text finds its own row by its trigrams: LIKE, for a wildcard in it only finds more.
        """
        key = self.column.key
        return "text", f"VALUES (NEW.{key}, NEW.tenant_id, NEW.id)", f"text LIKE OLD.{key}"

    def _lines_on_sqlite(self) -> tuple[str, str, str]:
        """The same: long texts have common trigrams, so that a row is found again by its id."""
        key = self.column.key
        told = f"NEW.{key}, substr(NEW.id, -{_OWN}), NEW.tenant_id, NEW.id"
        return "text, own", f"SELECT {told} WHERE NEW.{key} <> ''", f"own LIKE substr(OLD.id, -{_OWN})"

    def _on_postgresql(self) -> list[str]:
        table, key, words = self.table.name, self.column.key, self.words.name
        counted = "" if self.among is None else f" WHERE {self.among}"
        index = f"CREATE INDEX ix_{words} ON {table} USING gin ({words}_grams({key})){counted}"
        # Statistics of their own: those of a partial index are not looked at.
        statistics = f"CREATE STATISTICS {words}_frequency ON ({words}_grams({key})) FROM {table}"
        return [f"CREATE FUNCTION {words}_grams{_GRAMS}", index, statistics]

    def asked(self, text: str) -> str:
        """A text as the column has it."""
        return sought(text) if self.lines else fold(text)

    def grams(self) -> ColumnElement[Any]:
        """What PostgreSQL's index holds of a row."""
        return getattr(func, f"{self.words.name}_grams")(self.column)  # type: ignore[no-any-return]  # func has any name
