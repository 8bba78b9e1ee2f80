"""How migrations reach the database: as its owner, one at a time, each in one transaction."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from webapp.core.data.database import Base, owner_engine
from webapp.core.data.postgresql import WEB_ROLE

LOCK = 7_305_010_907  # any number nobody else uses for a PostgreSQL advisory lock
GRANT = f"""DO $$ BEGIN
  IF to_regclass('alembic_version') IS NOT NULL THEN GRANT SELECT ON alembic_version TO {WEB_ROLE}; END IF;
END $$"""


def _run(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(connection=connection, target_metadata=Base.metadata, transactional_ddl=True)
    with context.begin_transaction():
        if not is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        context.run_migrations()
        if not is_sqlite:  # /readyz compares it
            connection.exec_driver_sql(GRANT)


engine = owner_engine(current_app.config["SQLALCHEMY_DATABASE_URI"])
with engine.connect().execution_options(writes=True) as connection:  # on SQLite: the queue, then BEGIN IMMEDIATE
    _run(connection)
engine.dispose()
