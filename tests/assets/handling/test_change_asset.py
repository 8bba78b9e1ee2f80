"""Changing one unit: what a program writes back, and what a person edits on its page."""

from typing import Any

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import drift, newest_batch
from tests.doors import JsonDoor, fields_of
from tests.house import House
from webapp.assets.hooks import units_in_use

UNIT = {"serialNumber": "SN1", "sku": "MBP-16-A"}


@pytest.fixture
def desk(house: House) -> JsonDoor:
    """Two warehouses, one with two bins, and a unit in the first bin."""
    stock_up(house)
    door = house.api()
    made = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]
    for name in ("A-01", "A-02"):
        assert door.post(f"/v1/locations/{made['id']}/layouts", {"name": name}).status_code == 201
    assert door.post("/v1/assets", {**UNIT, "location": "RTM/A-01"}).status_code == 201
    return door


def put(door: JsonDoor, method: str = "PUT", **body: Any) -> dict[str, Any]:
    answer = door.send(method, "/v1/assets/SN1", body)
    assert answer.status_code == 200, answer.text
    asset: dict[str, Any] = answer.get_json()["asset"]
    told = door.get("/v1/assets/SN1").get_json()
    assert told == asset
    return asset


def undo(door: JsonDoor, house: House) -> None:
    answer = door.post(f"/v1/batches/{newest_batch(house)}/undo")
    assert answer.status_code == 200, answer.text
    assert drift(house) == []


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_who_writes_back_what_they_read_changes_nothing(house: House, desk: JsonDoor, method: str) -> None:
    before = desk.get("/v1/assets/SN1").get_json()
    assert put(desk, method, **before) == before
    assert house.api().get("/v1/batches").get_json()["batches"][0]["summary"] == "left SN1 as it was"


def test_what_is_sent_changes_and_the_rest_stays(house: House, desk: JsonDoor) -> None:
    before = desk.get("/v1/assets/SN1").get_json()
    sent = {"condition": "good", "notes": "first\nsecond", "acquisitionCost": 1500.5, "acquisitionDate": "2025-01-15"}
    after = put(desk, "PATCH", **sent)
    assert {name: after[name] for name in sent} == sent
    assert {name for name in after if after[name] != before[name]} == {*sent, "updatedAt"}
    assert put(desk, notes="instead", condition=None)["notes"] == "instead"
    assert desk.get("/v1/assets/SN1").get_json()["condition"] is None
    undo(desk, house)
    assert {name: desk.get("/v1/assets/SN1").get_json()[name] for name in sent} == sent


def test_an_edit_is_put_back_unless_somebody_wrote_over_it(house: House, desk: JsonDoor) -> None:
    put(desk, notes="mine")
    mine = newest_batch(house)
    put(desk, notes="yours")
    answer = desk.post(f"/v1/batches/{mine}/undo")
    assert (answer.status_code, "edited again since" in answer.text) == (409, True)
    undo(desk, house)
    assert desk.get("/v1/assets/SN1").get_json()["notes"] == "mine"
    assert desk.post(f"/v1/batches/{mine}/undo").status_code == 200
    assert desk.get("/v1/assets/SN1").get_json()["notes"] is None
    undo(desk, house)
    assert desk.get("/v1/assets/SN1").get_json()["notes"] == "mine"


WAYS = {
    "available": {"unavailable", "sold"},
    "returned": {"available", "unavailable", "sold"},
    "unavailable": {"available", "returned", "sold"},
    "sold": {"returned"},
}


@pytest.mark.parametrize("start", WAYS)
@pytest.mark.parametrize("end", ["available", "rented_out", "returned", "sold", "unavailable"])
def test_a_status_goes_only_where_a_life_goes(house: House, start: str, end: str) -> None:
    stock_up(house)
    door = house.api()
    assert door.post("/v1/assets", {**UNIT, "status": start}).status_code == 201
    answer = door.put("/v1/assets/SN1", {"status": end})
    if end == start or end in WAYS[start]:
        assert answer.status_code == 200, answer.text
        assert answer.get_json()["asset"]["status"] == end
        assert drift(house) == []
    else:
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "INVALID_STATUS")
        assert door.get("/v1/assets/SN1").get_json()["status"] == start
    if end in WAYS[start]:
        undo(door, house)
        assert door.get("/v1/assets/SN1").get_json()["status"] == start


def test_a_word_that_is_no_status_is_refused(desk: JsonDoor) -> None:
    for word in ("in_repair", ""):
        answer = desk.put("/v1/assets/SN1", {"status": word})
        assert answer.status_code == 400
    assert answer.get_json()["error"]["code"] == "VALIDATION_ERROR"
    assert desk.put("/v1/assets/SN1", {"status": "in_repair"}).get_json()["error"]["code"] == "INVALID_STATUS"


def test_a_reason_says_where_an_unavailable_unit_is(house: House, desk: JsonDoor) -> None:
    repaired = put(desk, status="unavailable", statusReason="in_repair")
    assert (repaired["statusReason"], repaired["location"]) == ("in_repair", "RTM/A-01")
    assert put(desk, **repaired) == repaired
    lost = put(desk, statusReason="lost")
    assert (lost["status"], lost["statusReason"], lost["location"]) == ("unavailable", "lost", None)
    refused = desk.put("/v1/assets/SN1", {"status": "available"})
    assert (refused.get_json()["error"]["code"], "found again first" in refused.text) == ("INVALID_STATUS", True)
    found = put(desk, status="returned")
    assert (found["statusReason"], found["location"]) == (None, "Rotterdam")
    undo(desk, house)
    undo(desk, house)
    assert put(desk, **repaired)["location"] == "RTM/A-01"


