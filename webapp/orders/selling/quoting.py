"""What an order would cost and what of it is there, worked out by the functions that make one; nothing is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.catalog.queries.variants import variants_by_id
from webapp.core.data import clock
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work
from webapp.orders.inputs import OrderItem
from webapp.orders.selling.lines import Sold, judge, sold_line, sold_now, terms_of
from webapp.orders.selling.pictures import picture_of
from webapp.orders.selling.pricing import Sums, Tax, price_of, sums_of
from webapp.orders.selling.rearranging import Rearranged, going_on, rearranged
from webapp.orders.selling.there import Cover, covered


@dataclass(frozen=True)
class Tier:
    """A length that a SKU is rented for, and what a month costs."""

    months: int
    price: int


@dataclass(frozen=True)
class QuotedLine:
    """A line as it would be; ``line`` is None, with the words why, when it cannot be."""

    line: Mapping[str, Any] | None
    why: str
    tiers: Sequence[Tier]
    cover: Cover
    """What of it is kept for the order already, and what else is free."""
    stays: bool
    """Whether it is a line of the order already, at its old price."""


@dataclass(frozen=True)
class Quote:
    """The lines by their places, and their sums."""

    lines: Mapping[int, QuotedLine]
    sums: Sums
    tax: Tax


def quote(work: Work, items: Mapping[int, OrderItem], order: Any = None) -> Quote:
    """What these items would cost now, in a new order or in the place of the lines of this one."""
    terms = terms_of(work.session, work.tenant_id)
    tax = Tax(order.vat_basis_points, order.prices_include_vat) if order else terms.tax
    before, told = _set_against(work, items, order)
    sold = sold_now(work, sorted({item.sku for item in items.values()}), hold=False)
    drafts: dict[int, tuple[Mapping[str, Any] | None, str]] = {}
    for n, at in enumerate(items):
        if n in told.stays:
            drafts[at] = before[told.stays[n]], ""
            continue
        item = told.anew[n]
        line, why = _line(sold.get(item.sku), item, terms.usual, tax)
        drafts[at] = (going_on(before, told, n, line, tax) if line else None), why
    cover = _cover(work, drafts, order)
    lines = {
        at: QuotedLine(line, why, _tiers(sold.get(items[at].sku)), cover.get(at, Cover(0, 0, ())), n in told.stays)
        for n, (at, (line, why)) in enumerate(drafts.items())
    }
    return Quote(lines, sums_of([one.line for one in lines.values() if one.line is not None], tax), tax)


def _set_against(work: Work, items: Mapping[int, OrderItem], order: Any) -> tuple[Mapping[int, Any], Rearranged]:
    """The lines that the order has, and what of them these items, in their order, go on with."""
    before = picture_of(work.session, work.tenant_id, order.id).lines if order else {}
    return before, rearranged(before, list(items.values()))


def _cover(work: Work, drafts: Mapping[int, tuple[Mapping[str, Any] | None, str]], order: Any) -> dict[int, Cover]:
    wanted = {at: (line["variant_id"], line["quantity"] - line["closed"]) for at, (line, _) in drafts.items() if line}
    found = covered(work.session, work.tenant_id, list(wanted.values()), order.id if order else None)
    return dict(zip(wanted, found, strict=True))


def _line(known: Sold | None, item: OrderItem, usual: int, tax: Tax) -> tuple[Mapping[str, Any] | None, str]:
    try:
        return sold_line(judge(known, item.sku, "items.0"), item, usual, tax, "items.0"), ""
    except Problem as problem:
        return None, problem.details[0].message


def _tiers(known: Sold | None) -> list[Tier]:
    tiers = known.priced.tiers if known and known.row.status == "active" else ()
    return [Tier(tier["contract_length"], price_of(tier)) for tier in tiers]


def prices_for(session: Session, tenant_id: int, variant_ids: Sequence[str], months: int) -> dict[str, int | None]:
    """What a month of each of these variants costs now for so many months; None where it has no price for that."""
    priced = variants_by_id(session, tenant_id, variant_ids, clock.now())
    tiers = {one: {tier["contract_length"]: price_of(tier) for tier in found.tiers} for one, found in priced.items()}
    return {one: tiers.get(one, {}).get(months) for one in variant_ids}
