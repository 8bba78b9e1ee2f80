"""What became of each unit of many."""

from typing import Literal

from typing_extensions import TypedDict

from webapp.accounts.permissions import Permission
from webapp.assets.wire.many import why_json
from webapp.bulk.wire import WhyJson
from webapp.core.operation.actor import Actor
from webapp.orders.wire.orders import OrderJson, order_json
from webapp.subscriptions.fulfilling import Fulfilled, Outcome


class FulfilRowJson(TypedDict):
    """One unit: its subscription and the batch that takes it back, or why it stays."""

    index: int
    serialNumber: str
    result: Literal["fulfilled", "refused"]
    success: bool
    rentalId: str | None
    batchId: str | None
    error: WhyJson | None


class FulfilledJson(TypedDict):
    """What became of all, and the order as it is now, for who may see orders."""

    success: bool
    message: str
    orderId: str
    fulfilled: int
    refused: int
    results: list[FulfilRowJson]
    order: OrderJson | None


def fulfilled_json(told: Fulfilled, actor: Actor) -> FulfilledJson:
    """The answer to fulfilling an order with many units."""
    refused = len(told.outcomes) - told.done
    return FulfilledJson(
        success=refused == 0,
        message=f"{told.done} of {len(told.outcomes)} units went out",
        orderId=told.order.id,
        fulfilled=told.done,
        refused=refused,
        results=[_row(n, one) for n, one in enumerate(told.outcomes)],
        order=order_json(told.order, actor) if actor.may(Permission.READ_ORDERS) else None,
    )


def _row(n: int, one: Outcome) -> FulfilRowJson:
    return FulfilRowJson(
        index=n,
        serialNumber=one.serial,
        result="refused" if one.problem else "fulfilled",
        success=one.problem is None,
        rentalId=one.subscription_id,
        batchId=one.batch_id,
        error=why_json(one.problem) if one.problem else None,
    )
