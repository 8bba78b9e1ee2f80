"""Running a migration's frozen SQL: ``sql/<revision>.<engine>.<direction>.sql``, statements apart by a line ``--;``."""

from collections.abc import Callable
from pathlib import Path

from alembic import op
from sqlalchemy import Connection

SQL = Path(__file__).parent / "sql"
MARK = "\n--;\n"
FILL = "-- fill"


def run(revision: str, direction: str, fill: Callable[[Connection], None] | None = None) -> None:
    """Run one direction of a revision on the engine at hand; where it says so, ``fill`` writes what SQL cannot."""
    connection = op.get_bind()
    text = (SQL / f"{revision}.{connection.dialect.name}.{direction}.sql").read_text()
    percent = "%" if connection.dialect.name == "sqlite" else "%%"  # psycopg reads % as a parameter
    for statement in text.split(MARK):
        if fill is not None and statement.strip() == FILL:
            fill(connection)
        elif statement.strip():
            connection.exec_driver_sql(statement.strip().replace("%", percent))
