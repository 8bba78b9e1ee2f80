"""What an order's lines cost: the prices of the moment, rounded half up line by line, tax within or on top."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.operation.errors import Detail
from webapp.orders.errors import InvalidContractLength
from webapp.orders.inputs import OrderItem
from webapp.pricing.advisor.sums import WHOLE, after_discount, half_up


@dataclass(frozen=True, slots=True)
class Tax:
    """A tenant's VAT: basis points, and whether prices have it within."""

    basis_points: int
    included: bool

    def of(self, amount: int) -> int:
        """What of an amount is tax, or what comes on top of it."""
        if self.included:
            return half_up(amount * self.basis_points, WHOLE + self.basis_points)
        return half_up(amount * self.basis_points, WHOLE)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a tenant's orders go by: VAT, currency, the usual length of a contract, and how many a line may ask for."""

    tax: Tax
    currency: str
    usual: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Sums:
    """An order's totals in minor units; a month's."""

    subtotal: int
    tax_amount: int
    total: int
    total_devices: int


def tier_of(variant: PricedVariant, item: OrderItem, usual: int, at: str) -> Mapping[str, Any]:
    """The tier that a line is rented at; without a length, the usual one, or else the shortest."""
    tiers = {tier["contract_length"]: tier for tier in variant.tiers}
    wanted = item.contract_length
    if wanted is None and tiers:
        wanted = usual if usual in tiers else min(tiers)
    if wanted is None or wanted not in tiers:
        raise _no_such_length(variant, wanted or usual, sorted(tiers), at)
    return tiers[wanted]


def _no_such_length(variant: PricedVariant, months: int, lengths: Sequence[int], at: str) -> InvalidContractLength:
    known = f"It is for {', '.join(map(str, lengths))}." if lengths else "It has no prices yet."
    sku = variant.values["variant_sku"]
    length = f"{months} month{'' if months == 1 else 's'}"
    words = InvalidContractLength.message.format(sku=sku, length=length, lengths=known)
    detail = Detail(f"{at}.contractLength" if at else "sku", words, "invalid_contract_length")
    return InvalidContractLength(details=[detail], sku=sku, length=length, lengths=known)


def price_of(tier: Mapping[str, Any]) -> int:
    """What a month costs at a tier, its discount taken off."""
    return after_discount(tier["monthly_price"], tier["discount_type"], tier["discount_value"] or 0)


def line_of(variant: PricedVariant, item: OrderItem, tier: Mapping[str, Any], tax: Tax) -> dict[str, Any]:
    """A line's columns but for its place: what is asked for, and what it costs and is worth at this moment."""
    values = variant.values
    price = price_of(tier)
    listed, listed_by = _first((item.list_price_override, "manual"), (values["list_price"], "variant"))
    cost, cost_by = _first(
        (item.acquisition_cost_override, "manual"), (values["acquisition_cost"], "variant"), (listed, "list_price")
    )
    return {
        "variant_id": values["id"],
        "product_id": values["product_id"],
        "sku": values["variant_sku"],
        "quantity": item.quantity,
        "contract_length": tier["contract_length"],
        "unit_price": price,
        "setup_fee": tier["setup_fee"] or 0,
        "tax_amount": tax.of(price * item.quantity),
        "list_price": listed,
        "list_price_source": listed_by,
        "list_price_override": item.list_price_override,
        "acquisition_cost": cost,
        "acquisition_cost_source": cost_by,
        "acquisition_cost_override": item.acquisition_cost_override,
        "used_list_price": cost_by == "list_price",
    }


def sums_of(lines: Iterable[Mapping[str, Any]], tax: Tax) -> Sums:
    """The totals of these lines, without what was closed of them."""
    subtotal = taxed = devices = 0
    for line in lines:
        coming = line["quantity"] - line["closed"]
        subtotal += line["unit_price"] * coming
        taxed += line["tax_amount"]
        devices += coming
    return Sums(subtotal, taxed, subtotal if tax.included else subtotal + taxed, devices)


def _first(*told: tuple[int | None, str]) -> tuple[int | None, str]:
    return next(((value, source) for value, source in told if value is not None), (None, "unknown"))
