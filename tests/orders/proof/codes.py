"""Every refusal of customers, orders, subscriptions and shipments: the request that meets it, and what it is answered.

``{words}`` in a path or a body are names of the scene (scene.py).
"""

from dataclasses import dataclass
from typing import Any

from tests.orders.proof.scene import LONG, OLD, buyer
from tests.orders.seed import MINIMAL, changed
from tests.subscriptions.seed import MACBOOK, MONITOR
from webapp.assets.errors import AssetInUse, VariantNotFound
from webapp.catalog.errors import ProductHasActiveOrders, VariantInUse
from webapp.core.operation.errors import InputRefused, Problem, StaleEdit
from webapp.customers import errors as customers
from webapp.orders import errors as orders
from webapp.shipments import errors as shipments
from webapp.subscriptions import errors as subscriptions

WHY = {"reason": "The last one is broken."}
LONGEST = "x" * 5001


@dataclass(frozen=True)
class Row:
    """A request, the problem that it meets, and the status, code and field of the answer."""

    problem: type[Problem]
    request: str
    body: Any
    status: int
    code: str
    field: str | None = None


def line(sku: str = MACBOOK, **more: Any) -> dict[str, Any]:
    """The lines of an order: one."""
    return {"items": [{"sku": sku, "quantity": 1, **more}]}


def goes(order_id: str, serial: str = "FREE", **more: Any) -> dict[str, Any]:
    """A unit for an order."""
    return {"orderId": f"{{{order_id}}}", "assetSerialNumber": serial, **more}


_ORDER, _CUSTOMER, _GOES = "POST /v1/orders", "/v1/customers", "POST /v1/subscriptions"
_AT_LINE = "POST /v1/orders/{partial}/lines"

TAKING = (
    Row(InputRefused, _ORDER, changed(MINIMAL, items=[]), 400, "VALIDATION_ERROR", "items"),
    Row(VariantNotFound, _ORDER, changed(MINIMAL, **line("NOBODY")), 400, "VARIANT_NOT_FOUND", "items.0.sku"),
    Row(orders.SkuInactive, _ORDER, changed(MINIMAL, **line(OLD)), 400, "VARIANT_INACTIVE", "items.0.sku"),
    Row(
        orders.InvalidContractLength, _ORDER, changed(MINIMAL, **line(contractLength=7)),
        400, "INVALID_CONTRACT_LENGTH", "items.0.contractLength",
    ),
    Row(
        customers.CustomerInactive, _ORDER, changed(MINIMAL, customer=buyer("away@example.com")),
        409, "CUSTOMER_INACTIVE", "customer.email",
    ),
    Row(
        orders.PriceChanged, _ORDER, changed(MINIMAL, **line(expectedUnitPrice=1)),
        409, "PRICE_CHANGED", "items.0.expectedUnitPrice",
    ),
    Row(orders.LikelyDouble, _ORDER, changed(MINIMAL, warnOfDouble=True), 409, "LIKELY_DOUBLE", "warnOfDouble"),
)  # fmt: skip

_CHANGE = "PATCH /v1/orders/{pending}"
CHANGING = (
    Row(orders.OrderNotFound, "PATCH /v1/orders/ord_nobody", {}, 404, "NOT_FOUND"),
    Row(InputRefused, _CHANGE, {"status": "fulfilled"}, 400, "VALIDATION_ERROR", "status"),
    Row(orders.OrderNotEditable, "PATCH /v1/orders/{partial}", line(), 409, "ORDER_NOT_EDITABLE"),
    Row(orders.LineKept, "PATCH /v1/orders/{back}", line(), 409, "ORDER_LINE_KEPT", "items"),
    Row(orders.NothingLeft, "PATCH /v1/orders/{short}", line(), 409, "NOTHING_LEFT"),
    Row(StaleEdit, "PATCH /v1/orders/{confirmed}", {"notes": "x", "version": 1}, 409, "STALE_VERSION"),
    Row(VariantNotFound, _CHANGE, line("NOBODY"), 400, "VARIANT_NOT_FOUND", "items.0.sku"),
    Row(orders.SkuInactive, _CHANGE, line(OLD), 400, "VARIANT_INACTIVE", "items.0.sku"),
    Row(
        orders.InvalidContractLength, _CHANGE, line(contractLength=7),
        400, "INVALID_CONTRACT_LENGTH", "items.0.contractLength",
    ),
    Row(
        customers.CustomerInactive, _CHANGE, {"customer": buyer("away@example.com")},
        409, "CUSTOMER_INACTIVE", "customer.email",
    ),
    Row(
        orders.PriceChanged, _CHANGE, line(quantity=2, expectedUnitPrice=1),
        409, "PRICE_CHANGED", "items.0.expectedUnitPrice",
    ),
)  # fmt: skip

