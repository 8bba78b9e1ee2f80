"""Write a migration's SQL from the models as they are now: ``flask --app wsgi freeze 0004_lots lot lot_note``.

A new column of a table that stands is named with what fills it: ``freeze 0004_lots lot --add variant.position=0``;
it comes last in its model. Any other change is written by hand, and the migration tests compare.
"""

import re
from pathlib import Path

from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable
from sqlalchemy.sql.schema import Table

from migrations.scripts import MARK, SQL
from webapp.core.data import ddl
from webapp.core.data.database import Base

DIALECTS: tuple[Dialect, ...] = (SQLiteDialect(), PGDialect())  # type: ignore[no-untyped-call]  # SQLAlchemy's own


Added = dict[str, dict[str, str]]
"""New columns of standing tables: by table and column, the SQL that fills them in rows there are; in it ``{rows}``
is the table that they stand in while it runs."""


def freeze(revision: str, names: list[str], added: Added) -> list[Path]:
    """Write both directions for both engines; returns the files."""
    tables = [table for table in Base.metadata.sorted_tables if table.name in names]
    written = []
    for dialect in DIALECTS:
        widen, narrow = _widen(dialect, added), _narrow(added)
        up, down = widen + _up(dialect, tables), _down(dialect, tables) + narrow
        for direction, statements in (("up", up), ("down", down)):
            path = SQL / f"{revision}.{dialect.name}.{direction}.sql"
            path.write_text(MARK.join(statements) + "\n")
            written.append(path)
    return written


def _widen(dialect: Dialect, added: Added) -> list[str]:
    """Add columns. SQLite would put them behind the constraints, so there the table is made again."""
    statements = []
    for name, columns in added.items():
        table = Base.metadata.tables[name]
        if dialect.name == "sqlite":
            statements += _rebuild(dialect, table, columns)
            continue
        for column, fill in columns.items():
            spec = str(CreateColumn(table.c[column]).compile(dialect=dialect)).strip()
            statements.append(f"ALTER TABLE {name} ADD COLUMN {spec.removesuffix(' NOT NULL')}")
            statements.append(f"UPDATE {name} SET {column} = {fill.format(rows=name)}")  # noqa: S608  # our own words
            if spec.endswith(" NOT NULL"):  # only now: rows that are there have a value
                statements.append(f"ALTER TABLE {name} ALTER COLUMN {column} SET NOT NULL")
    return statements


def _rebuild(dialect: Dialect, table: Table, columns: dict[str, str]) -> list[str]:
    """Aside, anew, across, away; migrations run with foreign keys off, and check them in the end."""
    name = table.name
    names = [column.name for column in table.c]
    targets = ", ".join(names)
    sources = ", ".join(columns.get(column, column).format(rows=f"{name}_before") for column in names)
    return [
        f"ALTER TABLE {name} RENAME TO {name}_before",
        _create(dialect, table),
        f"INSERT INTO {name} ({targets}) SELECT {sources} FROM {name}_before AS {name}",  # noqa: S608  # our own words
        f"DROP TABLE {name}_before",
        *_indexes(dialect, table),
        *(one for one in ddl.script(dialect.name, [table]) if re.search(rf" ON {name}\s", one)),
    ]


def _narrow(added: Added) -> list[str]:
    return [f"ALTER TABLE {name} DROP COLUMN {column}" for name, columns in added.items() for column in columns]


def _create(dialect: Dialect, table: Table) -> str:
    return str(CreateTable(table).compile(dialect=dialect)).strip()


def _indexes(dialect: Dialect, table: Table) -> list[str]:
    ordered = sorted(table.indexes, key=lambda index: str(index.name))
    return [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in ordered]


def _up(dialect: Dialect, tables: list[Table]) -> list[str]:
    statements = ddl.role_statements() if dialect.name == "postgresql" else []
    for table in tables:
        statements += [_create(dialect, table), *_indexes(dialect, table)]
    return statements + ddl.script(dialect.name, tables)


def _down(dialect: Dialect, tables: list[Table]) -> list[str]:
    drops = ddl.unscript(dialect.name, tables)
    return drops + [f"DROP TABLE {table.name}" for table in reversed(tables)]
