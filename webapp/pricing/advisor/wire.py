"""Advice as JSON: amounts in major units, percentages with two digits; null where nothing can be said."""

from typing import Any

from typing_extensions import TypedDict

from webapp.core.data.clock import iso
from webapp.core.data.money import PERCENT_DIGITS, Amount, Signed, to_major
from webapp.core.operation.actor import Actor
from webapp.pricing.advisor.advice import Offer, TierAdvice, VariantAdvice
from webapp.pricing.advisor.cautions import Warned


class WarningJson(TypedDict):
    """What is wrong with a price."""

    code: str
    message: str


class TierAdviceJson(TypedDict):
    """docs/contract.md, advice."""

    contractLength: int
    effectiveMonthly: Amount | None
    recoveryMonths: int | None
    revenue: Amount | None
    marginPercent: Signed | None
    discountEffect: Signed | None
    setupEffect: Signed | None
    suggestion: Amount | None
    warnings: list[WarningJson]


class VariantAdviceJson(TypedDict):
    """The advice on one variant, in the order sent."""

    variantName: str
    grade: str
    tiers: list[TierAdviceJson]
    warnings: list[WarningJson]


class PointJson(TypedDict):
    """One price of a line."""

    contractLength: int
    effectiveMonthly: Amount


class LineJson(TypedDict):
    """One variant's prices by contract length, shortest first."""

    label: str
    points: list[PointJson]


class AdviceJson(TypedDict):
    """The advice on a product, and what it was worked out with."""

    presetUsed: str
    calculatedAt: str
    variants: list[VariantAdviceJson]
    chart: list[LineJson]


def _amount(minor: int | None, digits: int) -> Any:
    return None if minor is None else to_major(minor, digits)


def _warnings(found: tuple[Warned, ...]) -> list[WarningJson]:
    return [WarningJson(code=one.code, message=one.words) for one in found]


def _tier(tier: TierAdvice, exponent: int) -> TierAdviceJson:
    offer = tier.offer
    return TierAdviceJson(
        contractLength=offer.months,
        effectiveMonthly=_amount(offer.effective, exponent),
        recoveryMonths=tier.recovery,
        revenue=_amount(offer.total, exponent),
        marginPercent=_amount(tier.margin, PERCENT_DIGITS),
        discountEffect=_amount(offer.discount_effect, exponent),
        setupEffect=None if offer.monthly is None else _amount(offer.setup_fee, exponent),
        suggestion=_amount(tier.suggestion, exponent),
        warnings=_warnings(tier.warnings),
    )


def label_of(variant: VariantAdvice, variants: list[VariantAdvice]) -> str:
    """What a variant's line is called: its grade, and its name where that does not tell it from the others."""
    grade, name = variant.variant.grade, variant.variant.name
    is_alone = sum(1 for one in variants if one.variant.grade == grade) == 1
    return grade if is_alone or not name else f"{grade} · {name}"


def line_of(variant: VariantAdvice) -> list[Offer]:
    """The offers that have a price, shortest first."""
    return sorted(
        (tier.offer for tier in variant.tiers if tier.offer.effective is not None), key=lambda one: one.months
    )


def advice_json(advised: Any, actor: Actor) -> AdviceJson:
    """The advice, and the data of its picture."""
    exponent = actor.tenant.exponent
    return AdviceJson(
        presetUsed=advised.preset.name,
        calculatedAt=iso(advised.at),
        variants=[
            VariantAdviceJson(
                variantName=one.variant.name,
                grade=one.variant.grade,
                tiers=[_tier(tier, exponent) for tier in one.tiers],
                warnings=_warnings(one.warnings),
            )
            for one in advised.variants
        ],
        chart=[
            LineJson(
                label=label_of(one, advised.variants),
                points=[
                    PointJson(contractLength=offer.months, effectiveMonthly=_amount(offer.effective, exponent))
                    for offer in line_of(one)
                ],
            )
            for one in advised.variants
        ],
    )
