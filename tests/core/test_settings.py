"""Settings are judged at the start: each bad one ends it with one clear line."""

from pathlib import Path

import pytest

from webapp.config import BadSetting, Settings

GOOD = {"SECRET_KEY": "0123456789abcdef"}


def _read(tmp_path: Path, **env: str) -> Settings:
    return Settings.from_env({"STOCKDESK_DATA": str(tmp_path), **GOOD, **env})


BAD = {
    "a port that is no number": {"PORT": "http"},
    "a port of zero": {"PORT": "0"},
    "a port too high": {"PORT": "65536"},
    "a port below zero": {"PORT": "-1"},
    "a port in other digits": {"PORT": "８０００"},
    "a port with a space": {"PORT": "80 00"},
    "a short secret": {"SECRET_KEY": "short"},
    "a certificate alone": {"TLS_CERT": __file__},
    "a key alone": {"TLS_KEY": __file__},
    "a certificate that is not there": {"TLS_CERT": "/nowhere/cert.pem", "TLS_KEY": __file__},
    "a key that is a folder": {"TLS_CERT": __file__, "TLS_KEY": str(Path(__file__).parent)},
    "a database of another kind": {"DATABASE_URL": "mysql://user@host/db"},
    "no database address": {"DATABASE_URL": "not an address"},
    "a database in memory": {"DATABASE_URL": "sqlite:///:memory:"},
    "a database without a file": {"DATABASE_URL": "sqlite://"},
    "a folder that cannot be made": {"STOCKDESK_DATA": "/proc/nothing/here"},
    "a file for a folder": {"STOCKDESK_DATA": __file__},
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_setting_is_named_in_one_line(tmp_path: Path, what: str) -> None:
    with pytest.raises(BadSetting) as refused:
        _read(tmp_path, **BAD[what])
    line = str(refused.value)
    assert "\n" not in line
    assert any(name in line for name in (*BAD[what], "TLS_KEY"))
    assert line.endswith(".")


def test_a_secret_is_never_in_the_line(tmp_path: Path) -> None:
    for env in ({"SECRET_KEY": "hunter2"}, {"DATABASE_URL": "mysql://user:hunter2@host/db"}):
        with pytest.raises(BadSetting) as refused:
            _read(tmp_path, **env)
        assert "hunter2" not in str(refused.value)


def test_nothing_said_is_a_working_house(tmp_path: Path) -> None:
    read = Settings.from_env({"STOCKDESK_DATA": str(tmp_path)})
    assert (read.host, read.port, read.is_https, read.allowed_hosts) == ("127.0.0.1", 8000, False, ())
    assert read.database_url == f"sqlite:///{tmp_path / 'stockdesk.db'}"
    assert len(read.secret_key) >= 48


def test_a_made_secret_is_kept_and_private(tmp_path: Path) -> None:
    first, second = (Settings.from_env({"STOCKDESK_DATA": str(tmp_path)}).secret_key for _ in range(2))
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_taken(tmp_path: Path, scheme: str) -> None:
    read = _read(tmp_path, DATABASE_URL=f"{scheme}://user:p%40ss@host:5433/name")
    assert read.database_url == "postgresql+psycopg://user:p%40ss@host:5433/name"


def test_hosts_are_a_list(tmp_path: Path) -> None:
    assert _read(tmp_path, ALLOWED_HOSTS=" a.example ,B.example,,").allowed_hosts == ("a.example", "b.example")


def test_settings_do_not_change(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        _read(tmp_path).port = 9  # type: ignore[misc]
