"""A bad network before a good server: answers come late, and some requests or answers never arrive."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from tests.served import serving

Start = Callable[..., Any]
DELAY_S = 2.0
LOST = 0.10


@dataclass
class Storm:
    """Weather for the requests that write; ``calm`` lets everything through."""

    app: Flask
    seed: int
    calm: bool = False
    lost_before: int = 0
    lost_after: int = 0
    last: float = 0
    _dice: random.Random = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311  (weather, not secrets)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """Answer late or not at all; half of what is lost had reached the server."""
        if self.calm or environ["REQUEST_METHOD"] != "POST" or "/receive" not in environ["PATH_INFO"]:
            return self.app.wsgi_app(environ, start)
        try:
            return self._blow(environ, start)
        finally:
            self.last = time.monotonic()

    def is_over(self) -> bool:
        """Whether nobody was answered, or left without an answer, for longer than an answer can take."""
        return self.last > 0 and time.monotonic() - self.last > 1.5 * DELAY_S

    def _blow(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        with self._lock:
            wait, fate = self._dice.uniform(0, DELAY_S), self._dice.random()
        time.sleep(wait / 2)
        if fate < LOST / 2:
            self.lost_before += 1
            _hang_up(environ)
        answer = self.app.wsgi_app(environ, start)
        if fate < LOST:
            for _ in answer:
                pass
            getattr(answer, "close", lambda: None)()
            self.lost_after += 1
            _hang_up(environ)
        time.sleep(wait / 2)
        return answer


def _hang_up(environ: dict[str, Any]) -> None:
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


@contextmanager
def stormy(app: Flask, seed: int = 7) -> Iterator[tuple[int, Storm]]:
    """The application behind such a network; gives the port and the weather."""
    storm = Storm(app, seed)
    with serving(storm) as port:
        yield port, storm
