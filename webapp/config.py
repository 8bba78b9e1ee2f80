"""Settings: read once from the environment, frozen, and refused at start with one clear line when they are wrong."""

import os
import re
import secrets
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

MIN_SECRET = 16
MOST_PATIENCE = 600
PRIVATE_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
"""Where label printers stand, unless the operator says otherwise; this machine itself is not among them."""
_SECONDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")


class BadSetting(ValueError):
    """A setting that cannot be used; its text is the one line the operator reads."""


@dataclass(frozen=True)
class Settings:
    """All that the environment may say."""

    database_url: str
    data_dir: Path
    secret_key: str
    host: str
    port: int
    tls_cert: Path | None
    tls_key: Path | None
    allowed_hosts: tuple[str, ...]
    patience: float
    printer_networks: tuple[str, ...] = PRIVATE_NETWORKS

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read and judge; raises BadSetting."""
        data_dir = Path(env.get("STOCKDESK_DATA") or "instance").absolute()
        _usable_folder(data_dir)
        cert, key = _file(env, "TLS_CERT"), _file(env, "TLS_KEY")
        if (cert is None) != (key is None):
            raise BadSetting("TLS_CERT and TLS_KEY go together: set both, or neither.")
        _judge_pair(cert, key)
        return cls(
            database_url=_database_url(env.get("DATABASE_URL") or f"sqlite:///{data_dir / 'stockdesk.db'}"),
            data_dir=data_dir,
            secret_key=_secret(env.get("SECRET_KEY"), data_dir),
            host=env.get("HOST") or "127.0.0.1",
            port=_port(env.get("PORT") or "8000"),
            tls_cert=cert,
            tls_key=key,
            allowed_hosts=tuple(_host(h.strip()) for h in env.get("ALLOWED_HOSTS", "").split(",") if h.strip()),
            patience=patience(env),
            printer_networks=_networks(env.get("PRINTER_NETWORKS")),
        )

    @property
    def is_https(self) -> bool:
        """Whether we serve https ourselves."""
        return self.tls_cert is not None


def _usable_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"STOCKDESK_DATA: the folder {path} cannot be made ({error.strerror}).") from None
    if not os.access(path, os.W_OK):
        raise BadSetting(f"STOCKDESK_DATA: the folder {path} cannot be written to.")


def _file(env: Mapping[str, str], name: str) -> Path | None:
    if not env.get(name):
        return None
    path = Path(env[name])
    if not path.is_file():
        raise BadSetting(f"{name}: there is no file {path}.")
    return path.absolute()


def _judge_pair(cert: Path | None, key: Path | None) -> None:
    """What gunicorn would find out at the first visitor only."""
    if cert is None or key is None:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key, password=lambda: "")
    except (ssl.SSLError, OSError) as error:
        reason = getattr(error, "reason", None)
        why = f" ({reason.lower().replace('_', ' ')})" if reason else ""
        raise BadSetting(
            f"TLS_CERT and TLS_KEY: {cert} and {key} are no certificate and its unlocked key{why}."
        ) from None


def _host(text: str) -> str:
    name = text.lower().removeprefix("[").removesuffix("]")
    if _HOST.fullmatch(name):
        return name
    try:
        return str(ip_address(name))
    except ValueError:
        raise BadSetting(
            f"ALLOWED_HOSTS holds {text!r}: write names or addresses alone, such as desk.example, with commas between."
        ) from None


def _networks(text: str | None) -> tuple[str, ...]:
    if text is None:
        return PRIVATE_NETWORKS
    try:
        return tuple(str(ip_network(one.strip())) for one in text.split(",") if one.strip())
    except ValueError:
        raise BadSetting(
            f"PRINTER_NETWORKS holds {text!r}: write networks such as 192.168.1.0/24, with commas between."
        ) from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadSetting(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def patience(env: Mapping[str, str]) -> float:
    """How many seconds a request may take to arrive as a whole; the worker, which has no settings, asks too."""
    text = env.get("STOCKDESK_PATIENCE") or "15"
    if not (_SECONDS.fullmatch(text) and 1 <= float(text) <= MOST_PATIENCE):
        raise BadSetting(f"STOCKDESK_PATIENCE must be a number of seconds from 1 to {MOST_PATIENCE}, not {text!r}.")
    return float(text)


def _database_url(text: str) -> str:
    if text.startswith("postgres://"):
        text = text.replace("postgres://", "postgresql://", 1)
    try:
        url = make_url(text)
    except ArgumentError:
        raise BadSetting("DATABASE_URL is not a database address such as postgresql://user:secret@host/name.") from None
    kind = url.get_backend_name()
    if kind == "postgresql":
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if kind != "sqlite":
        raise BadSetting(f"DATABASE_URL names {kind}; Stockdesk works with sqlite and postgresql.")
    if url.database in (None, "", ":memory:"):
        raise BadSetting("DATABASE_URL: SQLite needs a file, such as sqlite:////var/lib/stockdesk/stockdesk.db.")
    return text


def _secret(given: str | None, data_dir: Path) -> str:
    if given:
        if len(given) < MIN_SECRET:
            raise BadSetting(f"SECRET_KEY is too short: use at least {MIN_SECRET} characters.")
        return given
    path = data_dir / "secret_key"
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
