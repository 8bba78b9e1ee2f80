"""Stockdesk as an operator starts it: ``flask serve`` in a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.house import build_app, close_app

ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 120.0


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The settings of an installation in a folder."""
    told = {"STOCKDESK_DATA": str(folder), "SECRET_KEY": "tests know this secret", "HOST": "127.0.0.1"}
    return {**os.environ, **told, **more}


def installed(folder: Path) -> Path:
    """The folder, with a migrated database in it."""
    close_app(build_app(f"sqlite:///{folder / 'stockdesk.db'}", folder))
    return folder


def flask(*words: str, env: Mapping[str, str], said: str = "") -> subprocess.CompletedProcess[str]:
    """One command of the operator, to its end."""
    line = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(line, cwd=ROOT, env=env, input=said, capture_output=True, text=True, timeout=180, check=False)


@contextmanager
def serving(env: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A server that answers."""
    line = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    process = subprocess.Popen(
        line, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
    )
    try:
        _await(int(env["PORT"]), process)
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        assert process.stdout is not None
        process.stdout.close()


def ask(port: int, path: str, *, host: str = "127.0.0.1", patience: float = PATIENCE_S) -> bytes:
    """The answer to a plain GET, to the last byte."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: client.recv(65536), b""))


def _await(port: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if b" 200 " in ask(port, "/healthz", patience=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")
