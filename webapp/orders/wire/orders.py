"""Orders as FlexPortal writes them."""

from collections.abc import Callable, Sequence
from typing import Any, NotRequired

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor
from webapp.customers.wire import AddressJson
from webapp.orders.hooks import Rental
from webapp.orders.progress import line_status


class BuyerJson(TypedDict):
    """The customer as the order was made."""

    customerId: str
    email: str
    firstName: str
    lastName: str
    company: NotRequired[str]
    phone: NotRequired[str]
    customerType: str


class ItemJson(TypedDict):
    """docs/contract.md, Orders: a line."""

    sku: str
    productName: str
    quantity: int
    unitPrice: Amount
    contractLength: int
    setupFee: Amount
    productId: str
    productImageUrl: str | None
    variantId: str
    listPrice: Amount | None
    listPriceSource: str
    acquisitionCost: Amount | None
    acquisitionCostSource: str
    listPriceOverride: Amount | None
    acquisitionCostOverride: Amount | None
    usedListPriceAsAcquisition: bool
    rentalIds: list[str]
    rentalStatus: str
    rentedQuantity: int
    closedQuantity: int
    closeReason: str | None


class OrderTotalsJson(TypedDict):
    """What a month costs."""

    subtotal: Amount
    taxAmount: Amount
    total: Amount
    currency: str
    totalDevices: int


class ProgressJson(TypedDict):
    """How many devices are with the customer."""

    totalDevices: int
    rentedDevices: int


class OrderJson(TypedDict):
    """docs/contract.md, Orders."""

    orderId: str
    tenantId: str
    status: str
    orderType: str
    customerId: str
    customer: BuyerJson
    billingAddress: AddressJson
    shippingAddress: AddressJson
    items: list[ItemJson]
    totals: OrderTotalsJson
    rentalProgress: ProgressJson
    rentalIds: list[str]
    customFields: dict[str, Any] | None
    trackingNumber: str | None
    shippedAt: str | None
    notes: str | None
    extensionDetails: dict[str, Any] | None
    upgradeDetails: dict[str, Any] | None
    cancelReason: str | None
    confirmedAt: str | None
    cancelledAt: str | None
    version: int
    createdAt: str
    updatedAt: str
    createdBy: str


def order_json(row: Any, actor: Actor) -> OrderJson:
    """One order with its lines."""
    exponent = actor.tenant.exponent
    return OrderJson(
        orderId=row.id,
        tenantId=actor.tenant.slug,
        status=row.status,
        orderType=row.order_type,
        customerId=row.customer_id,
        customer=_buyer(row),
        billingAddress=row.billing_address,
        shippingAddress=row.shipping_address,
        items=[_item(line, row.rentals, exponent) for line in row.lines],
        totals=OrderTotalsJson(
            subtotal=to_major(row.subtotal, exponent),
            taxAmount=to_major(row.tax_amount, exponent),
            total=to_major(row.total, exponent),
            currency=row.currency,
            totalDevices=row.total_devices,
        ),
        rentalProgress=ProgressJson(
            totalDevices=row.total_devices, rentedDevices=sum(line.rented for line in row.lines)
        ),
        rentalIds=[one.id for one in row.rentals],
        customFields=row.custom_fields,
        trackingNumber=row.shipped.tracking_number if row.shipped else None,
        shippedAt=row.shipped.shipped_on.isoformat() if row.shipped else None,
        notes=row.notes,
        extensionDetails=row.extension_details,
        upgradeDetails=_upgrade(row.upgrade_details, exponent),
        cancelReason=row.cancel_reason,
        confirmedAt=iso(row.confirmed_at) if row.confirmed_at else None,
        cancelledAt=iso(row.cancelled_at) if row.cancelled_at else None,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
        createdBy=row.created_by,
    )


def _buyer(row: Any) -> Any:
    """The customer as the order was made; their id follows them into the record they were merged into."""
    return {**row.customer, "customerId": row.customer_id}


def _upgrade(told: dict[str, Any] | None, exponent: int) -> dict[str, Any] | None:
    """Kept in minor units, like every amount."""
    if told is None:
        return None
    return {**told, "previousMonthlyAmount": to_major(told["previousMonthlyAmount"], exponent)}


def _item(line: Any, rentals: Sequence[Rental], exponent: int) -> ItemJson:
    def money(value: int | None) -> Any:
        return None if value is None else to_major(value, exponent)

    return ItemJson(
        sku=line.sku,
        productName=line.product_name,
        quantity=line.quantity,
        unitPrice=money(line.unit_price),
        contractLength=line.contract_length,
        setupFee=money(line.setup_fee),
        productId=line.product_id,
        productImageUrl=line.image_url,
        variantId=line.variant_id,
        listPrice=money(line.list_price),
        listPriceSource=line.list_price_source,
        acquisitionCost=money(line.acquisition_cost),
        acquisitionCostSource=line.acquisition_cost_source,
        listPriceOverride=money(line.list_price_override),
        acquisitionCostOverride=money(line.acquisition_cost_override),
        usedListPriceAsAcquisition=line.used_list_price,
        rentalIds=[one.id for one in rentals if one.position == line.position],
        rentalStatus=line_status(line.quantity, line.rented, line.closed),
        rentedQuantity=line.rented,
        closedQuantity=line.closed,
        closeReason=line.close_reason,
    )


class WrittenOrderJson(TypedDict):
    """The answer to what is done with an order."""

    success: bool
    message: str
    orderId: str
    order: OrderJson


class ReservedOrderJson(WrittenOrderJson):
    """How many were reserved for an order just now, and how many it is short of still."""

    reserved: int
    short: int


def reserved(done: Any, actor: Actor) -> ReservedOrderJson:
    """The answer to reserving for an order."""
    said = written(f"{done.reserved:,} reserved, {done.short:,} short")(done.order, actor)
    return ReservedOrderJson(**said, reserved=done.reserved, short=done.short)


def written(message: str) -> Callable[[Any, Actor], WrittenOrderJson]:
    """How an order is answered once something was done with it."""

    def answer(row: Any, actor: Actor) -> WrittenOrderJson:
        return WrittenOrderJson(success=True, message=message, orderId=row.id, order=order_json(row, actor))

    return answer
