"""Making an order: the customer is found or made, the prices of the moment are copied."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select

from webapp.accounts.models import Tenant
from webapp.accounts.permissions import Permission
from webapp.assets.errors import VariantInactive, VariantNotFound
from webapp.catalog.models import Product, Variant
from webapp.catalog.queries.variants import PricedVariant, variants_by_id
from webapp.core.data.ids import new_id
from webapp.core.data.parts import in_parts
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import CustomerInactive
from webapp.customers.finding import address_json, customer_of
from webapp.customers.inputs import OrderingCustomer
from webapp.customers.models import Customer
from webapp.ledger.models import table_of
from webapp.orders.errors import InvalidContractLength
from webapp.orders.inputs import CreateOrder
from webapp.orders.limits import judge_quantities
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.pricing import Tax, line_of, sums_of, tier_of
from webapp.orders.queries import find_order

FRESH = {"rented": 0, "closed": 0, "close_reason": None, "replaces": None}
"""What a new line has of its course."""


@operation(
    needs=Permission.WRITE_ORDERS, raises=(VariantNotFound, VariantInactive, InvalidContractLength, CustomerInactive)
)
def create_order(work: Work, data: CreateOrder) -> Any:
    """Make an order; its lines, addresses and customer are copies that later edits leave alone."""
    customer = customer_of(work, data.customer, data.billing_address, data.shipping_address or data.billing_address)
    tenant = work.session.execute(select(Tenant).where(Tenant.id == work.tenant_id)).scalar_one()
    judge_quantities(tenant, data.items)
    tax = Tax(tenant.vat_basis_points, tenant.prices_include_vat)
    lines = _lines(work, data, tenant.default_contract_length, tax)
    order_id = new_id(work.actor.tenant.prefix("ord"))
    work.session.execute(
        insert(table_of(SalesOrder)),
        {
            "tenant_id": work.tenant_id,
            "id": order_id,
            "status": "pending",
            **_told(data),
            **_buyer(customer, data.customer),
            "currency": tenant.currency,
            "vat_basis_points": tax.basis_points,
            "prices_include_vat": tax.included,
            **asdict(sums_of(lines, tax)),
            "created_by": work.actor.id,
            "version": 1,
            "created_at": work.at,
            "updated_at": work.at,
        },
    )
    placed = [
        {"tenant_id": work.tenant_id, "order_id": order_id, "position": n, **FRESH, **line}
        for n, line in enumerate(lines)
    ]
    work.session.execute(insert(table_of(OrderLine)), placed)
    summary = f"took the order of {customer.first_name} {customer.last_name} for {_said(lines)}"
    work.tell(summary, order_id)
    return find_order(work.session, work.tenant_id, order_id)


def _told(data: CreateOrder) -> dict[str, Any]:
    """What the order keeps as it was said; details of a kind that it is not are let by."""
    shipping = data.shipping_address or data.billing_address
    about = {"extension": data.extension_details, "upgrade": data.upgrade_details}
    return {
        **data.model_dump(include={"order_type", "notes", "custom_fields"}),
        "billing_address": address_json(data.billing_address),
        "shipping_address": address_json(shipping),
        **{
            f"{kind}_details": told.model_dump(by_alias=True) if told and kind == data.order_type else None
            for kind, told in about.items()
        },
    }


def _buyer(customer: Customer, told: OrderingCustomer) -> dict[str, Any]:
    """The customer as told for this order, and what the order is looked up by."""
    copy = told.model_dump(by_alias=True, exclude_none=True)
    names = (told.first_name, told.last_name, told.company or "", told.email)
    return {
        "customer_id": customer.id,
        "customer": {"customerId": customer.id, **copy},
        "customer_key": fold(" ".join(filter(None, names))),
    }


def _lines(work: Work, data: CreateOrder, usual: int, tax: Tax) -> list[dict[str, Any]]:
    """Each line at its price of the moment; names of products as they are now."""
    named = _named(work, sorted({item.sku for item in data.items}))
    for at, item in enumerate(data.items):
        _judge(named.get(item.sku), item.sku, f"items.{at}")
    priced: dict[str, PricedVariant] = {}
    for part in in_parts([row.id for row in named.values()]):
        priced |= variants_by_id(work.session, work.tenant_id, part, work.at)
    lines = []
    for at, item in enumerate(data.items):
        row = named[item.sku]
        variant = priced[row.id]
        tier = tier_of(variant, item, usual, f"items.{at}")
        images = variant.values["images"] or row.images or []
        pictured = {"product_name": row.name, "image_url": images[0] if images else None}
        lines.append({**line_of(variant, item, tier, tax), **pictured})
    return lines


def _named(work: Work, skus: Sequence[str]) -> Mapping[str, Any]:
    """The variants of these SKUs with their products' names; held, so that none is retired meanwhile."""
    found: dict[str, Any] = {}
    for part in in_parts(skus):
        rows = (
            select(Variant.id, Variant.variant_sku, Variant.status, Product.name, Product.images)
            .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
            .where(Variant.tenant_id == work.tenant_id, Variant.variant_sku.in_(part))
            .order_by(Variant.variant_sku)
            .with_for_update(read=True)
        )
        found |= {row.variant_sku: row for row in work.session.execute(rows)}
    return found


def _judge(row: Any, sku: str, at: str) -> None:
    """Two refusals that a client tells apart: no such SKU, and one that is not offered any more."""
    for missing, problem in (
        (row is None, VariantNotFound),
        (row is not None and row.status != "active", VariantInactive),
    ):
        if missing:
            words = problem.message.format(sku=sku)
            raise problem(details=[Detail(f"{at}.sku", words, problem.code.lower())], sku=sku)


def _said(lines: Sequence[Mapping[str, Any]]) -> str:
    first, *more = lines
    rest = f" and {len(more)} more lines" if len(more) > 1 else " and another line" if more else ""
    return f"{first['quantity']} × {first['sku']}{rest}"
