"""Alive, and ready: the second only with a database of this version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.house import House, build_app, close_app
from webapp.core.data.database import db


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without a table."""
    app = build_app(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path, migrated=True)
    yield app
    close_app(app)


def test_a_ready_house_says_so(house: House) -> None:
    with house.app.app_context():
        for path in ("/healthz", "/readyz"):
            answer = house.app.test_client().get(path)
            assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_without_its_tables_it_lives_and_is_not_ready(empty: Flask) -> None:
    client = empty.test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "unavailable")


def test_with_an_older_schema_it_waits_for_its_migrations(empty: Flask) -> None:
    with empty.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT)")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0000_before')")
        connection.commit()
    answer = empty.test_client().get("/readyz")
    assert answer.status_code == 503
    assert "migrations" in answer.get_json()["reason"]


def test_neither_asks_for_a_credential_nor_counts_as_a_request(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    with house.app.app_context():
        house.app.test_client().get("/healthz")
        house.app.test_client().get("/readyz")
    assert capfd.readouterr().err == ""
