"""What renting units out can refuse; the first seven in the order in which they are asked."""

from collections.abc import Sequence
from typing import Any, ClassVar

from webapp.core.operation.errors import Detail, NotFound, Problem
from webapp.ledger.errors import StockChanged


class OrderUnknown(Problem):
    """The order is unknown to this tenant."""

    code = "ORDER_NOT_FOUND"
    message = "There is no such order. Look for it in the list of orders."
    field = "orderId"


class OrderNotConfirmed(Problem):
    """Units go out for confirmed orders alone."""

    code = "ORDER_NOT_CONFIRMED"
    message = "This order is {status}, so nothing can go out for it. {way_on}"
    field = "orderId"
    constraints: ClassVar[tuple[str, ...]] = ("order_not_confirmed",)


class AssetUnknown(Problem):
    """No live unit of this tenant has the serial number; ``near`` are serial numbers that are nearly it."""

    code = "ASSET_NOT_FOUND"
    message = "No unit has the serial number {serial}. Check it, or receive the unit first."

    def __init__(self, serial: str, near: Sequence[str] = ()) -> None:
        words = self.message.format(serial=serial)
        told = [Detail("assetSerialNumber", words, "asset_not_found")]
        told += [Detail("assetSerialNumber", f"Is {one} meant?", "nearest") for one in near]
        super().__init__(details=told, serial=serial)
        self.near = tuple(near)


class AssetNotAvailable(Problem):
    """The unit is not free to go."""

    code = "ASSET_NOT_AVAILABLE"
    message = "{serial} {why}. {way_on}"
    field = "assetSerialNumber"
    constraints: ClassVar[tuple[str, ...]] = ("uq_subscription_unit", "unit_not_rented_out")

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{"why": "is not free any more", "way_on": "Take another one.", **facts})


class SkuMismatch(Problem):
    """The order asks for other SKUs."""

    code = "SKU_MISMATCH"
    message = "{serial} is {sku}, which {asker} does not ask for. {way_on}"
    field = "assetSerialNumber"
    constraints: ClassVar[tuple[str, ...]] = ("line_of_another_sku",)

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{"asker": "this order", **facts})


class ItemFullyFulfilled(Problem):
    """All that the order asks for of this SKU went out, or will never go."""

    code = "ITEM_FULLY_FULFILLED"
    message = "All of {sku} that {asker} asks for {became}."
    field = "assetSerialNumber"
    constraints: ClassVar[tuple[str, ...]] = ("line_fulfilled",)

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{"asker": "the order", "became": "went out already", **facts})


class SubscriptionNotFound(NotFound):
    """The subscription is unknown to this tenant."""

    what = "Subscription"


class PaymentNotFound(NotFound):
    """The payment is unknown to this tenant."""

    what = "Payment"


class PaidMeanwhile(StockChanged):
    """Only while nothing of it was paid is a subscription taken back."""

    message = "This subscription cannot be taken back: a payment of it was made, or it has ended."
    constraints: ClassVar[tuple[str, ...]] = ("subscription_paid", "subscription_step_not_allowed")


class TermsStand(StockChanged):
    """A subscription keeps to the terms it began with, and to its order."""

    message = "A subscription keeps the terms that were ordered, so nothing was saved. Look at it and its order again."
    constraints: ClassVar[tuple[str, ...]] = (
        "subscription_fixed",
        "subscription_not_as_ordered",
        "subscription_of_another",
    )
