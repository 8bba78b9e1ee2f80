"""An order's steps before anything is delivered: notes, confirmed, cancelled."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.core.operation.registry import Work, operation
from webapp.customers.naming import full_name
from webapp.orders.errors import AlreadyCancelled, OrderNotCancellable, OrderNotEditable, OrderNotFound
from webapp.orders.inputs import CancelOrder, ConfirmOrder, OrderNotes
from webapp.orders.models import SalesOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.queries import find_order
from webapp.orders.selling.reserving import promise


@operation(needs=Permission.DECIDE_ORDERS, raises=(OrderNotFound, OrderNotEditable))
def confirm_order(work: Work, data: ConfirmOrder) -> Any:
    """Confirm a pending order; one that is confirmed stays so."""
    order = locked_order(work, data.order_id)
    confirm(work, order)
    work.tell(f"confirmed the order of {full_name(order.customer)}", order.id)
    return _told(work, order)


@operation(needs=Permission.DECIDE_ORDERS, raises=(OrderNotFound, OrderNotCancellable, AlreadyCancelled))
def cancel_order(work: Work, data: CancelOrder) -> Any:
    """Cancel an order of which nothing was delivered; it stays as a record, and is never taken up again."""
    order = locked_order(work, data.order_id)
    if order.status == "cancelled":
        raise AlreadyCancelled
    if order.status not in ("pending", "confirmed"):
        raise OrderNotCancellable(status=order.status)
    _step(work, order, "cancelled", {"cancelled_at": work.at, "cancel_reason": data.reason})
    work.session.flush()
    promise(work, order)
    work.tell(f"cancelled the order of {full_name(order.customer)}", order.id)
    return _told(work, order)


@operation(needs=Permission.WRITE_ORDERS, raises=(OrderNotFound,))
def write_order_notes(work: Work, data: OrderNotes) -> Any:
    """Write an order's notes, in the place of those before."""
    order = locked_order(work, data.order_id)
    before = order.notes
    if data.notes != (before or ""):
        order.notes = data.notes or None
        order.version, order.updated_at = order.version + 1, work.at
    work.tell(f"wrote notes on the order of {full_name(order.customer)}", order.id)
    work.changed(order.id, {"notes": before}, {"notes": order.notes})
    return _told(work, order)


def confirm(work: Work, order: SalesOrder) -> None:
    """Confirm a locked order."""
    if order.status not in ("pending", "confirmed"):
        raise OrderNotEditable(status=order.status)
    if order.status == "pending":
        _step(work, order, "confirmed", {"confirmed_at": work.at})
        work.session.flush()
        promise(work, order)


def _step(work: Work, order: SalesOrder, status: str, also: dict[str, Any]) -> None:
    before = order.status
    order.status = status
    for name, value in also.items():
        setattr(order, name, value)
    order.version, order.updated_at = order.version + 1, work.at
    work.changed(order.id, {"status": before}, {"status": status})


def _told(work: Work, order: SalesOrder) -> Any:
    work.session.flush()
    return find_order(work.session, work.tenant_id, order.id)
