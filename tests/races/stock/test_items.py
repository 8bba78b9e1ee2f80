"""An item that is deleted while stock of it comes in: it goes with nothing left, or it stays."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.house import House
from tests.items.test_create_item import create
from tests.locations.sites import depot
from tests.races.crowd import CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, unguarded
from webapp.catalog.models import Variant
from webapp.core.operation.registry import Work
from webapp.items import operations
from webapp.lots.choosing import Item
from webapp.lots.errors import ItemInactive
from webapp.lots.operations import writing

pytestmark = pytest.mark.races

CLIENTS = 9
"""One deletes; the others bring a piece each."""
WAYS = ("lot", "level", "record")
"""What a piece comes as: a new lot, a level of the item, a new record."""


def race(house: House, places: list[str], number: int, brought: tuple[str, ...]) -> tuple[str, int, set[int]]:
    """What became of an item, how much of it there is, and how everybody was answered."""
    door = house.api()
    item = create(house, sku=f"I-{number}")
    product = door.get(f"/v1/products/variants/{item['id']}").get_json()["productId"]

    def act(client: int) -> TestResponse:
        if client == CLIENTS // 2:
            answer = door.send("DELETE", f"/v1/items/{item['id']}", None)
            answer.get_data()
            return answer
        place = places[client % len(places)]
        lot = {"item_id": item["id"], "location_id": place, "number": f"L{client}", "available_qty": 1}
        record = {"productId": product, "skuId": item["id"], "warehouseId": place, "initialQty": 1}
        ways: dict[str, tuple[str, dict[str, Any]]] = {
            "lot": ("/v1/lots", lot),
            "level": (f"/v1/items/{item['id']}", {"levels": [{"location_id": place, "verified_qty": 1}]}),
            "record": ("/v1/inventory", record),
        }
        return post(door, *ways[brought[client % len(brought)]])

    answers = at_once(CLIENTS, act)
    told = door.get(f"/v1/items/{item['id']}").get_json()["data"]
    return told["status"], told["total_verified"], {answer.status_code for answer in answers}


def rounds(house: House, many: int, brought: tuple[str, ...] = WAYS) -> Iterator[tuple[str, int, set[int]]]:
    places = [depot(house, f"W{number}") for number in range(2)]
    return (race(house, places, number, brought) for number in range(many))


def test_an_item_goes_only_when_nothing_of_it_is_there(house: House) -> None:
    found = list(rounds(house, ROUNDS))
    assert not [one for one in found if one[0] == "inactive" and one[1]], found
    assert all(one[1] for one in found if one[0] == "active"), found
    assert {status for one in found for status in one[2]} <= {200, 201, 400, 409}


def _looks(work: Work, item_id: str) -> Item:
    """What must never be done: look whether the item is in use, hold nobody out, and take one's time."""
    mine = (Variant.tenant_id == work.tenant_id, Variant.id == item_id, Variant.status == "active")
    found = work.session.execute(select(Variant.id, Variant.product_id, Variant.variant_sku).where(*mine)).one_or_none()
    if found is None:
        raise ItemInactive(sku=item_id)
    time.sleep(PAUSE_S)
    return Item(found.id, found.product_id, found.variant_sku)


def _sees_nothing(work: Work, item: Any) -> None:
    """What must never be done: take its word that nothing is there."""


@pytest.mark.parametrize(
    ("module", "guard", "bare", "brought"),
    [(operations, "_need_nothing_of", _sees_nothing, WAYS), (writing, "item_of", _looks, ("lot",))],
)
def test_control_without_a_guard_stock_is_left(
    house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    guard: str,
    bare: Callable[..., Any],
    brought: tuple[str, ...],
) -> None:
    if guard == "item_of" and house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue, so whoever comes second sees the first")
    monkeypatch.setattr(module, guard, bare)
    with unguarded(house, tmp_path) as alone:
        assert any(status == "inactive" and there for status, there, _ in rounds(alone, CONTROL_ROUNDS, brought))
