"""A bin that closes while units come into it: it is closed and empty, or open; never closed with something in it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.assets.shelf import stock_up
from tests.house import House
from tests.locations.sites import address, depot, shelf
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, unguarded
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Unit
from webapp.locations.models import Bin

pytestmark = pytest.mark.races


def race(house: House, place: str, code: str) -> Counter[str]:
    """One closes a new bin while all others receive into it: what became of the bin."""
    made = shelf(house, place, code)
    door = house.api()

    def act(client: int) -> TestResponse:
        if client == CLIENTS // 2:
            return post(door, f"{address(made)}/close", {})
        unit = {"serialNumber": f"{code}-{client}", "sku": "MBP-16-A", "location": f"RTM/{code}"}
        return post(door, "/v1/assets", unit)

    answers = at_once(CLIENTS, act)
    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    with tenant_scope(house.tenant_id):
        mine = (Bin.tenant_id == house.tenant_id, Bin.id == made["id"])
        active = house.session.execute(select(Bin.active).where(*mine)).scalar_one()
        lying = (Unit.tenant_id == house.tenant_id, Unit.bin_id == made["id"])
        units = house.session.execute(select(func.count()).where(*lying)).scalar_one()
    house.session.rollback()
    return Counter([f"{'open' if active else 'closed'} with {'units' if units else 'nothing'}"])


def rounds(house: House, many: int) -> Iterator[Counter[str]]:
    """What became of a bin, round after round."""
    stock_up(house)
    place = depot(house)
    return (race(house, place, f"R{round_}") for round_ in range(many))


def test_no_bin_closes_on_what_comes_in(house: House) -> None:
    assert not any(found["closed with units"] for found in rounds(house, max(ROUNDS, 5)))


_DWELLS = """CREATE OR REPLACE FUNCTION unit_into_bin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_sleep(%s); RETURN NEW; END $$"""


def test_control_without_the_guard_one_does(house: House, tmp_path: Path) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue, so whoever comes second sees the first")
    with unguarded(house, tmp_path, _DWELLS.replace("%s", str(PAUSE_S))) as bare:
        assert any(found["closed with units"] for found in rounds(bare, CONTROL_ROUNDS))
