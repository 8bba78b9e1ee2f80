"""What the operator reads when something is not as it should be: one line, no traceback, no address too many."""

import datetime as dt
import socket
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.house import build_app, close_app
from tests.serving.server import ask, environment, flask, free_port, installed, serving
from webapp.config import BadSetting, Settings

NOWHERE = "postgresql://stock:hunter2@127.0.0.1:1/stock"
UPGRADE = "flask --app wsgi db upgrade"
COMMANDS = {
    "verify": ("stock", "verify"),
    "demo": ("demo",),
    "tenant": ("tenant", "create", "acme", "--name", "Acme", "--currency", "EUR"),
    "key": ("key", "create", "--tenant", "acme", "--name", "shop", "--scope", "*"),
}


def _told(result: object) -> str:
    said = str(getattr(result, "stderr", "")).strip()
    assert getattr(result, "returncode", getattr(result, "exit_code", 0)) == 1
    assert len(said.splitlines()) == 1
    assert said.startswith("Error: ")
    assert "hunter2" not in said
    assert getattr(result, "stdout", "") == ""
    return said


@pytest.fixture(params=COMMANDS)
def words(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Each command that needs a database, but for those that have a process of their own below."""
    return COMMANDS[request.param]


def _in_process(url: str, folder: Path, words: tuple[str, ...]) -> object:
    app = build_app(url, folder, migrated=True)
    try:
        with app.app_context():
            return app.test_cli_runner().invoke(args=list(words))
    finally:
        close_app(app)


def test_a_database_without_its_tables_is_said(words: tuple[str, ...], tmp_path: Path) -> None:
    assert UPGRADE in _told(_in_process(f"sqlite:///{tmp_path / 'stockdesk.db'}", tmp_path, words))


def test_a_database_that_does_not_answer_is_said(words: tuple[str, ...], tmp_path: Path) -> None:
    assert "does not answer" in _told(_in_process(NOWHERE, tmp_path, words))


def test_nor_does_a_server_start_without_its_tables(tmp_path: Path) -> None:
    assert UPGRADE in _told(flask("serve", env=environment(tmp_path, PORT=str(free_port()))))


@pytest.mark.parametrize("words", [("serve",), ("db", "upgrade")], ids=" ".join)
def test_nor_where_nothing_answers(words: tuple[str, ...], tmp_path: Path) -> None:
    env = environment(tmp_path, PORT=str(free_port()), DATABASE_URL=NOWHERE)
    assert "does not answer" in _told(flask(*words, env=env))


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a migrated database."""
    return installed(tmp_path_factory.mktemp("ready"))


def test_a_name_without_an_address_is_said_before_any_address(ready: Path) -> None:
    env = environment(ready, HOST="nonsense.invalid", PORT=str(free_port()))
    assert "HOST" in _told(flask("serve", env=env))


def test_a_port_in_use_is_said_before_any_address(ready: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        env = environment(ready, PORT=str(other.getsockname()[1]))
        assert "in use" in _told(flask("serve", env=env))


def test_load_balancers_ask_by_address_and_nobody_else_does(ready: Path) -> None:
    port = free_port()
    with serving(environment(ready, PORT=str(port), ALLOWED_HOSTS="desk.example")) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Stockdesk is at http://127.0.0.1:{port}/\n"
        assert b" 200 " in ask(port, "/healthz").split(b"\r\n")[0]
        assert b" 200 " in ask(port, "/readyz", host="192.0.2.1").split(b"\r\n")[0]
        assert b" 400 " in ask(port, "/login").split(b"\r\n")[0]
        assert b" 200 " in ask(port, "/login", host="desk.example").split(b"\r\n")[0]


def test_what_is_kept_is_for_nobody_else(ready: Path) -> None:
    port = free_port()
    with serving(environment(ready, PORT=str(port))):
        ask(port, "/readyz")
        modes = {path.name: path.stat().st_mode & 0o777 for path in ready.glob("stockdesk.db*")}
    assert set(modes.values()) == {0o600}
    assert "stockdesk.db" in modes


def test_an_older_file_is_shut_to_others(tmp_path: Path) -> None:
    path = tmp_path / "stockdesk.db"
    path.touch()
    path.chmod(0o664)
    flask("stock", "verify", env=environment(tmp_path))
    assert path.stat().st_mode & 0o777 == 0o660


def _pair(folder: Path, name: str) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    who, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk.example")]), dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + dt.timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    cert_path, key_path = folder / f"{name}.pem", folder / f"{name}.key"
    cert_path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )  # fmt: skip
    return cert_path, key_path


def _read(folder: Path, cert: Path, key: Path) -> Settings:
    env = {"STOCKDESK_DATA": str(folder), "TLS_CERT": str(cert), "TLS_KEY": str(key)}
    return Settings.from_env({**env, "SECRET_KEY": "0123456789abcdef"})


def test_a_certificate_and_its_key_are_taken_and_no_other_pair(tmp_path: Path) -> None:
    one, other = _pair(tmp_path, "one"), _pair(tmp_path, "other")
    assert _read(tmp_path, *one).is_https
    garbage = tmp_path / "garbage"
    garbage.write_text("x")
    for cert, key in ((one[0], other[1]), (garbage, one[1]), (one[0], garbage), (one[1], one[0])):
        with pytest.raises(BadSetting, match="TLS_CERT and TLS_KEY") as refused:
            _read(tmp_path, cert, key)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("hosts", ["http://x y", "desk.example/", "a b", "desk:8000", "-x", "*"])
def test_a_host_that_is_no_name_is_refused(tmp_path: Path, hosts: str) -> None:
    with pytest.raises(BadSetting, match="ALLOWED_HOSTS"):
        Settings.from_env({"STOCKDESK_DATA": str(tmp_path), "ALLOWED_HOSTS": f"good.example,{hosts}"})


def test_names_and_addresses_are_hosts(tmp_path: Path) -> None:
    told = "Desk.example, 192.0.2.1, [::1], 2001:DB8::1, my_desk"
    read = Settings.from_env({"STOCKDESK_DATA": str(tmp_path), "ALLOWED_HOSTS": told})
    assert read.allowed_hosts == ("desk.example", "192.0.2.1", "::1", "2001:db8::1", "my_desk")


@pytest.mark.parametrize("text", ["soon", "0", "-1", "601", "1e3", "nan", "inf", "٣"])
def test_a_patience_that_is_no_time_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSetting, match="STOCKDESK_PATIENCE"):
        Settings.from_env({"STOCKDESK_DATA": str(tmp_path), "STOCKDESK_PATIENCE": text})
