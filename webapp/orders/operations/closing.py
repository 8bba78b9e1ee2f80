"""A line that cannot be finished: the rest of it is closed, or comes as another variant of the product."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.assets.errors import VariantNotFound
from webapp.core.operation.registry import Work, operation
from webapp.customers.naming import full_name
from webapp.orders.errors import (
    InvalidContractLength,
    LineNotFound,
    MoreThanOpen,
    NothingLeft,
    OfAnotherProduct,
    OrderNotEditable,
    OrderNotFound,
    SkuInactive,
)
from webapp.orders.inputs import CloseLine, OneLine, OrderItem, SubstituteLine
from webapp.orders.models import OrderLine, SalesOrder
from webapp.orders.operations.locking import locked_order
from webapp.orders.queries import find_order
from webapp.orders.selling.lines import Sold, judge, sold_line, sold_now, terms_of
from webapp.orders.selling.pictures import Picture, keep_change, picture_of, repaint
from webapp.orders.selling.pricing import Tax
from webapp.orders.selling.reserving import promise

_LOST = (OrderNotFound, OrderNotEditable, LineNotFound, MoreThanOpen)


@operation(needs=Permission.DECIDE_ORDERS, raises=(*_LOST, NothingLeft))
def close_line(work: Work, data: CloseLine) -> Any:
    """Close what is open of a line, or a part of it: it will never come, and the order is done without it."""
    rest = _rest_of(work, data)
    after = _without(rest, data.reason)
    if not any(line["quantity"] > line["closed"] for line in after.values()):
        raise NothingLeft
    return _done(work, rest, after, f"closed {rest.quantity} × {rest.line['sku']}", data.reason)


@operation(
    needs=Permission.DECIDE_ORDERS,
    raises=(*_LOST, VariantNotFound, SkuInactive, InvalidContractLength, OfAnotherProduct),
)
def substitute_line(work: Work, data: SubstituteLine) -> Any:
    """Let another variant of the product come instead of what is open of a line, at the line's price or its own."""
    rest = _rest_of(work, data)
    sold = judge(sold_now(work, [data.sku], hold=True).get(data.sku), data.sku, "")
    if sold.row.product_id != rest.line["product_id"] or data.sku == rest.line["sku"]:
        raise OfAnotherProduct(sku=data.sku, instead=rest.line["sku"])
    new = _stand_in(work, rest, sold, keep_price=data.keep_price)
    after = {**_without(rest, data.reason), max(rest.before.lines) + 1: new}
    said = f"replaced {rest.quantity} × {rest.line['sku']} by {data.sku}"
    return _done(work, rest, after, said, data.reason)


@dataclass(frozen=True)
class _Rest:
    """A line of a locked order, and so many of it that are open."""

    order: SalesOrder
    before: Picture
    position: int
    quantity: int
    tax: Tax

    @property
    def line(self) -> Mapping[str, Any]:
        return self.before.lines[self.position]


def _rest_of(work: Work, data: OneLine) -> _Rest:
    order = locked_order(work, data.order_id)
    before = picture_of(work.session, work.tenant_id, order.id)
    if data.index >= len(before.lines):
        raise LineNotFound
    if order.status not in ("pending", "confirmed", "partial"):
        raise OrderNotEditable(status=order.status)
    position = sorted(before.lines)[data.index]
    line = before.lines[position]
    rented = work.session.execute(
        select(OrderLine.rented).where(
            OrderLine.tenant_id == work.tenant_id, OrderLine.order_id == order.id, OrderLine.position == position
        )
    ).scalar_one()
    still = line["quantity"] - line["closed"] - rented
    if still < max(data.quantity or 0, 1):
        raise MoreThanOpen(
            open="Nothing" if still == 0 else f"Only {still}", verb="is" if still < 2 else "are", sku=line["sku"]
        )
    tax = Tax(order.vat_basis_points, order.prices_include_vat)
    return _Rest(order, before, position, data.quantity or still, tax)


def _without(rest: _Rest, reason: str) -> dict[int, Mapping[str, Any]]:
    closed = rest.line["closed"] + rest.quantity
    coming = rest.line["unit_price"] * (rest.line["quantity"] - closed)
    line = {**rest.line, "closed": closed, "close_reason": reason, "tax_amount": rest.tax.of(coming)}
    return {**rest.before.lines, rest.position: line}


def _stand_in(work: Work, rest: _Rest, sold: Sold, *, keep_price: bool) -> dict[str, Any]:
    """The new line; the line's own price is to it as a tier without a discount."""
    length = rest.line["contract_length"]
    item = OrderItem.model_construct(sku=sold.row.variant_sku, quantity=rest.quantity, contract_length=length)
    if keep_price:
        tier = {"contract_length": length, "monthly_price": rest.line["unit_price"], "discount_type": None}
        tier |= {"discount_value": 0, "setup_fee": rest.line["setup_fee"]}
        sold = Sold(sold.row, replace(sold.priced, tiers=[tier]))
    line = sold_line(sold, item, terms_of(work.session, work.tenant_id).usual, rest.tax, "")
    return {**line, "replaces": rest.position}


def _done(work: Work, rest: _Rest, lines: Mapping[int, Mapping[str, Any]], said: str, reason: str) -> Any:
    after = Picture(rest.before.fields, lines)
    repaint(work, rest.order, rest.before, after)
    promise(work, rest.order)
    keep_change(work, rest.order, rest.before, after, note=reason)
    buyer = full_name(rest.order.customer)
    work.tell(f"{said} of the order of {buyer}", rest.order.id)
    return find_order(work.session, work.tenant_id, rest.order.id)
