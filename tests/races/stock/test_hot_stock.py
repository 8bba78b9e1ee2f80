"""Sixty-four clients on ten hot lots and five records, through the doors: nothing oversold, nothing lost, no 5xx."""

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House
from tests.inventory.shelf import depot, goods
from tests.races.crowd import PAUSE_S, at_once, unguarded
from tests.sizes import scaled
from webapp.core.data.database import owner_engine
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Lot, Record
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.races

CLIENTS = scaled(64)
EACH = scaled(200)
LOTS, STOCK = 10, 40
VERBS = ("receive", "issue", "damage", "restore", "reserve", "release", "scrap")


def hot(house: House) -> tuple[list[str], list[str]]:
    """Ten lots and five records, each with the same little stock: their ids."""
    told = goods(house)
    door = house.api()
    places = [told["main"], *(depot(house, f"W-{number}") for number in range(4))]
    records = []
    for place in places:
        body = {"productId": told["product"], "warehouseId": place, "initialQty": STOCK}
        records.append(door.post("/v1/inventory", body).get_json()["data"]["id"])
    lots = []
    for number in range(LOTS):
        lot = {"item_id": told["MBP-16-A"], "location_id": told["main"], "number": f"HOT-{number}"}
        made = door.post("/v1/lots", {**lot, "available_qty": STOCK})
        assert made.status_code == 201, made.text
        lots.append(made.get_json()["data"]["id"])
    return lots, records


def act(door: JsonDoor, chance: random.Random, lots: list[str], records: list[str]) -> TestResponse:
    """One thing that a clerk may do, with what may well be too many."""
    qty = chance.randint(1, 5)
    if chance.random() < 0.5:
        verb = chance.choice(VERBS)
        answer = door.post(f"/v1/lots/{chance.choice(lots)}/adjust", {"verb": verb, "qty": qty})
    else:
        record, verb = chance.choice(records), chance.choice(("adjust", "reserve", "release"))
        action = chance.choice((("RECEIVED", qty), ("SOLD", -qty), ("DAMAGED", -qty), ("ADJUSTED", -qty)))
        body: dict[str, Any] = {"qty": qty}
        if verb == "adjust":
            body = {"action": action[0], "qty": action[1]}
        answer = door.patch(f"/v1/inventory/{record}/{verb}", body)
    answer.get_data()
    return answer


def crowd(house: House) -> Counter[int]:
    """How the crowd was answered."""
    lots, records = hot(house)
    door = house.api()

    def work(client: int) -> Counter[int]:
        chance = random.Random(client)  # noqa: S311  (a crowd, not a secret)
        return Counter(act(door, chance, lots, records).status_code for _ in range(EACH))

    return sum(at_once(CLIENTS, work), Counter())


def drifts(house: House) -> list[str]:
    """What the replayed ledger disagrees with."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        return [str(drift) for drift in verify(house.session, house.tenant_id)]


def least(house: House) -> int:
    """The smallest quantity in any bucket of any lot or record."""
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        found = [
            min(row)
            for table in (Lot, Record)
            for row in house.session.execute(
                select(table.available, table.reserved, table.held, table.expected).where(
                    table.tenant_id == house.tenant_id
                )
            )
        ]
    return min(found)


def test_a_crowd_on_hot_stock(house: House) -> None:
    answers = crowd(house)
    assert {status for status in answers if status >= 500} == set(), answers
    assert sum(answers.values()) == CLIENTS * EACH
    assert answers[200] > answers.total() // 4
    assert answers[409] > 0, "nobody was refused, so nothing was hot"
    assert least(house) >= 0
    assert drifts(house) == []


def issue_by_hand(owner: Engine, tenant: int) -> bool:
    """What must never be done: look whether there is one, then write what was seen less one."""
    mine = (Lot.tenant_id == tenant, Lot.number == "HOT-0")
    with owner.connect() as reading:
        seen = reading.execute(select(Lot.available).where(*mine)).scalar_one()
    if seen < 1:
        return False
    time.sleep(PAUSE_S)
    with owner.connect().execution_options(writes=True) as writing:
        writing.execute(update(Lot).where(*mine).values(available=seen - 1))
        writing.commit()
    return True


def test_control_a_look_before_the_leap_oversells(house: House, tmp_path: Path) -> None:
    with unguarded(house, tmp_path) as bare:
        hot(bare)
        owner = owner_engine(bare.app.config["SQLALCHEMY_DATABASE_URI"])
        _drop_guards(owner)
        sold = at_once(STOCK * 2, lambda client: issue_by_hand(owner, bare.tenant_id))
        owner.dispose()
        assert sold.count(True) > STOCK
        assert drifts(bare) != []


def _drop_guards(owner: Engine) -> None:
    with owner.connect().execution_options(writes=True) as connection:
        if owner.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE lot DISABLE TRIGGER USER")
        else:
            sought = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'lot'"
            for name in connection.exec_driver_sql(sought).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.commit()
