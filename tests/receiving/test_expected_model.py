"""Whatever is scanned, undone and done again: verified and missing are what is expected, as the ledger has it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.house import House
from tests.receiving.desk import desk
from tests.receiving.test_expected import announce, lines, serials, tally
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Pool

STEPS = st.lists(
    st.tuples(st.sampled_from(["scan", "paper", "undo", "undo batch", "give up"]), st.integers(0, 5)), max_size=12
)


def expected_bucket(house: House) -> int:
    """What the pools hold of expected goods."""
    with tenant_scope(house.tenant_id):
        found = house.session.execute(select(func.sum(Pool.expected)).where(Pool.tenant_id == house.tenant_id))
        total = int(found.scalar_one() or 0)
    house.session.rollback()
    return total


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_verified_and_missing_are_what_is_expected(lite: House, steps: list[tuple[str, int]]) -> None:
    before = expected_bucket(lite)
    at = desk(lite)
    batches = [announce(at, *serials("M-0", "M-1"), {"sku": "PAPER-A4", "quantity": 5})["batchId"]]
    at.scan("MBP-16-A")
    for what, number in steps:
        if what == "scan":
            at.one(f"M-{number}")
        elif what == "paper":
            at.one({"code": "PAPER-A4", "qty": number + 1})
            at.one("MBP-16-A")
        elif what == "undo":
            at.one("SD:UNDO")
        elif what == "give up":
            for line in lines(at)[:1]:
                at.door.delete(f"/v1/intakes/{at.intake}/expected/{line['lineId']}")
        else:
            done = at.door.post(f"/v1/batches/{batches[-1]}/undo")
            batches += [done.get_json()["batchId"]] if done.status_code == 200 else []
        told = at.about()["expected"]
        announced, verified, unexpected, missing = tally(at) if told else (0, 0, 0, 0)
        assert announced == verified + missing
        assert min(verified, unexpected, missing) >= 0
        assert sum(one["missing"] for one in lines(at)) == missing == expected_bucket(lite) - before
    at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    at.door.post(f"/v1/intakes/{at.intake}/close", {"missing": "give_up"})
    assert expected_bucket(lite) == before
