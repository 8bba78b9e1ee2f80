"""Subscriptions as FlexPortal writes them: rentals."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso, now
from webapp.core.data.money import Amount, Signed, to_major
from webapp.core.operation.actor import Actor
from webapp.subscriptions.recovery import recovery_of


class RentalWorthJson(TypedDict):
    """What the unit is worth and earned."""

    listPrice: Amount | None
    listPriceSource: str
    listPriceCapturedAt: str
    acquisitionCost: Amount | None
    acquisitionCostSource: str
    acquisitionCostCapturedAt: str
    totalCollected: Amount
    costRecoveryPercent: Amount | None
    currentProfit: Signed | None
    breakevenMonths: Amount | None
    hasReachedBreakeven: bool
    recoveryStatus: str


class RentalKeptJson(TypedDict):
    """What is noted, and when it changed."""

    notes: str | None
    version: int
    createdAt: str
    updatedAt: str
    createdBy: str


class RentalJson(RentalWorthJson, RentalKeptJson):
    """docs/contract.md, Subscriptions."""

    rentalId: str
    subscriptionId: str
    tenantId: str
    assetSerialNumber: str
    serialNumber: str
    customerId: str
    customerEmail: str
    customerName: str
    orderId: str
    orderItemIndex: int
    productId: str
    variantId: str
    sku: str
    productName: str
    productImageUrl: str | None
    monthlyAmount: Amount
    setupFee: Amount
    currency: str
    status: str
    billingGroupId: str | None
    billingStartOption: str
    originalContractLength: int
    contractLength: int
    startDate: str
    endDate: str
    nextBillingDate: str | None
    lastModifiedDate: str
    extensionHistory: list[dict[str, Any]]
    replacementHistory: list[dict[str, Any]]
    customFields: dict[str, Any]


def rental_json(row: Any, actor: Actor) -> RentalJson:
    """One subscription; money in major units."""
    exponent = actor.tenant.exponent
    return {
        **_worth(row, exponent),
        "rentalId": row.id,
        "subscriptionId": row.id,
        "tenantId": actor.tenant.slug,
        "assetSerialNumber": row.serial,
        "serialNumber": row.serial,
        "customerId": row.customer_id,
        "customerEmail": row.customer["email"],
        "customerName": row.buyer,
        "orderId": row.order_id,
        "orderItemIndex": row.place,
        "productId": row.product_id,
        "variantId": row.variant_id,
        "sku": row.sku,
        "productName": row.product_name,
        "productImageUrl": row.image_url,
        "monthlyAmount": to_major(row.monthly_amount, exponent),
        "setupFee": to_major(row.setup_fee, exponent),
        "currency": row.currency,
        "status": row.status,
        "billingGroupId": None,
        "billingStartOption": row.billing_start,
        "originalContractLength": row.original_contract_length,
        "contractLength": row.contract_length,
        "startDate": row.start_date.isoformat(),
        "endDate": row.end_date.isoformat(),
        "nextBillingDate": row.next_due.isoformat() if row.next_due else None,
        "lastModifiedDate": iso(row.updated_at),
        "extensionHistory": [],
        "replacementHistory": [],
        "customFields": row.custom_fields or {},
        **_kept(row),
    }


def _kept(row: Any) -> RentalKeptJson:
    return RentalKeptJson(
        notes=row.notes,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
        createdBy=row.created_by,
    )


def _worth(row: Any, exponent: int) -> RentalWorthJson:
    def money(value: int | None) -> Any:
        return None if value is None else to_major(value, exponent)

    recovery = recovery_of(row, now().date())
    return RentalWorthJson(
        listPrice=money(row.list_price),
        listPriceSource=row.list_price_source,
        listPriceCapturedAt=iso(row.taken),
        acquisitionCost=money(row.acquisition_cost),
        acquisitionCostSource=row.acquisition_cost_source,
        acquisitionCostCapturedAt=iso(row.created_at if row.acquisition_cost_source == "manual" else row.taken),
        totalCollected=money(row.collected),
        costRecoveryPercent=recovery.percent,
        currentProfit=money(recovery.profit),
        breakevenMonths=recovery.breakeven_months,
        hasReachedBreakeven=recovery.has_reached_breakeven,
        recoveryStatus=recovery.status,
    )


class WrittenRentalJson(TypedDict):
    """The answer to what is done with a subscription."""

    success: bool
    message: str
    rentalId: str
    rental: RentalJson


def created_json(row: Any, actor: Actor) -> WrittenRentalJson:
    """The answer to renting out."""
    return _written("Subscription created successfully", row, actor)


def noted_json(row: Any, actor: Actor) -> WrittenRentalJson:
    """The answer to new notes."""
    return _written("Subscription notes updated successfully", row, actor)


def _written(message: str, row: Any, actor: Actor) -> WrittenRentalJson:
    return WrittenRentalJson(success=True, message=message, rentalId=row.id, rental=rental_json(row, actor))
