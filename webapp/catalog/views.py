"""Pages of the catalogue."""

from dataclasses import replace
from typing import Any

from flask import g, render_template, request, url_for
from sqlalchemy import select

from webapp.accounts.models import Tenant
from webapp.accounts.permissions import Permission
from webapp.catalog.models import Product
from webapp.catalog.operations import create_product, save_product, set_variant_status
from webapp.catalog.queries import PRODUCTS, PricedVariant, find_product, variants_of, words_in_use
from webapp.catalog.wire import PERCENT_DIGITS
from webapp.catalog.writing import Written
from webapp.core.data.database import db
from webapp.core.data.money import to_major
from webapp.core.inputs.forms import offer
from webapp.core.listing.listing import Filter, Listing
from webapp.core.operation.actor import Actor
from webapp.core.web.html import Done, FormPage, Page, Pages

pages = Pages("catalog")

SHOWN = 40
"""Variants on one edit form; a product with more is edited in parts."""

GRADE_WORDS = {
    "A": "A, like new",
    "B": "B, light wear",
    "C": "C, visible wear",
    "D": "D, significant wear",
    "E": "E, refurbished or repaired",
}


def _products() -> Listing:
    """The list, with the categories and brands there are as choices."""
    return replace(PRODUCTS, filters=tuple(_with_choices(one) for one in PRODUCTS.filters))


def _with_choices(one: Filter) -> Filter:
    column = {"category": Product.category, "brand": Product.brand}.get(one.name)
    if column is None:
        return one
    words = words_in_use(db.session(), g.actor.tenant.id, column)
    asked = request.args.get(one.name, "").strip()
    if asked and asked not in words:
        words.append(asked)
    return replace(one, choices=tuple((word, word) for word in words))


def _product(actor: Actor, product_id: str) -> dict[str, Any]:
    product = find_product(db.session(), actor.tenant.id, product_id)
    variants = variants_of(db.session(), actor.tenant.id, [product_id])[product_id]
    return {"product": product, "variants": variants}


def _words(actor: Actor, **parts: str) -> dict[str, Any]:
    """What the form proposes while somebody types."""
    session, tenant_id = db.session(), actor.tenant.id
    return {
        "categories": words_in_use(session, tenant_id, Product.category),
        "brands": words_in_use(session, tenant_id, Product.brand),
    }


def _tier_lengths(actor: Actor) -> list[dict[str, Any]]:
    lengths = select(Tenant.contract_lengths).where(Tenant.id == actor.tenant.id)
    return [{"contractLength": months} for months in db.session().execute(lengths).scalar_one()]


def _blank(actor: Actor) -> dict[str, Any]:
    return {"variants": [{"pricing": _tier_lengths(actor)}]}


def _prepare(form: Any, actor: Actor, **parts: str) -> None:
    """Give choices their options, a new variant its rows of prices, and a copied one no identity yet."""
    seen: set[str] = set()
    for variant in form.variants:
        if variant.variantId.data in seen:
            variant.variantId.data = ""
        seen.add(variant.variantId.data or "")
        _offer_grades(variant.grade)
        if not variant.pricing.entries:
            for months in _tier_lengths(actor):
                variant.pricing.append_entry(months)
        kinds = [("", "none"), ("percentage", "%"), ("fixed", actor.tenant.currency)]
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


def _edited(actor: Actor, product_id: str) -> dict[str, Any]:
    told = {**_product(actor, product_id), **_words(actor)}
    start, end = _part(told["variants"])
    statuses = {variant.values["id"]: variant.values["status"] for variant in told["variants"]}
    return {**told, "statuses": statuses, "start": start, "end": end, "step": SHOWN}


def _standing(actor: Actor, product_id: str) -> dict[str, Any]:
    """The edit form as it opens."""
    told = _product(actor, product_id)
    product = told["product"]
    start, end = _part(told["variants"])
    return {
        "version": str(product.version),
        "productSku": product.product_sku,
        "name": product.name,
        "specification": product.specification,
        "category": product.category,
        "brand": product.brand,
        "description": product.description or "",
        "images": "\n".join(product.images),
        "variants": [_typed(variant, actor.tenant.exponent) for variant in told["variants"][start:end]],
    }


def _typed(variant: PricedVariant, exponent: int) -> dict[str, Any]:
    values = variant.values
    return {
        "variantId": values["id"],
        "variantSku": values["variant_sku"],
        "variantName": values["variant_name"],
        "grade": values["grade"],
        "condition": values["condition"] or "",
        "colorName": values["color_name"] or "",
        "listPrice": _amount(values["list_price"], exponent),
        "acquisitionCost": _amount(values["acquisition_cost"], exponent),
        "images": "\n".join(values["images"]),
        "pricing": [_typed_tier(tier, exponent) for tier in variant.tiers],
    }


def _typed_tier(tier: dict[str, Any], exponent: int) -> dict[str, Any]:
    digits = PERCENT_DIGITS if tier["discount_type"] == "percentage" else exponent
    return {
        "contractLength": tier["contract_length"],
        "monthlyPrice": _amount(tier["monthly_price"], exponent),
        "setupFee": _amount(tier["setup_fee"], exponent),
        "discount": {
            "type": tier["discount_type"] or "",
            "value": _amount(tier["discount_value"], digits),
            "description": tier["discount_description"] or "",
        },
    }


def _amount(minor: int | None, digits: int) -> str:
    return "" if minor is None else str(to_major(minor, digits))


def _written(written: Written, **parts: str) -> Done:
    say = f"{written.name} is in the catalogue." if written.created else f"{written.name} is saved."
    return Done(url_for("catalog.product", product_id=written.product_id), say)


def _status_set(variant: Any, product_id: str, variant_id: str) -> Done:
    is_active = variant.status == "active"
    say = "is active again" if is_active else "is inactive: it is neither received nor ordered"
    return Done(url_for("catalog.product", product_id=product_id), f"{variant.variant_sku} {say}.")


pages.listing("/products", needs=Permission.READ_CATALOGUE, lists=_products, template="catalog/index.html")
pages.form(
    "/products/new",
    FormPage(
        calls=create_product,
        template="catalog/new.html",
        done=_written,
        context=_words,
        initial=_blank,
        prepare=_prepare,
    ),
)
pages.form(
    "/products/<product_id>/edit",
    FormPage(
        calls=save_product,
        template="catalog/edit.html",
        done=_written,
        context=_edited,
        initial=_standing,
        prepare=_prepare,
        takes={"product_id": "productId"},
        editing=True,
    ),
)
pages.action(
    "/products/<product_id>/variants/<variant_id>/status",
    calls=set_variant_status,
    done=_status_set,
    back=lambda product_id, variant_id: url_for("catalog.product", product_id=product_id),
    takes={"variant_id": "variantId"},
)


@pages.page("/products/<product_id>", needs=Permission.READ_CATALOGUE)
def product(actor: Actor, product_id: str) -> Page:
    """A product, its variants and their prices."""
    return render_template("catalog/detail.html", **_product(actor, product_id))
