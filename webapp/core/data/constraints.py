"""Which named constraint a database error is about, read the way each engine tells it."""

import re
from functools import cache

from sqlalchemy.exc import DBAPIError, InterfaceError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from webapp.core.data.database import Base
from webapp.core.data.sqlite import QueueFull

_CHECK = re.compile(r"CHECK constraint failed: (\w+)")
_INDEX = re.compile(r"UNIQUE constraint failed: index '(\w+)'")
_COLUMNS = re.compile(r"UNIQUE constraint failed: (.+)")
_RAISED = re.compile(r"\w+")

_MISSING_STATES = frozenset({"42P01", "42703"})
_MISSING_WORDS = ("no such table", "no such column")
RETRYABLE_STATES = frozenset({"40001", "40P01", "55P03"})


def violated(error: DBAPIError) -> str | None:
    """The name of the constraint, index or trigger rule that refused, or None when the engine does not say."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    return _from_message(str(error.orig))


def _from_message(message: str) -> str | None:
    for pattern in (_CHECK, _INDEX):
        found = pattern.fullmatch(message)
        if found:
            return found[1]
    columns = _COLUMNS.fullmatch(message)
    if columns:
        return _unique_indexes().get(columns[1])
    return message if _RAISED.fullmatch(message) else None


@cache
def _unique_indexes() -> dict[str, str]:
    """SQLite names a unique index by its columns; names by ``table.column, table.column``."""
    names: dict[str, str] = {}
    for table in Base.metadata.tables.values():
        names[", ".join(f"{table.name}.{column.name}" for column in table.primary_key)] = f"pk_{table.name}"
        for index in table.indexes:
            if index.unique:
                names[", ".join(f"{table.name}.{column.name}" for column in index.columns)] = str(index.name)
    return names


def is_unavailable(error: BaseException) -> bool:
    """Whether the database could not be asked or could not answer in time, through no fault of the request."""
    if isinstance(error, (PoolTimeoutError, InvalidatePoolError, QueueFull)):
        return True
    if not isinstance(error, DBAPIError) or is_missing(error):
        return False
    return isinstance(error, (OperationalError, InterfaceError)) or error.connection_invalidated or is_retryable(error)


def is_missing(error: BaseException) -> bool:
    """Whether a table or a column is not there: the database is of another version, and waiting does not help."""
    origin = getattr(error, "orig", None)
    return getattr(origin, "sqlstate", None) in _MISSING_STATES or str(origin).startswith(_MISSING_WORDS)


def in_one_line(error: BaseException) -> str:
    """What the operator reads of a database that cannot be worked with."""
    if is_missing(error):
        return "The database waits for its migrations. Run: flask --app wsgi db upgrade"
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    why = said.splitlines()[0].removesuffix(".")
    return f"The database does not answer: {why}."


def is_retryable(error: DBAPIError) -> bool:
    """Whether the whole command may be tried again: a deadlock, a lock time-out, a busy SQLite."""
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return state in RETRYABLE_STATES
    return "database is locked" in str(error.orig) or "database table is locked" in str(error.orig)
