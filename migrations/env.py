"""How migrations reach the database: as its owner, one at a time, each in one transaction."""

from alembic import context
from click import ClickException
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from webapp.core.data.constraints import in_one_line
from webapp.core.data.database import Base, owner_engine
from webapp.core.data.postgresql import WEB_ROLE

LOCK = 7_305_010_907  # any number nobody else uses for a PostgreSQL advisory lock
GRANT = f"""DO $$ BEGIN
  IF to_regclass('alembic_version') IS NOT NULL THEN GRANT SELECT ON alembic_version TO {WEB_ROLE}; END IF;
END $$"""


def _prepare_sqlite(connection: Connection) -> None:
    """Let tables be made again under their references, which are judged in the end (sqlite.org, ALTER TABLE)."""
    raw = connection.connection.dbapi_connection
    for pragma in ("foreign_keys=OFF", "legacy_alter_table=ON"):
        raw.execute(f"PRAGMA {pragma}")  # type: ignore[union-attr]  # it is a DB-API connection, which SQLite's has


def _run(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        _prepare_sqlite(connection)
    context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=True)
    with context.begin_transaction():
        if not is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        context.run_migrations()
        if not is_sqlite:  # /readyz compares it
            connection.exec_driver_sql(GRANT)
        elif connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("the migration would leave a row that refers to nothing; nothing was changed")


engine = owner_engine(current_app.config["SQLALCHEMY_DATABASE_URI"])
try:
    opened = engine.connect().execution_options(writes=True)  # on SQLite: the queue, then BEGIN IMMEDIATE
except OperationalError as error:
    raise ClickException(in_one_line(error)) from None
with opened as connection:
    _run(connection)
engine.dispose()
