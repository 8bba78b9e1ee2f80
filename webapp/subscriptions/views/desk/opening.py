"""A scan that names an order: it is open from then on, or else none is, so that nothing goes out for the one before."""

from typing import Any

from webapp.core.data.database import db
from webapp.core.data.ids import ends_like_id
from webapp.core.operation.actor import Actor
from webapp.orders.queries import find_orders
from webapp.subscriptions.errors import OrderNotConfirmed
from webapp.subscriptions.starting import must_be_confirmed
from webapp.subscriptions.views.desk.rows import Heard, Scan, row

CLOSED = " The order that was open is closed now."
_TITLES = {"pending": "Not confirmed yet", "cancelled": "Cancelled"}


def closed_words(order_id: str) -> str:
    """What is said besides when no order is open any more."""
    return CLOSED if order_id else ""


def order_called(actor: Actor, code: str) -> Any:
    """The order that a code means, in whatever case it was read; none if it means another thing."""
    asked = actor.tenant.ids_meant("ord", code)
    found = find_orders(db.session(), actor.tenant.id, asked) if asked else []
    return next((one for one in found if one.id == code), next(iter(found), None))


def open_order(order: Any, before: str, scan: Scan) -> Heard:
    """From now on units go to this order."""
    try:
        must_be_confirmed(order)
    except OrderNotConfirmed as problem:
        title = _TITLES.get(order.status, "Not open")
        return Heard("", row(scan.key, scan.code, "refused", f"{problem.words}{closed_words(before)}", title=title))
    return Heard(order.id, row(scan.key, scan.code, "accepted", f"{order.buyer}: {_left(order)}", title="Order opened"))


def _left(order: Any) -> str:
    still = sum(line.quantity - line.rented - line.closed for line in order.lines)
    if still:
        return f"{still} still to go out. Scan its units."
    return "Nothing of it is left to go." if any(line.closed for line in order.lines) else "All of it went out already."


def no_order(actor: Actor, code: str, before: str, scan: Scan) -> Heard | None:
    """What looks like an order's code and is none: units that are scanned behind it are not for the order before."""
    if actor.tenant.ids_meant("ord", code):
        words = "No order has this code. Scan it again, or look for the order in the list."
    elif ends_like_id(code):
        words = "This is no order's code, or its beginning was not read. Scan it again."
    else:
        return None
    return Heard("", row(scan.key, scan.code, "refused", f"{words}{closed_words(before)}", title="No such order"))
