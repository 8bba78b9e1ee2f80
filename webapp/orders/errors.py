"""What orders can refuse."""

from typing import ClassVar

from webapp.assets.errors import VariantInactive
from webapp.core.operation.errors import Conflict, NotFound, Problem
from webapp.ledger.errors import StockChanged


class OrderNotFound(NotFound):
    """The order is unknown to this tenant."""

    what = "Order"


class SkuInactive(VariantInactive):
    """What was deactivated is not ordered."""

    message = "{sku} is deactivated. Activate it in the catalogue, or use a different SKU."


class InvalidContractLength(Problem):
    """A variant is rented for the lengths it has prices for."""

    code = "INVALID_CONTRACT_LENGTH"
    message = "{sku} is not rented for {length}. {lengths}"


class PriceChanged(Conflict):
    """A line costs something else than whoever orders has seen."""

    code = "PRICE_CHANGED"
    message = "Prices changed since they were seen. Look at the lines and go on if they are still right."


class LikelyDouble(Conflict):
    """The customer ordered the same a moment ago."""

    code = "LIKELY_DOUBLE"
    message = "{buyer} ordered the same {minutes}. If it is wanted twice, go on; else open that order."
    field = "warnOfDouble"


class OrderNotEditable(Conflict):
    """The status does not allow this step."""

    code = "ORDER_NOT_EDITABLE"
    message = "This order is {status}, so this cannot be done to it any more."
    constraints: ClassVar[tuple[str, ...]] = ("order_step_not_allowed", "order_not_editable")


class OrderNotYetConfirmed(OrderNotEditable):
    """The step comes after the order is confirmed."""

    message = "This order is not confirmed yet. Confirm it first."


class LineRented(Conflict):
    """What is assigned is not edited or taken away."""

    code = "ORDER_LINE_RENTED"
    message = "Something of this line is assigned already, so it stays as it is. Undo the fulfilment first."
    constraints: ClassVar[tuple[str, ...]] = ("order_line_rented",)


class LineKept(Conflict):
    """What went out once is remembered with its line."""

    code = "ORDER_LINE_KEPT"
    message = "Something of this line went out and came back, so the line stays. Close it short instead."
    field = "items"
    constraints: ClassVar[tuple[str, ...]] = ("order_line_kept",)


class LineNotFound(NotFound):
    """The order has no such line."""

    what = "Line"


class MoreThanOpen(Conflict):
    """A line has fewer open than that."""

    code = "MORE_THAN_OPEN"
    message = "{open} of {sku} {verb} open in this line."
    field = "quantity"


class NothingLeft(Conflict):
    """An order of which nothing will come is a cancelled one."""

    code = "NOTHING_LEFT"
    message = "Nothing of this order would be left. Cancel it instead."
    constraints: ClassVar[tuple[str, ...]] = ("ck_sales_order_devices",)


class OfAnotherProduct(Problem):
    """What stands in is the same product in another shape."""

    code = "OF_ANOTHER_PRODUCT"
    message = "{sku} is not another variant of the product of {instead}. Choose one that is, or edit the order."
    field = "sku"


class OrderNotCancellable(Problem):
    """Something of the order was delivered."""

    code = "ORDER_NOT_CANCELLABLE"
    message = "This order is {status}: something of it was delivered, so it cannot be cancelled."


class AlreadyCancelled(Problem):
    """The order was cancelled before."""

    code = "ALREADY_CANCELLED"
    message = "This order is cancelled already."


class OrderDisagrees(StockChanged):
    """An order would say of its lines what is not so: the database does not take it."""

    message = "This order changed in the meantime and nothing was saved. Look at it again, then try once more."
    constraints: ClassVar[tuple[str, ...]] = (
        "order_sums",
        "order_line_tax",
        "order_line_count",
        "order_status_untrue",
        "order_fixed",
    )