def test_what_is_scrapped_comes_back_by_undo_alone(house: House, desk: JsonDoor) -> None:
    put(desk, status="unavailable", statusReason="scrapped")
    for status in ("available", "returned", "sold"):
        assert desk.put("/v1/assets/SN1", {"status": status}).get_json()["error"]["code"] == "INVALID_STATUS"
    undo(desk, house)
    assert desk.get("/v1/assets/SN1").get_json()["location"] == "RTM/A-01"


def test_a_place_moves_a_unit_and_other_words_do_not(house: House, desk: JsonDoor) -> None:
    assert put(desk, location="rtm/a-02")["bin"] == "A-02"
    undo(desk, house)
    moved = put(desk, location="Main Warehouse")
    assert (moved["warehouseCode"], moved["bin"]) == ("WH-01", None)
    undo(desk, house)
    noted = put(desk, location="On Piet's desk")
    assert (noted["location"], noted["warehouseCode"], noted["bin"]) == ("On Piet's desk", "RTM", "A-01")
    assert put(desk, location="RTM/NOBIN")["bin"] == "A-01"
    assert put(desk, location=None)["location"] == "RTM/A-01"
    assert drift(house) == []


def test_status_and_place_together(house: House, desk: JsonDoor) -> None:
    held = put(desk, status="unavailable", statusReason="damaged", location="WH-01")
    assert (held["warehouseCode"], held["status"]) == ("WH-01", "unavailable")
    back = put(desk, status="returned", location="RTM/A-02")
    assert (back["location"], back["statusReason"]) == ("RTM/A-02", None)
    assert put(desk, status="sold")["location"] is None
    again = put(desk, status="returned", location="RTM/A-02")
    assert again["location"] == "RTM/A-02"
    undo(desk, house)
    assert desk.get("/v1/assets/SN1").get_json()["status"] == "sold"
    assert drift(house) == []


def test_deleting_keeps_the_history_and_can_be_turned_back(house: House, desk: JsonDoor) -> None:
    answer = desk.delete("/v1/assets/sn1")
    assert answer.get_json() == {"success": True, "message": "Asset is unavailable", "serialNumber": "SN1"}
    assert desk.get("/v1/assets/SN1").get_json()["status"] == "unavailable"
    assert desk.delete("/v1/assets/SN1").status_code == 200
    assert put(desk, status="available")["location"] == "RTM/A-01"
    assert desk.delete("/v1/assets/NOBODY").status_code == 404


def test_what_something_needs_keeps_its_status(desk: JsonDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def needed(work: Any, unit_ids: Any) -> dict[str, str]:
        asked.extend(unit_ids)
        return dict.fromkeys(unit_ids, "the subscription sub_1 has it")

    monkeypatch.setattr(units_in_use, "_subscribers", [needed])
    for answer in (desk.delete("/v1/assets/SN1"), desk.put("/v1/assets/SN1", {"status": "unavailable"})):
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "ASSET_IN_USE")
    assert put(desk, notes="still editable")["notes"] == "still editable"
    assert len(asked) == 2


def test_a_retry_changes_once(house: House, desk: JsonDoor) -> None:
    answers = [desk.put("/v1/assets/SN1", {"status": "unavailable"}, Idempotency_Key="once") for _ in range(2)]
    assert answers[0].text == answers[1].text
    assert answers[1].headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    "body", [{"condition": 5}, {"notes": "n" * 5001}, {"acquisitionCost": "12"}, {"acquisitionDate": "2099-01-01"}]
)
def test_what_cannot_be_taken_is_refused(desk: JsonDoor, body: dict[str, Any]) -> None:
    answer = desk.put("/v1/assets/SN1", body)
    assert answer.status_code == 400
    assert [one["path"] for one in answer.get_json()["error"]["details"]] == list(body)


def test_a_unit_may_be_called_like_a_call(desk: JsonDoor) -> None:
    assert desk.post("/v1/assets", {**UNIT, "serialNumber": "bulk"}).status_code == 201
    assert desk.get("/v1/assets/bulk").get_json()["serialNumber"] == "bulk"
    assert desk.put("/v1/assets/bulk", {"notes": "x"}).status_code == 200


def page_of(house: House) -> str:
    door = house.page("olga")
    location = door.get("/find?q=SN1").location
    return location.removeprefix(f"/{house.slug}")


def test_the_page_edits_and_a_blank_clears(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", {**UNIT, "condition": "new", "notes": "box"})
    door, here = lite.page("olga"), f"{page_of(lite)}/edit"
    assert fields_of(door.get(here).text)["acquisitionCost"] == "1800.00"
    answer = door.fill(here, acquisitionCost="1.700,50", condition="", notes="edited")
    assert answer.status_code == 303, answer.text
    asset = lite.api().get("/v1/assets/SN1").get_json()
    assert (asset["acquisitionCost"], asset["condition"], asset["notes"]) == (1700.5, None, "edited")


def test_the_page_overwrites_nobody_unseen(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", UNIT)
    door, here = lite.page("olga"), f"{page_of(lite)}/edit"
    sent = {**fields_of(door.get(here).text), "notes": "mine"}
    lite.api().put("/v1/assets/SN1", {"notes": "theirs"})
    answer = door.post(here, sent)
    assert (answer.status_code, "It is theirs now." in answer.text) == (409, True)
    assert fields_of(answer.text)["notes"] == "mine"
    assert door.post(here, fields_of(answer.text)).status_code == 303
    assert lite.api().get("/v1/assets/SN1").get_json()["notes"] == "mine"


def test_who_only_reads_changes_nothing(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", UNIT)
    for method in ("PUT", "DELETE"):
        assert lite.api("assets:read").send(method, "/v1/assets/SN1", {"notes": "x"}).status_code == 403
    assert lite.page("vik").get(f"{page_of(lite)}/edit").status_code == 403
