"""Asking the advisor."""

import datetime as dt
from dataclasses import dataclass

from webapp.accounts.permissions import Permission
from webapp.core.operation.registry import Work, operation
from webapp.pricing.advisor.advice import Offer, Priced, Target, VariantAdvice, advise
from webapp.pricing.advisor.inputs import AdviceTier, AdvisePrices
from webapp.pricing.presets.errors import PresetNotFound
from webapp.pricing.presets.queries import Preset, chosen_preset


@dataclass(frozen=True)
class Advised:
    """The advice on a product, and what it was worked out with and when."""

    preset: Preset
    variants: list[VariantAdvice]
    at: dt.datetime


@operation(needs=Permission.READ_CATALOGUE, raises=(PresetNotFound,), writes=False)
def advise_prices(work: Work, data: AdvisePrices) -> Advised:
    """Say what prices bring back, what to ask and what to beware of; nothing is saved."""
    preset = chosen_preset(work.session, work.tenant_id, data.preset)
    variants = [
        Priced(one.grade, one.variant_name, one.acquisition_cost, tuple(_offer(tier) for tier in one.pricing))
        for one in data.variants
    ]
    return Advised(preset, advise(variants, target_of(preset), work.actor.tenant.exponent), work.at)


def target_of(preset: Preset) -> Target:
    """What prices are to bring with this preset."""
    return Target(preset.margin, preset.target_months, preset.rounding)


def _offer(tier: AdviceTier) -> Offer:
    discount = tier.discount
    return Offer(
        months=tier.contract_length,
        monthly=tier.monthly_price,
        setup_fee=tier.setup_fee or 0,
        discount_type=discount.type if discount else None,
        discount_value=discount.value if discount else 0,
    )
