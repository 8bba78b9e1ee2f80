"""Whatever is scanned, corrected, undone and done again: the ledger agrees, and every piece is somewhere once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.house import House
from tests.receiving.correcting.slips import add_hall, by_sku, standing, verified
from tests.receiving.desk import Scanner, desk, product, variant
from tests.receiving.test_expected import announce, serials, tally

Step = tuple[str, int]
SAID = (
    {"sku": "MBP-16-B"},
    {"sku": "MBP-16-A", "location": "W2/A-01"},
    {"location": "Main Warehouse", "acquisitionCost": 5},
    {"grade": "B", "location": "W2"},
    {"sku": "PENS-10"},
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["unit", "paper", "correct", "correct", "undo", "row", "intake"]), st.integers(0, 9)),
    max_size=14,
)
KNOWN: list[list[Step]] = [
    [("unit", 1), ("unit", 2), ("correct", 0), ("undo", 0), ("undo", 0), ("correct", 1), ("undo", 0), ("undo", 3)],
    [("unit", 1), ("correct", 0), ("correct", 1), ("undo", 0), ("undo", 2), ("intake", 0), ("undo", 0), ("undo", 1)],
    [("paper", 7), ("unit", 1), ("correct", 3), ("intake", 0), ("undo", 1), ("undo", 0), ("row", 0), ("undo", 0)],
    [("paper", 3), ("correct", 4), ("correct", 1), ("undo", 0), ("row", 0), ("undo", 0), ("undo", 2), ("correct", 4)],
    [("unit", 0), ("correct", 0), ("row", 0), ("unit", 0), ("undo", 1), ("correct", 3), ("undo", 0), ("intake", 0)],
]


def ready(house: House) -> Scanner:
    """A desk with a second hall, where something is announced."""
    at = desk(house)
    if len(at.door.get("/v1/warehouses").get_json()["data"]) == 1:
        add_hall(at, "W2", "A-01")
    at.door.post("/v1/products", product("PENS", variant("PENS-10", "count")))
    announce(at, *serials("U-0", sku="MBP-16-B"), *serials("U-1"), {"sku": "PAPER-A4", "quantity": 5})
    return at


def walk(house: House, at: Scanner, steps: list[Step]) -> None:
    """Take the steps, each allowed to be refused, and look at the books after each."""
    keys: list[str] = []
    batches: list[str] = []
    for what, number in steps:
        answer = None
        if what == "unit":
            keys += [one["key"] for one in at.scan("MBP-16-A", f"U-{number}")[1:] if one["state"] == "accepted"]
        elif what == "paper":
            keys += [at.one({"code": "PAPER-A4", "qty": number + 1})["key"]]
        elif what == "correct" and keys:
            told = {"rows": keys, "partly": True, **SAID[number % len(SAID)]}
            answer = at.door.post(f"/v1/intakes/{at.intake}/correct", told)
        elif what == "undo" and batches:
            answer = at.door.post(f"/v1/batches/{batches[-1 - number % len(batches)]}/undo", {"partly": number > 4})
        elif what == "row" and keys:
            at.answer({"key": keys[number % len(keys)]}, "undo")
        elif what == "intake":
            answer = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
        if answer is not None:
            assert answer.status_code in (200, 404, 409), answer.text
            batches += [done] if (done := answer.get_json().get("batchId")) else []
        agrees(house, at)


def agrees(house: House, at: Scanner) -> None:
    """The ledger is whole; no serial lives twice; the sums of the intake are the units and pieces that are here."""
    units = [serial for _, serial in standing(house)]
    here = by_sku(house, at.intake)
    assert verified(house)
    assert len(units) == len(set(units))
    assert sum(qty for sku, qty in here.items() if sku.startswith("MBP")) == len(units)
    told = at.about()
    assert sum(here.values()) == told["received"]
    announced, found, unexpected, missing = tally(at)
    assert (announced, min(found, unexpected, missing) >= 0) == (found + missing, True)


@pytest.mark.parametrize("steps", KNOWN)
def test_known_ways(house: House, steps: list[Step]) -> None:
    walk(house, ready(house), steps)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_way(lite: House, steps: list[Step]) -> None:
    at = ready(lite)
    walk(lite, at, steps)
    at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert (standing(lite), by_sku(lite, at.intake)) == (set(), {})
    at.door.post(f"/v1/intakes/{at.intake}/close", {"missing": "give_up"})
