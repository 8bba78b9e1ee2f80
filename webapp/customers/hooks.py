"""Where orders have a say in what customers show and allow; subscribed to in ``features.py``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.core.operation.actor import Actor
from webapp.core.operation.hooks import Hook
from webapp.core.operation.registry import Work


@dataclass(frozen=True, slots=True)
class Business:
    """What a customer ordered and rents, the newest first; amounts in minor units."""

    order_ids: tuple[str, ...] = ()
    rental_ids: tuple[str, ...] = ()
    devices_rented: int = 0
    monthly_revenue: int = 0

    def __add__(self, other: "Business") -> "Business":
        """What two features know of one customer, together."""
        return Business(
            self.order_ids + other.order_ids,
            self.rental_ids + other.rental_ids,
            self.devices_rented + other.devices_rented,
            self.monthly_revenue + other.monthly_revenue,
        )


business_of: Hook[[Session, int, Sequence[str]], Mapping[str, Business]] = Hook("business_of")
"""The business of these customers of this tenant, by customer; one without any is left out."""

customer_leaving: Hook[[Work, str], None] = Hook("customer_leaving")
"""The customer of this id is about to become inactive; raise HasActiveSubscriptions or HasPendingOrders to refuse."""


@dataclass(frozen=True)
class Panel:
    """A part that a higher feature puts on a customer's page: its template, and what that gets as ``told``."""

    template: str
    told: Any


customer_shown: Hook[[Actor, str], Panel | None] = Hook("customer_shown")
"""The page of the customer of this id is about to be shown: what a higher feature has to say of them, if anything."""
