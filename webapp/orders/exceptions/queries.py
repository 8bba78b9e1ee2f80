"""The orders that lost what was promised: found from what was taken, however many orders are open."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Text, bindparam, literal, select
from sqlalchemy.orm import Session

from webapp.ledger.models import Movement, Reservation
from webapp.orders.exceptions.taken import Lost, lost_of
from webapp.orders.models import SalesOrder
from webapp.orders.queries import OPEN


def was_taken() -> ColumnElement[bool]:
    """A movement by which goods that were promised are damaged or missing; what is given back says RELEASED.

    Written out as the index of these movements (ix_movement_taken) has it: neither engine takes it for a parameter.
    """
    out = Movement.from_node == literal("reserved", literal_execute=True)
    given = Movement.action.not_in(_written("RELEASED", "UNDONE"))
    return out & Movement.to_node.in_(_written("available", "held")) & given


def _written(*words: str) -> BindParameter[Any]:
    return bindparam(None, words, Text, expanding=True, literal_execute=True)


def taken_from(tenant_id: int) -> Select[str]:
    """The open orders that something was ever taken of, made good since or not: few, and those to look at."""
    return (
        select(SalesOrder.id)
        .join(Reservation, (Reservation.tenant_id == SalesOrder.tenant_id) & (Reservation.reference == SalesOrder.id))
        .join(
            Movement,
            (Movement.tenant_id == Reservation.tenant_id) & (Movement.reservation_id == Reservation.id) & was_taken(),
        )
        .where(SalesOrder.tenant_id == tenant_id, Movement.tenant_id == tenant_id, SalesOrder.status.in_(OPEN))
    )


def orders_short(session: Session, tenant_id: int) -> dict[str, list[Lost]]:
    """The open orders that lost something which was promised, each with what it lost."""
    return lost_of(session, tenant_id, session.scalars(taken_from(tenant_id).distinct()).all())
