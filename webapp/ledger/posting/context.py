"""What the ledger needs to know of the command at work; the operations' ``Work`` is one."""

import datetime as dt
from typing import Protocol

from sqlalchemy.orm import Session


class Who(Protocol):
    """Who acts, at which desk, through which door."""

    @property
    def id(self) -> str:
        """The user's or key's id."""

    @property
    def desk_id(self) -> str | None:
        """The desk, when the browser has one."""

    @property
    def source(self) -> str:
        """One of ``words.SOURCES``."""


class Context(Protocol):
    """One command: its transaction, tenant, batch, actor and time."""

    @property
    def session(self) -> Session:
        """The session whose transaction the command runs in."""

    @property
    def tenant_id(self) -> int:
        """The tenant at work."""

    @property
    def batch_id(self) -> str:
        """The batch that every line belongs to."""

    @property
    def at(self) -> dt.datetime:
        """When the command began."""

    @property
    def actor(self) -> Who:
        """Who acts."""
