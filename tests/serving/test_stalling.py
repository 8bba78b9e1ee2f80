"""Clients that stall, on purpose or not: their threads come back, and everybody else is served meanwhile."""

import os
import select
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.serving.server import ask, environment, free_port, installed, serving
from webapp.serving import THREADS
from webapp.worker import RECEIVERS

PATIENCE_S, LONG_S = 4.5, 120.0
"""Of the servers of these tests: the one gives up soon, the other not while a test lasts."""

LINES = b"POST /v1/auth/login HTTP/1.1\r\nHost: desk\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server for these tests, on SQLite."""
    yield from _served(tmp_path_factory.mktemp("served"), PATIENCE_S)


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """One that waits for whoever stalls until the test is over."""
    yield from _served(tmp_path_factory.mktemp("patient"), LONG_S)


def _served(folder: Path, patience: float) -> Iterator[int]:
    number = free_port()
    with serving(environment(installed(folder), PORT=str(number), STOCKDESK_PATIENCE=str(patience))):
        yield number


def _open(port: int, said: bytes, number: int) -> list[socket.socket]:
    opened = [socket.create_connection(("127.0.0.1", port), timeout=40) for _ in range(number)]
    for client in opened:
        client.sendall(said)
    return opened


def _answered(crowd: list[socket.socket]) -> list[socket.socket]:
    return select.select(crowd, (), (), 0)[0]


CROWD = 3 * THREADS * min(4, os.cpu_count() or 1)


@pytest.mark.parametrize("said", [LINES + b'{"email"', LINES[:40]], ids=["in the body", "in the headers"])
def test_a_crowd_that_stalls_blocks_nobody(patient: int, said: bytes) -> None:
    """Others are served while every one of the crowd is still waited for."""
    crowd = _open(patient, said, CROWD)
    try:
        assert b'{"status":"ok"}' in ask(patient, "/healthz")
        assert not _answered(crowd)
    finally:
        for client in crowd:
            client.close()


@pytest.mark.parametrize("said", [LINES + b'{"email"', LINES[:40]], ids=["in the body", "in the headers"])
def test_a_crowd_that_holds_every_thread_gives_them_back(port: int, said: bytes) -> None:
    """A greater crowd than there are threads that receive holds them until its time is over, and no longer."""
    crowd = _open(port, said, 2 * RECEIVERS // 3 * CROWD)
    try:
        assert b'{"status":"ok"}' in ask(port, "/healthz")
    finally:
        for client in crowd:
            client.close()


def test_who_drips_is_not_waited_for(port: int) -> None:
    [slow] = _open(port, LINES, 1)
    with slow:
        answer = None
        slow.settimeout(0.5)
        with suppress(ConnectionError):  # the answer came while we sent
            for _ in range(int(20 * PATIENCE_S)):  # each half a second after the last
                slow.sendall(b" ")
                with suppress(TimeoutError):
                    answer = slow.recv(65536)
                    break
            else:
                pytest.fail("it is still waited for")
    assert answer in (None, b"") or (answer.startswith(b"HTTP/1.1 408 ") and b"Connection: close" in answer)


def test_who_says_nothing_holds_no_thread(patient: int) -> None:
    crowd = _open(patient, b"", CROWD)
    try:
        assert b'{"status":"ok"}' in ask(patient, "/healthz")
        assert not _answered(crowd)
    finally:
        for client in crowd:
            client.close()


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: desk\r\n\r\n", b"414", b"ADDRESS_TOO_LONG"),
        (b"GET / HTTP/1.1\r\nHost: desk\r\nA: " + b"a" * 9000 + b"\r\n\r\n", b"431", b"HEADERS_TOO_LARGE"),
        (b"nonsense\r\n\r\n", b"400", b"VALIDATION_ERROR"),
        (b"GET / HTTP/1.1\r\nHost: desk\r\nno header\r\n\r\n", b"400", b"VALIDATION_ERROR"),
    ],
    ids=["address", "headers", "nonsense", "a bad header"],
)
def test_what_is_no_request_is_refused_in_json(port: int, said: bytes, status: bytes, code: bytes) -> None:
    [client] = _open(port, said, 1)
    with client:
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"Content-Type: application/json\r\n" in answer
    assert code in answer


def test_an_honest_request_is_served_as_ever(port: int) -> None:
    body = b'{"email": "nobody@renter.example", "password": "x"}'
    head = LINES.replace(b" 50\r\n", b" %d\r\n" % len(body))
    [client] = _open(port, head + body[:10], 1)
    with client:
        time.sleep(1)
        client.sendall(body[10:])
        for more in (head + body, b""):
            answer = b""
            while not answer.endswith(b'."}'):
                answer += client.recv(65536)
            assert answer.startswith(b"HTTP/1.1 400 ")
            assert b"Bad credentials" in answer  # so both were read
            client.sendall(more)


@pytest.mark.parametrize(
    "head",
    [LINES, LINES.replace(b"Content-Length: 50", b"Content-Length: 2000000")],
    ids=["a usual body", "a large one"],
)
def test_half_a_body_is_never_taken_for_the_whole(port: int, head: bytes) -> None:
    [client] = _open(port, head + b"{}", 1)
    with client:
        client.shutdown(socket.SHUT_WR)
        assert client.recv(65536).startswith((b"HTTP/1.1 408 ", b"HTTP/1.1 413 "))


@pytest.mark.parametrize(
    ("chunks", "status"),
    [(b"2\r\n{}\r\n0\r\n\r\n", b"422"), (b"2\r\n{", b"408"), (b"2\r\n{}\r\n", b"408"), (b"z\r\n{}\r\n", b"400")],
    ids=["whole", "half a chunk", "no end", "no length"],
)
def test_chunks_are_a_body_too(port: int, chunks: bytes, status: bytes) -> None:
    head = LINES.replace(b"Content-Length: 50", b"Transfer-Encoding: chunked")
    [client] = _open(port, head + chunks, 1)
    with client:
        client.shutdown(socket.SHUT_WR)
        assert client.recv(65536).startswith(b"HTTP/1.1 " + status)
