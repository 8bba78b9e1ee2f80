"""Units by any part of a code they have: by the indexes and row by row, in the API, on the page and in the box."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.doors import JsonDoor
from tests.house import House, new_house
from webapp.assets import searching
from webapp.core.search import asking

IMEI = "490154203237518"
CODES = (
    ("SN1", "asset_tag", "Tag-00017"),
    ("SN1", "imei", IMEI),
    ("SN2", "other", 'Ü_%"x'),
    ("SN3-17X", "other", "9Y"),
)
ASKED: tuple[tuple[str, set[str]], ...] = (
    ("g-0001", {"SN1"}),
    ("TAG-00017", {"SN1"}),
    ("017", {"SN1"}),
    ("203237", {"SN1"}),
    ('_%"', {"SN2"}),
    ("_%%", set()),
    ("9y", {"SN3-17X"}),
    ("y", set()),
    ("SN", {"SN1", "SN2", "SN3-17X"}),
    ("tag-99", set()),
)


@pytest.fixture
def shelf(house: House) -> House:
    """Three units with codes, and another tenant's unit with the same."""
    for one in (new_house(house.app), house):
        stock_up(one)
        for serial in ("SN1", "SN2", "SN3-17X"):
            one.api().post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A"})
        for serial, kind, code in CODES:
            assert tag(one.api(), serial, kind, code).status_code == 201
    return house


def tag(door: JsonDoor, serial: str, kind: str, code: str) -> Any:
    return door.post("/v1/asset-identifiers", {"assetSerialNumber": serial, "kind": kind, "code": code})


def found(house: House, asked: str) -> list[str]:
    answer = house.api().get(f"/v1/assets?{urlencode({'q': asked})}")
    assert answer.status_code == 200, answer.text
    return sorted(asset["serialNumber"] for asset in answer.get_json()["assets"])


@pytest.mark.parametrize("few", [-1, 1_000])
def test_any_part_of_a_code_finds_its_unit_once(shelf: House, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    monkeypatch.setattr(searching, "MOST_CODED", few)
    assert {asked: found(shelf, asked) for asked, _ in ASKED} == {asked: sorted(units) for asked, units in ASKED}
    for page in ("/units?q=g-0001", "/units?q=0001&status=available"):
        rows = shelf.page("vik").get(page).text.split('id="results"')[-1]
        assert [">SN1<" in rows, ">SN2<" in rows] == [True, False]
    box = shelf.page("vik").get("/find?q=g-0001").text
    assert [">SN1<" in box, ">SN2<" in box] == [True, False]


def test_a_code_taken_off_is_part_of_nothing_until_it_is_put_back(shelf: House) -> None:
    door = shelf.api()
    [told] = door.get("/v1/asset-identifiers?code=Tag-00017").get_json()["identifiers"]
    assert door.delete(f"/v1/asset-identifiers/{told['identifierId']}").status_code == 200
    assert found(shelf, "g-0001") == []
    assert door.post(f"/v1/batches/{newest_batch(shelf)}/undo").status_code == 200
    assert found(shelf, "g-0001") == ["SN1"]


def test_a_code_given_by_mistake_leaves_the_index(shelf: House) -> None:
    door = shelf.api()
    tag(door, "SN2", "other", "MISTAKE-1")
    assert found(shelf, "istak") == ["SN2"]
    door.post(f"/v1/batches/{newest_batch(shelf)}/undo")
    assert found(shelf, "istak") == []
