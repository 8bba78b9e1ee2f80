"""Variants with prices, made small by hand and large by hypothesis, for the tests of the advisor."""

from hypothesis import strategies as st

from webapp.pricing.advisor.advice import Offer, Priced, Target
from webapp.pricing.advisor.sums import ROUNDINGS

AMOUNTS = st.integers(0, 10**7)
COSTS = st.none() | AMOUNTS
TARGETS = st.builds(
    Target,
    margin=st.integers(0, 100_000),
    months=st.none() | st.integers(1, 120),
    rounding=st.sampled_from([*ROUNDINGS]),
)


@st.composite
def _offer(draw: st.DrawFn, months: int) -> Offer:
    kind = draw(st.sampled_from([None, None, "percentage", "fixed"]))
    value = 0 if kind is None else draw(st.integers(0, 10_000) if kind == "percentage" else st.integers(0, 20_000))
    monthly = draw(st.none() | st.integers(0, 300) | st.integers(0, 20_000))
    return Offer(months, monthly, draw(st.sampled_from([0, 0, 100, 5_000]) | AMOUNTS), kind, value)


@st.composite
def _variant(draw: st.DrawFn) -> Priced:
    months = draw(st.lists(st.sampled_from([1, 3, 6, 12, 24, 36]) | st.integers(1, 1200), max_size=5, unique=True))
    return Priced(
        grade=draw(st.sampled_from(["A", "B", "C", "E", "refurbished"])),
        name=draw(st.sampled_from(["M3", "m3", "M3 Max"])),
        cost=draw(COSTS | st.integers(0, 5_000)),
        offers=tuple(draw(_offer(length)) for length in months),
    )


PRODUCTS = st.lists(_variant(), max_size=4)


def priced(*offers: Offer, cost: int | None = 180_000, grade: str = "A", name: str = "M3") -> Priced:
    """A variant of the seed: 1800.00 in cost."""
    return Priced(grade, name, cost, offers)
