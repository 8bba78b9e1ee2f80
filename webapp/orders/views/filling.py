"""Buttons that fill an order's form on the server: a customer who was found, a line that was scanned or found."""

from collections.abc import Mapping
from typing import Any

from flask import g
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from webapp.catalog.models import Variant
from webapp.catalog.queries.gtins import variants_by_gtin
from webapp.core.codes.reading import CodeRefused, read_code
from webapp.core.data.database import db
from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.web.rows import add_row, indexes
from webapp.customers.errors import CustomerNotFound
from webapp.customers.queries import find_customer
from webapp.orders.selling.lines import terms_of

Form = MultiDict[str, str]
BOX = "scan"
FIND = "find"
STILL_BOXED = "still_in_the_box"
_WHO = {
    "email": "email", "firstName": "first_name", "lastName": "last_name", "company": "company", "phone": "phone",
    "customerType": "customer_type",
}  # fmt: skip
_ADDRESS = (
    "contactName", "company", "streetAddress", "buildingInfo", "locality", "city", "adminArea", "postalCode", "country",
)  # fmt: skip


def known_of(row: Any) -> dict[str, Any]:
    """A customer as the form has one; the shipping address only where it is another."""
    billing, shipping = row.billing_address or {}, row.shipping_address or {}
    return {
        "customer": {name: getattr(row, column) for name, column in _WHO.items()},
        "billingAddress": billing,
        "shippingAddress": {} if shipping == billing else shipping,
    }


def pick_customer(form: Form, customer_id: str) -> str:
    """Fill in who was found, with the last addresses."""
    try:
        row = find_customer(db.session(), g.actor.tenant.id, customer_id)
    except CustomerNotFound:
        return FIND
    known = known_of(row)
    for name, value in known["customer"].items():
        form[f"customer-{name}"] = value or ""
    for part in ("billingAddress", "shippingAddress"):
        for name in _ADDRESS:
            form[f"{part}-{name}"] = known[part].get(name) or ""
    form[FIND] = ""
    return BOX


def add_variant(form: Form, variant_id: str) -> str:
    """One more of a variant that was found."""
    named = select(Variant.variant_sku).where(Variant.tenant_id == g.actor.tenant.id, Variant.id == variant_id)
    sku = db.session().execute(named).scalar_one_or_none()
    if sku is not None:
        form[BOX] = ""
        _one_more(form, sku)
    return BOX


def boxed(sent: Mapping[str, str]) -> list[str]:
    """What was scanned or typed and is not among the lines yet, in its order; the box itself holds the last."""
    told = sent.getlist(BOX) if isinstance(sent, MultiDict) else []
    return [text for one in told if (text := one.strip())]


def was_empty(sent: Mapping[str, str]) -> bool:
    """Whether nothing stood in the box itself: what came besides was scanned, and waits."""
    told = sent.getlist(BOX) if isinstance(sent, MultiDict) else []
    return bool(told) and not told[-1].strip()


def nothing_left(sent: Mapping[str, str]) -> None:
    """An order is not taken without what somebody has just scanned or typed for it."""
    left = boxed(sent)
    if left:
        words = f"{', '.join(left)} is still in the box: add it or clear it."
        raise InputRefused([Detail("", words, STILL_BOXED)])


def scan_line(form: Form, target: str) -> str:
    """One more of each that was scanned or typed: a SKU, or the GTIN of one. What is neither stays in the box."""
    codes = boxed(form)
    skus = {code: _sku_of(code) for code in dict.fromkeys(codes)}
    for code in codes:
        if (sku := skus[code]) is not None:
            _one_more(form, sku)
    form.setlist(BOX, [code for code in codes if skus[code] is None])
    return BOX


def work_out(form: Form, target: str) -> str:
    """Nothing changes; the form comes back with its sums."""
    return target


def _sku_of(text: str) -> str | None:
    tenant_id = g.actor.tenant.id
    try:
        reading = read_code(text) if text else None
    except CodeRefused:
        reading = None
    words = [reading.text, text] if reading else [text]
    skus = select(Variant.variant_sku).where(
        Variant.tenant_id == tenant_id, Variant.status == "active", Variant.variant_sku.in_(words)
    )
    found = db.session().execute(skus).scalars().first()
    if found is None and reading is not None and reading.gtin:
        carrying = [row for row in variants_by_gtin(db.session(), tenant_id, reading.gtin) if row.status == "active"]
        found = carrying[0].variant_sku if len(carrying) == 1 else None  # of several grades one is chosen by hand
    return found


def _one_more(form: Form, sku: str) -> None:
    rows = [f"items-{at}" for at in indexes(form, "items")]
    row = next((one for one in rows if form.get(f"{one}-sku") == sku), None)
    if row is not None and form.get(f"{row}-quantity", "").strip().isdigit():
        form[f"{row}-quantity"] = str(int(form[f"{row}-quantity"]) + 1)
        return
    row = next((one for one in rows if not form.get(f"{one}-sku", "").strip()), None) or add_row(form, "items")
    form[f"{row}-sku"], form[f"{row}-quantity"] = sku, form.get(f"{row}-quantity", "").strip() or _least()


def _least() -> str:
    """How many a line asks for at least."""
    return str(terms_of(db.session(), g.actor.tenant.id).least)


def take_price(form: Form, row: str) -> str:
    """The new price of a line is seen and taken."""
    form[f"{row}-expectedUnitPrice"] = ""
    return row
