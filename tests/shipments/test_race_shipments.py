"""Several desks ship the same units at once: each unit leaves in exactly one shipment."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.house import House
from tests.races.crowd import at_once, post, told, unguarded
from tests.sizes import STRESS, scaled
from tests.subscriptions.seed import MACBOOK, confirmed, ready, rented, stocked
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify
from webapp.shipments import operations

pytestmark = pytest.mark.races

DESKS = 16 if STRESS else 6
PAIRS = (("A", "B"), ("B", "C"), ("C", "A"))


def out(house: House, round_: int) -> str:
    """A confirmed order of which three units went out."""
    serials = [f"{name}-{round_}" for name in "ABC"]
    if round_:
        stocked(house, *serials)
        order_id = str(confirmed(house, (MACBOOK, 3))["orderId"])
    else:
        order_id = str(ready(house, *serials, quantity=3)["orderId"])
    for serial in serials:
        rented(house, order_id, serial)
    return order_id


def shipped(house: House, order_id: str) -> Counter[str]:
    """In how many shipments each unit left."""
    rows = house.api().get(f"/v1/orders/{order_id}/shipments").json["shipments"]
    return Counter(unit["serialNumber"] for row in rows for unit in row["units"])


def race(house: House, round_: int, serials: Any) -> tuple[Counter[str], Counter[str]]:
    """All desks ship at once, each what ``serials`` says; the answers, and what left how often."""
    door, order_id = house.api(), out(house, round_)
    path = f"/v1/orders/{order_id}/shipments"
    answers = told(at_once(DESKS, lambda desk: post(door, path, serials(desk, round_))))
    return answers, shipped(house, order_id)


def all_of_it(desk: int, round_: int) -> dict[str, Any]:
    """Half of the desks name the units, the others say: whatever waits."""
    return {"serialNumbers": [f"{name}-{round_}" for name in "ABC"]} if desk % 2 else {}


def a_pair(desk: int, round_: int) -> dict[str, Any]:
    return {"serialNumbers": [f"{name}-{round_}" for name in PAIRS[desk % 3]]}


def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the operation looks at before it writes: the database alone is left."""
    monkeypatch.setattr(operations, "shipped_rentals", lambda *about: set())


def test_the_same_units_leave_once(house: House) -> None:
    for round_ in range(scaled(20)):
        answers, left = race(house, round_, all_of_it)
        assert answers["201"] == 1, answers
        assert answers["409 ALREADY_SHIPPED"] + answers["409 NOTHING_TO_SHIP"] == DESKS - 1
        assert left == {f"{name}-{round_}": 1 for name in "ABC"}
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_pairs_that_overlap_leave_whole_or_not_at_all(house: House) -> None:
    answers, left = race(house, 0, a_pair)
    assert answers == {"201": 1, "409 ALREADY_SHIPPED": DESKS - 1}
    assert sorted(left.values()) == [1, 1]


def test_without_looking_the_database_says_the_same(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    blind(monkeypatch)
    answers, left = race(house, 0, a_pair)
    assert answers == {"201": 1, "409 ALREADY_SHIPPED": DESKS - 1}
    assert sorted(left.values()) == [1, 1]


def test_control_without_its_guards_a_unit_leaves_many_times(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unguarded(house, tmp_path, "DROP INDEX uq_shipment_unit_live") as bare:
        blind(monkeypatch)
        answers, left = race(bare, 0, all_of_it)
        assert (answers["201"], max(left.values())) == (DESKS, DESKS)
