"""How the application is put behind gunicorn: a few processes of a few threads, on plain http or https."""

import os
import socket
import sys
from ipaddress import ip_address

from webapp.config import Settings
from webapp.core.data.sqlite import journal_mode

THREADS = 8
"""Requests a process works on at once: more of them only wait for one another. The connection pools hold this many."""


def command(settings: Settings) -> list[str]:
    """The gunicorn command line for these settings."""
    line = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"{_host(settings)}:{settings.port}"]
    line += ["--worker-class", "gthread", "--workers", str(_workers(settings)), "--threads", str(THREADS)]
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


def serve(settings: Settings) -> None:
    """Become gunicorn; returns only when the program cannot be started."""
    line = command(settings)
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
