"""How the application is put behind gunicorn: a few processes of a few threads, on plain http or https."""

import os
import socket
import sys
from ipaddress import ip_address

from webapp.config import BadSetting, Settings
from webapp.core.data.sqlite import journal_mode

THREADS = 8
"""Requests a process works on at once: more of them only wait for one another. The connection pools hold this many."""
BACKLOG = 2048


def command(settings: Settings, handle: int | None = None) -> list[str]:
    """The gunicorn command line for these settings, on a port of its own or on one that is taken already."""
    bind = f"{_host(settings)}:{settings.port}" if handle is None else f"fd://{handle}"
    line = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", bind]
    line += ["--worker-class", "webapp.worker.Worker"]
    line += ["--workers", str(_workers(settings)), "--threads", str(THREADS)]
    line += ["--timeout", "60", "--graceful-timeout", "20", "--keep-alive", "15"]
    line += ["--log-level", "warning", "--no-control-socket"]
    if settings.tls_cert and settings.tls_key:
        line += ["--certfile", str(settings.tls_cert), "--keyfile", str(settings.tls_key)]
    return line


def address(settings: Settings) -> str:
    """Where a browser finds the application."""
    scheme = "https" if settings.tls_cert else "http"
    host = socket.gethostname() if settings.host in ("0.0.0.0", "::") else _host(settings)  # noqa: S104 - read, not bound
    return f"{scheme}://{host}:{settings.port}/"


def advice(settings: Settings) -> str | None:
    """What somebody who opens the door to other machines without https must know; None when all is well."""
    if settings.tls_cert or _is_loopback(settings.host):
        return None
    return (
        f"{settings.host} is open to other machines over plain http: passwords cross the network "
        "unprotected, and browsers keep the camera from this address. Set TLS_CERT and TLS_KEY, "
        "or put a reverse proxy with https in front and set HOST=127.0.0.1."
    )


def listen(settings: Settings) -> socket.socket:
    """Take the port, so that an address is told only when it is ours; raises BadSetting."""
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError):
        raise BadSetting(f"HOST: there is no address of the name {settings.host}.") from None
    family, _, _, _, place = found[0]
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind(place)
        taken.listen(BACKLOG)
    except OSError as error:
        taken.close()
        why = (error.strerror or str(error)).lower()
        raise BadSetting(
            f"HOST and PORT: {settings.host}, port {settings.port} cannot be served from ({why})."
        ) from None
    return taken


def serve(settings: Settings, taken: socket.socket) -> None:
    """Become gunicorn, on a port that is taken already; returns only when the program cannot be started."""
    taken.set_inheritable(True)
    line = command(settings, taken.fileno())
    os.execv(line[0], line)  # noqa: S606 - no shell: the line is made above and holds nothing a visitor wrote


def _host(settings: Settings) -> str:
    return f"[{settings.host}]" if ":" in settings.host else settings.host


def _workers(settings: Settings) -> int:
    """A process for each core, four at most; SQLite's writers stand in a queue across processes, but only on a WAL."""
    if settings.database_url.startswith("sqlite") and journal_mode() != "WAL":
        return 1
    return min(4, os.cpu_count() or 1)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
