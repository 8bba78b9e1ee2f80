"""The one box: whatever code is scanned or typed, the page of the thing that has it."""

from flask import redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.accounts.permissions import Permission
from webapp.assets.errors import AssetNotFound
from webapp.assets.queries import find_by_serial
from webapp.catalog.models import Product, Variant
from webapp.core.data.database import db
from webapp.core.inputs.text import clean, fold
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Page
from webapp.dashboard.views import pages
from webapp.locations.models import Bin, Warehouse

__all__ = ["find", "pages"]

LONGEST = 300


@pages.page("/find", needs=Permission.READ_STOCK)
def find(actor: Actor) -> Page:
    """Unit, SKU, product or place, in this order; a code that nobody has becomes a search among the units."""
    try:
        code = clean(request.args.get("q", ""))[:LONGEST]
    except ValueError:
        code = ""
    if not code:
        return redirect(url_for("dashboard.index"), 303)
    session, tenant_id = db.session(), actor.tenant.id
    there = _unit(session, tenant_id, code) or _goods(session, tenant_id, code) or _place(session, tenant_id, code)
    return redirect(there or url_for("assets.index", q=code), 303)


def _unit(session: Session, tenant_id: int, code: str) -> str | None:
    try:
        return url_for("assets.unit", unit_id=find_by_serial(session, tenant_id, code).id)
    except AssetNotFound:
        return None


def _goods(session: Session, tenant_id: int, code: str) -> str | None:
    variant = select(Variant.product_id).where(Variant.tenant_id == tenant_id, Variant.variant_sku == code)
    product = select(Product.id).where(Product.tenant_id == tenant_id, Product.product_sku == code)
    found = session.execute(variant).scalar_one_or_none() or session.execute(product).scalar_one_or_none()
    return url_for("catalog.product", product_id=found) if found else None


def _place(session: Session, tenant_id: int, code: str) -> str | None:
    key = fold(code.rpartition("/")[2])
    warehouse = select(Warehouse.id).where(Warehouse.tenant_id == tenant_id, Warehouse.code_key == key)
    inside = select(Bin.warehouse_id, Bin.code).where(Bin.tenant_id == tenant_id, Bin.code_key == key).limit(1)
    found = session.execute(warehouse).scalar_one_or_none()
    if found:
        return url_for("locations.bins", location_id=found)
    shelf = session.execute(inside).one_or_none()
    return url_for("locations.bins", location_id=shelf.warehouse_id, q=shelf.code) if shelf else None
