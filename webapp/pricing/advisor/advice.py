"""The engine: from what variants cost and what their tiers ask, what comes back, what to ask, and what to beware of.

Pure: whole minor units and basis points in, the same out; it knows neither database nor request.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from webapp.catalog.inputs.product import GRADES
from webapp.core.data.money import to_major
from webapp.pricing.advisor.cautions import Caution, Warned
from webapp.pricing.advisor.sums import WHOLE, after_discount, half_up, suggested, up

Ladder = Mapping[tuple[str, int], Mapping[str, int]]
"""By what is priced and for how many months: the least that each grade costs a month."""


@dataclass(frozen=True)
class Target:
    """What a price is to bring: ``margin`` in basis points over the cost, in ``months`` or else the tier's own."""

    margin: int
    months: int | None = None
    rounding: str = "none"


@dataclass(frozen=True)
class Offer:
    """One tier; without a monthly price there is a suggestion and no more."""

    months: int
    monthly: int | None = None
    setup_fee: int = 0
    discount_type: str | None = None
    discount_value: int = 0

    @cached_property
    def effective(self) -> int | None:
        """What is paid a month, the discount off."""
        return None if self.monthly is None else after_discount(self.monthly, self.discount_type, self.discount_value)

    @cached_property
    def total(self) -> int | None:
        """What has come in at the term's end."""
        return None if self.effective is None else self.setup_fee + self.effective * self.months

    @property
    def discount_effect(self) -> int | None:
        """What the discount takes over the term, as a negative amount."""
        if self.monthly is None or self.effective is None:
            return None
        return (self.effective - self.monthly) * self.months


@dataclass(frozen=True)
class Priced:
    """One variant of a product, as far as its prices go."""

    grade: str
    name: str
    cost: int | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class TierAdvice:
    """What can be said of one tier; ``margin`` in basis points of the cost."""

    offer: Offer
    recovery: int | None
    margin: int | None
    suggestion: int | None
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class VariantAdvice:
    """What can be said of one variant."""

    variant: Priced
    tiers: tuple[TierAdvice, ...]
    warnings: tuple[Warned, ...]

    @property
    def is_priced(self) -> bool:
        """Whether there is a price to say anything of."""
        return any(tier.offer.monthly is not None for tier in self.tiers)


def advise(variants: Sequence[Priced], target: Target, exponent: int) -> list[VariantAdvice]:
    """Advice for the variants of one product, in their order; ``exponent`` is the currency's digits."""
    things = _things(variants)
    ladder = _ladder(variants, things)
    return [
        VariantAdvice(
            variant,
            tuple(
                TierAdvice(
                    offer=offer,
                    recovery=recovery(offer, variant.cost),
                    margin=_margin(offer, variant.cost),
                    suggestion=_suggestion(offer, variant.cost, target, exponent),
                    warnings=(
                        *_against_cost(offer, variant.cost, exponent),
                        *_against_shorter(offer, variant.offers),
                        *_against_better(offer, variant.grade, ladder[thing, offer.months]),
                    ),
                )
                for offer in variant.offers
            ),
            (Caution.COST_MISSING.of(),) if variant.cost is None else (),
        )
        for variant, thing in zip(variants, things, strict=True)
    ]


def recovery(offer: Offer, cost: int | None) -> int | None:
    """After how many months the cost is back; None when it never is."""
    if cost is None or offer.effective is None:
        return None
    left = cost - offer.setup_fee
    if left <= 0:
        return 0
    return up(left, offer.effective) if offer.effective else None


def _margin(offer: Offer, cost: int | None) -> int | None:
    return half_up((offer.total - cost) * WHOLE, cost) if cost and offer.total is not None else None


def _suggestion(offer: Offer, cost: int | None, target: Target, exponent: int) -> int | None:
    if not cost:
        return None
    return suggested(cost, target.months or offer.months, target.margin, target.rounding, exponent)


def _things(variants: Sequence[Priced]) -> list[str]:
    """What each variant is but for its grade: its name, unless grades are all that tells the variants apart."""
    grades = [variant.grade for variant in variants]
    is_one_ladder = len(set(grades)) == len(grades)
    return ["" if is_one_ladder else variant.name.casefold() for variant in variants]


def _ladder(variants: Sequence[Priced], things: Sequence[str]) -> Ladder:
    ladder: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for variant, thing in zip(variants, things, strict=True):
        for offer in variant.offers:
            rung = ladder[thing, offer.months]
            if offer.effective is not None and variant.grade in GRADES:
                rung[variant.grade] = min(rung.get(variant.grade, offer.effective), offer.effective)
    return ladder


def _against_cost(offer: Offer, cost: int | None, exponent: int) -> Iterator[Warned]:
    if cost is None or offer.total is None or offer.discount_effect is None or offer.total >= cost:
        return
    yield Caution.BELOW_COST.of(months=offer.months, missing=to_major(cost - offer.total, exponent))
    if offer.total - offer.discount_effect >= cost:
        yield Caution.DISCOUNT_BELOW_COST.of(months=offer.months)


def _against_shorter(offer: Offer, offers: Sequence[Offer]) -> Iterator[Warned]:
    """What is wrong with a term beside the shorter ones, of which the longest is named."""
    if offer.effective is None or offer.total is None:
        return
    if offer.monthly and not offer.effective:
        yield Caution.DISCOUNT_TAKES_ALL.of(months=offer.months)
    dearer, by_setup = [], []
    for other in offers:
        if other.effective is None or other.total is None or other.months >= offer.months:
            continue
        if other.effective < offer.effective:
            dearer.append(other.months)
        elif offer.total * other.months > other.total * offer.months:
            by_setup.append(other.months)
    if dearer:
        yield Caution.LONGER_DEARER.of(months=offer.months, other=max(dearer))
    if by_setup:
        yield Caution.SETUP_DEARER.of(months=offer.months, other=max(by_setup))


def _against_better(offer: Offer, grade: str, rung: Mapping[str, int]) -> Iterator[Warned]:
    """A worse grade that costs more than a better one, of which the nearest is named."""
    if offer.effective is None or grade not in GRADES:
        return
    cheaper = [better for better, least in rung.items() if better < grade and least < offer.effective]
    if cheaper:
        yield Caution.GRADES_INVERT.of(grade=grade, better=max(cheaper), months=offer.months)
