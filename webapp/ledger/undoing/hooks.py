"""Where higher features have a say in what the ledger does; subscribed to in ``features.py``."""

from collections.abc import Sequence

from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work
from webapp.ledger.undoing.plan import Item

goes_along: Hook[[Work, str], list[str]] = Hook("goes_along")
"""The batch of this id is about to be taken back: the ids of those that belong to it and go back in the same action."""

went_back: Hook[[Work, Sequence[Item]], None] = Hook("went_back")
"""These were taken back, each with its lines: what has to follow is done in the same action."""
