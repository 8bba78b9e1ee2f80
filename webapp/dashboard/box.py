"""What the one box answers with: things of several kinds, each with the page that shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.dashboard.cards import Do

SHOWN = 6
"""So many of a kind; the link below them leads to all."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found: how it is called, what it is, where it is shown, and what can be done next."""

    label: str
    text: str
    href: str
    does: tuple[Do, ...] = ()


@dataclass(frozen=True)
class Group:
    """The things of one kind; ``more`` leads to all of them when these are not."""

    title: str
    hits: list[Hit]
    more: str = ""


@dataclass(frozen=True)
class Box:
    """One question to the box: who asks, and what."""

    session: Session
    actor: Actor
    words: str
    gtin: str = ""
    lot: str = ""

    @property
    def tenant_id(self) -> int:
        """The tenant that is searched."""
        return self.actor.tenant.id

    def rows(self, statement: Any) -> list[Any]:
        """What a statement finds, one row more than is shown."""
        return list(self.session.execute(statement.limit(SHOWN + 1)))


def group_of(title: str, rows: list[Any], hit: Callable[[Any], Hit], more: str = "") -> Group:
    """The first of the rows; ``more`` leads to all, if these are not."""
    return Group(title, [hit(row) for row in rows[:SHOWN]], more if len(rows) > SHOWN else "")
