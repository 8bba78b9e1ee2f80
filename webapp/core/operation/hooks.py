"""Named hooks: how a lower feature lets a higher one react, refuse or contribute, in the same transaction."""

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Hook(Generic[P, R]):
    """Declared by the lower feature; ``features.py``, or what it calls, subscribes; run in that order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._subscribers: list[Callable[P, R]] = []

    def subscribe(self, subscriber: Callable[P, R]) -> None:
        """Add a subscriber, once."""
        if subscriber not in self._subscribers:
            self._subscribers.append(subscriber)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Run all subscribers and collect what they return; what one raises refuses the whole."""
        return [subscriber(*args, **kwargs) for subscriber in self._subscribers]
