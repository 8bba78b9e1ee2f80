"""Interleaved rounds: hello, then each kind of work, and again: a slow minute slows them all."""

import itertools
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bench.load import Job, Measured
from bench.servers import ROOT
from bench.work import HELLO, NEW_FROM, Work


@dataclass(frozen=True)
class Pace:
    """How long a run is."""

    sizes: tuple[int, int]
    rounds: int
    seconds: float
    clients: int = 8


@dataclass(frozen=True)
class Line:
    """The medians of all rounds; ``ratio`` (of rates) and ``slower`` (of times) compare with hello."""

    work: Work
    rate: float
    p50: float
    p95: float
    ratio: float
    slower: float
    bytes: int
    p99: float = 0.0


_fresh = itertools.count(NEW_FROM, 1_000_000)


def play(works: Sequence[Work], ports: dict[bool, int], pace: Pace) -> list[Line]:
    """Measure the works against hello; ``ports`` says where hello (True) and Stockdesk (False) answer."""
    order = [HELLO, *works]
    for work in order:
        measure(work, ports[work is HELLO], pace, seconds=min(0.4, pace.seconds))
    rounds = [[measure(work, ports[work is HELLO], pace) for work in order] for _ in range(pace.rounds)]
    return [line_of(work, [one[at] for one in rounds], [one[0] for one in rounds]) for at, work in enumerate(order)]


def measure(work: Work, port: int, pace: Pace, seconds: float = 0.0, first: int | None = None) -> Measured:
    """One round of one kind of work; new things are numbered from ``first`` on, or as nobody was before."""
    job = Job(
        port=port,
        request=work.request,
        expect=work.expect,
        clients=pace.clients,
        seconds=seconds or pace.seconds,
        first=first if first is not None else next(_fresh) if work.writes else 0,
        span=work.span,
        terms=work.terms,
    )
    line = [sys.executable, "-m", "bench.load"]
    done = subprocess.run(
        line,
        cwd=ROOT,
        input=json.dumps(asdict(job)),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if done.returncode:
        sys.exit(f"bench: {work.name}: {done.stderr.strip().splitlines()[-1]}")
    return Measured(**json.loads(done.stdout))


def line_of(work: Work, measured: Sequence[Measured], hello: Sequence[Measured]) -> Line:
    """The medians of a work's rounds, each against the hello of its round."""
    pairs = list(zip(measured, hello, strict=True))
    return Line(
        work=work,
        rate=statistics.median(one.rate for one in measured),
        p50=statistics.median(one.p50 for one in measured),
        p95=statistics.median(one.p95 for one in measured),
        ratio=statistics.median(one.rate / bare.rate for one, bare in pairs),
        slower=statistics.median(one.p50 / bare.p50 for one, bare in pairs),
        bytes=measured[0].bytes,
        p99=statistics.median(one.p99 for one in measured),
    )
