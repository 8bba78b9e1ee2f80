"""What holds for every price: suggestions recover the cost, warnings stand exactly when true, no number is a float."""

import dataclasses
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tests.pricing.advisor.offers import PRODUCTS, TARGETS, priced
from webapp.core.data.columns import MAX_MONEY
from webapp.pricing.advisor.advice import Offer, Priced, Target, advise, recovery
from webapp.pricing.advisor.sums import ROUNDINGS, suggested

EXPONENT = st.sampled_from([0, 2, 3])


@given(
    st.integers(1, MAX_MONEY), st.integers(1, 1200), st.integers(0, 100_000), st.sampled_from([*ROUNDINGS]), EXPONENT
)
def test_a_suggestion_recovers_the_cost_in_its_months(
    cost: int, months: int, margin: int, rounding: str, exponent: int
) -> None:
    price = suggested(cost, months, margin, rounding, exponent)
    exact = Fraction(cost, months) * (1 + Fraction(margin, 10_000))
    if price is None:
        assert exact > MAX_MONEY - 10**5
        return
    assert price * months >= cost
    back = recovery(Offer(months, price), cost)
    assert back is not None
    assert back <= months
    most = {"none": 1, "whole": 10**exponent, "ninety": 10 ** (exponent or 2)}[rounding]
    assert -Fraction(1, 2) <= price - exact <= most  # it is the formula's, but for the rounding


@given(PRODUCTS, TARGETS, EXPONENT)
def test_what_is_recovered_is_recovered_then_and_not_before(
    variants: list[Priced], target: Target, exponent: int
) -> None:
    for variant, found in zip(variants, advise(variants, target, exponent), strict=True):
        for tier in found.tiers:
            offer, cost = tier.offer, variant.cost
            if cost is None or offer.effective is None:
                assert tier.recovery is None
            elif tier.recovery is None:
                assert offer.effective == 0
                assert offer.setup_fee < cost
            else:
                assert offer.setup_fee + offer.effective * tier.recovery >= cost
                assert tier.recovery == 0 or offer.setup_fee + offer.effective * (tier.recovery - 1) < cost


@example([priced(Offer(10, 200, 0, "percentage", 5_000), cost=2_000)], Target(0), 2)  # just enough
@example([priced(Offer(12, 100)), priced(Offer(12, 101), grade="B", name="worn")], Target(0), 2)  # grades alone differ
@given(PRODUCTS, TARGETS, EXPONENT)
def test_a_warning_stands_exactly_when_it_is_true(variants: list[Priced], target: Target, exponent: int) -> None:
    found = advise(variants, target, exponent)
    for variant, said in zip(variants, found, strict=True):
        assert ("COST_MISSING" in {one.code for one in said.warnings}) == (variant.cost is None)
        for offer, tier in zip(variant.offers, said.tiers, strict=True):
            codes = [one.code for one in tier.warnings]
            assert len(set(codes)) == len(codes)
            assert set(codes) == set(true_of(variant, offer, variants))


def paid(offer: Offer) -> Fraction | None:
    """What is paid a month, by another way of reckoning."""
    if offer.monthly is None:
        return None
    if offer.discount_type == "percentage":
        exact = offer.monthly * (1 - Fraction(offer.discount_value, 10_000))
        return Fraction(int(exact + Fraction(1, 2)))
    return Fraction(max(0, offer.monthly - offer.discount_value) if offer.discount_type else offer.monthly)


def spread(offer: Offer) -> Fraction | None:
    """What is paid a month, the set-up fee spread over the term."""
    price = paid(offer)
    return None if price is None else price + Fraction(offer.setup_fee, offer.months)


def true_of(variant: Priced, offer: Offer, variants: list[Priced]) -> Iterator[str]:
    """The warnings that are true, each by its own sentence."""
    price, whole = paid(offer), spread(offer)
    if price is None or whole is None or offer.monthly is None:
        return
    if variant.cost is not None and whole * offer.months < variant.cost:
        yield "BELOW_COST"
        if offer.setup_fee + offer.monthly * offer.months >= variant.cost:
            yield "DISCOUNT_BELOW_COST"
    if offer.monthly > 0 and price == 0:
        yield "DISCOUNT_TAKES_ALL"
    shorter = [(paid(one), spread(one)) for one in variant.offers if one.months < offer.months]
    if any(theirs is not None and theirs < price for theirs, _ in shorter):
        yield "LONGER_DEARER"
    if any(theirs is not None and theirs >= price and total < whole for theirs, total in shorter if total is not None):
        yield "SETUP_DEARER"
    if any(
        theirs is not None and theirs < price
        for better in variants
        if comparable(better, variant, variants)
        for theirs in [paid(one) for one in better.offers if one.months == offer.months]
    ):
        yield "GRADES_INVERT"


def comparable(better: Priced, worse: Priced, variants: list[Priced]) -> bool:
    """Whether these are two grades of one thing."""
    if not (better.grade in list("ABCDE") and worse.grade in list("ABCDE") and better.grade < worse.grade):
        return False
    grades = [one.grade for one in variants]
    return better.name.lower() == worse.name.lower() or sorted(grades) == sorted(set(grades))


@given(PRODUCTS, TARGETS, EXPONENT)
def test_no_number_is_a_float(variants: list[Priced], target: Target, exponent: int) -> None:
    for number in numbers([dataclasses.asdict(one) for one in advise(variants, target, exponent)]):
        assert type(number) is int


def numbers(value: Any) -> Iterator[Any]:
    """Every number in a structure."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from numbers(one)
    elif value is not None and not isinstance(value, str):
        yield value
