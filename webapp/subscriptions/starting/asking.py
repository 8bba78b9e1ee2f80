"""What is asked when a unit is to go out, and the words for why it may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.assets.queries import UnitRow
from webapp.assets.steps import HeldUnit
from webapp.ledger.posting import Move
from webapp.orders.models import SalesOrder
from webapp.subscriptions.errors import OrderNotConfirmed

RENTED = "RENTED_OUT"
"""The action of an event that tells of a unit which subscription it goes out on."""
GOES_OUT = ("confirmed", "partial", "fulfilled")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which unit goes out on which line, and to whom it is said to go."""

    unit: UnitRow
    index: int | None = None
    customer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """A unit that may go, the line it goes for, and the movements that take it there."""

    unit: HeldUnit
    line: Any
    moves: Sequence[Move]


def must_be_confirmed(order: SalesOrder) -> None:
    """Raise OrderNotConfirmed, unless units may go out for the order."""
    if order.status not in GOES_OUT:
        way_on = "Confirm it first." if order.status == "pending" else "Take another order."
        raise OrderNotConfirmed(status=order.status, way_on=way_on)