STEPS = (
    Row(orders.OrderNotFound, "GET /v1/orders/ord_nobody", None, 404, "NOT_FOUND"),
    Row(orders.OrderNotFound, "POST /v1/orders/ord_nobody/reserve", None, 404, "NOT_FOUND"),
    Row(orders.OrderNotEditable, "POST /v1/orders/{cancelled}/reserve", None, 409, "ORDER_NOT_EDITABLE"),
    Row(orders.OrderNotFound, "POST /v1/orders/ord_nobody/confirm", None, 404, "NOT_FOUND"),
    Row(orders.OrderNotEditable, "POST /v1/orders/{cancelled}/confirm", None, 409, "ORDER_NOT_EDITABLE"),
    Row(orders.OrderNotFound, "POST /v1/orders/ord_nobody/cancel", None, 404, "NOT_FOUND"),
    Row(InputRefused, "POST /v1/orders/{pending}/cancel", {"reason": LONGEST}, 400, "VALIDATION_ERROR", "reason"),
    Row(orders.OrderNotCancellable, "POST /v1/orders/{partial}/cancel", None, 400, "ORDER_NOT_CANCELLABLE"),
    Row(orders.AlreadyCancelled, "POST /v1/orders/{cancelled}/cancel", None, 400, "ALREADY_CANCELLED"),
    Row(orders.OrderNotFound, "PATCH /v1/orders/ord_nobody/notes", {"notes": "x"}, 404, "NOT_FOUND"),
    Row(InputRefused, "PATCH /v1/orders/{pending}/notes", {"notes": LONGEST}, 400, "VALIDATION_ERROR", "notes"),
)

CLOSING = (
    Row(orders.OrderNotFound, "POST /v1/orders/ord_nobody/lines/0/close", WHY, 404, "NOT_FOUND"),
    Row(orders.OrderNotEditable, "POST /v1/orders/{full}/lines/0/close", WHY, 409, "ORDER_NOT_EDITABLE"),
    Row(orders.LineNotFound, f"{_AT_LINE}/9/close", WHY, 404, "NOT_FOUND"),
    Row(orders.MoreThanOpen, f"{_AT_LINE}/0/close", {**WHY, "quantity": 2}, 409, "MORE_THAN_OPEN", "quantity"),
    Row(orders.NothingLeft, "POST /v1/orders/{pending}/lines/0/close", WHY, 409, "NOTHING_LEFT"),
    Row(InputRefused, f"{_AT_LINE}/0/close", {}, 400, "VALIDATION_ERROR", "reason"),
)
REPLACING = (
    Row(
        orders.OrderNotFound, "POST /v1/orders/ord_nobody/lines/0/substitute", {**WHY, "sku": LONG}, 404, "NOT_FOUND"
    ),
    Row(
        orders.OrderNotEditable, "POST /v1/orders/{full}/lines/0/substitute", {**WHY, "sku": LONG},
        409, "ORDER_NOT_EDITABLE",
    ),
    Row(orders.LineNotFound, f"{_AT_LINE}/9/substitute", {**WHY, "sku": LONG}, 404, "NOT_FOUND"),
    Row(
        orders.MoreThanOpen, f"{_AT_LINE}/0/substitute", {**WHY, "sku": LONG, "quantity": 2},
        409, "MORE_THAN_OPEN", "quantity",
    ),
    Row(VariantNotFound, f"{_AT_LINE}/0/substitute", {**WHY, "sku": "NOBODY"}, 400, "VARIANT_NOT_FOUND", "sku"),
    Row(orders.SkuInactive, f"{_AT_LINE}/0/substitute", {**WHY, "sku": OLD}, 400, "VARIANT_INACTIVE", "sku"),
    Row(
        orders.InvalidContractLength, f"{_AT_LINE}/0/substitute", {**WHY, "sku": LONG},
        400, "INVALID_CONTRACT_LENGTH", "sku",
    ),
    Row(
        orders.OfAnotherProduct, f"{_AT_LINE}/0/substitute", {**WHY, "sku": MONITOR},
        400, "OF_ANOTHER_PRODUCT", "sku",
    ),
    Row(InputRefused, f"{_AT_LINE}/0/substitute", {"sku": LONG}, 400, "VALIDATION_ERROR", "reason"),
)  # fmt: skip

