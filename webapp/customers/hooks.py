"""Where orders have a say in what customers show and allow; subscribed to in ``features.py``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, FromClause
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
    devices_ever: int = 0
    collected: int = 0
    acquisition_cost: int = 0

    def __add__(self, other: "Business") -> "Business":
        """What one feature and what another one knows, together."""
        return Business(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


business_of: Hook[[Session, int, Sequence[str]], Mapping[str, Business]] = Hook("business_of")
"""The business of these customers of this tenant, by customer; one without any is left out."""


@dataclass(frozen=True, slots=True)
class RentingNow:
    """What the customer of a list's row rents at this moment, in SQL; the amount in minor units."""

    rents: ColumnElement[bool]
    devices: ColumnElement[int]
    monthly: ColumnElement[int]


renting_of: Hook[[int, FromClause], RentingNow] = Hook("renting_of")
"""How a list of this tenant's customers, the rows of this table, is narrowed and sorted by what they rent."""

customer_leaving: Hook[[Work, str], None] = Hook("customer_leaving")
"""The customer of this id is about to become inactive; raise HasActiveSubscriptions or HasPendingOrders to refuse."""


@dataclass(frozen=True)
class Panel:
    """A part that a higher feature puts on a customer's page: its template, and what that gets as ``told``."""

    template: str
    told: Any


customer_shown: Hook[[Actor, str], Panel | None] = Hook("customer_shown")
"""The page of the customer of this id is about to be shown: what a higher feature has to say of them, if anything."""


@dataclass(frozen=True)
class UsedAddress:
    """Where somebody was billed or sent something, and the newest order that says so."""

    address: Any
    order_id: str


addresses_of: Hook[[Session, int, str], Sequence[UsedAddress]] = Hook("addresses_of")
"""The addresses that this customer's orders used, the newest first, each once."""

customer_merged: Hook[[Work, str, str], int] = Hook("customer_merged")
"""What the first customer has becomes the second one's: how many things of this feature moved."""

customer_counted: Hook[[Session, int, str], str] = Hook("customer_counted")
"""What of this feature a customer has, in words such as ``3 orders``; nothing when there is none."""

customer_forgotten: Hook[[Work, Sequence[str], Mapping[str, Any]], Sequence[str]] = Hook("customer_forgotten")
"""These customers are anonymised: put what stands for them into your copies, and say of which things the trail is
to forget the words."""

customer_told: Hook[[Actor, str], tuple[str, Sequence[Any]]] = Hook("customer_told")
"""All that this feature knows of a customer, as JSON, under its name."""
