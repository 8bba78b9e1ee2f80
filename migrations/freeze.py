"""Write a migration's SQL from the models as they are now: ``flask --app wsgi freeze 0004_lots lot lot_note``.

Only for tables that are new; a change to a table that stands is written by hand, and the migration tests compare.
"""

from pathlib import Path

from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql.schema import Table

from migrations.scripts import MARK, SQL
from webapp.core.data import ddl
from webapp.core.data.database import Base

DIALECTS: tuple[Dialect, ...] = (SQLiteDialect(), PGDialect())  # type: ignore[no-untyped-call]  # SQLAlchemy's own


def freeze(revision: str, names: list[str]) -> list[Path]:
    """Write both directions for both engines; returns the files."""
    tables = [table for table in Base.metadata.sorted_tables if table.name in names]
    written = []
    for dialect in DIALECTS:
        for direction, statements in (("up", _up(dialect, tables)), ("down", _down(dialect, tables))):
            path = SQL / f"{revision}.{dialect.name}.{direction}.sql"
            path.write_text(MARK.join(statements) + "\n")
            written.append(path)
    return written


def _up(dialect: Dialect, tables: list[Table]) -> list[str]:
    statements = ddl.role_statements() if dialect.name == "postgresql" else []
    for table in tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        ordered = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in ordered]
    return statements + ddl.script(dialect.name, tables)


def _down(dialect: Dialect, tables: list[Table]) -> list[str]:
    drops = ddl.unscript(dialect.name, tables)
    return drops + [f"DROP TABLE {table.name}" for table in reversed(tables)]