CUSTOMERS = (
    Row(customers.CustomerNotFound, f"GET {_CUSTOMER}/cust_nobody", None, 404, "NOT_FOUND"),
    Row(customers.CustomerMerged, f"GET {_CUSTOMER}/{{merged}}", None, 404, "CUSTOMER_MERGED"),
    Row(customers.CustomerNotFound, f"GET {_CUSTOMER}/cust_nobody/export", None, 404, "NOT_FOUND"),
    Row(customers.CustomerMerged, f"GET {_CUSTOMER}/{{merged}}/export", None, 404, "CUSTOMER_MERGED"),
    Row(customers.CustomerNotFound, f"PUT {_CUSTOMER}/cust_nobody", {}, 404, "NOT_FOUND"),
    Row(customers.CustomerMerged, f"PUT {_CUSTOMER}/{{merged}}", {}, 404, "CUSTOMER_MERGED"),
    Row(customers.CustomerAnonymised, f"PUT {_CUSTOMER}/{{forgotten}}", {}, 409, "CUSTOMER_ANONYMISED"),
    Row(InputRefused, f"PUT {_CUSTOMER}/{{idle}}", {"email": "nobody"}, 400, "VALIDATION_ERROR", "email"),
    Row(
        customers.EmailTaken, f"PUT {_CUSTOMER}/{{idle}}", {"email": "AWAY@example.com"},
        409, "CUSTOMER_EXISTS", "email",
    ),
    Row(StaleEdit, f"PUT {_CUSTOMER}/{{idle}}", {"phone": "1", "version": 99}, 409, "STALE_VERSION"),
    Row(
        customers.HasActiveSubscriptions, f"PUT {_CUSTOMER}/{{renting}}", {"status": "inactive"},
        409, "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS",
    ),
    Row(
        customers.HasPendingOrders, f"PUT {_CUSTOMER}/{{waiting}}", {"status": "inactive"},
        409, "CUSTOMER_HAS_PENDING_ORDERS",
    ),
    Row(customers.CustomerNotFound, f"DELETE {_CUSTOMER}/cust_nobody", None, 404, "NOT_FOUND"),
    Row(customers.CustomerMerged, f"DELETE {_CUSTOMER}/{{merged}}", None, 404, "CUSTOMER_MERGED"),
    Row(customers.CustomerAnonymised, f"DELETE {_CUSTOMER}/{{forgotten}}", None, 409, "CUSTOMER_ANONYMISED"),
    Row(
        customers.HasActiveSubscriptions, f"DELETE {_CUSTOMER}/{{renting}}", None,
        409, "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS",
    ),
    Row(customers.HasPendingOrders, f"DELETE {_CUSTOMER}/{{waiting}}", None, 409, "CUSTOMER_HAS_PENDING_ORDERS"),
)  # fmt: skip

_MERGE, _FORGET = f"POST {_CUSTOMER}/{{idle}}/merge", f"POST {_CUSTOMER}/{{idle}}/anonymise"
PEOPLE = (
    Row(customers.CustomerNotFound, f"POST {_CUSTOMER}/cust_nobody/merge", {"other": "{idle}"}, 404, "NOT_FOUND"),
    Row(customers.CustomerMerged, f"POST {_CUSTOMER}/{{merged}}/merge", {"other": "{idle}"}, 404, "CUSTOMER_MERGED"),
    Row(
        customers.CustomerAnonymised, f"POST {_CUSTOMER}/{{forgotten}}/merge", {"other": "{idle}"},
        409, "CUSTOMER_ANONYMISED",
    ),
    Row(customers.MergeNotSure, _MERGE, {"other": "{waiting}"}, 409, "MERGE_NOT_CONFIRMED", "sure"),
    Row(InputRefused, _MERGE, {"other": "{idle}", "sure": True}, 400, "VALIDATION_ERROR", "other"),
    Row(
        customers.CustomerNotFound, f"POST {_CUSTOMER}/cust_nobody/anonymise", {"email": "a@example.com"},
        404, "NOT_FOUND",
    ),
    Row(
        customers.CustomerMerged, f"POST {_CUSTOMER}/{{merged}}/anonymise", {"email": "a@example.com"},
        404, "CUSTOMER_MERGED",
    ),
    Row(
        customers.CustomerAnonymised, f"POST {_CUSTOMER}/{{forgotten}}/anonymise", {"email": "a@example.com"},
        409, "CUSTOMER_ANONYMISED",
    ),
    Row(customers.NotTheirAddress, _FORGET, {"email": "a@example.com"}, 400, "CONFIRMATION_WRONG", "email"),
    Row(InputRefused, _FORGET, {}, 400, "VALIDATION_ERROR", "email"),
    Row(
        customers.HasActiveSubscriptions, f"POST {_CUSTOMER}/{{renting}}/anonymise", {"email": "rents@example.com"},
        409, "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS",
    ),
    Row(
        customers.HasPendingOrders, f"POST {_CUSTOMER}/{{waiting}}/anonymise",
        {"email": MINIMAL["customer"]["email"]}, 409, "CUSTOMER_HAS_PENDING_ORDERS",
    ),
)  # fmt: skip

