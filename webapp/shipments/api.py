"""The JSON door of shipments."""

from webapp.accounts.permissions import Permission
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.api import Api
from webapp.dialects.flexportal import FLEXPORTAL
from webapp.orders.errors import OrderNotFound
from webapp.orders.queries import find_order
from webapp.shipments.operations import change_shipment, ship_order
from webapp.shipments.queries import shipments_of
from webapp.shipments.wire import ShipmentsJson, WrittenShipmentJson, shipment_json, written_shipment

api = Api("shipments", FLEXPORTAL)

_ALL = "/orders/<orderId>/shipments"

api.write(
    "POST", _ALL, calls=ship_order, wire=written_shipment("Order shipped successfully"), shape=WrittenShipmentJson,
    status=201,
)  # fmt: skip


@api.read(_ALL, needs=Permission.READ_ORDERS, shape=ShipmentsJson, raises=(OrderNotFound,))
def get_shipments(actor: Actor, orderId: str) -> ShipmentsJson:  # noqa: N803  (path parts are written as JSON names)
    """What left for an order, the oldest first."""
    order = find_order(db.session(), actor.tenant.id, orderId)
    rows = shipments_of(db.session(), actor.tenant.id, order.id)
    return ShipmentsJson(orderId=order.id, shipments=[shipment_json(row) for row in rows])


api.write(
    "PATCH", "/shipments/<shipmentId>", calls=change_shipment,
    wire=written_shipment("Shipment updated successfully"), shape=WrittenShipmentJson,
)  # fmt: skip
