"""Both engines once per worker, migrated; a tenant of its own for every test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests import postgres
from tests.house import House, build_app, close_app, new_house
from tests.sizes import STRESS
from webapp.core.data import postgresql, sqlite

ENGINES = ("sqlite", "postgresql")
PATIENCE_MILLISECONDS = 60_000
"""A machine that is busy with other tests lets a crowd wait for long; who waits in a circle is told so all the same."""


def pytest_configure(config: pytest.Config) -> None:
    """The process that starts the run starts the server; workers inherit its address."""
    if not STRESS:
        postgresql.LOCK_MILLISECONDS = sqlite.BUSY_MILLISECONDS = PATIENCE_MILLISECONDS
    if not hasattr(config, "workerinput"):
        _in_memory()
        postgres.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """And stops it."""
    if not hasattr(config, "workerinput"):
        postgres.end()


def _in_memory() -> None:
    """Keep the tests' files where a commit does not wait for a disk, if there is room."""
    if (folder := postgres.memory()) is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a SQLite file."""
    folder = tmp_path_factory.mktemp("sqlite")
    app = build_app(f"sqlite:///{folder / 'stockdesk.db'}", folder)
    yield app
    close_app(app)


@pytest.fixture(scope="session")
def postgresql_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a PostgreSQL database."""
    if not postgres.is_available():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not available")
        pytest.skip("PostgreSQL is not available")
    folder: Path = tmp_path_factory.mktemp("postgresql")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = postgres.database(worker, lambda template: close_app(build_app(template, folder)))
    app = build_app(url, folder, migrated=True)
    yield app
    close_app(app)


@pytest.fixture(params=ENGINES)
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """A new tenant with four people, on each engine in turn."""
    app: Flask = request.getfixturevalue(f"{request.param}_app")
    with app.app_context():
        yield new_house(app)


@pytest.fixture
def lite(sqlite_app: Flask) -> Iterator[House]:
    """A new tenant on SQLite alone: for pages, whose rules the JSON tests have seen on both engines."""
    with sqlite_app.app_context():
        yield new_house(sqlite_app)
