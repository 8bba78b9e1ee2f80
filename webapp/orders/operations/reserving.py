"""Reserving for an order what it is short of: after a promise was taken, or when new goods have come."""

from dataclasses import dataclass
from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.operation.registry import Work, operation
from webapp.customers.naming import full_name
from webapp.orders.errors import OrderNotEditable, OrderNotFound, OrderNotYetConfirmed
from webapp.orders.inputs import ReserveOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.queries import find_order
from webapp.orders.selling.reserving import HELD, promise
from webapp.orders.selling.there import promised_to


@dataclass(frozen=True)
class Reserved:
    """An order, how many were reserved for it just now, and how many it is short of still."""

    order: Any
    reserved: int
    short: int


@operation(needs=Permission.WRITE_ORDERS, raises=(OrderNotFound, OrderNotEditable))
def reserve_order(work: Work, data: ReserveOrder) -> Reserved:
    """Reserve for a confirmed order what it still wants, as much as is free; it never fails for lack of units."""
    order = locked_order(work, data.order_id)
    if order.status == "pending":
        raise OrderNotYetConfirmed
    if order.status not in HELD:
        raise OrderNotEditable(status=order.status)
    got = promise(work, order, more=True)
    buyer = full_name(order.customer)
    work.tell(f"reserved {got:,} for the order of {buyer}", order.id)
    told = find_order(work.session, work.tenant_id, order.id)
    wanted = sum(line.quantity - line.closed - line.rented for line in told.lines)
    return Reserved(told, got, wanted - sum(promised_to(work.session, work.tenant_id, order.id).values()))
