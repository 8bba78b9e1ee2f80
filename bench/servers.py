"""Servers on free loopback ports, started as ``flask serve`` starts them."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from webapp import serving
from webapp.config import Settings

ROOT = Path(__file__).parent.parent
PATIENCE_S = 20.0


@contextmanager
def serving_app(app: str, environment: Mapping[str, str], folder: Path) -> Iterator[int]:
    """Serve a WSGI application (``module:name``) with the settings of the environment; gives its port."""
    port = _free_port()
    environment = {**environment, "HOST": "127.0.0.1", "PORT": str(port)}
    line = serving.command(Settings.from_env(environment))
    line[line.index("wsgi:app")] = app
    with (folder / f"{app.partition(':')[0]}.log").open("wb") as log:
        process = subprocess.Popen(line, cwd=ROOT, env={**os.environ, **environment}, stderr=log, stdout=log)
        try:
            _await(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit(f"bench: the server did not start: {process.args!r}")
