"""Several things in one transaction: each refused by itself, or each with a batch of its own that undo can act on."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import explain, journal

ResultT = TypeVar("ResultT")


def attempt(work: Work, data: Input, step: Callable[[], ResultT]) -> ResultT | Problem:
    """Do one step behind a savepoint: a refusal undoes this step alone, and is answered instead of raised.

    What may be tried again as a whole (two writers in a circle, a server that went away) is still raised.
    """
    try:
        with work.session.begin_nested():
            result = step()
            work.session.flush()
            return result
    except Problem as problem:
        return problem
    except DBAPIError as error:
        try:
            explain(error, data)
        except Problem as problem:
            return problem
        raise


@contextmanager
def own_batch(work: Work, operation: Operation[Any, Any]) -> Iterator[Work]:
    """A part of the work with a batch of its own, which is written when the part is done.

    The work as a whole then leaves no batch: what happened is told by its parts.
    """
    with own_batches(work, operation, 1) as (part,):
        yield part


@contextmanager
def own_batches(work: Work, operation: Operation[Any, Any], count: int) -> Iterator[list[Work]]:
    """So many parts, each with a batch of its own and later than the one before; the batches are written together."""
    work.in_parts = True
    now = clock.now()
    times = [now + dt.timedelta(microseconds=n) for n in range(count)]
    parts = [Work(session=work.session, actor=work.actor, batch_id=new_id("bat"), at=at) for at in times]
    yield parts
    work.session.flush()
    journal().close(parts, operation)
