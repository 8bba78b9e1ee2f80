"""The load, a process of its own: some keep-alive clients send one kind of request for a while.

Reads a job as JSON from standard input and writes what it measured as JSON.
"""

import json
import selectors
import socket
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

MARK = "#########"
"""Stands in a request where each one's own number goes, in nine digits: the length never changes."""
STRIDE = 7919
TIMEOUT_S = 30.0


@dataclass(frozen=True)
class Job:
    """``span``: numbers are spread over so many things that exist; 0: each is new, from ``first`` on.

    ``terms`` stand there instead of numbers, one after another; of requests without a body alone.
    """

    port: int
    request: str
    expect: int = 200
    clients: int = 8
    seconds: float = 1.0
    most: int = 100_000
    first: int = 0
    span: int = 0
    terms: Sequence[str] = ()


@dataclass(frozen=True)
class Measured:
    """Requests a second, and milliseconds at the median, the 95th and the 99th percentile."""

    count: int
    rate: float
    p50: float
    p95: float
    bytes: int
    p99: float = 0.0


@dataclass
class _Client:
    connection: socket.socket
    sent_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        self.received.clear()
        self.sent_at = time.perf_counter()
        self.connection.sendall(request)

    def is_answered(self) -> bool:
        """Take what has arrived; whether that completes the answer."""
        part = self.connection.recv(1 << 18)
        if not part:
            raise ConnectionError("the server hung up")
        self.received += part
        end = self.received.find(b"\r\n\r\n")
        return end >= 0 and len(self.received) >= end + 4 + _length(bytes(self.received[:end]))

    def status(self) -> int:
        return int(self.received[9:12])


def _length(head: bytes) -> int:
    lower = head.lower()
    at = lower.index(b"content-length:") + 15
    return int(lower[at:].split(b"\r\n", 1)[0])


class _Requests:
    """One request after another, each with its own number."""

    def __init__(self, job: Job) -> None:
        self._job, self._made = job, 0
        self._parts = job.request.encode().split(MARK.encode())

    def next(self, now: float, stop: float) -> bytes | None:
        if now >= stop or self._made >= self._job.most:
            return None
        number = self._job.first + self._made
        self._made += 1
        if self._job.terms:
            return self._job.terms[number % len(self._job.terms)].encode().join(self._parts)
        number = number * STRIDE % self._job.span if self._job.span else number
        return (b"%09d" % number).join(self._parts)


class _Run:
    """All clients of a job in one thread, each with one request under way."""

    def __init__(self, job: Job) -> None:
        self._job, self._requests = job, _Requests(job)
        self._selector = selectors.DefaultSelector()
        self.latencies: list[float] = []
        self.size = 0
        self._stop = 0.0

    def play(self) -> float:
        """Send and receive until the job is over; gives the seconds it took."""
        started = time.perf_counter()
        self._stop = started + self._job.seconds
        for _ in range(self._job.clients):
            connection = socket.create_connection(("127.0.0.1", self._job.port), TIMEOUT_S)
            client = _Client(connection)
            self._selector.register(connection, selectors.EVENT_READ, client)
            self._go_on(client, started)
        while self._selector.get_map():
            ready = self._selector.select(TIMEOUT_S)
            if not ready:
                raise TimeoutError("the server does not answer")
            for key, _ in ready:
                if key.data.is_answered():
                    self._note(key.data)
        return time.perf_counter() - started

    def _note(self, client: _Client) -> None:
        now = time.perf_counter()
        self.latencies.append(now - client.sent_at)
        self.size = len(client.received)
        if client.status() != self._job.expect:
            raise ValueError(f"expected {self._job.expect}: {bytes(client.received[:600])!r}")
        self._go_on(client, now)

    def _go_on(self, client: _Client, now: float) -> None:
        request = self._requests.next(now, self._stop)
        if request is None:
            self._selector.unregister(client.connection)
            client.connection.close()
        else:
            client.send(request)


def run(job: Job) -> Measured:
    """Send until the time is over or the count is reached; every answer must have the expected status."""
    one = _Run(job)
    spent = one.play()
    return _measured(one.latencies, spent, one.size)


def _measured(latencies: list[float], spent: float, size: int) -> Measured:
    parts = statistics.quantiles(latencies, n=100)
    return Measured(len(latencies), len(latencies) / spent, parts[49] * 1000, parts[94] * 1000, size, parts[98] * 1000)


if __name__ == "__main__":
    json.dump(asdict(run(Job(**json.load(sys.stdin)))), sys.stdout)
