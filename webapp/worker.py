"""The gunicorn worker that serves: a client that stalls, on purpose or on a bad network, gives its thread back."""

import json
import os
import socket
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn import util
from gunicorn.http import errors
from gunicorn.http.body import ChunkedReader
from gunicorn.workers import gthread
from werkzeug.exceptions import ClientDisconnected

from webapp.config import patience
from webapp.core.site.security import MAX_BODY

PATIENCE_S = patience(os.environ)
"""How long a request may take to arrive as a whole; gunicorn itself would wait for ever."""
CROWDED_S = PATIENCE_S / 3
"""The same while others wait for a thread. Of a large upload, each megabyte has this time anew."""
UNREAD_S = 30
"""How long an answer waits for a client that takes nothing."""
RECEIVERS = 8
"""Threads that receive, for each that may work."""
FIRST_BYTE_S = 0.05
"""How long a thread looks at a new connection; then the poller waits for it, which costs nothing."""

_REFUSED: dict[type[Exception], tuple[int, str, str]] = {
    errors.LimitRequestLine: (414, "ADDRESS_TOO_LONG", "This address is too long. Send less in it."),
    errors.LimitRequestHeaders: (431, "HEADERS_TOO_LARGE", "The headers are too large. Send less in them."),
}
_UNREADABLE = (400, "VALIDATION_ERROR", "This request cannot be read.")


class Worker(gthread.ThreadWorker):
    """Many threads that receive, few of which work at once; what is received has to arrive in time.

    Who is late is not cut off: nothing more is read of them, so that their body ends too soon and is answered with 408.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._waiting: set[Any] = set()
        self._begun: dict[Any, float] = {}
        self._requests: dict[Any, Any] = {}
        self._left: dict[Any, int] = {}
        self._turns = threading.Semaphore(self.cfg.threads)

    def get_thread_pool(self) -> ThreadPoolExecutor:
        """Threads to receive with: one that waits for the network costs little."""
        return ThreadPoolExecutor(RECEIVERS * self.cfg.threads)

    def enqueue_req(self, conn: Any) -> None:
        """Note who waits for a thread."""
        self._waiting.add(conn)
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Serve one request; no thread waits for the first byte of a connection."""
        self._waiting.discard(conn)
        self._begun[conn] = time.monotonic()
        try:
            if not conn.initialized and not conn.wait_for_data(FIRST_BYTE_S):
                return gthread._DEFER  # noqa: SLF001  (how a worker of this kind says it)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", UNREAD_S, 0))
            return super().handle(conn)
        finally:
            self._begun.pop(conn, None)
            self._requests.pop(conn, None)
            self._left.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request whose headers are here: first the body, then a turn to work."""
        req.body.reader = WholeBody(req)
        self._requests[conn] = req
        _receive(req)
        with self._turns:
            self._begun[conn] = time.monotonic()  # a larger body is received at work
            return super().handle_request(req, conn)

    def murder_pending(self) -> None:
        """At each turn of the loop: stop listening to those who are late in the middle of a request, too."""
        super().murder_pending()
        limit = CROWDED_S if self._waiting else PATIENCE_S
        for conn, begun in list(self._begun.items()):
            left = _left_of(self._requests.get(conn))
            if left != self._left.get(conn, left):
                begun = self._begun[conn] = time.monotonic()  # noqa: PLW2901  (it goes on)
            self._left[conn] = left
            if left and time.monotonic() - begun > limit:
                with suppress(OSError):  # not conn.sock.shutdown: a TLS socket would forget its encryption
                    socket.socket.shutdown(conn.sock, socket.SHUT_RD)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        """Refuse in JSON what is no HTTP request: who sends such things is a program."""
        if isinstance(exc, ClientDisconnected):
            return  # answered already; what was left of the body did not come
        if not isinstance(exc, errors.ParseException):
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("unreadable request from %s: %s", addr and addr[0], exc)
        status, code, words = _REFUSED.get(type(exc), _UNREADABLE)
        body = json.dumps({"error": {"code": code, "message": words}})
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nConnection: close\r\nContent-Type: application/json\r\n"
        )
        with suppress(OSError):
            util.write_nonblock(client, f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())


class WholeBody:
    """A reader of a body that never passes half of one off as the whole: Werkzeug trusts the server here."""

    def __init__(self, request: Any) -> None:
        self._request, self._reader = request, request.body.reader
        self._broken = False

    @property
    def left(self) -> int:
        """How many bytes are still to be read, -1 where nobody knows."""
        if isinstance(self._reader, ChunkedReader):
            return 0 if self._reader.parser is None else -1
        return int(getattr(self._reader, "length", -1))

    def read(self, size: int) -> bytes:
        """Up to so many bytes; raises ClientDisconnected where the body ends too soon."""
        due = min(size, self.left)
        if not self._broken:
            with suppress(OSError):  # gone, too late, or no TLS any more
                data: bytes = self._reader.read(size)
                if len(data) >= due:
                    return data
        self._broken = True
        self._request.force_close()  # where the next request would begin, nobody knows
        raise ClientDisconnected


def _receive(request: Any) -> None:
    """Read a body of the usual size into the request's own buffer; who asks for leave to send it is asked at work."""
    if not -1 <= _left_of(request) <= MAX_BODY or any(name == "EXPECT" for name, _ in request.headers):
        return
    with suppress(ClientDisconnected):  # the application hears it too, and answers
        received = request.body.read(MAX_BODY + 1)  # this makes a new buffer, so what was read is put back after it
        request.body.buf.write(received)


def _left_of(request: Any) -> int:
    """How many bytes of a request are still to be read, -1 where nobody knows; 0: it is here, and the time is ours."""
    return -1 if request is None else request.body.reader.left
