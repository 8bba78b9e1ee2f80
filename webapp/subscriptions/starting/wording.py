"""Why a unit stays, in the words of its refusal: who has it, or whom what is left is promised to."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.core.operation.actor import Actor
from webapp.subscriptions.errors import AssetNotAvailable
from webapp.subscriptions.queries.holders import holders_of
from webapp.subscriptions.queries.waiting import Standing, others_in_words, promised_in_words, to_whom

WHY = {
    "rented_out": "is rented out already",
    "returned": "came back and waits for inspection",
    "sold": "is sold",
    "unavailable": "is marked unavailable",
    "available": "is on its way to another place",
}


def away(actor: Actor, unit: Any, holders: Mapping[str, Any]) -> AssetNotAvailable:
    """A unit that is not here to go; of one that is out it is told who has it."""
    why = WHY[unit.status]
    if holder := holders.get(unit.id):
        sees = actor.may(Permission.READ_CUSTOMERS)
        why = f"{why}, to {to_whom(holder.order_id, holder.customer, sees=sees)}"
    return AssetNotAvailable(serial=unit.serial, why=why)


def is_away(session: Session, actor: Actor, unit: Any) -> AssetNotAvailable:
    """The same of one unit, whoever has it."""
    return away(actor, unit, holders_of(session, actor.tenant.id, [unit.id]) if unit.status == "rented_out" else {})


def promised_away(session: Session, actor: Actor, unit: Standing, warehouse: str, order_id: str) -> dict[str, str]:
    """Of units that are here and promised to others: whom to, and where the order may have others from."""
    sees = actor.may(Permission.READ_CUSTOMERS)
    whom = promised_in_words(session, actor.tenant.id, unit, sees=sees)
    why = f"cannot go: every {unit.sku} left in {warehouse} is promised to {whom}"
    return {"why": why, "way_on": others_in_words(session, actor.tenant.id, unit, order_id)}
