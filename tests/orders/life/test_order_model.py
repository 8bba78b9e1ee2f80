"""An order's life, act by act, beside a model: the same lines, sums, stock, versions and refusals on both engines."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.house import House, new_house
from tests.orders.life.course import SKUS, begun
from tests.orders.life.model import PRICES
from tests.orders.test_change_order import DELL, MAC
from tests.orders.test_close_line import OTHER
from tests.sizes import scaled
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.undoing.hooks import went_back
from webapp.ledger.verifying import verify
from webapp.shipments import undoing
from webapp.subscriptions.starting import Ready

pytestmark = pytest.mark.model

Life = Sequence[tuple[Any, ...]]
_item = st.tuples(st.sampled_from(sorted(PRICES)), st.integers(1, 6))
_at = st.integers(0, 2)
_place = st.tuples(st.sampled_from(SKUS), st.integers(0, 1))
ACTS = st.lists(
    st.one_of(
        st.tuples(
            st.just("edit"), st.lists(_item, min_size=1, max_size=3), st.sampled_from(("", "", "right", "stale"))
        ),
        st.tuples(st.just("close"), _at, st.integers(1, 4)),
        st.tuples(st.just("substitute"), _at, st.booleans()),
        st.tuples(st.just("fulfil"), _place),
        st.tuples(st.just("fulfil"), _place),
        st.tuples(st.just("fulfil"), _place),
        st.tuples(st.just("ship"), st.integers(0, 2)),
        st.tuples(st.just("carry"), st.sampled_from(("PostNL", "DHL"))),
        st.tuples(st.just("shop"), _place, st.integers(1, 2)),
        st.tuples(st.just("merge"), st.booleans()),
        st.sampled_from((("confirm",), ("confirm",), ("cancel",), ("undo",), ("undo",), ("redo",), ("pull",))),
        st.sampled_from((("forget",), ("undo",))),
    ),
    min_size=4,
    max_size=12,
)
STOCK = st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 3))
NONE = (0, 0, 0)


MORE = ("edit", [((MAC, 24), 6), ((DELL, 24), 1)], "right")
SINCE: Life = (MORE, ("confirm",), ("undo",), ("redo",), ("undo",))
REMEMBERED: Life = (
    ("confirm",), ("substitute", 0, False), ("fulfil", (OTHER, 0)), ("undo",), ("edit", [((MAC, 24), 5)], "stale"),
    ("edit", [((MAC, 24), 5)], ""), ("undo",),
)  # fmt: skip
GONE: Life = (
    ("confirm",), ("fulfil", (MAC, 0)), ("close", 0, 2), ("shop", (MAC, 0), 1), ("undo",), ("undo",),
    ("fulfil", (MAC, 0)), ("undo",), ("redo",), ("cancel",),
)  # fmt: skip
NOTHING: Life = (("close", 0, 4), ("close", 0, 1), ("edit", [((MAC, 24), 5)], ""), ("cancel",), ("undo",))

STANDS: Life = (
    ("close", 0, 2), ("confirm",), ("edit", [((MAC, 24), 1)], ""), ("edit", [((DELL, 24), 5), ((MAC, 12), 4)], ""),
    ("edit", [((DELL, 24), 5), ((MAC, 24), 4)], ""), ("substitute", 1, True), ("undo",), ("substitute", 1, False),
    ("edit", [((OTHER, 24), 3), ((MAC, 24), 4)], ""), ("undo",), ("redo",), ("undo",), ("undo",),
    ("edit", [((DELL, 36), 2)], ""),
)  # fmt: skip

LEFT: Life = (
    ("confirm",), ("fulfil", (MAC, 1)), ("fulfil", (MAC, 0)), ("ship", 1), ("carry", "DHL"), ("pull",), ("merge", True),
    ("forget",), ("undo",), ("ship", 0), ("undo",), ("redo",), ("undo",), ("undo",), ("undo",), ("undo",), ("cancel",),
    ("merge", False), ("forget",), ("merge", True),
)  # fmt: skip


@example(acts=SINCE, reserves=True, stock=(6, 0, 3), far=NONE)
@example(acts=REMEMBERED, reserves=True, stock=(4, 3, 0), far=NONE)
@example(acts=GONE, reserves=True, stock=(4, 0, 0), far=(2, 0, 0))
@example(acts=NOTHING, reserves=False, stock=NONE, far=NONE)
@example(acts=STANDS, reserves=True, stock=(4, 0, 2), far=NONE)
@example(acts=LEFT, reserves=True, stock=(1, 0, 0), far=(5, 0, 0))
@settings(max_examples=scaled(60), database=None, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS, reserves=st.booleans(), stock=STOCK, far=STOCK)
def test_an_orders_life_is_as_the_model_has_it(
    house: House, acts: Life, reserves: bool, stock: tuple[int, ...], far: tuple[int, ...]
) -> None:
    tenant = new_house(house.app)
    course = begun(tenant, reserves, stock, far)
    for act in acts:
        course.act(*act)
    house.session.rollback()
    with tenant_scope(tenant.tenant_id):
        assert verify(house.session, tenant.tenant_id) == []
    house.session.rollback()


def test_control_a_promise_that_does_not_follow_is_seen(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something is kept for an order that was confirmed after its change, and that change is taken back."""
    monkeypatch.setattr(went_back, "_subscribers", [])
    course = begun(lite, True, (6, 0, 3), NONE)
    *before, last = SINCE[:3]
    for act in before:
        course.act(*act)
    with pytest.raises(AssertionError, match="stock"):
        course.act(*last)


def test_control_what_is_kept_elsewhere_and_wanted_no_more_is_seen(
    lite: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The units of the other warehouse stay promised, though one from here went out in place of one of them."""
    monkeypatch.setattr(Ready, "_given_back", lambda *about: ())
    course = begun(lite, True, (1, 0, 0), (5, 0, 0))
    for act in LEFT[:2]:
        course.act(*act)
    with pytest.raises(AssertionError, match="stock"):
        course.act(*LEFT[2])


def test_control_a_unit_that_comes_back_out_of_a_parcel_is_seen(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "shipped_rentals", lambda *about: {})
    course = begun(lite, True, (1, 0, 0), NONE)
    for act in (("confirm",), ("fulfil", (MAC, 0)), ("ship", 0)):
        course.act(*act)
    with pytest.raises(AssertionError, match="left in a shipment"):
        course.act("pull")
