"""What an order would cost and what of it is there, worked out by the functions that make one; nothing is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work
from webapp.orders.inputs import OrderItem
from webapp.orders.selling.lines import Sold, judge, sold_line, sold_now, terms_of
from webapp.orders.selling.pictures import picture_of
from webapp.orders.selling.pricing import Sums, Tax, price_of, sums_of
from webapp.orders.selling.rearranging import rearranged
from webapp.orders.selling.there import Place, units_there


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
    places: Sequence[Place]
    stays: bool
    """Whether it is a line of the order already, at its old price."""

    @property
    def free(self) -> int:
        """How many units of it are free in all."""
        return sum(place.free for place in self.places)


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
    kept, anew = _kept(work.session, work.tenant_id, items, order)
    sold = sold_now(work, sorted({item.sku for item in items.values()}), hold=False)
    there = units_there(work.session, work.tenant_id, [one.row.id for one in sold.values()])
    lines: dict[int, QuotedLine] = {}
    for at in items:
        item = anew.get(at, items[at])
        known = sold.get(item.sku)
        line, why = (kept[at], "") if at in kept else _line(known, item, terms.usual, tax)
        places = there.get(known.row.id, []) if known else []
        lines[at] = QuotedLine(line, why, _tiers(known), places, at in kept)
    return Quote(lines, sums_of([one.line for one in lines.values() if one.line is not None], tax), tax)


def _kept(
    session: Session, tenant_id: int, items: Mapping[int, OrderItem], order: Any
) -> tuple[dict[int, Mapping[str, Any]], dict[int, OrderItem]]:
    if order is None:
        return {}, dict(items)
    lines, places = picture_of(session, tenant_id, order.id).lines, list(items)
    stays, anew = rearranged(lines, list(items.values()))
    return {places[at]: lines[n] for at, n in stays.items()}, {places[at]: item for at, item in anew.items()}


def _line(known: Sold | None, item: OrderItem, usual: int, tax: Tax) -> tuple[Mapping[str, Any] | None, str]:
    try:
        return sold_line(judge(known, item.sku, "items.0"), item, usual, tax, "items.0"), ""
    except Problem as problem:
        return None, problem.details[0].message


def _tiers(known: Sold | None) -> list[Tier]:
    tiers = known.priced.tiers if known and known.row.status == "active" else ()
    return [Tier(tier["contract_length"], price_of(tier)) for tier in tiers]
