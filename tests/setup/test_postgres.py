"""Workers get databases of their own from one template, and nothing outlives the run."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests import postgres

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server() -> None:
    if not postgres.is_available():
        pytest.skip("PostgreSQL is not available")


def count_tables(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).scalar_one()
    engine.dispose()
    return int(found)


def test_an_empty_database_has_no_table_and_can_be_dropped(server: None) -> None:
    url = postgres.empty_database(f"empty_{os.getpid()}")
    assert count_tables(url) == 0
    postgres.drop_database(url)
    with pytest.raises(Exception, match="does not exist"):
        count_tables(url)


def test_the_server_writes_through(server: None) -> None:
    engine = create_engine(postgres.url_of("postgres"))
    with engine.connect() as connection:
        assert connection.execute(text("SHOW fsync")).scalar_one() == "on"
    engine.dispose()


@pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="a server that is there already is left alone")
@pytest.mark.parametrize("work", ["pass", "postgres.empty_database('x')"], ids=["at once", "at work"])
def test_a_killed_run_leaves_no_server_behind(server: None, work: str) -> None:
    script = (
        f"import time; from tests import postgres; postgres.begin(); {work}; "
        "print(postgres._folder(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        data = (folder / "data").resolve()
        assert (data / "postmaster.pid").exists() is (work != "pass")
        run.kill()
    deadline = time.monotonic() + 20
    while (folder.exists() or data.exists()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not folder.exists()
    assert not data.exists()
