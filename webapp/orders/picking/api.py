"""The JSON door of pick lists."""

from flask import request

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.orders.errors import OrderNotFound
from webapp.orders.picking.queries import MOST, pick_list
from webapp.orders.picking.wire import PickListJson, pick_list_json
from webapp.orders.picking.wording import too_many
from webapp.orders.queries import find_order, find_orders, waiting_longest

api = Api("picks", FLEXPORTAL)


@api.read("/orders/<orderId>/picks", needs=Permission.READ_ORDERS, shape=PickListJson, raises=(OrderNotFound,))
def get_picks(actor: Actor, orderId: str) -> PickListJson:  # noqa: N803  (path parts are written as JSON names)
    """Where the goods lie that an order still waits for, in walking order."""
    order = find_order(db.session(), actor.tenant.id, orderId)
    return pick_list_json(pick_list(db.session(), actor.tenant.id, [order], clock.now()))


@api.read(
    "/orders/picks",
    needs=Permission.READ_ORDERS,
    shape=PickListJson,
    raises=(OrderNotFound, InputRefused),
    queries={"orderIds": "Up to 50 orders with commas between; the 50 that wait longest, if none is sent."},
)
def get_picks_of_many(actor: Actor) -> PickListJson:
    """Where the goods lie that several orders still wait for, on one walk."""
    asked = sorted({one.strip() for one in request.args.get("orderIds", "").split(",")} - {""})
    if len(asked) > MOST:
        raise InputRefused([Detail("orderIds", too_many(len(asked)), "too_big")])
    ids = asked or waiting_longest(db.session(), actor.tenant.id, MOST)
    orders = find_orders(db.session(), actor.tenant.id, ids) if ids else []
    if asked and len(orders) < len(asked):
        raise OrderNotFound
    return pick_list_json(pick_list(db.session(), actor.tenant.id, orders, clock.now()))
