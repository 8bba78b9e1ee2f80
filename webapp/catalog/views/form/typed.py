"""A product as the texts of its form, and those texts as the form's flat fields."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.inputs.gtin import gtin_text

Texts = dict[str, Any]
"""Texts by the names of fields; ``variants`` and their ``pricing`` are lists of the same."""


def product_texts(product: Any, variants: Iterable[PricedVariant], exponent: int) -> Texts:
    """The edit form as it opens."""
    return {
        "version": str(product.version),
        "productSku": product.product_sku,
        "name": product.name,
        "specification": product.specification,
        "category": product.category,
        "brand": product.brand,
        "description": product.description or "",
        "images": "\n".join(product.images),
        "serialRule": product.serial_rule or "",
        "variants": [_variant_texts(variant, exponent) for variant in variants],
    }


def _variant_texts(variant: PricedVariant, exponent: int) -> Texts:
    values = variant.values
    own, packs = _gtin_texts(variant.gtins)
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
        "tracking": values["tracking"],
        "gtin": own,
        "packs": packs,
        "pricing": [_tier_texts(tier, exponent) for tier in variant.tiers],
    }


def _gtin_texts(gtins: Sequence[tuple[str, int]]) -> tuple[str, str]:
    """The GTIN of one piece, and the packs as lines."""
    own = gtin_text(gtins[0][0]) if gtins and gtins[0][1] == 1 else ""
    return own, "\n".join(f"{gtin_text(gtin)} {quantity}" for gtin, quantity in gtins[1 if own else 0 :])


def _tier_texts(tier: Mapping[str, Any], exponent: int) -> Texts:
    digits = PERCENT_DIGITS if tier["discount_type"] == "percentage" else exponent
    price = _amount(tier["monthly_price"], exponent)
    return {
        "contractLength": str(tier["contract_length"]),
        "monthlyPrice": price,
        "setupFee": _amount(tier["setup_fee"], exponent),
        "discount": {
            "type": tier["discount_type"] or "",
            "value": _discount(tier["discount_value"], digits, tier["discount_type"]),
            "description": tier["discount_description"] or "",
        },
        "source": tier["source"] or "",
        "calculatedAt": tier["calculated_at"] if isinstance(tier["calculated_at"], str) else "",
        "presetUsed": tier["preset_used"] or "",
        "suggestedPrice": price if tier["source"] == "suggested" else "",
    }


def _amount(minor: int | None, digits: int) -> str:
    return "" if minor is None else str(to_major(minor, digits))


def _discount(minor: int | None, digits: int, kind: str | None) -> str:
    """A percentage without idle zeros; an amount with all the currency's digits, as prices have them."""
    if minor is None or kind != "percentage":
        return _amount(minor, digits)
    return f"{to_major(minor, digits).normalize():f}"


def flat(texts: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """The fields as a browser sends them."""
    fields: dict[str, str] = {}
    for name, value in texts.items():
        if isinstance(value, list):
            for place, row in enumerate(value):
                fields |= flat(row, f"{prefix}{name}-{place}-")
        elif isinstance(value, dict):
            fields |= flat(value, f"{prefix}{name}-")
        else:
            fields[f"{prefix}{name}"] = "" if value is None else str(value)
    return fields
