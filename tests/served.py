"""Stockdesk on a port of this process, for a browser or a fuzzer, whose clients may hang up whenever they like."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

HERE = "127.0.0.1"
Application = Any
"""What WSGI calls: ``(environ, start_response)`` gives the parts of the answer."""


class _Quiet(WSGIRequestHandler):
    """Says nothing, and keeps connections."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        """No line a request."""


def ended(app: Application) -> Application:
    """An answer that ends with its reader: werkzeug leaves it open, with its file, when a window hung up."""

    def answer(environ: dict[str, Any], start: Any) -> Iterator[bytes]:
        parts: Iterable[bytes] = app(environ, start)
        try:
            yield from parts
        finally:
            getattr(parts, "close", lambda: None)()

    return answer


@contextmanager
def serving(app: Application) -> Iterator[int]:
    """Serve from this process; gives the port."""
    server = make_server(HERE, 0, ended(app), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
