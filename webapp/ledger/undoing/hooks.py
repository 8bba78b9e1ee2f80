"""Where higher features have a say in what the ledger does; subscribed to in ``features.py``."""

from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work

goes_along: Hook[[Work, str], list[str]] = Hook("goes_along")
"""The batch of this id is about to be taken back: the ids of those that belong to it and go back in the same action."""
