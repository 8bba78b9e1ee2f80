"""The walk as a calculation: few places, nothing promised twice, and no piece taken that is not there."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from webapp.orders.picking.walking import LOOSE, UNIT, Site, Spot, Stock, Want, allotted, natural, walked

RTM, UTR = Site("wh_1", "Rotterdam", "RTM"), Site("wh_2", "Utrecht", "UTR")


def spot(bin_code: str | None, there: int, *, site: Site = RTM, variant: str = "a", kind: str = UNIT) -> Spot:
    pool = f"{kind} {variant} {site.code}" + ("" if kind == UNIT else f" {bin_code}")
    return Spot(kind, variant, pool, site, bin_code, bin_code, there)


def stock(*spots: Spot, kept: dict[tuple[str, str], int] | None = None) -> Stock:
    """What is not kept for an order is free."""
    free = Counter[str]()
    for one in spots:
        free[one.pool_id] += one.there
    for (_, pool), qty in (kept or {}).items():
        free[pool] -= qty
    return Stock(spots, free, kept or {})


def walk(wants: list[Want], there: Stock) -> list[tuple[Any, ...]]:
    return [(one.want.order_id, one.spot.bin_code, one.take) for one in walked(allotted(wants, there))]


def test_bins_are_walked_as_people_count_and_no_bin_comes_last() -> None:
    codes = ["B-1", "A-10", None, "A-2", "a-1-12", "A-1-2"]
    assert sorted(codes, key=natural) == ["A-1-2", "a-1-12", "A-2", "A-10", "B-1", None]


def test_a_bin_that_has_enough_comes_before_several() -> None:
    there = stock(spot("A-1", 1), spot("A-2", 4), spot("A-3", 9))
    assert walk([Want("o", 0, "a", "a", 4)], there) == [("o", "A-2", 4)]
    assert walk([Want("o", 0, "a", "a", 12)], there) == [("o", "A-1", 1), ("o", "A-2", 4), ("o", "A-3", 7)]


def test_a_warehouse_that_gives_most_of_all_comes_first() -> None:
    both = spot("A-1", 3, site=UTR), spot("A-1", 9, site=UTR, variant="b")
    there = stock(spot("A-1", 5), *both)
    assert walk([Want("o", 0, "a", "a", 2), Want("o", 1, "b", "b", 9)], there) == [("o", "A-1", 2), ("o", "A-1", 9)]
    assert {one.spot.site for one in allotted([Want("o", 0, "a", "a", 2), Want("o", 1, "b", "b", 9)], there)} == {UTR}


def test_what_is_kept_for_another_order_stays() -> None:
    there = stock(spot("A-1", 3), kept={("mine", "unit a RTM"): 2})
    assert walk([Want("other", 0, "a", "a", 3)], there) == [("other", "A-1", 1)]
    assert walk([Want("other", 0, "a", "a", 3), Want("mine", 0, "a", "a", 3)], there) == [
        ("other", "A-1", 1),
        ("mine", "A-1", 2),
    ]


_SPOTS = st.lists(
    st.tuples(st.sampled_from(["A-1", "A-2", "A-10", None]), st.integers(1, 6), st.sampled_from([RTM, UTR]),
              st.sampled_from("ab"), st.sampled_from([UNIT, LOOSE])),
    max_size=10, unique_by=lambda one: (one[0], *one[2:]),
)  # fmt: skip
_WANTS = st.lists(st.tuples(st.sampled_from("xy"), st.sampled_from("ab"), st.integers(1, 9)), max_size=6)


@given(_SPOTS, _WANTS, st.integers(0, 3))
def test_nothing_is_taken_twice_and_nothing_is_left_while_something_is_wanted(
    told: list[Any], wanted: list[Any], kept: int
) -> None:
    spots = [spot(code, there, site=site, variant=one, kind=kind) for code, there, site, one, kind in told]
    lying = Counter[str]()
    for one in spots:
        lying[one.pool_id] += one.there
    promised = {("x", pool): min(kept, qty) for pool, qty in lying.items() if kept}
    wants = [Want(order, n, one, one, qty) for n, (order, one, qty) in enumerate(wanted)]
    picks = allotted(wants, stock(*spots, kept=promised))
    taken, of_pool, given_to = Counter[int](), Counter[str](), Counter[Want]()
    for pick in picks:
        assert pick.take > 0
        taken[id(pick.spot)] += pick.take
        given_to[pick.want] += pick.take
        of_pool[pick.spot.pool_id] += pick.take if pick.want.order_id != "x" else 0
    assert all(taken[id(one)] <= one.there for one in spots)
    assert all(of_pool[pool] <= lying[pool] - promised.get(("x", pool), 0) for pool in lying)
    for want in wants:
        assert given_to[want] <= want.qty
        if given_to[want] < want.qty:
            left = {one.pool_id: one.there - taken[id(one)] for one in spots if one.variant_id == want.variant_id}
            assert sum(left.values()) <= sum(promised.get(("x", pool), 0) for pool in left)
