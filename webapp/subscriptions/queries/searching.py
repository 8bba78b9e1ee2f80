"""Subscriptions by what their order is found by, or by any part of the unit's serial number, however many there are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.core.listing.listing import Narrowing
from webapp.core.search.asking import row_holds
from webapp.core.search.lists import Few, few_with
from webapp.ledger.models import SERIALS
from webapp.orders.models import ORDER_WORDS
from webapp.subscriptions.models import Subscription

_BY_ID = "INDEXED BY sqlite_autoindex_subscription_1"
"""SQLite keeps no statistics here and would rather read all subscriptions in the order of the list."""


@dataclass(frozen=True)
class _Found:
    """The subscriptions of these orders and these units, and those with just this id, or of the order with it."""

    tenant_id: int
    text: str
    orders: Few
    units: Few

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these subscriptions alone in a list."""
        mine = select(Subscription.id).where(Subscription.tenant_id == self.tenant_id)
        ids = union_all(
            select(literal(self.text)),
            mine.where(Subscription.order_id == self.text),
            mine.where(self.orders.named_by(Subscription.order_id)),
            mine.where(self.units.named_by(Subscription.unit_id)),
        )
        return statement.where(Subscription.id.in_(ids)).with_hint(Subscription, _BY_ID, "sqlite")


@dataclass(frozen=True)
class _Met:
    """The same where they are so many that a list meets them as it reads its own order."""

    text: str

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Leave these subscriptions alone in a list."""
        return statement.where(has_part(self.text))


def has_part(text: str) -> ColumnElement[bool]:
    """What each tells by itself."""
    itself = or_(Subscription.id == text, Subscription.order_id == text)
    return or_(itself, row_holds(ORDER_WORDS, text), row_holds(SERIALS, text))


def seek_part(session: Session, tenant_id: int, text: str) -> Narrowing:
    """The way of the list to the subscriptions with a text."""
    orders = few_with(session, ORDER_WORDS, tenant_id, text)
    units = None if orders is None else few_with(session, SERIALS, tenant_id, text)
    return _Met(text) if orders is None or units is None else _Found(tenant_id, text, orders, units)
