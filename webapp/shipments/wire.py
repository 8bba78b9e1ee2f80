"""Shipments as JSON; they are ours."""

from collections.abc import Callable
from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class ShippedUnitJson(TypedDict):
    """A unit that left."""

    rentalId: str
    serialNumber: str
    sku: str
    productName: str
    orderItemIndex: int


class ShipmentJson(TypedDict):
    """docs/contract.md, shipments."""

    shipmentId: str
    orderId: str
    trackingNumber: str | None
    carrier: str | None
    shippedAt: str
    notes: str | None
    units: list[ShippedUnitJson]
    batchId: str
    version: int
    createdAt: str
    updatedAt: str
    createdBy: str


class ShipmentsJson(TypedDict):
    """What left for an order, the oldest first."""

    orderId: str
    shipments: list[ShipmentJson]


class WrittenShipmentJson(TypedDict):
    """The answer to what is done with a shipment."""

    success: bool
    message: str
    shipmentId: str
    shipment: ShipmentJson


def shipment_json(row: Any) -> ShipmentJson:
    """One shipment with its units."""
    return ShipmentJson(
        shipmentId=row.id,
        orderId=row.order_id,
        trackingNumber=row.tracking_number,
        carrier=row.carrier,
        shippedAt=row.shipped_on.isoformat(),
        notes=row.notes,
        units=[
            ShippedUnitJson(
                rentalId=one.rental_id,
                serialNumber=one.serial,
                sku=one.sku,
                productName=one.product_name,
                orderItemIndex=one.position,
            )
            for one in row.units
        ],
        batchId=row.batch_id,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
        createdBy=row.created_by,
    )


def written_shipment(message: str) -> Callable[[Any, Actor], WrittenShipmentJson]:
    """How a shipment is answered once something was done with it."""

    def answer(row: Any, actor: Actor) -> WrittenShipmentJson:
        return WrittenShipmentJson(success=True, message=message, shipmentId=row.id, shipment=shipment_json(row))

    return answer
