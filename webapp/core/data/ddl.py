"""SQL that tables cannot say for themselves (triggers, grants), attached to the metadata per engine."""

import re
from collections.abc import Mapping

from sqlalchemy import DDL, CheckConstraint, Connection, ForeignKeyConstraint, UniqueConstraint, event
from sqlalchemy.sql.schema import SchemaItem, Table

from webapp.core.data.database import Base
from webapp.core.data.postgresql import WEB_ROLE

_FUNCTION = re.compile(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)")

STRICT = {"sqlite_strict": True}

_scripts: dict[str, list[tuple[str, str]]] = {"sqlite": [], "postgresql": []}
_grants: dict[str, str] = {}


def after_tables(dialect: str, statements: list[str], of: str) -> None:
    """Run these statements, in order, once all tables stand; ``of`` is the table they come and go with."""
    _scripts[dialect].extend((of, statement) for statement in statements)


def grant(table: str, privileges: str) -> None:
    """Say what the web role may do with a table on PostgreSQL, e.g. ``SELECT, INSERT``; unsaid, it may do all four."""
    _grants[table] = privileges


def gone_at_commit(table: str, key: str, name: str) -> tuple[SchemaItem, ...]:
    """What refuses, by this name, to commit while a table has a row: a check that is put off, on either engine.

    Each row, by its ``key``, points at one whose ``never`` has that key, and there can be none.
    """
    return (
        CheckConstraint("never IS NULL", name=f"ck_{table}_never"),
        UniqueConstraint("tenant_id", "never", name=f"uq_{table}_never"),
        ForeignKeyConstraint(
            ["tenant_id", key],
            [f"{table}.tenant_id", f"{table}.never"],
            name=name,
            deferrable=True,
            initially="DEFERRED",
        ),
    )


def append_only(table: str, forgets: Mapping[str, str] | None = None) -> None:
    """Refuse UPDATE and DELETE on a table, on both engines.

    ``forgets`` are columns whose words may be taken out, and the SQL of what stands there then, all together.
    """
    spared = _forgetting(Base.metadata.tables[table], forgets) if forgets else ""
    refusals = [_refuse_sqlite(table, "UPDATE", spared), _refuse_sqlite(table, "DELETE")]
    after_tables("sqlite", refusals, of=table)
    after_tables("postgresql", _refuse_postgresql(table, spared), of=table)
    grant(table, "SELECT, INSERT" + (f", UPDATE ({', '.join(forgets)})" if forgets else ""))


def _forgetting(table: Table, forgets: Mapping[str, str]) -> str:
    """That an update takes words out and changes nothing else."""
    stays = [f"NEW.{one.name} IS NOT DISTINCT FROM OLD.{one.name}" for one in table.c if one.name not in forgets]
    return " AND ".join([*stays, *(f"NEW.{name} IS NOT DISTINCT FROM {empty}" for name, empty in forgets.items())])


def _refuse_sqlite(table: str, verb: str, spared: str = "") -> str:
    name, when = f"{table}_no_{verb.lower()}", f"WHEN NOT ({spared}) " if spared else ""
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{table}_append_only'); END"


def _refuse_postgresql(table: str, spared: str) -> list[str]:
    lets = f"IF TG_OP = 'UPDATE' THEN IF {spared} THEN RETURN NEW; END IF; END IF; " if spared else ""
    function = (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lets}"
        f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE='23514', CONSTRAINT='{table}_append_only'; END $$"
    )
    return [
        function,
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} {_EACH} {table}_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_refuse()",
    ]


_EACH = "FOR EACH ROW EXECUTE FUNCTION"

ROLE_SQL = f"""DO $$ BEGIN
  CREATE ROLE {WEB_ROLE} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$"""


def role_statements() -> list[str]:
    """Make the web role if it is not there, and let the owner take it."""
    return [ROLE_SQL, f"GRANT {WEB_ROLE} TO CURRENT_USER", f"GRANT USAGE ON SCHEMA public TO {WEB_ROLE}"]


def grant_statements(tables: list[Table]) -> list[str]:
    """The grants of the web role on these tables."""
    return [
        f"GRANT {_grants.get(table.name, 'SELECT, INSERT, UPDATE, DELETE')} ON {table.name} TO {WEB_ROLE}"
        for table in tables
    ]


def script(dialect: str, tables: list[Table]) -> list[str]:
    """All that follows these tables of a fresh schema, in order."""
    names = {table.name for table in tables}
    grants = grant_statements(tables) if dialect == "postgresql" else []
    return [*(statement for of, statement in _scripts[dialect] if of in names), *grants]


def unscript(dialect: str, tables: list[Table]) -> list[str]:
    """What ``script`` leaves behind when the tables are dropped: PostgreSQL's functions."""
    return [f"DROP FUNCTION {name} CASCADE" for s in script(dialect, tables) for name in _FUNCTION.findall(s)]


@event.listens_for(Base.metadata, "before_create")
def _before(target: object, connection: Connection, **_: object) -> None:
    if connection.dialect.name == "postgresql":
        for statement in role_statements():
            connection.exec_driver_sql(statement)


@event.listens_for(Base.metadata, "after_create")
def _after(target: object, connection: Connection, tables: list[Table], **_: object) -> None:
    for statement in script(connection.dialect.name, list(tables)):
        connection.execute(DDL(statement.replace("%", "%%")))  # type: ignore[no-untyped-call]  # SQLAlchemy's own
