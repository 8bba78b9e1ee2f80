"""The JSON door of orders."""

from typing import Any

from flask import g, has_request_context, request

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.listing.listing import Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.orders.errors import OrderNotFound
from webapp.orders.operations import (
    cancel_order,
    change_order,
    close_line,
    confirm_order,
    create_order,
    reserve_order,
    substitute_line,
    write_order_notes,
)
from webapp.orders.queries import ORDERS, find_order, orders_asked
from webapp.orders.wire.orders import OrderJson, ReservedOrderJson, WrittenOrderJson, order_json, reserved, written

api = Api("orders", FLEXPORTAL)

_ONE = "/orders/<orderId>"
_LINE = f"{_ONE}/lines/<index>"


def _listed() -> Listing:
    return orders_asked(db.session(), g.actor.tenant.id, request.args) if has_request_context() else ORDERS


def _says(message: str) -> dict[str, Any]:
    return {"wire": written(message), "shape": WrittenOrderJson}


api.write("POST", "/orders", calls=create_order, status=201, **_says("Order created successfully"))
api.listing(
    "/orders",
    needs=Permission.READ_ORDERS,
    lists=_listed,
    key="orders",
    wire=order_json,
    shape=OrderJson,
    summary="List orders.",
)


@api.read(_ONE, needs=Permission.READ_ORDERS, shape=OrderJson, raises=(OrderNotFound,))
def get_order(actor: Actor, orderId: str) -> OrderJson:  # noqa: N803  (path parts are written as JSON names)
    """One order with its lines."""
    return order_json(find_order(db.session(), actor.tenant.id, orderId), actor)


api.write("POST", f"{_ONE}/confirm", calls=confirm_order, **_says("Order confirmed successfully"))
api.write("POST", f"{_ONE}/reserve", calls=reserve_order, wire=reserved, shape=ReservedOrderJson)
api.write("PATCH", _ONE, calls=change_order, **_says("Order updated successfully"))
api.write("POST", f"{_ONE}/cancel", calls=cancel_order, **_says("Order cancelled successfully"))
api.write("PATCH", f"{_ONE}/notes", calls=write_order_notes, **_says("Order notes updated successfully"))
api.write("POST", f"{_LINE}/close", calls=close_line, **_says("Order line closed successfully"))
api.write("POST", f"{_LINE}/substitute", calls=substitute_line, **_says("Order line substituted successfully"))
