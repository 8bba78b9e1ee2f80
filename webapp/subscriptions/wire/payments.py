"""Payments as FlexPortal writes them."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import PERCENT_DIGITS, Amount, to_major
from webapp.core.operation.actor import Actor


class PaymentItemJson(TypedDict):
    """What a payment is for."""

    rentalId: str
    description: str
    amount: Amount
    taxAmount: Amount


class PaymentJson(TypedDict):
    """docs/contract.md, Payments."""

    paymentId: str
    tenantId: str
    customerId: str
    rentalId: str
    billingGroupId: str | None
    paymentType: str
    billingPeriod: str
    dueDate: str
    status: str
    subtotal: Amount
    taxAmount: Amount
    taxRate: Amount
    total: Amount
    amount: Amount
    currency: str
    lineItems: list[PaymentItemJson]
    idempotencyKey: str
    paidAt: str | None
    notes: str | None
    createdAt: str
    updatedAt: str


class OnePaymentJson(TypedDict):
    """One payment, wrapped as published."""

    success: bool
    payment: PaymentJson


def payment_json(row: Any, actor: Actor) -> PaymentJson:
    """One payment; money in major units."""
    exponent = actor.tenant.exponent
    total = to_major(row.total, exponent)
    return PaymentJson(
        paymentId=row.id,
        tenantId=actor.tenant.slug,
        customerId=row.customer_id,
        rentalId=row.subscription_id,
        billingGroupId=None,
        paymentType="individual",
        billingPeriod=row.billing_period,
        dueDate=row.due_date.isoformat(),
        status=row.status,
        subtotal=to_major(row.subtotal, exponent),
        taxAmount=to_major(row.tax_amount, exponent),
        taxRate=to_major(row.vat_basis_points, PERCENT_DIGITS),
        total=total,
        amount=total,
        currency=row.currency,
        lineItems=[
            PaymentItemJson(
                rentalId=row.subscription_id,
                description=words,
                amount=to_major(amount, exponent),
                taxAmount=to_major(tax, exponent),
            )
            for words, amount, tax in (
                (f"{row.product_name}, {row.billing_period}", row.rent, row.rent_tax),
                ("Set-up fee", row.setup_fee, row.setup_fee_tax),
            )
            if amount or words != "Set-up fee"
        ],
        idempotencyKey=f"{row.subscription_id}:{row.billing_period}",
        paidAt=iso(row.paid_at) if row.paid_at else None,
        notes=row.notes,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )


def one_payment_json(row: Any, actor: Actor) -> OnePaymentJson:
    """The answer to reading one."""
    return OnePaymentJson(success=True, payment=payment_json(row, actor))
