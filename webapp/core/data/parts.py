"""Long lists in parts: no engine takes a statement with endless parameters."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

PART = 1000


def in_parts(things: Iterable[T], size: int = PART) -> Iterator[list[T]]:
    """The things in their order, so many at a time."""
    waiting = iter(things)
    while part := list(islice(waiting, size)):
        yield part
