"""Running an operation: permission, one transaction, kept answer, batch, the database's refusal turned into words."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from webapp.core.data import clock
from webapp.core.data.constraints import is_retryable, is_unavailable, violated
from webapp.core.data.database import begin_write
from webapp.core.data.ids import new_id
from webapp.core.data.sqlite import QueueFull
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.schema import Input
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Busy, NotAllowed, problem_for
from webapp.core.operation.registry import Operation, Work

ResultT = TypeVar("ResultT")
InputT = TypeVar("InputT", bound=Input)

TRIES = 3
PATIENCE_S = 4.0


@dataclass(frozen=True)
class Answer:
    """What a door sends back; ``body`` is JSON text, a page, or (status 303) where to go."""

    status: int
    body: str
    replayed: bool = False
    batch_id: str | None = None


@dataclass(frozen=True)
class Retry:
    """A client's promise that two requests with this key are one; the fingerprint tells whether they really are."""

    key: str
    fingerprint: str


class Journal(Protocol):
    """Where batches and kept answers are written; the audit feature provides it."""

    def claim(self, work: Work, operation: Operation[Any, Any], retry: Retry) -> Answer | None:
        """Take the key, or give back the answer that was kept under it."""

    def keep(self, work: Work, operation: Operation[Any, Any], retry: Retry, answer: Answer) -> None:
        """Keep the answer with its effect."""

    def close(self, works: Sequence[Work], operation: Operation[Any, Any]) -> None:
        """Write the batch of each, and their audit entries."""


_journals: list[Journal] = []


def use_journal(one: Journal) -> None:
    """Say where batches and kept answers go; called once by ``features.py``."""
    _journals[:] = [one]


def journal() -> Journal:
    """Where batches and kept answers go."""
    return _journals[0]


def perform(
    session: Session,
    operation: Operation[InputT, ResultT],
    actor: Actor,
    data: InputT,
    answer: Callable[[ResultT], Answer],
    retry: Retry | None = None,
) -> Answer:
    """Run an operation for an actor and say what the door may send: the effect and the kept answer commit together."""
    if not actor.may(operation.needs):
        raise NotAllowed(what=operation.name.replace("_", " "))
    started, cause = time.monotonic(), None
    run = _once if operation.writes else _work_out
    for turn in range(TRIES):
        try:
            with tenant_scope(actor.tenant.id):
                return run(session, operation, actor, data, answer, retry)
        except DBAPIError as error:
            explain(error, data)
            cause = error
        except (QueueFull, PoolTimeoutError) as error:
            raise Busy from error
        if time.monotonic() - started > PATIENCE_S:
            break
        time.sleep(random.uniform(0.01, 0.05) * (turn + 1))  # noqa: S311  (jitter, no secret)
    raise Busy from cause


def call(session: Session, operation: Operation[InputT, ResultT], actor: Actor, data: InputT) -> ResultT:
    """Run an operation from our own code (commands, demo data, tests) and return its result."""
    results: list[ResultT] = []

    def remember(result: ResultT) -> Answer:
        results[:] = [result]
        return Answer(200, "")

    perform(session, operation, actor, data, remember)
    return results[0]


def _once(
    session: Session,
    operation: Operation[InputT, ResultT],
    actor: Actor,
    data: InputT,
    answer: Callable[[ResultT], Answer],
    retry: Retry | None,
) -> Answer:
    found = operation.first(session, actor) if operation.first else None
    begin_write(session)
    book = journal()
    work = Work(session=session, actor=actor, batch_id=new_id("bat"), at=clock.now(), found=found)
    try:
        if retry is not None:
            kept = book.claim(work, operation, retry)
            if kept is not None:
                session.commit()  # a replay writes too, so that it waits for a standby as the first answer did
                return kept
        result = operation.body(work, data)
        session.flush()
        given = answer(result)
        if not work.in_parts:
            book.close([work], operation)
        if retry is not None:
            book.keep(work, operation, retry, given)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    return given if work.in_parts else replace(given, batch_id=work.batch_id)


def _work_out(
    session: Session,
    operation: Operation[InputT, ResultT],
    actor: Actor,
    data: InputT,
    answer: Callable[[ResultT], Answer],
    retry: Retry | None,
) -> Answer:
    """Run what only reads: no batch, nothing kept; a retry is worked out once more."""
    return answer(operation.body(Work(session=session, actor=actor, batch_id="", at=clock.now()), data))


def explain(error: DBAPIError, data: Input) -> None:
    """Raise the declared error behind a refusal; return when the whole command may be tried again."""
    declared = problem_for(violated(error))
    if declared is not None:
        raise declared(**data.facts()) from error
    if is_retryable(error):
        return
    if is_unavailable(error):
        raise Busy from error
    raise error
