"""Customers as FlexPortal writes them."""

from typing import Any, NotRequired

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import Amount, to_major
from webapp.core.operation.actor import Actor


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
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
        createdBy=row.created_by,
    )


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
