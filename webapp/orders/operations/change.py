"""Changing an order while nothing of it is assigned: who, where to, and what."""

from typing import Any

from webapp.accounts.permissions import Permission
from webapp.assets.errors import VariantInactive, VariantNotFound
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import NotAllowed, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import CustomerInactive
from webapp.customers.finding import address_json, customer_of
from webapp.customers.inputs import Address, OrderingCustomer
from webapp.customfields.judging import judged
from webapp.orders.errors import (
    InvalidContractLength,
    LineKept,
    LineRented,
    NothingLeft,
    OrderNotEditable,
    OrderNotFound,
    PriceChanged,
)
from webapp.orders.inputs import ChangeOrder
from webapp.orders.models import SalesOrder
from webapp.orders.operations.create import buyer_of
from webapp.orders.operations.locking import locked_order
from webapp.orders.operations.steps import confirm
from webapp.orders.queries import find_order
from webapp.orders.selling.limits import judge_prices, judge_quantities
from webapp.orders.selling.lines import priced_lines, terms_of
from webapp.orders.selling.pictures import Picture, keep_change, picture_of, repaint
from webapp.orders.selling.pricing import Tax
from webapp.orders.selling.rearranging import placed, rearranged
from webapp.orders.selling.reserving import promise

_EDITED = {"customer", "billing_address", "shipping_address", "items", "custom_fields", "notes"}
EDITABLE = ("pending", "confirmed")


@operation(
    needs=Permission.WRITE_ORDERS,
    raises=(
        OrderNotFound, OrderNotEditable, LineRented, LineKept, NothingLeft, StaleEdit, VariantNotFound, VariantInactive,
        InvalidContractLength, CustomerInactive, PriceChanged,
    ),
)  # fmt: skip
def change_order(work: Work, data: ChangeOrder) -> Any:
    """Change an order of which nothing is assigned, or confirm it; what is not sent stays as it is."""
    if data.status is not None and not work.actor.may(Permission.DECIDE_ORDERS):
        raise NotAllowed(what="confirm orders")
    order = locked_order(work, data.order_id)
    buyer = f"{order.customer['firstName']} {order.customer['lastName']}"
    if data.version not in (None, order.version):
        raise StaleEdit(what=f"The order of {buyer}", version=order.version)
    work.tell(f"changed the order of {buyer}", order.id)
    if data.model_fields_set & _EDITED:
        _edit(work, order, data)
    if data.status is not None:
        confirm(work, order)
        work.tell(
            f"{'changed and ' if data.model_fields_set & _EDITED else ''}confirmed the order of {buyer}", order.id
        )
    work.session.flush()
    return find_order(work.session, work.tenant_id, order.id)


def _edit(work: Work, order: SalesOrder, data: ChangeOrder) -> None:
    if order.status not in EDITABLE:
        raise OrderNotEditable(status=order.status)
    before = picture_of(work.session, work.tenant_id, order.id)
    fields = {**before.fields, **_fields(work, order, data)}
    after = Picture(fields, _lines(work, order, before, data) if data.items else before.lines)
    if after != before:
        repaint(work, order, before, after)
        promise(work, order)
        keep_change(work, order, before, after)


def _fields(work: Work, order: SalesOrder, data: ChangeOrder) -> dict[str, Any]:
    """What was sent besides the lines, as the order keeps it."""
    told: dict[str, Any] = {name: getattr(data, name) for name in data.model_fields_set & {"notes"}}
    if data.custom_fields:
        stands = order.custom_fields or {}
        told["custom_fields"] = judged(work.session, work.tenant_id, "order", data.custom_fields, stands) or None
    billing = address_json(data.billing_address) if data.billing_address else order.billing_address
    shipping = order.shipping_address
    if "shipping_address" in data.model_fields_set:
        shipping = address_json(data.shipping_address) if data.shipping_address else billing
    told |= {"billing_address": billing, "shipping_address": shipping}
    if data.customer is not None:
        told |= buyer_of(_customer_id(work, order, data.customer, billing, shipping), data.customer)
    return told


def _customer_id(work: Work, order: SalesOrder, told: OrderingCustomer, billing: Any, shipping: Any) -> str:
    """Whose order it is: another e-mail address is another customer."""
    if fold(told.email) == fold(order.customer["email"]):
        return order.customer_id
    to = [Address.model_validate(address, context={"lax": False, "exponent": 0}) for address in (billing, shipping)]
    return customer_of(work, told, *to).id


def _lines(work: Work, order: SalesOrder, before: Picture, data: ChangeOrder) -> Any:
    stays, anew = rearranged(before.lines, data.items or ())
    tax, terms = Tax(order.vat_basis_points, order.prices_include_vat), terms_of(work.session, work.tenant_id)
    judge_quantities(terms, anew)
    fresh = priced_lines(work, anew, terms.usual, tax) if anew else {}
    judge_prices(work, anew, fresh)
    return placed(before.lines, stays, fresh)
