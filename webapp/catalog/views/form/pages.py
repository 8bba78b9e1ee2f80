"""The pages of a product's form: a new product, and one that is edited."""

import datetime as dt
from typing import Any

from flask import current_app, g, request, url_for
from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from webapp.accounts.models import Tenant
from webapp.catalog.hooks import form_shown
from webapp.catalog.models import Product
from webapp.catalog.operations.products import create_product, save_product
from webapp.catalog.queries.products import find_product, words_in_use
from webapp.catalog.queries.variants import PricedVariant, variants_of
from webapp.catalog.views.form import ladder, pasting
from webapp.catalog.views.form.merging import merge
from webapp.catalog.views.form.typed import Texts, flat, product_texts
from webapp.catalog.views.products import pages
from webapp.catalog.writing.product import Written
from webapp.core.data.clock import now
from webapp.core.data.columns import EPOCH
from webapp.core.data.database import db
from webapp.core.inputs.forms import offer
from webapp.core.operation.actor import Actor
from webapp.core.operation.errors import Detail
from webapp.core.web.html import Done, FormPage
from webapp.core.web.rows import Form

SHOWN = 40
"""Variants on one edit form; a product with more is edited in parts."""

GRADE_WORDS = {
    "A": "A, like new",
    "B": "B, light wear",
    "C": "C, visible wear",
    "D": "D, significant wear",
    "E": "E, refurbished or repaired",
}
TRACKING_WORDS = {"serial": "Serial number", "lot": "Lot", "count": "Count"}


def climb(form: Form, target: str) -> str | None:
    """The button that makes a ladder of grades."""
    return ladder.make_ladder(form, g.actor.tenant.exponent, g.actor.tenant.currency)


def paste(form: Form, card: str) -> str | None:
    """The button that reads a pasted table into a variant's prices."""
    return pasting.paste_table(form, card, g.actor.tenant.currency)


def _around(actor: Actor, **parts: str) -> dict[str, Any]:
    """What the form proposes while somebody types."""
    session, tenant_id = db.session(), actor.tenant.id
    return {
        "categories": words_in_use(session, tenant_id, Product.category),
        "brands": words_in_use(session, tenant_id, Product.brand),
    }


def _beside(form: Any) -> dict[str, Any]:
    """The ladder as it stands, and what higher features put beside the prices that are typed."""
    return {"ladder": ladder.read_ladder(form.sent), **{k: v for told in form_shown(form) for k, v in told.items()}}


def _tier_lengths(actor: Actor) -> list[Texts]:
    lengths = select(Tenant.contract_lengths).where(Tenant.id == actor.tenant.id)
    return [{"contractLength": months} for months in db.session().execute(lengths).scalar_one()]


def _blank(actor: Actor) -> Texts:
    """A new product; whoever scanned a code that nobody knows brings it along as its GTIN or its SKU."""
    sku, gtin = (request.args.get(name, "")[:200] for name in ("sku", "gtin"))
    named = {"variantSku": sku} if sku else {}
    return {"productSku": sku, "variants": [{"pricing": _tier_lengths(actor), "gtin": gtin, **named}]}


def _prepare(form: Any, actor: Actor, **parts: str) -> None:
    """Give choices their options, a new variant its rows of prices, and a copied one no identity yet."""
    known: set[str] = set()
    kinds = [("", "none"), ("percentage", "%"), ("fixed", actor.tenant.currency)]
    for variant in form.variants:
        if variant.variantId.data in known:
            variant.variantId.data = ""
        known.add(variant.variantId.data or "")
        _offer_grades(variant.grade)
        usual = [] if variant.variantId.data else [("", "As usual here")]
        offer(variant.tracking, [*usual, *TRACKING_WORDS.items()])
        if not variant.pricing.entries:
            for months in _tier_lengths(actor):
                variant.pricing.append_entry(months)
        for tier in variant.pricing:
            offer(tier.discount.form.type, kinds)


def _offer_grades(field: Any) -> None:
    """A to E, and whatever else a client once sent for this one."""
    odd = [(field.data, field.data)] if field.data and field.data not in GRADE_WORDS else []
    offer(field, [("", "Choose…"), *GRADE_WORDS.items(), *odd])


def _part(variants: list[PricedVariant]) -> tuple[int, int]:
    """From and to which variant this edit form goes."""
    asked = request.args.get("from", "0")
    start = int(asked) if asked.isascii() and asked.isdigit() and int(asked[:9]) < len(variants) else 0
    return start, min(start + SHOWN, len(variants))


def _product(actor: Actor, product_id: str) -> dict[str, Any]:
    """The product as it is saved, read once a request."""
    if "form_product" not in g:
        g.form_product = _read(actor, product_id)
    return dict(g.form_product)


def _read(actor: Actor, product_id: str) -> dict[str, Any]:
    product = find_product(db.session(), actor.tenant.id, product_id)
    variants = variants_of(db.session(), actor.tenant.id, [product_id])[product_id]
    start, end = _part(variants)
    return {"product": product, "variants": variants, "start": start, "end": end}


def _edited(actor: Actor, product_id: str) -> dict[str, Any]:
    told = {**_product(actor, product_id), **_around(actor)}
    statuses = {variant.values["id"]: variant.values["status"] for variant in told["variants"]}
    return {**told, "statuses": statuses, "step": SHOWN}


def _saved(actor: Actor, product_id: str) -> Texts:
    told = _product(actor, product_id)
    return product_texts(told["product"], told["variants"][told["start"] : told["end"]], actor.tenant.exponent)


def _opened(actor: Actor, product_id: str) -> Texts:
    """The edit form as it opens; with it goes what a person sees, so that what they change can be told."""
    texts = _saved(actor, product_id)
    return {**texts, **_as_seen(texts)}


def _as_seen(texts: Texts) -> dict[str, str]:
    """What goes with the form so that an edit can be told from what was there."""
    return {"seen": _seal().dumps(texts), "seenAt": str((now() - EPOCH) // dt.timedelta(microseconds=1))}


def _merged(form: Any, actor: Actor, product_id: str) -> tuple[MultiDict[str, str], tuple[Detail, ...]]:
    """The form after somebody else saved first: their changes and this person's."""
    g.pop("form_product", None)  # another saved since it was read, if it was
    fresh = _saved(actor, product_id)
    try:
        seen = _seal().loads(form.seen.data or "")
    except BadData:
        seen = {}
    texts, details = merge(form.data, seen, fresh, fresh["name"])
    kept = {name: texts[name] for name in (*fresh, "op_id", "csrf_token") if name in texts}
    own = {name: text for name, text in form.sent.items() if name.startswith(("ladder-", "preset"))}
    return MultiDict({**flat(kept), **own, **_as_seen(fresh)}), details


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="product-form")


def _written(written: Written, **parts: str) -> Done:
    say = f"{written.name} is in the catalogue." if written.created else f"{written.name} is saved."
    undo = written.batch_id and url_for("history.undo_batch", batch_id=written.batch_id)
    return Done(url_for("catalog.product", product_id=written.product_id), say, undo=undo)


pages.form(
    "/products/new",
    FormPage(
        calls=create_product,
        template="catalog/new.html",
        done=_written,
        context=_around,
        initial=_blank,
        prepare=_prepare,
        beside=_beside,
    ),
)
pages.form(
    "/products/<product_id>/edit",
    FormPage(
        calls=save_product,
        template="catalog/edit.html",
        done=_written,
        context=_edited,
        initial=_opened,
        prepare=_prepare,
        takes={"product_id": "productId"},
        editing=True,
        beside=_beside,
        merges=_merged,
    ),
)
