"""WAL is used where SQLite's own release log says that it is safe."""

import pytest

from webapp.core.data import sqlite

GATE = {
    (3, 40, 1): False,
    (3, 44, 5): False,
    (3, 44, 6): True,
    (3, 45, 0): False,
    (3, 50, 6): False,
    (3, 50, 7): True,
    (3, 51, 2): False,
    (3, 51, 3): True,
    (3, 52, 0): True,
    (4, 0, 0): True,
}


@pytest.mark.parametrize("version", GATE)
def test_the_gate_knows_the_mended_versions(version: tuple[int, ...]) -> None:
    assert sqlite.can_use_wal(version) is GATE[version]


def test_an_old_sqlite_gets_the_slower_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        sqlite_version_info = (3, 45, 1)

    monkeypatch.setattr(sqlite, "driver", Old)
    assert sqlite.journal_mode() == "DELETE"


def test_the_sqlite_at_hand_is_a_mended_one() -> None:
    assert sqlite.journal_mode() == "WAL"
