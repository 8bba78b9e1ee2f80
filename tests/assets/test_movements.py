"""Movements behind the figures: narrowed to what a figure stands for, with what was left after each."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.house import House, new_house


def _listed(house: House, **asked: Any) -> list[dict[str, Any]]:
    answer = house.api().get(f"/v1/movements?{urlencode(asked)}")
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.get_json()["movements"]
    return rows


def _stocked(house: House) -> None:
    """Three units of one SKU, the last taken back, and one of another that waits for inspection."""
    stock_up(house)
    for serial, sku, status in (("A1", "A", "available"), ("B1", "B", "returned"), ("A2", "A", "available")):
        house.api().post("/v1/assets", {"serialNumber": serial, "sku": f"MBP-16-{sku}", "status": status})
    house.api().post("/v1/assets", {"serialNumber": "A3", "sku": "MBP-16-A"})
    house.api().post(f"/v1/batches/{newest_batch(house)}/undo")


def test_movements_come_newest_first_and_narrowed(house: House) -> None:
    _stocked(house)
    every = _listed(house)
    told = [(one["serialNumber"], one["action"], one["fromNode"], one["toNode"]) for one in every]
    assert told[0] == ("A3", "UNDONE", "available", "supplier")
    assert told[3] == ("B1", "RECEIVED", "supplier", "held")
    assert [one[0] for one in told] == ["A3", "A3", "A2", "B1", "A1"]
    b1 = every[3]
    for asked in ("variantId", "batchId", "sku", "serialNumber"):
        assert [one["movementId"] for one in _listed(house, **{asked: b1[asked]})] == [b1["movementId"]], asked
    assert len(_listed(house, action="UNDONE")) == 1
    assert len(_listed(house, warehouseId=b1["warehouseId"])) == 5
    day = b1["createdAt"][:10]
    assert _listed(house, to="2020-01-01") == []
    assert len(_listed(house, **{"from": day})) in (0, 5)  # the tenant's day may be the next one already
    assert [one["balanceAfter"] for one in every] == [None] * 5


def test_a_chosen_record_tells_what_it_held_after_each(house: House) -> None:
    _stocked(house)
    record = _listed(house, serialNumber="A1")[0]["recordId"]
    asked: dict[str, Any] = {"recordId": record, "limit": 2}
    door, after = house.api(), []
    while True:
        part = door.get(f"/v1/movements?{urlencode(asked)}").get_json()
        after += [one["balanceAfter"]["available"] for one in part["movements"]]
        if not part["hasMore"]:
            break
        asked["startAfter"] = part["nextCursor"]
    assert after == [2, 3, 2, 1]
    assert [one["balanceAfter"]["available"] for one in _listed(house, recordId=record, action="RECEIVED")] == [3, 2, 1]


@pytest.mark.parametrize("query", ["action=EATEN", "from=yesterday", "colour=red"])
def test_what_cannot_be_asked_is_said(lite: House, query: str) -> None:
    assert lite.api().get(f"/v1/movements?{query}").status_code == 400


def test_the_figures_of_a_variant_lead_to_their_movements(lite: House) -> None:
    _stocked(lite)
    one = _listed(lite, serialNumber="A1")[0]
    door = lite.page("vik")
    page = door.get(f"/variants/{one['variantId']}").text
    href = door.path(f"/movements?recordId={one['recordId']}")
    assert f'href="{href}"' in page
    rows = door.get(f"/movements?recordId={one['recordId']}").text.split('id="results"')[-1]
    assert "2 · 0 · 0 · 0" in rows
    assert ">A1<" in rows
    assert ">B1<" not in rows
    assert door.get("/movements.csv").status_code == 200


def test_nobody_sees_movements_of_others(house: House) -> None:
    _stocked(house)
    other = new_house(house.app)
    assert _listed(other) == []
    assert _listed(other, recordId=_listed(house)[0]["recordId"]) == []
