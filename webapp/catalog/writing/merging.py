"""A change in part, as the whole that it makes of what is there: the writers know wholes alone."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from webapp.catalog.inputs.changes import UpdateProduct, VariantFields
from webapp.catalog.inputs.product import DiscountInput, TierInput, UpsertProduct, VariantInput
from webapp.catalog.queries.variants import PricedVariant

_OPTIONAL = ("condition", "color_name", "list_price", "acquisition_cost", "images", "tracking", "gtin", "packs")
_OWN = ("product_sku", "name", "category", "brand", "description", "images", "serial_rule")
_ORIGIN = ("source", "calculated_at", "preset_used")


def merged_product(sent: UpdateProduct | None, standing: Row[Any], variants: list[VariantInput]) -> UpsertProduct:
    """The product as it will be, with those of its variants that are to be written."""
    values: dict[str, Any] = {name: getattr(standing, name) for name in _OWN}
    values["specification"] = standing.specification_object or standing.specification
    for name in (*_OWN, "specification"):
        if sent is not None and name in sent.model_fields_set:
            values[name] = getattr(sent, name)
    if values["specification"] == standing.specification:
        values["specification"] = standing.specification_object or standing.specification  # what was read came back
    return UpsertProduct.model_construct(**values, variants=variants)


def merged_variant(sent: VariantFields, known: PricedVariant | None) -> VariantInput:
    """The variant as it will be; one that is new must have been sent whole."""
    values = {name: getattr(sent, name) for name in _OPTIONAL if name in sent.model_fields_set}
    for name in ("variant_sku", "variant_name", "grade"):
        is_sent = name in sent.model_fields_set
        values[name] = getattr(sent, name) if is_sent or known is None else known.values[name]
    values["pricing"] = _merged_tiers(sent.pricing, known.tiers if known else [])
    return VariantInput.model_construct(**values)


def _merged_tiers(sent: list[TierInput] | None, standing: list[dict[str, Any]]) -> list[TierInput]:
    if sent is None:
        return [_as_sent(tier) for tier in standing]
    known = {tier["contract_length"]: tier for tier in standing}
    return [_merged_tier(tier, known.get(tier.contract_length)) for tier in sent]


def _merged_tier(sent: TierInput, known: Mapping[str, Any] | None) -> TierInput:
    """A length that stays keeps its set-up fee and discount; where its price came from, while that price stays too."""
    if known is None:
        return sent
    kept = ["setup_fee", "discount"]
    if sent.monthly_price in (known["monthly_price"], known["standing_price"]):
        kept += _ORIGIN
    standing = _as_sent(known)
    return sent.model_copy(update={name: getattr(standing, name) for name in kept if name not in sent.model_fields_set})


def _as_sent(tier: Mapping[str, Any]) -> TierInput:
    """A tier as a client would send it that wants nothing changed."""
    discount = tier["discount_type"] and DiscountInput.model_construct(
        type=tier["discount_type"], value=tier["discount_value"], description=tier["discount_description"]
    )
    names = ("contract_length", "monthly_price", "setup_fee", *_ORIGIN)
    return TierInput.model_construct(**{name: tier[name] for name in names}, discount=discount)
