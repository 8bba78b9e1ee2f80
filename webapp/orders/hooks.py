"""Where higher features have a say in what orders show; subscribed to in ``features.py``."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.core.operation.hooks import Hook


@dataclass(frozen=True, slots=True)
class Rental:
    """A unit that went out for a line of an order."""

    id: str
    position: int
    unit_id: str
    serial: str
    status: str
    batch_id: str
    """What it went out by."""


rentals_of: Hook[[Session, int, Sequence[str]], Mapping[str, Sequence[Rental]]] = Hook("rentals_of")
"""What went out for these orders of this tenant, by order, the oldest first; one without any is left out."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """How the latest part of an order left."""

    tracking_number: str | None
    shipped_on: dt.date


shipped_last: Hook[[Session, int, Sequence[str]], Mapping[str, Shipped]] = Hook("shipped_last")
"""The latest shipment of each of these orders of this tenant; one without any is left out."""


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next with an order, for the head of its page."""

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part that a higher feature puts on an order's page: its template, and what that gets as ``told``."""

    template: str
    told: Any
    step: Step | None = None


order_shown: Hook[[Actor, Any], Panel | None] = Hook("order_shown")
"""The page of this order is about to be shown: what a higher feature has to say of it, if anything."""
