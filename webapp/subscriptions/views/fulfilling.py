"""The page where an order is fulfilled: all its units are scanned into one field and go out with one press."""

from typing import Any

from flask import url_for

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage
from webapp.orders.hooks import Panel, Step
from webapp.orders.queries import find_order
from webapp.subscriptions.fulfilling import Fulfilled, fulfil_order
from webapp.subscriptions.views.subscriptions import pages

SHOWN = 5


def _found(actor: Actor, order_id: str) -> dict[str, Any]:
    return {"order": find_order(db.session(), actor.tenant.id, order_id)}


def _went(told: Fulfilled, order_id: str) -> Done:
    stay = [f"{one.serial}: {one.problem.words}" for one in told.outcomes if one.problem]
    said = f"{told.done or 'No'} unit{'' if told.done < 2 else 's'} went out."
    if not stay:
        return Done(url_for("orders.order", order_id=order_id), said)
    more = f" And {len(stay) - SHOWN} more." if len(stay) > SHOWN else ""
    words = f"{said} {len(stay)} did not. {' '.join(stay[:SHOWN])}{more}"
    kind = "attention" if told.done else "refused"
    return Done(url_for("subscriptions.fulfil_order", order_id=order_id), words, kind)


pages.form(
    "/orders/<order_id>/fulfil",
    FormPage(
        calls=fulfil_order,
        template="subscriptions/fulfil.html",
        done=_went,
        context=_found,
        takes={"order_id": "orderId"},
    ),
)


def order_panel(actor: Actor, order: Any) -> Panel | None:
    """Which units went out for an order, and the way to let more go, for its page."""
    offers = actor.may(Permission.FULFIL) and order.status in ("confirmed", "partial")
    if not (offers or order.rentals):
        return None
    step = Step("Fulfil at the desk", url_for("fulfil.desk", order=order.id), "fulfil") if offers else None
    return Panel("subscriptions/_order.html", {"order": order, "offers": offers}, step)
