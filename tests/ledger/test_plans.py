"""SQLite reaches rows by their index: a plan that walks a whole tenant would grow with it."""

import pytest

from tests.ledger.conftest import House, new_tenant
from tests.ledger.desk.book import Book

NEWEST = "(created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT 51"


def plan(book: Book, sql: str) -> list[str]:
    with book.engine.connect() as connection:
        explained = f"EXPLAIN QUERY PLAN {sql}"
        return [row[3] for row in connection.exec_driver_sql(explained, ("x",) * sql.count("?"))]


@pytest.fixture
def lite(sqlite_house: House) -> Book:
    return Book(sqlite_house.owner, new_tenant(sqlite_house.owner))


def test_a_batch_finds_its_lines_by_the_index(lite: Book) -> None:
    """A deferred key looks for the children of each new parent; on a table WITHOUT ROWID it walked the tenant."""
    steps = plan(lite, lite.insert("batch", id="bat_9", source="html", desk_id=None, undoes_id=None))
    looks = [step for step in steps if "SEARCH" in step]
    assert len(looks) >= 2
    assert all("batch_id=?" in step for step in looks), steps


@pytest.mark.parametrize(
    ("where", "index"),
    [
        (f"voided = 0 AND {NEWEST}", "ix_unit_created"),
        (f"voided = 0 AND status = ? AND {NEWEST}", "ix_unit_status"),
        (f"voided = 0 AND variant_id = ? AND {NEWEST}", "ix_unit_variant"),
        ("voided = 0 AND serial_norm = ?", "uq_unit_serial"),
        ("voided = 0 AND serial_norm > ? ORDER BY serial_norm LIMIT 51", "uq_unit_serial"),
        ("record_id = ? AND place = 'good'", "ix_unit_record"),
    ],
)
def test_units_are_listed_by_an_index_without_sorting(lite: Book, where: str, index: str) -> None:
    steps = plan(lite, f"SELECT id, serial FROM unit WHERE tenant_id = ? AND {where}")
    assert len(steps) == 1
    assert index in steps[0]


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("SELECT MAX(n) FROM movement WHERE tenant_id = ?", "autoindex_movement"),
        ("SELECT * FROM movement WHERE tenant_id = ? AND batch_id = ? ORDER BY n DESC", "ix_movement_batch"),
        ("SELECT * FROM movement WHERE tenant_id = ? AND unit_id = ? ORDER BY n DESC", "ix_movement_unit"),
        ("SELECT * FROM movement WHERE tenant_id = ? AND record_id = ? ORDER BY seq DESC", "uq_movement_seq"),
        ("SELECT * FROM event WHERE tenant_id = ? AND subject_id = ? ORDER BY n DESC", "ix_event_subject"),
    ],
)
def test_histories_are_read_by_an_index_without_sorting(lite: Book, sql: str, index: str) -> None:
    steps = plan(lite, sql)
    assert len(steps) == 1
    assert index in steps[0]
