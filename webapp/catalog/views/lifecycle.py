"""A product's page, and its buttons: out of use and back, the product and each of its variants."""

from typing import Any

from flask import render_template, url_for

from webapp.accounts.permissions import Permission
from webapp.catalog.hooks import product_shown
from webapp.catalog.operations.changes import Turned, discontinue_product, reactivate_product, set_variant_status
from webapp.catalog.queries.products import find_product
from webapp.catalog.queries.variants import variants_of
from webapp.catalog.views.products import pages
from webapp.core.codes.serials import said_rule
from webapp.core.data.database import db
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, Page

__all__ = ["pages"]


@pages.page("/products/<product_id>", needs=Permission.READ_CATALOGUE)
def product(actor: Actor, product_id: str) -> Page:
    """A product, its variants and their prices."""
    found = find_product(db.session(), actor.tenant.id, product_id)
    variants = variants_of(db.session(), actor.tenant.id, [product_id])[product_id]
    beside: dict[str, Any] = {name: value for told in product_shown(variants) for name, value in told.items()}
    resting = sum(variant.values["status"] == "inactive" for variant in variants)
    told = {"beside": beside, "resting": resting, "serials": found.serial_rule and said_rule(found.serial_rule)}
    return render_template("catalog/detail.html", product=found, variants=variants, **told)


def status_done(turned: Turned, to: str) -> Done:
    """What is said once a variant is active or not, and how to take it back."""
    is_active = turned.status == "active"
    if turned.batch_id is None:
        return Done(to, f"{turned.sku} was {turned.status} already.")
    say = "is active again" if is_active else "is inactive: it is neither received nor ordered"
    return Done(to, f"{turned.sku} {say}.", undo=undo_of(turned))


def undo_of(turned: Turned) -> str | None:
    """The address that takes it back, if anything was done."""
    return turned.batch_id and url_for("history.undo_batch", batch_id=turned.batch_id)


def _page_of(product_id: str, **parts: str) -> str:
    return url_for("catalog.product", product_id=product_id)


def _discontinued(turned: Turned, product_id: str) -> Done:
    say = f"{turned.name} is discontinued. Units and rentals of it go on; nothing new is received or ordered."
    return Done(_page_of(product_id), say, undo=undo_of(turned))


def _reactivated(turned: Turned, product_id: str) -> Done:
    how = f"with {turned.variants} of its variants" if turned.variants else "alone; activate its variants one by one"
    return Done(_page_of(product_id), f"{turned.name} is active again, {how}.", undo=undo_of(turned))


pages.action(
    "/products/<product_id>/discontinue",
    calls=discontinue_product,
    done=_discontinued,
    back=_page_of,
    takes={"product_id": "productId"},
)
pages.action(
    "/products/<product_id>/reactivate",
    calls=reactivate_product,
    done=_reactivated,
    back=_page_of,
    takes={"product_id": "productId"},
)
pages.action(
    "/products/<product_id>/variants/<variant_id>/status",
    calls=set_variant_status,
    done=lambda turned, product_id, variant_id: status_done(turned, _page_of(product_id)),
    back=_page_of,
    takes={"variant_id": "variantId"},
)
