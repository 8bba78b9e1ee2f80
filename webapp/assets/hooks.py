"""What higher features know of units: asked in the same transaction, subscribed to in ``features.py``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work

units_in_use: Hook[[Work, Sequence[str]], Mapping[str, str]] = Hook("units_in_use")
"""The status of these units is about to be changed by hand: those that something still needs, with the words why."""


@dataclass(frozen=True, slots=True)
class Rental:
    """How a unit leads to what a customer has it on: what is joined, by what, and its columns."""

    table: Any
    on: ColumnElement[bool]
    rental_id: Any
    customer_id: Any
    is_of: Callable[[str], ColumnElement[bool]]
    """Whether it is the customer's whom an id leads to."""


rental_of: Hook[[], Rental] = Hook("rental_of")
"""Units are about to be selected: how the subscription that each is on is joined to them."""
