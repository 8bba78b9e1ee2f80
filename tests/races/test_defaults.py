"""A tenant has one default warehouse, whoever asks for another one at the same moment; codes we give never collide."""

import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, told, unguarded
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope
from webapp.locations.models import Warehouse
from webapp.locations.operations import warehouses as operations

pytestmark = pytest.mark.races


def race(house: House, round_: int) -> Counter[str]:
    """Everybody makes a warehouse that is to be the default."""
    door = house.api()

    def body(client: int) -> dict[str, object]:
        return {"name": f"Hall {round_}-{client}", "code": f"H{round_}-{client}", "isDefault": True}

    return told(at_once(CLIENTS, lambda client: post(door, "/v1/warehouses", body(client))))


def defaults(house: House) -> int:
    with tenant_scope(house.tenant_id):
        mine = (Warehouse.tenant_id == house.tenant_id, Warehouse.is_default == True)
        found = house.session.execute(select(func.count()).select_from(Warehouse).where(*mine)).scalar_one()
    house.session.rollback()
    return found


def test_one_default_warehouse(house: House) -> None:
    for round_ in range(ROUNDS):
        answers = race(house, round_)
        assert answers == {"200": CLIENTS}
        assert defaults(house) == 1


def test_control_without_index_and_lock_there_are_several(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue, so index and lock are further guards there")
    monkeypatch.setattr(operations, "lock_tenant", lambda *held: None)
    monkeypatch.setattr(operations, "new_id", dawdle)
    with unguarded(house, tmp_path, "DROP INDEX uq_warehouse_default") as bare:
        for round_ in range(CONTROL_ROUNDS):
            race(bare, round_)
            if defaults(bare) > 1:
                return
    pytest.fail("nobody met anybody")


def dawdle(prefix: str) -> str:
    """A new id, slowly: between the old default's end and the new one's beginning."""
    time.sleep(PAUSE_S)
    return new_id(prefix)


def test_codes_that_we_give_do_not_collide(house: House) -> None:
    door = house.api()
    answers = told(at_once(CLIENTS, lambda client: post(door, "/v1/warehouses", {"name": f"Shed {client}"})))
    assert answers == {"200": CLIENTS}
