"""Where the doors ask who is there: the accounts feature answers, core only asks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import g

from webapp.core.operation.actor import Actor
from webapp.core.web.dialect import Dialect


@dataclass
class Gate:
    """The two questions: who holds this API credential, and who is signed in at this tenant's pages."""

    api: Callable[[Dialect], Actor]
    page: Callable[[str], Actor]
    choose: Callable[[str, str], Dialect]
    scope: Callable[[str], str] = field(default=lambda needs: "")
    """The key scope that covers a right."""
    navigation: Sequence[Any] = field(default_factory=list)


_gates: list[Gate] = []


def use_gate(gate: Gate) -> None:
    """Say who answers; called once by ``features.py``."""
    _gates[:] = [gate]


def gate() -> Gate:
    """The gate in use."""
    return _gates[0]


def actor() -> Actor:
    """The actor of this request; the door has already let them in."""
    found: Actor = g.actor
    return found
