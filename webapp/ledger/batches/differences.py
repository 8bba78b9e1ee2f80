"""Two pictures of a thing, field by field: what differs, under a clerk's words, each value with its kind."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from webapp.core.data.money import to_minor

Picture = Mapping[str, Any]

_MINOR = {"list_price", "acquisition_cost", "monthly_price", "setup_fee", "discount_value", "old_price", "new_price"}
"""Kept in minor units by pictures of what stands in tables."""
_MAJOR = {"listPrice", "acquisitionCost", "monthlyPrice", "setupFee"}
"""Kept as exact decimals by pictures of what answers say."""
_PERCENT = {"margin", "percent_off"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LABELS = {
    "acquisition_cost": "Cost to us",
    "acquisition_date": "Acquired on",
    "bin": "Bin",
    "color_name": "Colour",
    "gtin": "GTIN",
    "gtins": "GTINs",
    "is_default": "Default",
    "location_text": "Place as noted",
    "price_changes": "Price changes that hold",
    "product_sku": "Product SKU",
    "sku": "SKU",
    "specification_object": "Specification",
    "specification_details": "Specification",
    "tracking": "Tracked by",
    "variant_sku": "SKU",
}


Value = tuple[str, Any]
"""How a value is shown, and the value: text, money (in minor units), percent, time, day."""


@dataclass(frozen=True)
class Difference:
    """One field of a thing, before and after; nothing is nothing."""

    label: str
    before: Value | None
    after: Value | None


def differences(before: Picture | None, after: Picture | None, exponent: int) -> list[Difference]:
    """What differs between two pictures; one of a thing that is new, or gone, leaves blanks out."""
    old, new = (dict(_flat(picture or {}, exponent)) for picture in (before, after))
    return [
        Difference(label, old.get(label), new.get(label))
        for label in {**old, **new}
        if old.get(label) != new.get(label)
    ]


def _flat(picture: Picture, exponent: int) -> Iterator[tuple[str, Value]]:
    """Every field by its label; tiers and what lies deeper stand under the label of where they are."""
    for name, value in picture.items():
        label = _label(name)
        if name in ("tiers", "pricing") and isinstance(value, list):
            for tier in value:
                yield from _tier(tier, exponent)
        elif isinstance(value, Mapping):
            for inner, told in _flat(value, exponent):
                yield f"{label}: {inner[0].lower()}{inner[1:]}", told
        elif value not in (None, "", [], ()):
            yield label, _told(name, value, exponent)


def _tier(tier: Picture, exponent: int) -> Iterator[tuple[str, Value]]:
    months = tier.get("contract_length", tier.get("contractLength"))
    rest = {name: value for name, value in tier.items() if name not in ("contract_length", "contractLength")}
    if rest.get("discount_type") == "percentage":
        rest["percent_off"] = rest.pop("discount_value")
    for label, told in _flat(rest, exponent):
        yield f"{months} months: {label[0].lower()}{label[1:]}", told


def _label(name: str) -> str:
    snake = re.sub(r"(?<=[a-z])([A-Z])", r"_\1", name).lower()
    return _LABELS.get(snake, snake.removesuffix("_id").replace("_", " ").capitalize())


def _told(name: str, value: Any, exponent: int) -> Value:
    if name in _MINOR and isinstance(value, int):
        return "money", value
    if name in _MAJOR and isinstance(value, (int, Decimal)):
        return "money", to_minor(Decimal(value), exponent)
    if name in _PERCENT and isinstance(value, int):
        return "percent", value
    if isinstance(value, bool):
        return "text", "yes" if value else "no"
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return "time", dt.datetime.fromisoformat(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return "day", dt.date.fromisoformat(value)
    if isinstance(value, list):
        return "text", ", ".join(_item(one) for one in value)
    return "text", str(value)


def _item(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, (list, tuple)):
        return " × ".join(str(part) for part in value)
    return str(value)
