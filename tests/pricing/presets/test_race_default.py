"""A tenant has one default preset, whoever makes another one at the same moment; a name goes to one of many."""

import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, told, unguarded
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope
from webapp.pricing.presets import operations
from webapp.pricing.presets.models import MarginPreset

pytestmark = pytest.mark.races


def race(house: House, name: str) -> Counter[str]:
    """Everybody makes a preset that is to be the default; in the name, ``#`` is the client."""
    door = house.api()

    def body(client: int) -> dict[str, object]:
        return {"name": name.replace("#", str(client)), "marginPercent": 10, "isDefault": True}

    return told(at_once(CLIENTS, lambda client: post(door, "/v1/margin-presets", body(client))))


def defaults(house: House) -> list[str]:
    """The names of the default presets; the list has more than a page of them."""
    with tenant_scope(house.tenant_id):
        mine = (MarginPreset.tenant_id == house.tenant_id, MarginPreset.is_default == True)
        found = list(house.session.execute(select(MarginPreset.name).where(*mine)).scalars())
    house.session.rollback()
    return found


def test_one_default_preset(house: House) -> None:
    for round_ in range(ROUNDS):
        assert race(house, f"{round_}-#") == {"201": CLIENTS}
        assert len(defaults(house)) == 1


def test_one_gets_the_name(house: House) -> None:
    assert race(house, "Quick") == {"201": 1, "409 PRESET_EXISTS": CLIENTS - 1}
    assert defaults(house) == ["Quick"]


def test_control_without_index_and_lock_there_are_several(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue, so index and lock are further guards there")
    monkeypatch.setattr(operations, "lock_tenant", lambda *held: None)
    monkeypatch.setattr(operations, "new_id", dawdle)
    with unguarded(house, tmp_path, "DROP INDEX uq_margin_preset_default") as bare:
        for round_ in range(CONTROL_ROUNDS):
            race(bare, f"{round_}-#")
            if len(defaults(bare)) > 1:
                return
    pytest.fail("nobody met anybody")


def dawdle(prefix: str) -> str:
    """Think a while between looking and writing."""
    time.sleep(PAUSE_S)
    return new_id(prefix)
