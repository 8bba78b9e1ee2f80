"""Making an order: the customer is found or made, the prices of the moment are copied."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert

from webapp.accounts.permissions import Permission
from webapp.assets.errors import VariantNotFound
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import CustomerInactive
from webapp.customers.finding import address_json, customer_of
from webapp.customers.inputs import OrderingCustomer
from webapp.customfields.judging import judged
from webapp.customfields.values import keep_values
from webapp.ledger.models import table_of
from webapp.orders.errors import InvalidContractLength, LikelyDouble, PriceChanged, SkuInactive
from webapp.orders.inputs import CreateOrder
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.queries import find_order
from webapp.orders.selling.limits import judge_double, judge_prices, judge_quantities, judge_sums
from webapp.orders.selling.lines import priced_lines, terms_of
from webapp.orders.selling.pictures import search_key
from webapp.orders.selling.pricing import sums_of


@operation(
    needs=Permission.WRITE_ORDERS,
    raises=(
        VariantNotFound, SkuInactive, InvalidContractLength, CustomerInactive, PriceChanged, LikelyDouble,
    ),
)  # fmt: skip
def create_order(work: Work, data: CreateOrder) -> Any:
    """Make an order; its lines, addresses and customer are copies that later edits leave alone."""
    customer = customer_of(work, data.customer, data.billing_address, data.shipping_address or data.billing_address)
    terms = terms_of(work.session, work.tenant_id)
    items, tax = dict(enumerate(data.items)), terms.tax
    judge_quantities(terms, items)
    priced = priced_lines(work, items, terms.usual, tax)
    judge_prices(work, items, priced)
    lines = list(priced.values())
    if data.warn_of_double:
        judge_double(work, customer.id, f"{customer.first_name} {customer.last_name}", lines)
    order_id, told = new_id(work.actor.tenant.prefix("ord")), _told(work, data)
    told |= buyer_of(customer.id, data.customer)
    work.session.execute(
        insert(table_of(SalesOrder)),
        {
            "tenant_id": work.tenant_id,
            "id": order_id,
            "status": "pending",
            **told,
            "currency": terms.currency,
            "vat_basis_points": tax.basis_points,
            "prices_include_vat": tax.included,
            **asdict(judge_sums(sums_of(lines, tax))),
            "search_key": search_key(told["customer"], told["custom_fields"]),
            "created_by": work.actor.id,
            "version": 1,
            "created_at": work.at,
            "updated_at": work.at,
        },
    )
    key = {"tenant_id": work.tenant_id, "order_id": order_id, "rented": 0}
    placed = [{**key, "position": n, **line} for n, line in enumerate(lines)]
    work.session.execute(insert(table_of(OrderLine)), placed)
    keep_values(work, "order", order_id, told["custom_fields"])
    summary = f"took the order of {customer.first_name} {customer.last_name} for {_said(lines)}"
    work.tell(summary, order_id)
    return find_order(work.session, work.tenant_id, order_id)


def _told(work: Work, data: CreateOrder) -> dict[str, Any]:
    """What the order keeps as it was said; details of a kind that it is not are let by."""
    shipping = data.shipping_address or data.billing_address
    about = {"extension": data.extension_details, "upgrade": data.upgrade_details}
    return {
        **data.model_dump(include={"order_type", "notes"}),
        "custom_fields": judged(work.session, work.tenant_id, "order", data.custom_fields, None),
        "billing_address": address_json(data.billing_address),
        "shipping_address": address_json(shipping),
        **{
            f"{kind}_details": told.model_dump(by_alias=True) if told and kind == data.order_type else None
            for kind, told in about.items()
        },
    }


def buyer_of(customer_id: str, told: OrderingCustomer) -> dict[str, Any]:
    """The customer as told for this order."""
    copy = told.model_dump(by_alias=True, exclude_none=True)
    return {"customer_id": customer_id, "customer": {"customerId": customer_id, **copy}}


def _said(lines: Sequence[Mapping[str, Any]]) -> str:
    first, *more = lines
    rest = f" and {len(more)} more lines" if len(more) > 1 else " and another line" if more else ""
    return f"{first['quantity']} × {first['sku']}{rest}"
