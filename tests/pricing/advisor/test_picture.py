"""The picture of prices: inside its frame, dearer is higher, and every number stands in the table."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.pricing.advisor.offers import PRODUCTS, priced
from webapp.pricing.advisor.advice import Offer, Priced, Target, advise
from webapp.pricing.advisor.picture import HEIGHT, MOST, WIDTH, draw


@given(PRODUCTS, st.sampled_from([0, 2, 3]))
def test_every_point_is_inside_and_dearer_is_higher(variants: list[Priced], exponent: int) -> None:
    drawn = draw(advise(variants, Target(1000), exponent), exponent)
    with_price = [one for one in variants if any(offer.effective is not None for offer in one.offers)]
    if drawn is None:
        assert with_price == []
        return
    assert len(drawn.rows) == len(with_price)
    points = [point for line in drawn.lines for point in line.points]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y, _, _ in points)
    by_price = sorted(points, key=lambda point: point[3])
    assert all(one[1] >= other[1] for one, other in pairwise(by_price))
    assert {(price, months) for _, _, months, price in points} <= {
        (price, months) for _, prices in drawn.rows for (_, months), price in zip(drawn.months, prices, strict=True)
    }


def test_of_many_lines_the_first_are_drawn_and_all_are_told() -> None:
    many = [priced(Offer(12, 1000 + n), name=f"M{n}") for n in range(MOST + 3)]
    drawn = draw(advise(many, Target(1000), 2), 2)
    assert drawn is not None
    assert (len(drawn.lines), len(drawn.rows)) == (MOST, MOST + 3)
