"""The server of our own tests: who hangs up leaves nothing open behind, whichever moment they choose."""

import socket
import struct
import threading
from typing import Any

import pytest

from tests import served

AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER of a window that is shut: its connection is reset, not ended."""


class _Answer:
    """One part sent, and the next when the client is gone."""

    def __init__(self) -> None:
        self.gone, self.closed = threading.Event(), threading.Event()
        self.parts = iter(["here", "then"])

    def __call__(self, environ: dict[str, Any], start: Any) -> "_Answer":
        start("200 OK", [("Content-Length", "4")])
        return self

    def __iter__(self) -> "_Answer":
        return self

    def __next__(self) -> bytes:
        if next(self.parts) == "then":
            self.gone.wait(30)
            raise StopIteration
        return b"here"

    def close(self) -> None:
        self.closed.set()


def _hung_up(patience: float) -> _Answer:
    """Take the whole answer, and reset the connection before the server has said that it was all."""
    answer = _Answer()
    with served.serving(answer) as port, socket.create_connection((served.HERE, port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        while not client.recv(4096).endswith(b"here"):
            pass
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        client.close()
        answer.gone.set()
        answer.closed.wait(patience)
    return answer


def test_an_answer_ends_when_its_reader_is_gone() -> None:
    assert _hung_up(30).closed.is_set()


def test_the_control_werkzeug_leaves_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "ended", lambda app: app)
    assert not _hung_up(0.5).closed.is_set()
