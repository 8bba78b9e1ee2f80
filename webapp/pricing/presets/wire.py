"""Margin presets as JSON, in our own words."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import PERCENT_DIGITS, Amount, to_major
from webapp.core.operation.actor import Actor


class PresetJson(TypedDict):
    """docs/contract.md, margin presets."""

    id: str
    name: str
    marginPercent: Amount
    targetMonths: int | None
    rounding: str
    isDefault: bool
    version: int
    createdAt: str
    updatedAt: str


def preset_json(row: Any, actor: Actor) -> PresetJson:
    """One preset, from a row or an object."""
    return PresetJson(
        id=row.id,
        name=row.name,
        marginPercent=to_major(row.margin, PERCENT_DIGITS),
        targetMonths=row.target_months,
        rounding=row.rounding,
        isDefault=row.is_default,
        version=row.version,
        createdAt=iso(row.created_at),
        updatedAt=iso(row.updated_at),
    )
