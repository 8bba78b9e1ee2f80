"""The command line that serves, and what is said at start."""

from dataclasses import replace
from pathlib import Path

import pytest

from webapp import serving
from webapp.config import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({"STOCKDESK_DATA": str(tmp_path)})


def value(line: list[str], option: str) -> str:
    return line[line.index(option) + 1]


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)


def test_every_core_gets_a_process(settings: Settings) -> None:
    line = serving.command(settings)
    assert value(line, "--bind") == "127.0.0.1:8000"
    assert value(line, "--workers") == "3"
    assert "--no-control-socket" in line
    assert "--certfile" not in line
    line = serving.command(replace(settings, database_url="postgresql+psycopg://localhost/stock"))
    assert value(line, "--workers") == "3"


def test_sqlite_without_a_wal_is_served_by_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "journal_mode", lambda: "DELETE")
    assert value(serving.command(settings), "--workers") == "1"


def test_certificates_make_it_https(settings: Settings) -> None:
    safe = replace(settings, tls_cert=Path("/c.pem"), tls_key=Path("/k.pem"), host="192.0.2.7", port=8443)
    line = serving.command(safe)
    assert (value(line, "--certfile"), value(line, "--keyfile")) == ("/c.pem", "/k.pem")
    assert serving.address(safe) == "https://192.0.2.7:8443/"
    assert serving.advice(safe) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_loopback_needs_no_advice(settings: Settings, host: str) -> None:
    assert serving.advice(replace(settings, host=host)) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "desk.example"])
def test_an_open_door_without_https_is_said(settings: Settings, host: str) -> None:
    assert "plain http" in (serving.advice(replace(settings, host=host)) or "")


def test_ipv6_addresses_stand_in_brackets(settings: Settings) -> None:
    assert serving.address(replace(settings, host="::1")) == "http://[::1]:8000/"
