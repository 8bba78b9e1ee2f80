"""Writing price tiers, with regard to the price changes that lie over them."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select, tuple_, update

from webapp.catalog.inputs.product import TierInput, VariantInput
from webapp.catalog.models import PriceChange, PriceChangeLine, PriceTier
from webapp.core.data.parts import in_parts
from webapp.core.operation.registry import Work

Tiers = list[dict[str, Any]]
Replaced = tuple[Tiers, Tiers]
"""The tiers of a variant as they stand (queries/variants.py) and as they are to be (``tiers_after``)."""

_COLUMNS = PriceTier.__table__.c.keys()
_ORIGIN = ("source", "calculated_at", "preset_used")


def tiers_after(variant: VariantInput, standing: Tiers, *, typed: bool) -> Tiers:
    """The tiers as they will be: ``monthly_price`` in effect, ``own_price`` for the row itself.

    A price that was sent as it stands changes nothing, though a price change put it there; any other is the tier's
    own from now on. ``typed``: a person saw the price in effect alone, so only that one changes nothing.
    """
    known = {tier["contract_length"]: tier for tier in standing}
    tiers = [_over(tier_values(one), known.get(one.contract_length), typed=typed) for one in variant.by_length]
    if typed:
        _keep_origins(tiers, standing)
    return tiers


def _over(tier: dict[str, Any], known: Mapping[str, Any] | None, *, typed: bool) -> dict[str, Any]:
    sent = tier["monthly_price"]
    names = ("monthly_price",) if typed else ("monthly_price", "standing_price")
    if known is None or sent not in [known[name] for name in names]:
        return {**tier, "own_price": sent, "change_id": None}
    return {**tier, **{name: known[name] for name in ("monthly_price", "own_price", "change_id")}}


def _keep_origins(new: Tiers, standing: Tiers) -> None:
    """A price that a person left as it was keeps where it came from; one that was typed came by hand."""
    prices = {(tier["contract_length"], tier["monthly_price"]): tier for tier in standing}
    for tier in new:
        same = prices.get((tier["contract_length"], tier["monthly_price"]))
        if same:
            tier.update({name: same[name] for name in _ORIGIN})
        elif tier["source"] is None:
            tier["source"] = "manual"


def write_tiers(work: Work, replaced: Mapping[str, Replaced]) -> None:
    """Replace the tiers of variants, by their ids, where they differ."""
    differing = {one: after for one, (before, after) in replaced.items() if _rows(before) != _rows(after)}
    if differing:
        for part in in_parts(differing):
            mine = PriceTier.variant_id.in_(part)
            work.session.execute(delete(PriceTier).where(PriceTier.tenant_id == work.tenant_id, mine))
        rows = [
            {**row, "tenant_id": work.tenant_id, "variant_id": variant_id}
            for variant_id, after in differing.items()
            for row in _rows(after)
        ]
        work.session.execute(insert(cast("Table", PriceTier.__table__)), rows)
    for over in in_parts(key for variant_id, pair in replaced.items() for key in _written_over(variant_id, pair)):
        _end_changes(work, over)


def _rows(tiers: Tiers) -> Tiers:
    names = [name for name in _COLUMNS if name not in ("tenant_id", "variant_id")]
    return [{**{name: tier[name] for name in names}, "monthly_price": tier["own_price"]} for tier in tiers]


def _written_over(variant_id: str, pair: Replaced) -> Iterator[tuple[str, int]]:
    kept = {tier["contract_length"] for tier in pair[1] if tier["change_id"] is not None}
    return (
        (variant_id, tier["contract_length"])
        for tier in pair[0]
        if tier["change_id"] is not None and tier["contract_length"] not in kept
    )


def _end_changes(work: Work, over: list[tuple[str, int]]) -> None:
    """A price written over one that a price change had put there ends that change for this tier."""
    begun = select(PriceChange.id).where(PriceChange.tenant_id == work.tenant_id, PriceChange.valid_from <= work.at)
    work.session.execute(
        update(PriceChangeLine)
        .where(
            PriceChangeLine.tenant_id == work.tenant_id,
            tuple_(PriceChangeLine.variant_id, PriceChangeLine.contract_length).in_(over),
            PriceChangeLine.ended_at.is_(None),
            PriceChangeLine.change_id.in_(begun),
        )
        .values(ended_at=work.at)
    )


def tier_values(tier: TierInput) -> dict[str, Any]:
    """The columns of a tier, but for whose it is."""
    discount = tier.discount
    return {
        "contract_length": tier.contract_length,
        "monthly_price": tier.monthly_price,
        "setup_fee": tier.setup_fee,
        "discount_type": discount.type if discount else None,
        "discount_value": discount.value if discount else None,
        "discount_description": discount.description if discount else None,
        "source": tier.source,
        "calculated_at": tier.calculated_at,
        "preset_used": tier.preset_used,
    }
