"""One serial number enters once, however many scan it at the same moment and however they spell it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from werkzeug.test import TestResponse

from tests.assets.shelf import stock_up
from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, ROUNDS, at_once, post, told, unguarded
from webapp.core.data.tenancy import across_tenants, tenant_scope
from webapp.ledger.models import Unit
from webapp.ledger.triggers.phrases import serial_free
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.races


def race(house: House, rounds: int) -> Iterator[Counter[str]]:
    """Everybody receives the same unit, round after round, into two records: neither's lock is what decides."""
    stock_up(house)
    door = house.api()
    spellings = ("RACE-{}-Ü", "race-{}-ü", " Race-{}-ü ", "race-{}-U\u0308")

    def once(round_: int) -> Counter[str]:
        def act(client: int) -> TestResponse:
            serial = spellings[client % len(spellings)].format(round_)
            return post(door, "/v1/assets", {"sku": f"MBP-16-{'AB'[client % 2]}", "serialNumber": serial})

        return told(at_once(CLIENTS, act))

    return map(once, range(rounds))


def live_units(house: House) -> int:
    with tenant_scope(house.tenant_id):
        count = select(func.count()).select_from(Unit).where(Unit.tenant_id == house.tenant_id, Unit.voided == False)
        found = house.session.execute(count).scalar_one()
        assert verify(house.session, house.tenant_id) == []
    house.session.rollback()
    return found


def test_one_serial_is_one_unit(house: House) -> None:
    for answers in race(house, ROUNDS):
        assert answers == {"201": 1, "409 ASSET_EXISTS": CLIENTS - 1}
    assert live_units(house) == ROUNDS


def without_guards(house: House) -> list[str]:
    """Drop the index; on SQLite, whose writers stand in a queue, the trigger's own look at the serial too."""
    dropped = ["DROP INDEX uq_unit_serial"]
    if house.session.get_bind().dialect.name == "sqlite":
        with across_tenants("the schema has no tenant"):
            sought = text("SELECT sql FROM sqlite_master WHERE name = 'movement_applied'")
            applied = house.session.execute(sought).scalar_one()
        blind = applied.replace(serial_free("NEW.status_from IS NULL"), "1 = 1")
        assert blind != applied
        dropped += ["DROP TRIGGER movement_applied", blind]
    return dropped


def test_control_without_the_guards_one_serial_enters_twice(house: House, tmp_path: Path) -> None:
    with unguarded(house, tmp_path, *without_guards(house)) as bare:
        assert any(answers["201"] > 1 for answers in race(bare, CONTROL_ROUNDS))
