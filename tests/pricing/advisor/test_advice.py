"""What the advisor works out, with the numbers of the published page."""

import pytest

from tests.pricing.advisor.offers import priced
from webapp.pricing.advisor.advice import Offer, Target, TierAdvice, advise
from webapp.pricing.advisor.sums import after_discount, suggested

TEN = Target(margin=1000)


def only(offer: Offer, cost: int | None = 180_000, target: Target = TEN) -> TierAdvice:
    """The advice on one tier alone."""
    return advise([priced(offer, cost=cost)], target, 2)[0].tiers[0]


def test_the_tiers_of_the_seed() -> None:
    year = only(Offer(12, 15_900))
    assert (year.recovery, year.margin, year.suggestion, year.warnings) == (12, 600, 16_500, ())
    two = only(Offer(24, 12_900, 0, "percentage", 500))
    assert (two.offer.effective, two.recovery, two.margin, two.suggestion) == (12_255, 15, 6_340, 8_250)
    assert two.offer.discount_effect == -24 * 645


def test_the_formula_of_the_seed() -> None:
    assert suggested(180_000, 24, 1000, "none", 2) == 8_250


def test_a_preset_may_set_the_months() -> None:
    assert only(Offer(12, 15_900), target=Target(1000, months=24)).suggestion == 8_250


@pytest.mark.parametrize(
    ("price", "rounding", "exponent", "rounded"),
    [
        (8_250, "none", 2, 8_250),
        (8_250, "whole", 2, 8_300),
        (8_300, "whole", 2, 8_300),
        (8_250, "ninety", 2, 8_290),
        (8_290, "ninety", 2, 8_290),
        (8_291, "ninety", 2, 8_390),
        (1, "ninety", 2, 90),
        (82_500, "whole", 3, 83_000),
        (82_500, "ninety", 3, 82_900),
        (8_250, "whole", 0, 8_250),
        (8_250, "ninety", 0, 8_290),
    ],
)
def test_a_suggestion_is_rounded_up_as_the_preset_says(price: int, rounding: str, exponent: int, rounded: int) -> None:
    assert suggested(price, 1, 0, rounding, exponent) == rounded


def test_half_up_that_would_leave_cost_is_rounded_up() -> None:
    assert suggested(100, 3, 0, "none", 2) == 34  # 33.33 a month leaves 0.01


def test_a_price_beyond_what_can_be_asked_is_not_suggested() -> None:
    assert suggested(10**13, 1, 1000, "none", 2) is None


@pytest.mark.parametrize(
    ("monthly", "kind", "value", "left"),
    [
        (10_000, None, 0, 10_000),
        (10_000, "percentage", 10_000, 0),
        (999, "percentage", 5_000, 500),  # 4.995 is 5.00
        (10_000, "fixed", 2_500, 7_500),
        (10_000, "fixed", 10_001, 0),
    ],
)
def test_a_discount_comes_off_half_up(monthly: int, kind: str | None, value: int, left: int) -> None:
    assert after_discount(monthly, kind, value) == left


def test_a_setup_fee_comes_back_first() -> None:
    assert only(Offer(12, 15_900, 21_000)).recovery == 10
    assert only(Offer(12, 15_900, 180_000)).recovery == 0


def test_what_never_comes_back() -> None:
    free = only(Offer(12, 15_900, 0, "percentage", 10_000))
    assert (free.recovery, free.margin) == (None, -10_000)
    assert [one.code for one in free.warnings] == ["BELOW_COST", "DISCOUNT_BELOW_COST", "DISCOUNT_TAKES_ALL"]


def test_without_a_cost_there_is_no_margin_and_no_suggestion() -> None:
    found = advise([priced(Offer(12, 15_900), cost=None)], TEN, 2)[0]
    assert [one.code for one in found.warnings] == ["COST_MISSING"]
    assert (found.tiers[0].recovery, found.tiers[0].margin, found.tiers[0].suggestion) == (None, None, None)


def test_what_cost_nothing_is_back_at_once() -> None:
    found = only(Offer(12, 15_900), cost=0)
    assert (found.recovery, found.margin, found.suggestion, found.warnings) == (0, None, None, ())


def test_without_a_price_there_is_a_suggestion_alone() -> None:
    found = only(Offer(12))
    assert (found.recovery, found.margin, found.suggestion, found.warnings) == (None, None, 16_500, ())


def test_warnings_say_what_is_wrong() -> None:
    said = advise(
        [
            priced(Offer(12, 10_000), Offer(24, 10_900), Offer(36, 10_000, 90_000)),
            priced(Offer(12, 10_100), grade="B", cost=50_000),
        ],
        TEN,
        2,
    )
    words = [[warned.words for warned in tier.warnings] for variant in said for tier in variant.tiers]
    assert words == [
        ["12 months do not bring the cost back: 600.00 is still missing at the end."],
        ["24 months costs more per month than 12."],
        ["With its set-up fee, 36 months costs more per month than 24."],
        ["Grade B costs more per month than grade A for 12 months."],
    ]


def test_configurations_of_one_grade_are_not_compared() -> None:
    """A better machine in a worse grade may cost more; only its own better grade tells."""
    dear = [
        priced(Offer(12, 16_000), name="M3"),
        priced(Offer(12, 24_000), name="M3 Max"),
        priced(Offer(12, 19_000), name="M3 Max", grade="B"),
    ]
    assert all(not tier.warnings for one in advise(dear, TEN, 2) for tier in one.tiers)
    dear[2] = priced(Offer(12, 24_001), name="m3 max", grade="B")
    assert [one.code for one in advise(dear, TEN, 2)[2].tiers[0].warnings] == ["GRADES_INVERT"]
