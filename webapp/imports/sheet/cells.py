"""Products and variants as the cells of a sheet: for the export, and for what a row would change."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.inputs.gtin import gtin_text
from webapp.imports.sheet.layout import NONE

Cells = dict[str, str]


def product_cells(values: Mapping[str, Any]) -> Cells:
    """What a sheet says of a product, from its columns."""
    return {
        "name": values["name"],
        "product_sku": values["product_sku"],
        "category": values["category"],
        "brand": values["brand"],
        "specification": values["specification"],
        "description": values["description"] or "",
        "images": "\n".join(values["images"]),
        "product_status": values["status"],
    }


def variant_cells(variant: PricedVariant, exponent: int) -> Cells:
    """What a sheet says of a variant: prices as they stand, whatever is off them for a time."""
    values = variant.values
    gtins = variant.gtins
    own = gtins[0] if gtins and gtins[0][1] == 1 else None
    cells = {
        "variant_sku": values["variant_sku"],
        "variant_name": values["variant_name"],
        "grade": values["grade"],
        "condition": values["condition"] or "",
        "color": values["color_name"] or "",
        "list_price": _amount(values["list_price"], exponent) or NONE,
        "cost": _amount(values["acquisition_cost"], exponent) or NONE,
        "variant_images": "\n".join(values["images"]),
        "tracking": values["tracking"],
        "gtin": gtin_text(own[0]) if own else "",
        "packs": "\n".join(f"{gtin_text(gtin)} {count}" for gtin, count in gtins if (gtin, count) != own),
        "variant_status": values["status"],
    }
    for tier in variant.tiers:
        cells |= _tier_cells(tier, exponent)
    return cells


def _tier_cells(tier: Mapping[str, Any], exponent: int) -> Cells:
    months = tier["contract_length"]
    discount = ""
    if tier["discount_type"] == "percentage":
        discount = f"{_plain(to_major(tier['discount_value'], PERCENT_DIGITS))}%"
    elif tier["discount_type"] == "fixed":
        discount = _amount(tier["discount_value"], exponent)
    cells = {
        f"price:{months}": _amount(tier["standing_price"], exponent),
        f"setup:{months}": _amount(tier["setup_fee"], exponent),
        f"discount:{months}": discount,
        f"note:{months}": tier["discount_description"] or "",
    }
    return {key: text for key, text in cells.items() if text}


def _amount(minor: int | None, exponent: int) -> str:
    """An amount in plain digits. With three digits after the point one more says which mark it is."""
    if minor is None:
        return ""
    text = str(to_major(minor, exponent))
    return f"{text}0" if exponent == 3 else text


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
