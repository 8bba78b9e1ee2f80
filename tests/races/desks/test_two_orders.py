"""Desks that scan the same goods in opposite orders wait for each other, never in a circle: all is booked."""

import pytest

from tests.house import House
from tests.races.crowd import at_once
from tests.receiving.desk import Scanner, desk
from tests.sizes import scaled
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.races

DESKS, ROUNDS = 8, max(3, scaled(20))


def batch(client: int, round_: int) -> list[dict[str, object]]:
    """Two SKUs and what is counted, forwards at every other desk and backwards at the rest."""
    parts = [
        [{"code": "MBP-16-A"}, {"code": f"A-{client}-{round_}"}],
        [{"code": "MBP-16-B"}, {"code": f"B-{client}-{round_}"}],
        [{"code": "PAPER-A4"}, {"code": "PAPER-A4"}],
    ]
    scans = [scan for part in (parts if client % 2 else reversed(parts)) for scan in part]
    return [{"key": f"desk-{client:02}-{round_:02}-{place:02}", **scan} for place, scan in enumerate(scans)]


def scanned(at: Scanner, intake: str, client: int, round_: int) -> int:
    """The status of one request; who hears that the desk is busy sends it again, as the scan pipe does."""
    for _ in range(5):
        answer = at.door.post(f"/v1/intakes/{intake}/scans", {"scans": batch(client, round_)})
        if answer.status_code != 503:
            break
    states = {one["state"] for one in answer.get_json().get("results", [])}
    assert states <= {"accepted"}, answer.text
    return int(answer.status_code)


def test_desks_in_opposite_orders(house: House) -> None:
    at = desk(house)
    intakes = [at.door.post("/v1/intakes", {}).get_json()["intake"]["intakeId"] for _ in range(DESKS)]
    for round_ in range(ROUNDS):
        answers = at_once(DESKS, lambda client, of=round_: scanned(at, intakes[client], client, of))
        assert set(answers) == {200}
    received = [at.door.get(f"/v1/intakes/{intake}").get_json()["received"] for intake in intakes]
    assert len(set(received)) == 1
    assert received[0] >= 3 * ROUNDS
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []
