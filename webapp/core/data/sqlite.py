"""SQLite as a durable store: the version gate, the connection's pragmas, and the queue that writers stand in."""

import fcntl
import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import make_url

try:
    from pysqlite3 import dbapi2 as _module  # bundles a SQLite without the WAL-reset bug
except ImportError:  # no wheel for this processor: the standard module, judged by the gate below
    import sqlite3 as _module

driver: ModuleType = _module

BUSY_MILLISECONDS = 5000


class QueueFull(Exception):
    """The writers before us did not end in time; nothing was written."""


def can_use_wal(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the bug that can corrupt a WAL file when several connections checkpoint.

    Fixed in 3.51.3 and ported back to 3.50.7 and 3.44.6 (sqlite.org, release log).
    """
    if version >= (3, 51, 3):
        return True
    return (version[:2] == (3, 50) and version >= (3, 50, 7)) or (version[:2] == (3, 44) and version >= (3, 44, 6))


def journal_mode() -> str:
    """``WAL`` where it is safe, else the slower rollback journal."""
    return "WAL" if can_use_wal(driver.sqlite_version_info) else "DELETE"


class HintingCompiler(SQLiteCompiler):
    """Writes the hints of a statement, such as ``INDEXED BY``, which SQLAlchemy leaves out on SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        """The hint as it was given."""
        return text


def engine_options() -> dict[str, Any]:
    """What create_engine needs besides the URL."""
    return {"module": driver, "pool_size": 20, "max_overflow": 20}


def attach(engine: Engine) -> None:
    """Give every connection its pragmas, and every transaction its kind of BEGIN."""
    path = make_url(engine.url).database
    queue = None if path in (None, "", ":memory:") else Path(f"{path}.queue")
    if queue is not None:
        _keep_private(str(path))
    engine.dialect.statement_compiler = HintingCompiler
    event.listen(engine, "connect", _prepare)
    turn = threading.Lock()
    event.listen(engine, "begin", lambda conn: _begin(conn, queue, turn))
    event.listen(engine, "checkin", _leave_queue)


def _keep_private(path: str) -> None:
    """Make the file before SQLite does, for our eyes alone, and shut others out of an older one.

    SQLite gives its -wal and -shm the permissions of the file itself.
    """
    with suppress(OSError):  # a folder that is not there is for SQLite to say
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
    for one in (Path(path), Path(f"{path}-wal"), Path(f"{path}-shm")):
        with suppress(OSError):  # not there, or not ours to change
            one.chmod(one.stat().st_mode & 0o770)


def _prepare(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute(f"PRAGMA journal_mode={journal_mode()}")
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON", "trusted_schema=OFF"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own knows ASCII alone


def _lower(text: object) -> object:
    return text.lower() if isinstance(text, str) else text


def _begin(conn: Connection, queue: Path | None, turn: threading.Lock) -> None:
    raw: Any = conn.connection.dbapi_connection
    if raw.in_transaction:  # a COMMIT that a deferred key refused leaves its transaction open
        raw.rollback()
    if not conn.get_execution_options().get("writes"):
        conn.exec_driver_sql("BEGIN")
        return
    if queue is not None:
        _enter_queue(conn, queue, turn)
    conn.exec_driver_sql("BEGIN IMMEDIATE")


def _enter_queue(conn: Connection, queue: Path, turn: threading.Lock) -> None:
    """Wait for the writers before us, first of this process, then of others: SQLite's own back-off is unfair.

    The threads of a process wake each other; only one of them at a time has to look for the file's lock.
    """
    deadline = time.monotonic() + BUSY_MILLISECONDS / 1000
    if not turn.acquire(timeout=BUSY_MILLISECONDS / 1000):
        raise QueueFull
    handle = -1
    try:
        handle = os.open(queue, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        _take(handle, deadline)
    except BaseException:
        if handle >= 0:
            os.close(handle)
        turn.release()
        raise
    conn.info["queue"] = handle, turn


def _take(handle: int, deadline: float) -> None:
    """Take the lock, or give up after the time a busy SQLite would: nobody waits for a stopped process for ever."""
    pause = 0.0002
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise QueueFull from None
            time.sleep(pause)
            pause = min(pause * 1.5, 0.005)
        else:
            return


def _leave_queue(connection: Any, record: Any) -> None:
    held = record.info.pop("queue", None)
    if held is not None:
        handle, turn = held
        os.close(handle)
        turn.release()
