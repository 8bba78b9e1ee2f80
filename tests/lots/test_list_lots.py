"""Listing lots by every published filter and order."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.house import House
from tests.locations.sites import depot, shelf
from tests.lots.dairy import dairy


def numbers(house: House, **query: Any) -> list[str]:
    answer = house.api().get(f"/v1/lots?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return [one["number"] for one in answer.get_json()["data"]]


def test_by_place_item_status_and_metadata(house: House) -> None:
    farm = dairy(house)
    there = depot(house, "AMS")
    rack = shelf(house, farm.warehouse, "A-02")
    farm.create(number="L1", available_qty=4, metadata={"line": 7, "shift": "night"})
    farm.create(number="L2", status="quarantined", metadata={"line": 71})
    farm.create(number="L3", layout_id=None, location_id=there, status="recalled", metadata={"in": {"shift": "night"}})
    farm.create(number="L4", item_id=farm.old, layout_id=rack["id"])
    by = {"order_by": "number", "direction": "asc"}
    assert numbers(house, **by) == ["L1", "L2", "L3", "L4"]
    assert numbers(house, location_id=there) == ["L3"]
    assert numbers(house, item_id=farm.old) == ["L4"]
    assert numbers(house, layout_id=farm.bin["id"], **by) == ["L1", "L2"]
    assert numbers(house, statuses="quarantined, recalled", **by) == ["L2", "L3"]
    for metadata in ("line:7", '{"line":7}', '{"shift":"night","line":7}'):
        assert numbers(house, metadata=metadata) == ["L1"], metadata
    assert numbers(house, metadata="shift:Night") == []
    assert numbers(house, search="l3") == ["L3"]
    assert numbers(house, search="milk-old") == ["L4"]
    for wrong in ("metadata=x", "metadata=%7B%7D", "search=x", "expires_at_gte=soon", "order_by=x", "status=active"):
        answer = house.api().get(f"/v1/lots?{wrong}")
        assert (answer.status_code, len(answer.get_json()["errors"])) == (400, 1), wrong


def test_by_time_in_any_form(house: House) -> None:
    farm = dairy(house)
    for number, until in (("L1", 1718973451936), ("L2", "2027-06-30"), ("L3", None)):
        farm.create(number=number, expires_at=until)
    assert numbers(house, expires_at_gte=1718973451) == ["L2", "L1"]
    assert numbers(house, expires_at_lte="1718973451") == ["L1"]
    assert numbers(house, expires_at_lte=1718973450) == []
    assert numbers(house, expires_at_gte="2027-06-30", expires_at_lte="2027-06-30") == ["L2"]
    assert numbers(house, expires_at_gte="2027-07-01T00:00:00Z") == []
    assert numbers(house, created_at_gte="2026-01-01", updated_at_gte="2026-01-01T00:00:00Z") == ["L3", "L2", "L1"]
    assert numbers(house, created_at_lte="2026-01-01") == []
    assert numbers(house, order_by="expires_at", direction="asc") == ["L1", "L2", "L3"]


@pytest.mark.parametrize("order", ["serial_number", "number", "created_at", "expires_at", "updated_at"])
def test_pages_say_how_many_there_are(lite: House, order: str) -> None:
    farm = dairy(lite)
    for number in range(5):
        farm.create(number=f"L{number}")
    seen = []
    for page, more in ((1, True), (2, True), (3, False)):
        told = lite.api().get(f"/v1/lots?order_by={order}&direction=desc&limit=2&page={page}").get_json()
        seen += [one["number"] for one in told["data"]]
        assert told["pagination"] == {
            "object": "pagination", "page": page, "limit": 2, "total_count": 5, "has_more": more,
        }  # fmt: skip
    assert sorted(seen) == [f"L{number}" for number in range(5)]
    if order != "expires_at":
        assert seen == sorted(seen, reverse=True)


def test_a_lot_says_what_lies_where(house: House) -> None:
    farm = dairy(house)
    lot = farm.create(available_qty=4, expires_at="2030-06-30")
    rack = shelf(house, farm.warehouse, "A-02")
    farm.update(lot, layout_id=rack["id"])
    farm.update(lot, available_qty=9)
    [told] = house.api().get("/v1/lots").get_json()["data"]
    assert told == farm.show(lot)
    assert {one["layout_name"]: one["available_qty"] for one in told["levels"]} == {"Rack A-01": 4, "Rack A-02": 5}
    assert numbers(house, layout_id=farm.bin["id"]) == numbers(house, layout_id=rack["id"]) == [lot["number"]]
