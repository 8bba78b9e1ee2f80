"""The form of an order, new or edited: what it shows beside what is typed, worked out as it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask import g, request
from sqlalchemy import select

from webapp.core.data import clock
from webapp.core.data.database import db
from webapp.core.data.money import to_major
from webapp.core.inputs.forms import BoundForm
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Problem
from webapp.core.operation.registry import Work
from webapp.core.web.html import FormPage
from webapp.customers.errors import CustomerNotFound
from webapp.customers.queries import find_customer
from webapp.customfields.queries import fields_of
from webapp.orders.inputs import OrderItem
from webapp.orders.models import SalesOrder
from webapp.orders.operations import change_order, create_order
from webapp.orders.operations.change import EDITABLE
from webapp.orders.queries import find_order
from webapp.orders.selling.following import addresses_used
from webapp.orders.selling.quoting import Quote, QuotedLine, quote
from webapp.orders.views.filling import known_of, nothing_left
from webapp.orders.views.finding import found_for, in_time

TAKES = {"order_id": "orderId"}
OVERRIDES = {"listPriceOverride": "list_price_override", "acquisitionCostOverride": "acquisition_cost_override"}


@dataclass(frozen=True)
class Row:
    """One line of the form: what it would be, what was seen of it before, and whether that is another price."""

    quoted: QuotedLine | None
    was: int | None
    """The price that was seen, where it is another one now."""


def new_order(done: Callable[..., Any]) -> FormPage:
    """The page of a new order."""
    return FormPage(
        calls=create_order,
        template="orders/form/new.html",
        done=done,
        initial=_begun,
        prepare=_prepare,
        beside=lambda form: _beside(form, None),
        checks=nothing_left,
    )


def edited_order(done: Callable[..., Any]) -> FormPage:
    """The page of an order that is edited."""
    return FormPage(
        calls=change_order,
        template="orders/form/edit.html",
        done=done,
        context=lambda actor, order_id: {"order": find_order(db.session(), actor.tenant.id, order_id)},
        initial=_as_it_is,
        prepare=_prepare,
        beside=lambda form: _beside(form, _edited()),
        checks=nothing_left,
        takes=TAKES,
        editing=True,
    )


def _begun(actor: Actor) -> dict[str, Any]:
    """A new order begins with the customer whose page it was begun on."""
    began: dict[str, Any] = {"items": [], "warnOfDouble": "true"}
    customer_id = request.args.get("customer")
    if not customer_id:
        return began
    try:
        known = known_of(find_customer(db.session(), actor.tenant.id, customer_id))
        return began | known | _like(actor, customer_id)
    except CustomerNotFound:
        return began


def _like(actor: Actor, customer_id: str) -> dict[str, Any]:
    """Where another order of theirs went, when the new one is begun from it."""
    like = request.args.get("like", "")
    used = [one for one in addresses_used(db.session(), actor.tenant.id, customer_id) if one.order_id == like]
    return {"shippingAddress": used[0].address} if like and used else {}


def _as_it_is(actor: Actor, order_id: str) -> dict[str, Any]:
    """An order as its form has it; an address that it is sent to is only said when it is another one."""
    row = in_time(find_order(db.session(), actor.tenant.id, order_id), EDITABLE)
    lines = [_line_as_it_is(line, actor.tenant.exponent) for line in row.lines]
    return {
        "version": str(row.version),
        "customer": row.customer,
        "billingAddress": row.billing_address,
        "shippingAddress": {} if row.shipping_address == row.billing_address else row.shipping_address,
        "items": lines,
        "notes": row.notes,
        "customFields": row.custom_fields,
    }


def _line_as_it_is(line: Any, exponent: int) -> dict[str, str]:
    told = {"sku": line.sku, "quantity": str(line.quantity), "contractLength": str(line.contract_length)}
    by_hand = {name: getattr(line, column) for name, column in OVERRIDES.items()}
    return told | {name: str(to_major(value, exponent)) for name, value in by_hand.items() if value is not None}


def _edited() -> Any:
    """The order of this address, as far as its sums need it."""
    taxed = select(SalesOrder.id, SalesOrder.vat_basis_points, SalesOrder.prices_include_vat)
    mine = (SalesOrder.tenant_id == g.actor.tenant.id, SalesOrder.id == (request.view_args or {})["order_id"])
    return db.session().execute(taxed.where(*mine)).one()


def _prepare(form: BoundForm, actor: Actor, **parts: str) -> None:
    """The tenant's own fields; and a price that was seen counts for the SKU and the length it was seen for."""
    form["customFields"].offer(fields_of(db.session(), actor.tenant.id, "order"))
    for entry in form["items"].entries:
        if form.sent and form.sent.get(f"{entry.id}-seenFor", "") != _choice(entry.form):
            entry.form.expectedUnitPrice.data = ""


def _choice(line: Any) -> str:
    return f"{(line.sku.data or '').strip()}|{(line.contractLength.data or '').strip()}"


def _beside(form: BoundForm, order: Any) -> dict[str, Any]:
    worked_out = _worked_out(form, order)
    rows = [_row(entry.form, worked_out.lines.get(at)) for at, entry in enumerate(form["items"].entries)]
    if "warnOfDouble" in form and form["warnOfDouble"].errors:
        form["warnOfDouble"].data = ""  # they were asked: the next yes is meant
    return {"rows": rows, "quote": worked_out, "found": found_for(g.actor, form.sent)}


def _worked_out(form: BoundForm, order: Any) -> Quote:
    items = {at: item for at, entry in enumerate(form["items"].entries) if (item := _item(entry.form)) is not None}
    work = Work(session=db.session(), actor=g.actor, batch_id="", at=clock.now())
    return quote(work, items, order)


def _item(line: Any) -> OrderItem | None:
    """A line half typed; how many that cannot be read yet is one, and an amount that cannot be read is none."""
    sku = (line.sku.data or "").strip()
    if not sku:
        return None
    tenant = g.actor.tenant
    plain = {"sku": sku, "contractLength": line.contractLength.data or None}
    by_hand = {name: (line[name].data or "").strip() or None for name in OVERRIDES}
    for amounts, quantity in product((by_hand, dict.fromkeys(OVERRIDES)), (line.quantity.data or "", "1")):
        told = {**plain, **amounts, "quantity": quantity}
        try:
            return OrderItem.from_form(told, exponent=tenant.exponent, currency=tenant.currency)
        except Problem:
            continue
    return None


def _row(line: Any, quoted: QuotedLine | None) -> Row:
    """A line with its price; one that is seen for the first time, or was refused just now, is seen from here on."""
    if quoted is None or quoted.line is None:
        line.expectedUnitPrice.data = ""
        return Row(quoted, None)
    exponent = g.actor.tenant.exponent
    now, seen = str(to_major(quoted.line["unit_price"], exponent)), line.expectedUnitPrice.data or ""
    line.contractLength.data = str(quoted.line["contract_length"])
    refused = bool(line.expectedUnitPrice.errors)
    if not seen or refused or quoted.stays:
        line.expectedUnitPrice.data = now
    was = _minor(seen) if seen and seen != now and not quoted.stays else None
    return Row(quoted, was)


def _minor(text: str) -> int | None:
    told = {"sku": "x", "quantity": "1", "expectedUnitPrice": text}
    try:
        item = OrderItem.from_form(told, exponent=g.actor.tenant.exponent, currency=g.actor.tenant.currency)
    except Problem:
        return None
    return item.expected_unit_price
