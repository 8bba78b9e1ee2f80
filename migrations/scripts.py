"""Running a migration's frozen SQL: ``sql/<revision>.<engine>.<direction>.sql``, statements apart by a line ``--;``."""

from pathlib import Path

from alembic import op

SQL = Path(__file__).parent / "sql"
MARK = "\n--;\n"


def run(revision: str, direction: str) -> None:
    """Run one direction of a revision on the engine at hand."""
    connection = op.get_bind()
    text = (SQL / f"{revision}.{connection.dialect.name}.{direction}.sql").read_text()
    percent = "%" if connection.dialect.name == "sqlite" else "%%"  # psycopg reads % as a parameter
    for statement in text.split(MARK):
        if statement.strip():
            connection.exec_driver_sql(statement.strip().replace("%", percent))
