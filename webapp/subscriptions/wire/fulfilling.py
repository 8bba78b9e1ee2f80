"""What became of each unit of many."""

from typing_extensions import TypedDict

from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.orders.wire.orders import OrderJson, order_json
from webapp.subscriptions.fulfilling import Fulfilled, Outcome


class FulfilErrorJson(TypedDict):
    """Why a unit stays."""

    code: str
    message: str


class FulfilRowJson(TypedDict):
    """One unit: its subscription and the batch that takes it back, or why it stays."""

    serialNumber: str
    success: bool
    rentalId: str | None
    batchId: str | None
    error: FulfilErrorJson | None


class FulfilledJson(TypedDict):
    """What became of all, and the order as it is now."""

    success: bool
    message: str
    orderId: str
    results: list[FulfilRowJson]
    order: OrderJson


def fulfilled_json(told: Fulfilled, actor: Actor) -> FulfilledJson:
    """The answer to fulfilling an order with many units."""
    return FulfilledJson(
        success=True,
        message=f"{told.done} of {len(told.outcomes)} units went out",
        orderId=told.order.id,
        results=[_row(one) for one in told.outcomes],
        order=order_json(told.order, actor),
    )


def _row(one: Outcome) -> FulfilRowJson:
    return FulfilRowJson(
        serialNumber=one.serial,
        success=one.problem is None,
        rentalId=one.subscription_id,
        batchId=one.batch_id,
        error=_error(one.problem) if one.problem else None,
    )


def _error(problem: Problem) -> FulfilErrorJson:
    return FulfilErrorJson(code=problem.code, message=problem.words)
