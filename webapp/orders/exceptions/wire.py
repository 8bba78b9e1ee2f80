"""The list of exceptions as JSON; it is ours."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.operation.actor import Actor
from webapp.orders.exceptions.taken import Lost, Taking


class TakingJson(TypedDict):
    """What one action took."""

    quantity: int
    takenAt: str
    batchId: str
    actorName: str
    summary: str
    note: str | None


class LostJson(TypedDict):
    """What an order lost of one SKU."""

    sku: str
    variantId: str
    promised: int
    missing: int
    takings: list[TakingJson]


class ExceptionJson(TypedDict):
    """docs/contract.md, orders that lost a promise."""

    orderId: str
    customerId: str
    customerName: str
    status: str
    takenAt: str
    createdAt: str
    items: list[LostJson]


def exception_json(row: Any, actor: Actor) -> ExceptionJson:
    """One order, and what it lost."""
    return ExceptionJson(
        orderId=row.id,
        customerId=row.customer_id,
        customerName=row.buyer,
        status=row.status,
        takenAt=iso(row.taken_at),
        createdAt=iso(row.created_at),
        items=[_lost(one) for one in row.lost],
    )


def _lost(one: Lost) -> LostJson:
    return LostJson(
        sku=one.sku,
        variantId=one.variant_id,
        promised=one.was,
        missing=one.missing,
        takings=[_taking(taking) for taking in one.takings],
    )


def _taking(one: Taking) -> TakingJson:
    return TakingJson(
        quantity=one.quantity,
        takenAt=iso(one.at),
        batchId=one.batch_id,
        actorName=one.who,
        summary=one.said,
        note=one.note,
    )
