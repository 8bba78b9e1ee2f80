"""Where the time of a request goes: the application in this process, profiled, its statements counted."""

import cProfile
import importlib
import importlib.util
import io
import pstats
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.goods.filling import fill
from bench.load import MARK
from bench.stage import Stage
from bench.work import NEW_FROM, Work, reads, receive
from webapp.core.data.database import db

KINDS = ("receive", "list", "page", "search", "search-zeros", "look-up")
WARM, TIMES, SHOWN = 50, 400, 45


def profile(scene: Stage, kind: str, units: int) -> None:
    """Print the profile of many requests of one kind."""
    fill(scene.house, 0, units)
    scene.filled = units
    works = {work.name.split()[0]: work for work in (*reads(scene), receive(scene))}
    ask = _asker(scene, works[kind])
    for _ in range(WARM):
        ask()
    print("\n".join(_statements(ask)))
    started = time.process_time()
    for _ in range(TIMES):
        ask()
    spent = (time.process_time() - started) / TIMES
    print(f"{spent * 1000:.2f} ms of processor time a request, not profiled, one client")
    print(_profiled(ask))


def _asker(scene: Stage, work: Work) -> Callable[[], None]:
    head, _, body = work.request.partition("\r\n\r\n")
    first, *rest = head.split("\r\n")
    method, path, _ = first.split(" ")
    headers = Headers([(name, value) for name, value in (line.split(": ", 1) for line in rest)])
    numbers = iter(range(NEW_FROM if work.writes else 0, 10**9))

    def ask() -> None:
        number = next(numbers)
        text = (
            work.terms[number % len(work.terms)] if work.terms else f"{number % work.span if work.span else number:09d}"
        )
        builder = EnvironBuilder(
            path=path.replace(MARK, text),
            method=method,
            headers=headers,
            data=body.replace(MARK, text).encode(),
        )
        with scene.app.app_context():  # a request must not see what the last one remembered
            answer, status, _ = run_wsgi_app(scene.app, builder.get_environ())
        text = b"".join(answer).decode()
        assert status.startswith(str(work.expect)), text[:500]

    return ask


def _statements(ask: Callable[[], None]) -> list[str]:
    seen: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *_: Any) -> None:
        seen.append(" ".join(statement.split())[:110])

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    verbs = Counter(statement.split()[0] for statement in seen)
    return [*seen, f"{len(seen)} statements: {dict(verbs)}"]


def _profiled(ask: Callable[[], None]) -> str:
    if importlib.util.find_spec("pyinstrument"):
        profiler = importlib.import_module("pyinstrument").Profiler(interval=0.0002)
        with profiler:
            for _ in range(TIMES):
                ask()
        return str(profiler.output_text(unicode=True, show_all=False))
    text, found = io.StringIO(), cProfile.Profile()
    found.enable()
    for _ in range(TIMES):
        ask()
    found.disable()
    stats = pstats.Stats(found, stream=text).strip_dirs()
    for order in ("cumulative", "tottime"):
        stats.sort_stats(order).print_stats(SHOWN)
    return text.getvalue()
