"""The lines of an order from what is asked for: each at its price of the moment, names of products as they are now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.models import Tenant
from webapp.assets.errors import VariantNotFound
from webapp.catalog.models import Product, Variant
from webapp.catalog.queries.variants import PricedVariant, variants_by_id
from webapp.catalog.writing.claims import held_in_use
from webapp.core.data.parts import in_parts
from webapp.core.operation.errors import Detail, Problem
from webapp.core.operation.registry import Work
from webapp.orders.errors import SkuInactive
from webapp.orders.inputs import OrderItem
from webapp.orders.selling.pricing import Tax, Terms, line_of, tier_of

FRESH = {"closed": 0, "close_reason": None, "replaces": None}
"""What a new line has of its course."""


@dataclass(frozen=True, slots=True)
class Sold:
    """A variant as an order takes it: its row with its product's name, and its prices in effect."""

    row: Any
    priced: PricedVariant


def terms_of(session: Session, tenant_id: int) -> Terms:
    """A tenant's terms of this moment."""
    row = session.execute(
        select(
            Tenant.vat_basis_points,
            Tenant.prices_include_vat,
            Tenant.currency,
            Tenant.default_contract_length,
            Tenant.min_order_quantity,
            Tenant.max_order_quantity,
        ).where(Tenant.id == tenant_id)
    ).one()
    tax = Tax(row.vat_basis_points, row.prices_include_vat)
    least, most = row.min_order_quantity, row.max_order_quantity
    return Terms(tax, row.currency, row.default_contract_length, least, most)


def priced_lines(work: Work, items: Mapping[int, OrderItem], usual: int, tax: Tax) -> dict[int, dict[str, Any]]:
    """The columns of these lines, by their place among the items; the variants are held, so that none is retired."""
    sold = sold_now(work, sorted({item.sku for item in items.values()}), hold=True)
    judged = {at: judge(sold.get(item.sku), item.sku, f"items.{at}") for at, item in items.items()}
    return {at: sold_line(judged[at], item, usual, tax, f"items.{at}") for at, item in items.items()}


def sold_line(sold: Sold, item: OrderItem, usual: int, tax: Tax, at: str) -> dict[str, Any]:
    """One line's columns; raises InvalidContractLength."""
    tier = tier_of(sold.priced, item, usual, at)
    images = sold.priced.values["images"] or sold.row.images or []
    pictured = {"product_name": sold.row.name, "image_url": images[0] if images else None}
    return {**line_of(sold.priced, item, tier, tax), **pictured, **FRESH}


def sold_now(work: Work, skus: Sequence[str], *, hold: bool) -> dict[str, Sold]:
    """What of these SKUs there is."""
    rows = {row.variant_sku: row for part in in_parts(skus) for row in _named(work, part, hold=hold)}
    priced: dict[str, PricedVariant] = {}
    for part in in_parts([row.id for row in rows.values()]):
        priced |= variants_by_id(work.session, work.tenant_id, part, work.at)
    return {sku: Sold(row, priced[row.id]) for sku, row in rows.items()}


def _named(work: Work, skus: Sequence[str], *, hold: bool) -> Sequence[Any]:
    """The variants of these SKUs with their products' names; held in the order in which products are written."""
    found = (
        select(Variant.id, Variant.product_id, Variant.variant_sku, Variant.status, Product.name, Product.images)
        .where(Variant.tenant_id == work.tenant_id, Variant.variant_sku.in_(skus))
        .order_by(Product.product_sku, Variant.variant_sku)
    )
    of = (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id)
    return work.session.execute(held_in_use(found) if hold else found.join(Product, of)).all()


def judge(sold: Sold | None, sku: str, at: str) -> Sold:
    """Two refusals that a client tells apart: no such SKU, and one that is not offered any more."""
    if sold is None:
        raise _refusal(VariantNotFound, sku, at)
    if sold.row.status != "active":
        raise _refusal(SkuInactive, sku, at)
    return sold


def _refusal(problem: type[Problem], sku: str, at: str) -> Problem:
    words = problem.message.format(sku=sku)
    return problem(details=[Detail(f"{at}.sku" if at else "sku", words, problem.code.lower())], sku=sku)
