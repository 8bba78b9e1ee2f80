"""The JSON door of pick lists."""

from webapp.accounts.permissions import Permission
from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.orders.errors import OrderNotFound
from webapp.orders.picking.queries import pick_list
from webapp.orders.picking.wire import PickListJson, pick_list_json
from webapp.orders.queries import find_order

api = Api("picks", FLEXPORTAL)


@api.read("/orders/<orderId>/picks", needs=Permission.READ_ORDERS, shape=PickListJson, raises=(OrderNotFound,))
def get_picks(actor: Actor, orderId: str) -> PickListJson:  # noqa: N803  (path parts are written as JSON names)
    """Where the goods lie that an order still waits for, in walking order."""
    order = find_order(db.session(), actor.tenant.id, orderId)
    return pick_list_json(pick_list(db.session(), actor.tenant.id, [order], clock.now()))
