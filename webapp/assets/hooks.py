"""What higher features know of units: asked in the same transaction, subscribed to in ``features.py``."""

from collections.abc import Mapping, Sequence

from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work

units_in_use: Hook[[Work, Sequence[str]], Mapping[str, str]] = Hook("units_in_use")
"""The status of these units is about to be changed by hand: those that something still needs, with the words why."""
