"""Customers as FlexPortal writes them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NotRequired

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import PERCENT_DIGITS, Amount, Signed, to_major
from webapp.core.operation.actor import Actor
from webapp.customers.hooks import Business
from webapp.pricing.advisor.sums import half_up


class AddressJson(TypedDict):
    """docs/contract.md, Orders: where somebody is billed or something is sent."""

    contactName: str
    company: NotRequired[str]
    streetAddress: str
    buildingInfo: NotRequired[str]
    locality: NotRequired[str]
    city: str
    adminArea: NotRequired[str]
    postalCode: NotRequired[str]
    country: str


class ProfitabilityJson(TypedDict):
    """The same in the other page's names (C-25)."""

    lifetimeCollected: Amount
    totalAcquisitionCost: Amount
    costRecoveryPercent: Amount | None
    averageMonthlyRevenue: Amount
    totalDevicesEver: int
    activeDevices: int


class CustomerJson(TypedDict):
    """docs/contract.md, Customers."""

    customerId: str
    tenantId: str
    email: str
    firstName: str
    lastName: str
    company: str | None
    phone: str | None
    customerType: str
    customFields: dict[str, Any]
    totalOrders: int
    totalDevicesRented: int
    totalMonthlyRevenue: Amount
    status: str
    orderIds: list[str]
    rentalIds: list[str]
    lastBillingAddress: AddressJson | None
    lastShippingAddress: AddressJson | None
    billingAddress: AddressJson | None
    shippingAddress: AddressJson | None
    lifetimeCollected: Amount
    totalAcquisitionCost: Amount
    customerMargin: Signed
    customerMarginPercent: Signed | None
    subscriptionsTracked: int
    profitability: ProfitabilityJson
    anonymisedAt: str | None
    version: int
    createdAt: str
    updatedAt: str
    createdBy: str


def customer_json(row: Any, actor: Actor) -> CustomerJson:
    """One customer, with what they ordered."""
    business = row.business
    return CustomerJson(
        customerId=row.id,
        tenantId=actor.tenant.slug,
        email=row.email,
        firstName=row.first_name,
        lastName=row.last_name,
        company=row.company,
        phone=row.phone,
        customerType=row.customer_type,
        customFields=row.custom_fields or {},
        totalOrders=len(business.order_ids),
        totalDevicesRented=business.devices_rented,
        totalMonthlyRevenue=to_major(business.monthly_revenue, actor.tenant.exponent),
        status=row.status,
        orderIds=list(business.order_ids),
        rentalIds=list(business.rental_ids),
        lastBillingAddress=row.billing_address,
        lastShippingAddress=row.shipping_address,
        billingAddress=row.billing_address,
        shippingAddress=row.shipping_address,
        **_earned(business, actor.tenant.exponent),
        anonymisedAt=iso(row.anonymised_at) if row.anonymised_at else None,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
        createdBy=row.created_by,
    )


class _EarnedJson(TypedDict):
    lifetimeCollected: Amount
    totalAcquisitionCost: Amount
    customerMargin: Signed
    customerMarginPercent: Signed | None
    subscriptionsTracked: int
    profitability: ProfitabilityJson


def _earned(business: Business, exponent: int) -> _EarnedJson:
    """What a customer brought in, and what their devices cost; percentages of nothing are null."""
    collected, cost = business.collected, business.acquisition_cost
    each = half_up(business.monthly_revenue, business.devices_rented) if business.devices_rented else 0
    return _EarnedJson(
        lifetimeCollected=to_major(collected, exponent),
        totalAcquisitionCost=to_major(cost, exponent),
        customerMargin=to_major(collected - cost, exponent),
        customerMarginPercent=_percent(collected - cost, collected),
        subscriptionsTracked=len(business.rental_ids),
        profitability=ProfitabilityJson(
            lifetimeCollected=to_major(collected, exponent),
            totalAcquisitionCost=to_major(cost, exponent),
            costRecoveryPercent=_percent(collected, cost),
            averageMonthlyRevenue=to_major(each, exponent),
            totalDevicesEver=business.devices_ever,
            activeDevices=business.devices_rented,
        ),
    )


def _percent(part: int, whole: int) -> Decimal | None:
    if whole <= 0:
        return None
    sign = -1 if part < 0 else 1
    return to_major(sign * half_up(abs(part) * 10_000, whole), PERCENT_DIGITS)


class ChangedCustomerJson(TypedDict):
    """The answer to a change."""

    success: bool
    message: str
    customerId: str
    customer: CustomerJson


class LeftCustomerJson(TypedDict):
    """The answer to putting one aside."""

    success: bool
    message: str
    customerId: str


def changed_json(row: Any, actor: Actor) -> ChangedCustomerJson:
    """The customer as they are now."""
    words = "Customer updated successfully"
    return ChangedCustomerJson(success=True, message=words, customerId=row.id, customer=customer_json(row, actor))


def left_json(row: Any, actor: Actor) -> LeftCustomerJson:
    """That the customer is inactive now."""
    return LeftCustomerJson(success=True, message="Customer deactivated successfully", customerId=row.id)


class CustomerExportJson(TypedDict):
    """Everything that is known of one customer."""

    customer: CustomerJson
    addresses: list[AddressJson]
    orders: list[dict[str, Any]]
    rentals: list[dict[str, Any]]


def export_json(
    row: Any, actor: Actor, addresses: Sequence[Any], told: Mapping[str, Sequence[Any]]
) -> CustomerExportJson:
    """A customer with what each feature tells of them."""
    return CustomerExportJson(
        customer=customer_json(row, actor),
        addresses=list(addresses),
        orders=list(told.get("orders", ())),
        rentals=list(told.get("rentals", ())),
    )


def merged_json(row: Any, actor: Actor) -> ChangedCustomerJson:
    """The customer that stays."""
    return {**changed_json(row, actor), "message": "Customers merged successfully"}


def anonymised_json(row: Any, actor: Actor) -> ChangedCustomerJson:
    """The customer of whom nothing is known any more."""
    return {**changed_json(row, actor), "message": "Customer anonymised successfully"}
