"""Renting units out: what is asked in which order, and everything that comes of it, one unit or many at once."""

from webapp.subscriptions.starting.asking import RENTED, Asked, Going, must_be_confirmed
from webapp.subscriptions.starting.holding import Ready, ready_for
from webapp.subscriptions.starting.lines import ended
from webapp.subscriptions.starting.wording import is_away
from webapp.subscriptions.starting.writing import rent_out

__all__ = [
    "RENTED",
    "Asked",
    "Going",
    "Ready",
    "ended",
    "is_away",
    "must_be_confirmed",
    "ready_for",
    "rent_out",
]
