"""Movements as JSON."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor


class Balance(TypedDict):
    """What a record holds, by bucket."""

    available: int
    reserved: int
    held: int
    expected: int


class MovementJson(TypedDict):
    """docs/contract.md, Our own resources: movements."""

    movementId: str
    tenantId: str
    action: str
    quantity: int
    fromNode: str
    toNode: str
    recordId: str
    productId: str
    variantId: str | None
    sku: str
    warehouseId: str
    serialNumber: str | None
    lotId: str | None
    lotNumber: str | None
    poolId: str
    reservationId: str | None
    binFrom: str | None
    binTo: str | None
    batchId: str
    actorName: str
    deskName: str | None
    reference: str | None
    note: str | None
    change: int | None
    balance: int | None
    balanceAfter: Balance | None
    createdAt: str


def movement_json(row: Any, actor: Actor) -> MovementJson:
    """One movement."""
    return MovementJson(
        movementId=row.id,
        tenantId=actor.tenant.slug,
        action=row.action,
        quantity=row.qty,
        fromNode=row.from_node,
        toNode=row.to_node,
        recordId=row.record_id,
        productId=row.product_id,
        variantId=row.variant_id,
        sku=row.sku,
        warehouseId=row.warehouse_id,
        serialNumber=row.serial,
        lotId=row.lot_id,
        lotNumber=row.lot_number,
        poolId=row.pool_id,
        reservationId=row.reservation_id,
        binFrom=row.bin_from,
        binTo=row.bin_to,
        batchId=row.batch_id,
        actorName=row.actor_name,
        deskName=row.desk_name,
        reference=row.reference,
        note=row.note,
        change=row.change,
        balance=row.balance,
        balanceAfter=row.after,
        createdAt=iso(row.at),
    )
