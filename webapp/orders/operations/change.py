"""Changing an order while nothing of it is assigned: who, where to, and what."""

from typing import Any

from sqlalchemy import select

from webapp.accounts.permissions import Permission
from webapp.assets.errors import VariantNotFound
from webapp.core.inputs.text import fold
from webapp.core.operation.errors import Detail, InputRefused, NotAllowed, StaleEdit
from webapp.core.operation.registry import Work, operation
from webapp.customers.errors import CustomerInactive
from webapp.customers.finding import address_json, customer_of, held_customer, somebodys
from webapp.customers.inputs import Address, OrderingCustomer
from webapp.customers.models import Customer
from webapp.customers.naming import full_name
from webapp.customfields.judging import judged_change
from webapp.orders.errors import (
    InvalidContractLength,
    LineKept,
    LineRented,
    NothingLeft,
    OrderNotEditable,
    OrderNotFound,
    PriceChanged,
    SkuInactive,
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
from webapp.orders.selling.rearranging import going_on, judge_closed, placed, rearranged
from webapp.orders.selling.reserving import promise

_EDITED = {"customer", "billing_address", "shipping_address", "items", "custom_fields", "notes"}
EDITABLE = ("pending", "confirmed")
_WAY_ON = {
    "pending": ". Here it can be confirmed; the other steps have calls of their own.",
    "cancelled": " and stays so.",
}


@operation(
    needs=Permission.WRITE_ORDERS,
    raises=(
        OrderNotFound, OrderNotEditable, LineRented, LineKept, NothingLeft, StaleEdit, VariantNotFound, SkuInactive,
        InvalidContractLength, CustomerInactive, PriceChanged,
    ),
)  # fmt: skip
def change_order(work: Work, data: ChangeOrder) -> Any:
    """Change an order of which nothing is assigned, or confirm it; what is not sent stays as it is."""
    buyer_held = _held_buyer(work, data)
    order = locked_order(work, data.order_id)
    confirms = _confirms(work, order, data)
    buyer = full_name(order.customer)
    if data.version not in (None, order.version):
        raise StaleEdit(what=f"The order of {buyer}", version=order.version)
    work.tell(f"changed the order of {buyer}", order.id)
    if data.model_fields_set & _EDITED:
        _edit(work, order, data, buyer_held)
    if confirms:
        confirm(work, order)
        work.tell(
            f"{'changed and ' if data.model_fields_set & _EDITED else ''}confirmed the order of {buyer}", order.id
        )
    work.session.flush()
    return find_order(work.session, work.tenant_id, order.id)


def _held_buyer(work: Work, data: ChangeOrder) -> Customer | None:
    """Whose the order shall be, held before the order is."""
    if data.customer is None:
        return None
    mine = (SalesOrder.tenant_id == work.tenant_id, SalesOrder.id == data.order_id)
    now = work.session.execute(select(SalesOrder.status, SalesOrder.customer).where(*mine)).one_or_none()
    if now is None or fold(now.customer["email"]) == fold(data.customer.email):
        return None
    somebodys(data.customer.email, at="customer.email")
    if now.status not in EDITABLE:
        return None
    return held_customer(work, data.customer)


def _confirms(work: Work, order: SalesOrder, data: ChangeOrder) -> bool:
    """Whether it is to be confirmed; the status that an order has may be sent back."""
    if data.status in (None, order.status):
        return False
    if data.status != "confirmed":
        words = (
            f"This order is {order.status}{_WAY_ON.get(order.status, '. Its further steps have calls of their own.')}"
        )
        raise InputRefused([Detail("status", words, "invalid_enum_value")])
    if not work.actor.may(Permission.DECIDE_ORDERS):
        raise NotAllowed(what="confirm orders")
    return True


def _edit(work: Work, order: SalesOrder, data: ChangeOrder, held: Customer | None) -> None:
    """Whoever sends back what they read changes nothing, however far the order is."""
    before = picture_of(work.session, work.tenant_id, order.id)
    fields = {**before.fields, **_fields(work, order, data, held)}
    after = Picture(fields, _lines(work, order, before, data) if data.items else before.lines)
    if not after.is_as(before):
        _must_be_editable(order)
        repaint(work, order, before, after)
        promise(work, order)
        keep_change(work, order, before, after)


def _fields(work: Work, order: SalesOrder, data: ChangeOrder, held: Customer | None) -> dict[str, Any]:
    """What was sent besides the lines, as the order keeps it."""
    told: dict[str, Any] = {name: getattr(data, name) for name in data.model_fields_set & {"notes"}}
    exact = order.status in EDITABLE
    fields = judged_change(work.session, work.tenant_id, "order", data.custom_fields, order.custom_fields, digits=exact)
    if fields is not None:
        told["custom_fields"] = fields or None
    billing = address_json(data.billing_address) if data.billing_address else order.billing_address
    shipping = order.shipping_address
    if "shipping_address" in data.model_fields_set:
        shipping = address_json(data.shipping_address) if data.shipping_address else billing
    told |= {"billing_address": billing, "shipping_address": shipping}
    if data.customer is not None:
        buyer = buyer_of(_customer_id(work, order, data.customer, billing, shipping, held), data.customer)
        if buyer["customer"] != {**order.customer, "customerId": order.customer_id}:  # as it is told of the order
            told |= buyer
    return told


def _must_be_editable(order: SalesOrder) -> None:
    if order.status not in EDITABLE:
        raise OrderNotEditable(status=order.status)


def _customer_id(
    work: Work, order: SalesOrder, told: OrderingCustomer, billing: Any, shipping: Any, held: Customer | None
) -> str:
    """Whose order it is: another e-mail address is another customer."""
    if fold(told.email) == fold(order.customer["email"]):
        return order.customer_id
    _must_be_editable(order)
    bill, ship = (Address.model_validate(one, context={"lax": False, "exponent": 0}) for one in (billing, shipping))
    return customer_of(work, told, bill, ship, held).id


def _lines(work: Work, order: SalesOrder, before: Picture, data: ChangeOrder) -> Any:
    told = rearranged(before.lines, data.items or ())
    if not told.anew and [told.stays[at] for at in sorted(told.stays)] == sorted(before.lines):
        return before.lines  # though a line before them was taken back since
    _must_be_editable(order)
    tax, terms = Tax(order.vat_basis_points, order.prices_include_vat), terms_of(work.session, work.tenant_id)
    judge_quantities(terms, told.anew)
    judge_closed(before.lines, told)
    priced = priced_lines(work, told.anew, terms.usual, tax) if told.anew else {}
    fresh = {at: going_on(before.lines, told, at, line, tax) for at, line in priced.items()}
    judge_prices(work, told.anew, fresh)
    return placed(before.lines, told, fresh)
