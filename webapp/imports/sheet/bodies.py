"""One row as the body of an upsert: what it says over what stands, so that one judge serves every door."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from webapp.catalog.queries.variants import PricedVariant
from webapp.core.data.money import PERCENT_DIGITS, to_major
from webapp.core.sheets.amounts import Amounts
from webapp.imports.sheet.layout import NONE
from webapp.imports.sheet.rows import Fault, Row, amount, percentage

Body = dict[str, Any]

_PRODUCT = {"product_sku": "productSku", "name": "name", "category": "category", "brand": "brand"}
_VARIANT = {"variant_sku": "variantSku", "condition": "condition", "color": "colorName", "gtin": "gtin"}
_LISTS = {"images": "images", "variant_images": "images", "packs": "packs"}
_ORIGIN = {"source": "source", "calculated_at": "calculatedAt", "preset_used": "presetUsed"}
_PLACE = re.compile(r"variants\.0\.pricing\.([0-9]+)\.(\w+)")
_TIER_KEYS = {"monthlyPrice": "price", "setupFee": "setup", "discount": "discount", "contractLength": "price"}
_KEYS = {
    "productSku": "product_sku", "name": "name", "category": "category", "brand": "brand",
    "specification": "specification", "description": "description", "images": "images",
    "variants.0.variantSku": "variant_sku", "variants.0.variantName": "variant_name", "variants.0.grade": "grade",
    "variants.0.condition": "condition", "variants.0.colorName": "color", "variants.0.listPrice": "list_price",
    "variants.0.acquisitionCost": "cost", "variants.0.images": "variant_images", "variants.0.tracking": "tracking",
    "variants.0.gtin": "gtin", "variants.0.packs": "packs",
}  # fmt: skip


def key_of(path: str, body: Body) -> str:
    """The cell that a refused field came from."""
    tier = _PLACE.match(path)
    if tier:
        months = body["variants"][0]["pricing"][int(tier[1])]["contractLength"]
        return f"{_TIER_KEYS.get(tier[2], 'price')}:{months}"
    return next((key for start, key in _KEYS.items() if path == start or path.startswith(f"{start}.")), "")


def product_body(cells: Mapping[str, str], standing: Mapping[str, Any] | None) -> Body:
    """The fields of a product; an object that stands for the same specification stays."""
    body: Body = {name: cells[key] for key, name in _PRODUCT.items() if key in cells}
    text = cells.get("specification", "")
    kept = standing and standing["specification_object"]
    body["specification"] = kept if kept and standing and standing["specification"] == text else text
    if "description" in cells:
        body["description"] = _or_none(cells["description"])
    if "images" in cells:
        body["images"] = _lines(cells["images"])
    return body


def variant_body(row: Row, standing: PricedVariant | None, amounts: Amounts, exponent: int) -> Body:
    """The fields of a variant; what cannot be read becomes a fault of the row."""
    cells = row.cells
    known = standing.values if standing else {}
    body: Body = {name: _or_none(cells[key]) for key, name in _VARIANT.items() if key in cells}
    for key in ("variant_images", "packs"):
        if key in cells:
            body[_LISTS[key]] = _lines(cells[key])
    body["grade"] = cells.get("grade") or known.get("grade") or "A"
    body["variantName"] = cells.get("variant_name") or known.get("variant_name") or _name(body)
    for key, name in (("list_price", "listPrice"), ("cost", "acquisitionCost")):
        if key in cells:
            body[name] = amount(row, key, amounts)
    if "tracking" in cells:
        body["tracking"] = cells["tracking"].lower()
    body["pricing"] = _tiers(row, standing, amounts, exponent)
    return body


def _or_none(cell: str) -> str | None:
    return None if cell.casefold() == NONE else cell


def _lines(cell: str) -> list[str]:
    return [] if cell.casefold() == NONE else [line.strip() for line in cell.splitlines() if line.strip()]


def _name(body: Body) -> str:
    """What a variant is called whose sheet has no name for it: its grade, and its colour if it has one."""
    return ", ".join(word for word in (f"Grade {body['grade'].upper()}", body.get("colorName")) if word)


def _tiers(row: Row, standing: PricedVariant | None, amounts: Amounts, exponent: int) -> list[Body]:
    known = {tier["contract_length"]: tier for tier in (standing.tiers if standing else ())}
    told = {int(key.partition(":")[2]) for key in row.cells if ":" in key}
    tiers = (_tier(row, months, known.get(months), amounts, exponent) for months in sorted({*known, *told}))
    return [tier for tier in tiers if tier is not None]


def _tier(row: Row, months: int, known: Mapping[str, Any] | None, amounts: Amounts, exponent: int) -> Body | None:
    """One tier: cells that are blank leave what stands, a price of none takes the tier away."""
    cell = row.cells.get(f"price:{months}", "")
    if cell.casefold() == NONE:
        return None
    price = amount(row, f"price:{months}", amounts)
    if price is None and known is None:
        if not cell:
            key = next(key for key in row.cells if key.endswith(f":{months}"))
            row.faults.append(Fault(key, f"there is no price for {months} months"))
        return None
    body: Body = {"contractLength": months}
    if known is not None:
        body |= {outside: known[name] for name, outside in _ORIGIN.items() if known[name] is not None}
        body["setupFee"] = None if known["setup_fee"] is None else to_major(known["setup_fee"], exponent)
        body["discount"] = _known_discount(known, exponent)
        in_effect = to_major(known["monthly_price"], exponent)
        standing = to_major(known["standing_price"], exponent)
        if price is None or price in (in_effect, standing):
            price = in_effect
        else:
            body = {name: value for name, value in body.items() if name not in _ORIGIN.values()}
    body["monthlyPrice"] = price
    body.setdefault("source", "manual")
    if f"setup:{months}" in row.cells:
        body["setupFee"] = amount(row, f"setup:{months}", amounts)
    return _with_discount(body, row, months, amounts)


def _known_discount(known: Mapping[str, Any], exponent: int) -> Body | None:
    if known["discount_type"] is None:
        return None
    digits = PERCENT_DIGITS if known["discount_type"] == "percentage" else exponent
    return {
        "type": known["discount_type"],
        "value": to_major(known["discount_value"], digits),
        "description": known["discount_description"],
    }


def _with_discount(body: Body, row: Row, months: int, amounts: Amounts) -> Body:
    key, note = f"discount:{months}", row.cells.get(f"note:{months}")
    cell = row.cells.get(key)
    if cell is not None and cell.casefold() == NONE:
        body["discount"] = None
    elif cell is not None:
        percent = percentage(cell)
        value = _percent(row, key, percent, amounts) if percent else amount(row, key, amounts)
        before = body.get("discount") or {}
        body["discount"] = {
            "type": "percentage" if percent else "fixed",
            "value": value,
            "description": before.get("description"),
        }
    if note is not None and body.get("discount"):
        body["discount"]["description"] = _or_none(note)
    return body


def _percent(row: Row, key: str, text: str, amounts: Amounts) -> Decimal | None:
    try:
        return amounts.read(text)
    except ValueError as error:
        row.faults.append(Fault.at(key, str(error)))
        return None
