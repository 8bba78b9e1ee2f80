"""Migrations: head is what a fresh schema is, the way back leaves nothing, and data stays on the way up."""

import itertools
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, inspect, text

from tests import postgres
from tests.house import build_app, close_app, new_house
from tests.subscriptions.seed import ready, rent
from webapp.core.data import ddl
from webapp.core.data.database import Base, owner_engine
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify

MIGRATIONS = Path(__file__).parents[2] / "migrations"
LITE_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
_numbers = itertools.count(1)


def revisions() -> list[str]:
    """All revisions, the first one first."""
    return [one.revision for one in reversed(list(ScriptDirectory(str(MIGRATIONS)).walk_revisions()))]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without a table, on each engine in turn."""
    url = _empty_url(request.param, tmp_path)
    app = build_app(url, tmp_path, migrated=True)
    with app.app_context():
        yield app
    close_app(app)
    if request.param == "postgresql":
        postgres.drop_database(url)


def _empty_url(engine: str, folder: Path) -> str:
    if engine == "sqlite":
        return f"sqlite:///{folder / f'migrations{next(_numbers)}.db'}"
    if not postgres.is_available():
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not available")
        pytest.skip("PostgreSQL is not available")
    return postgres.empty_database(f"migrations_{os.getpid()}_{next(_numbers)}")


def _engine(app: Flask) -> Engine:
    return owner_engine(app.config["SQLALCHEMY_DATABASE_URI"])


def _is_lite(app: Flask) -> bool:
    return str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


def _schema(app: Flask) -> list[str]:
    """The whole schema as text; the version table, its index and its grants aside."""
    if not _is_lite(app):
        return [part for part in _dump(app) if "alembic_version" not in part]
    engine = _engine(app)
    with engine.connect() as connection:
        found = [" ".join(str(part) for part in row) for row in connection.exec_driver_sql(LITE_SCHEMA)]
    engine.dispose()
    return [_plain(text) for text in found if "alembic_version" not in text]


def _dump(app: Flask) -> list[str]:
    """What pg_dump says, statement by statement in the order of the alphabet: what was made first does not matter."""
    url = str(app.config["SQLALCHEMY_DATABASE_URI"]).replace("postgresql+psycopg", "postgresql")
    line = [postgres.programs() / "pg_dump", "--schema-only", "--no-comments", url]
    text = subprocess.run(line, check=True, capture_output=True, text=True).stdout
    kept = [row for row in text.splitlines() if row and not row.startswith(("--", "\\", "SET "))]
    return sorted(_plain(part) for part in re.split(r";\n(?=\S)", "\n".join(kept)))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ;")


def _counts(app: Flask, tables: list[str]) -> dict[str, int]:
    engine = _engine(app)
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one() for name in tables}
    engine.dispose()
    return found


def test_head_is_what_a_fresh_schema_is_text_for_text(empty: Flask, tmp_path: Path) -> None:
    upgrade()
    migrated = _schema(empty)
    other = _empty_url("sqlite" if _is_lite(empty) else "postgresql", tmp_path)
    fresh = build_app(other, tmp_path, migrated=True)
    engine = owner_engine(other)
    with engine.execution_options(writes=True).begin() as connection:
        Base.metadata.create_all(connection)
    engine.dispose()
    made = _schema(fresh)
    close_app(fresh)
    if not _is_lite(empty):
        postgres.drop_database(other)
    assert sorted(migrated) == sorted(made)
    assert len(made) > len(Base.metadata.tables)


def test_there_and_back_and_there_again_is_there(empty: Flask) -> None:
    before = _schema(empty)
    upgrade()
    first = _schema(empty)
    downgrade(revision="base")
    assert _news(before, _schema(empty)) == []
    upgrade()
    assert _schema(empty) == first


def test_every_step_can_be_taken_back(empty: Flask) -> None:
    before = _schema(empty)
    for revision in revisions():
        upgrade(revision=revision)
        after = _schema(empty)
        downgrade(revision="-1")
        assert _news(before, _schema(empty)) == []
        upgrade(revision=revision)
        before = after
    assert _schema(empty) == before


def _news(before: list[str], after: list[str]) -> list[str]:
    return [part for part in after if part not in before and "GRANT USAGE ON SCHEMA" not in part]


def test_data_stays_on_the_way_up(empty: Flask) -> None:
    first, *more = revisions()
    upgrade(revision=first)
    tables = _fill(empty)
    for revision in more:
        upgrade(revision=revision)
        assert _counts(empty, tables) == dict.fromkeys(tables, 1), revision


def test_orders_with_units_out_stay_whole_on_the_way_down_and_up(empty: Flask) -> None:
    upgrade()
    house = new_house(empty)
    made = ready(house, "SN-1", "SN-2", quantity=2)["orderId"]
    batch = rent(house, made, "SN-1").headers["Batch-Id"]
    house.session.rollback()
    downgrade(revision="0033_search")
    upgrade()
    assert rent(house, made, "SN-2").status_code == 201
    assert house.api().post(f"/v1/batches/{batch}/undo").status_code == 200
    assert house.api().get(f"/v1/orders/{made}").json["status"] == "partial"
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []
    house.session.rollback()


def _fill(app: Flask) -> list[str]:
    """One row in each table that asks for little: those of the first revision, which all others hang on.

    Columns that came later are left out where they are not there yet.
    """
    rows: dict[str, dict[str, Any]] = {
        "tenant": {
            "slug": "old", "name": "Old", "currency": "EUR", "time_zone": "Europe/Amsterdam", "vat_basis_points": 0,
            "prices_include_vat": 0, "contract_lengths": "[12]", "default_contract_length": 12,
            "default_tracking": "serial",
            "records_for_new_variants": 1, "version": 1, "created_at": 1, "updated_at": 1, "id_prefixes": "{}",
            "min_order_quantity": 1, "max_order_quantity": 9, "billing_start": "immediate", "reserve_on_confirm": 0,
        },
        "app_user": {
            "id": "usr_1", "email": "a@b.c", "email_key": "a@b.c", "name": "Anna", "created_at": 1, "updated_at": 1,
        },
        "warehouse": {
            "tenant_id": 1, "id": "wh_1", "name": "Main", "name_key": "main", "code": "WH-01", "code_key": "wh-01",
            "type": "OWNED", "is_default": 1, "active": 1, "version": 1, "created_at": 1, "updated_at": 1,
        },
        "bin": {
            "tenant_id": 1, "id": "lay_1", "warehouse_id": "wh_1", "code": "A", "code_key": "a", "name": "A",
            "active": 1,
            "version": 1, "created_at": 1, "updated_at": 1,
        },
        "batch": {
            "tenant_id": 1, "id": "bat_1", "operation": "o", "actor_id": "a", "actor_name": "A", "source": "html",
            "request_id": "-", "summary": "s", "at": 1,
        },
    }  # fmt: skip
    engine = _engine(app)
    with engine.execution_options(writes=True).begin() as connection:
        for name, told in rows.items():
            there = {column["name"] for column in inspect(connection).get_columns(name)}
            row = {column: value for column, value in told.items() if column in there}
            names, marks = ", ".join(row), ", ".join(f":{column}" for column in row)
            connection.execute(text(f"INSERT INTO {name} ({names}) VALUES ({marks})"), row)
    engine.dispose()
    return list(rows)


def test_every_table_and_every_revision_has_both_engines_and_both_directions() -> None:
    wanted = {
        f"{revision}.{engine}.{direction}.sql"
        for revision in revisions()
        for engine in ("sqlite", "postgresql")
        for direction in ("up", "down")
    }
    assert {path.name for path in (MIGRATIONS / "sql").glob("*.sql")} == wanted


def test_revisions_are_numbered_in_one_line() -> None:
    assert [name.split("_")[0] for name in revisions()] == [f"{i:04d}" for i in range(1, len(revisions()) + 1)]


def test_every_table_is_strict_and_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        assert table.dialect_options["sqlite"]["strict"], table.name
        assert [constraint for constraint in table.constraints if constraint.name is None] == []


def test_the_web_role_cannot_change_the_schema_or_what_is_append_only(postgresql_app: Flask) -> None:
    with postgresql_app.app_context():
        engine = owner_engine(postgresql_app.config["SQLALCHEMY_DATABASE_URI"])
        with engine.connect() as connection:
            granted = connection.exec_driver_sql(
                "SELECT table_name, string_agg(privilege_type, ',' ORDER BY privilege_type) FROM "
                "information_schema.role_table_grants WHERE grantee = 'stockdesk_web' GROUP BY table_name"
            ).all()
            owned = connection.exec_driver_sql(
                "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = 'stockdesk_web'"
            ).scalar_one()
            role = connection.exec_driver_sql(
                "SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = 'stockdesk_web'"
            ).one()
        engine.dispose()
    told = {name: set(privileges.split(",")) for name, privileges in granted}
    assert owned == 0
    assert not any(role)
    assert {name: told.get(name, set()) for name in Base.metadata.tables} == {
        name: _whole_table(ddl._grants.get(name, "SELECT, INSERT, UPDATE, DELETE")) for name in Base.metadata.tables
    }
    assert told["alembic_version"] == {"SELECT"}


def _whole_table(privileges: str) -> set[str]:
    """The privileges on a whole table; those on some of its columns stand elsewhere in the catalogue."""
    without_columns = re.sub(r"\w+ ?\([^)]*\)", "", privileges)
    return {word for word in re.split(r"[,\s]+", without_columns) if word}
