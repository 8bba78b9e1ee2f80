"""What shipping can refuse."""

from collections.abc import Sequence
from typing import Any, ClassVar

from webapp.core.operation.errors import Conflict, Detail, NotFound, Problem
from webapp.ledger.errors import StockChanged


class ShipmentNotFound(NotFound):
    """The shipment is unknown to this tenant, or was taken back."""

    what = "Shipment"


class NothingToShip(Conflict):
    """Everything that went out left already."""

    code = "NOTHING_TO_SHIP"
    message = "Nothing is left to ship: all that went out for this order left already, or nothing went out yet."


class NotOfThisOrder(Problem):
    """A shipment holds what went out for its order, and nothing else."""

    code = "NOT_OF_THIS_ORDER"
    message = "{serials} did not go out for this order, or came back. Let it go out first."
    field = "serialNumbers"
    constraints: ClassVar[tuple[str, ...]] = ("rental_not_of_order",)

    def __init__(self, serials: Sequence[str] = (), **facts: Any) -> None:
        names = ", ".join(serials) or "A unit"
        words = self.message.format(serials=names)
        super().__init__(details=[Detail("serialNumbers", words, "not_of_this_order")], **facts, serials=names)


class AlreadyShipped(Conflict):
    """A unit leaves once."""

    code = "ALREADY_SHIPPED"
    message = "{serials} left in another shipment already. Take that one back first, or ship without it."
    field = "serialNumbers"
    constraints: ClassVar[tuple[str, ...]] = ("uq_shipment_unit_live",)

    def __init__(self, serials: Sequence[str] = (), **facts: Any) -> None:
        super().__init__(**facts, serials=", ".join(serials) or "A unit")


class ShippedMeanwhile(StockChanged):
    """What left in a shipment is not taken back before the shipment is."""

    message = "This unit left in a shipment. Take the shipment back first."
    constraints: ClassVar[tuple[str, ...]] = ("subscription_shipped",)
