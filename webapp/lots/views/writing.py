"""The forms that open a lot and change what is kept of it."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from sqlalchemy import select

from webapp.catalog.models import Product, Variant
from webapp.core.data.database import db
from webapp.core.inputs.forms import BoundForm, offer
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage
from webapp.locations.models import Bin, Warehouse
from webapp.locations.queries import warehouse_choices
from webapp.lots.operations import create_lot, remove_lot, update_lot
from webapp.lots.queries.rows import version_of
from webapp.lots.views.pages import done_with, lot_of, pages, read_before, row_of

MOST_CHOICES = 1000

_ASKED = ("item_id", "location_id", "layout_id", "number", "expires_at", "available_qty")


def _offer(form: BoundForm, actor: Actor) -> None:
    session, tenant_id = db.session(), actor.tenant.id
    items = session.execute(
        select(Variant.id, Variant.variant_sku, Product.name, Variant.variant_name)
        .join(Product, (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id))
        .where(Variant.tenant_id == tenant_id, Variant.status == "active")
        .order_by((Variant.tracking == "lot").desc(), Variant.variant_sku)
        .limit(MOST_CHOICES)
    )
    offer(
        form["item_id"],
        [("", "Pick one"), *((row.id, f"{row.variant_sku} · {row.name}, {row.variant_name}") for row in items)],
    )
    offer(form["location_id"], warehouse_choices(session, tenant_id))
    bins = session.execute(
        select(Bin.id, Bin.code, Warehouse.code.label("warehouse"))
        .join(Warehouse, (Warehouse.tenant_id == Bin.tenant_id) & (Warehouse.id == Bin.warehouse_id))
        .where(Bin.tenant_id == tenant_id, Bin.active == True, Warehouse.active == True)
        .order_by(Warehouse.code_key, Bin.code_key)
        .limit(MOST_CHOICES)
    )
    offer(form["layout_id"], [("", "No bin"), *((row.id, f"{row.warehouse}/{row.code}") for row in bins)])


def _asked_for(actor: Actor) -> dict[str, Any]:
    """What a link, or a code that names a lot that is not there, already says."""
    return {name: request.args.get(name, "")[:200] for name in _ASKED if request.args.get(name)}


def _with_code(actor: Actor) -> dict[str, Any]:
    return {"read": read_before()}


def _words(actor: Actor, lot_id: str) -> dict[str, Any]:
    lot = row_of(actor, lot_id)
    until = lot.expires_at.astimezone(ZoneInfo(actor.tenant.time_zone)).date() if lot.expires_at else None
    return {
        "number": lot.number,
        "manufacturer_number": lot.manufacturer_number,
        "expires_at": until.isoformat() if until else "",
        "version": version_of(lot),
    }


def _only_words(form: BoundForm, actor: Actor, lot_id: str) -> None:
    for name in ("available_qty", "defective_qty", "manifested_qty", "reserved_qty"):
        del form[name]


def _made(row: Any) -> Done:
    return done_with(row, f"Lot {row.number} is open.")


def _saved(row: Any, lot_id: str) -> Done:
    return done_with(row, f"Lot {row.number} is saved.")


def _removed(row: Any, lot_id: str) -> Done:
    return done_with(row, f"Lot {row.number} is deleted. Its history stays.", to=url_for("lots.index"))


pages.form(
    "/lots/new",
    FormPage(
        calls=create_lot, template="lots/new.html", done=_made, prepare=_offer, initial=_asked_for, context=_with_code
    ),
)
pages.form(
    "/lots/<lot_id>/edit",
    FormPage(
        calls=update_lot,
        template="lots/edit.html",
        done=_saved,
        context=lot_of,
        initial=_words,
        prepare=_only_words,
        editing=True,
    ),
)
pages.action(
    "/lots/<lot_id>/remove",
    calls=remove_lot,
    done=_removed,
    back=lambda lot_id: url_for("lots.lot", lot_id=lot_id),
)