_SERIAL = "assetSerialNumber"
GOING_OUT = (
    Row(subscriptions.OrderUnknown, _GOES, {**goes("full"), "orderId": "x"}, 400, "ORDER_NOT_FOUND", "orderId"),
    Row(subscriptions.OrderNotConfirmed, _GOES, goes("pending"), 400, "ORDER_NOT_CONFIRMED", "orderId"),
    Row(subscriptions.OrderNotConfirmed, _GOES, goes("cancelled"), 400, "ORDER_NOT_CONFIRMED", "orderId"),
    Row(subscriptions.AssetUnknown, _GOES, goes("confirmed", "NOBODY"), 400, "ASSET_NOT_FOUND", _SERIAL),
    Row(subscriptions.AssetNotAvailable, _GOES, goes("confirmed", "OUT-1"), 400, "ASSET_NOT_AVAILABLE", _SERIAL),
    Row(subscriptions.SkuMismatch, _GOES, goes("confirmed", "SCREEN"), 400, "SKU_MISMATCH", _SERIAL),
    Row(subscriptions.ItemFullyFulfilled, _GOES, goes("full"), 400, "ITEM_FULLY_FULFILLED", _SERIAL),
    Row(InputRefused, _GOES, goes("confirmed", customerId="{idle}"), 400, "VALIDATION_ERROR", "customerId"),
    Row(orders.OrderNotFound, "POST /v1/orders/ord_nobody/fulfil", {"serialNumbers": ["FREE"]}, 404, "NOT_FOUND"),
    Row(
        subscriptions.OrderNotConfirmed, "POST /v1/orders/{pending}/fulfil", {"serialNumbers": ["FREE"]},
        400, "ORDER_NOT_CONFIRMED", "orderId",
    ),
    Row(
        InputRefused, "POST /v1/orders/{confirmed}/fulfil", {"serialNumbers": []},
        400, "VALIDATION_ERROR", "serialNumbers",
    ),
    Row(subscriptions.SubscriptionNotFound, "GET /v1/subscriptions/sub_nobody", None, 404, "NOT_FOUND"),
    Row(
        subscriptions.SubscriptionNotFound, "PATCH /v1/subscriptions/sub_nobody/notes", {"notes": "x"},
        404, "NOT_FOUND",
    ),
    Row(InputRefused, "PATCH /v1/subscriptions/{rental}/notes", {}, 400, "VALIDATION_ERROR", "notes"),
    Row(subscriptions.PaymentNotFound, "GET /v1/payments/pay_nobody", None, 404, "NOT_FOUND"),
)  # fmt: skip

_SHIP = "POST /v1/orders/{partial}/shipments"
SHIPPING = (
    Row(orders.OrderNotFound, "POST /v1/orders/ord_nobody/shipments", {}, 404, "NOT_FOUND"),
    Row(orders.OrderNotFound, "GET /v1/orders/ord_nobody/shipments", None, 404, "NOT_FOUND"),
    Row(shipments.NothingToShip, "POST /v1/orders/{confirmed}/shipments", {}, 409, "NOTHING_TO_SHIP"),
    Row(
        shipments.NotOfThisOrder, _SHIP, {"serialNumbers": ["FREE"]}, 400, "NOT_OF_THIS_ORDER", "serialNumbers"
    ),
    Row(shipments.AlreadyShipped, _SHIP, {"serialNumbers": ["OUT-1"]}, 409, "ALREADY_SHIPPED", "serialNumbers"),
    Row(InputRefused, _SHIP, {"shippedAt": "soon"}, 400, "VALIDATION_ERROR", "shippedAt"),
    Row(shipments.ShipmentNotFound, "PATCH /v1/shipments/shp_nobody", {}, 404, "NOT_FOUND"),
    Row(StaleEdit, "PATCH /v1/shipments/{shipment}", {"notes": "x", "version": 99}, 409, "STALE_VERSION", "notes"),
    Row(InputRefused, "PATCH /v1/shipments/{shipment}", {"shippedAt": "soon"}, 400, "VALIDATION_ERROR", "shippedAt"),
)  # fmt: skip

BESIDES = (
    Row(VariantInUse, "PATCH /v1/products/variants/{variant}/status", {"status": "inactive"}, 409, "VARIANT_IN_USE"),
    Row(ProductHasActiveOrders, "DELETE /v1/products/{product}", None, 409, "PRODUCT_HAS_ACTIVE_ORDERS"),
    Row(AssetInUse, "PUT /v1/assets/OUT-1", {"status": "returned"}, 409, "ASSET_IN_USE", "status"),
    Row(AssetInUse, "DELETE /v1/assets/OUT-1", None, 409, "ASSET_IN_USE", "status"),
)
"""What open orders and running subscriptions refuse of others."""

ROWS = (
    *TAKING, *CHANGING, *STEPS, *CLOSING, *REPLACING, *CUSTOMERS, *PEOPLE, *GOING_OUT, *SHIPPING, *BESIDES,
)  # fmt: skip
