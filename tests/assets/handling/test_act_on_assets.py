"""One thing done to many units: a result for each, one batch, one undo; by a program or with ticks in the list."""

from typing import Any
from urllib.parse import urlencode

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import drift
from tests.counting import counting
from tests.doors import JsonDoor
from tests.house import House

SERIALS = ["N1", "N2", "N3"]


@pytest.fixture
def yard(house: House) -> JsonDoor:
    """Three units in the first of two bins."""
    stock_up(house)
    door = house.api()
    made = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]
    for name in ("A-01", "A-02"):
        door.post(f"/v1/locations/{made['id']}/layouts", {"name": name})
    sent = [{"serialNumber": one, "sku": "MBP-16-A", "location": "RTM/A-01"} for one in SERIALS]
    assert door.post("/v1/assets/bulk", {"assets": sent, "mode": "all"}).status_code == 200
    return door


def act(door: JsonDoor, **body: Any) -> dict[str, Any]:
    answer = door.post("/v1/assets/actions", {"serialNumbers": SERIALS, **body})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def seen(door: JsonDoor, name: str) -> list[Any]:
    return [door.get(f"/v1/assets/{one}").get_json()[name] for one in SERIALS]


ACTIONS = [
    ({"action": "status", "to": "in_repair", "note": "water"}, "statusReason", "in_repair", "marked 3 units in repair"),
    ({"action": "status", "to": "lost"}, "statusReason", "lost", "marked 3 units lost"),
    ({"action": "status", "to": "sold"}, "status", "sold", "made 3 units sold"),
    ({"action": "move", "location": "rtm/a-02"}, "bin", "A-02", "moved 3 units to rtm/a-02"),
    ({"action": "move", "location": "WH-01"}, "warehouseCode", "WH-01", "moved 3 units to WH-01"),
    ({"action": "regrade", "sku": "MBP-16-B"}, "sku", "MBP-16-B", "re-graded 3 units to MBP-16-B"),
    ({"action": "regrade", "grade": "B"}, "sku", "MBP-16-B", "re-graded 3 units to B"),
    ({"action": "edit", "condition": "fair", "notes": "seen"}, "condition", "fair", "edited 3 units"),
    ({"action": "inspect", "condition": "good"}, "condition", "good", "inspected 3 units: available"),
]


@pytest.mark.parametrize(("body", "name", "value", "told"), ACTIONS)
def test_each_action_is_one_batch_and_one_undo(
    house: House, yard: JsonDoor, body: dict[str, Any], name: str, value: str, told: str
) -> None:
    before = seen(yard, name)
    answer = act(yard, **body)
    assert (answer["success"], answer["changed"], answer["refused"]) == (True, 3, 0)
    assert seen(yard, name) == [value] * 3
    for one in answer["results"]:
        assert one["asset"] == yard.get(f"/v1/assets/{one['serialNumber']}").get_json()
    batch = yard.get("/v1/batches?limit=1").get_json()["batches"][0]
    assert (batch["batchId"], batch["summary"], batch["operation"]) == (answer["batchId"], told, "act_on_assets")
    assert drift(house) == []
    undone = yard.post(f"/v1/batches/{answer['batchId']}/undo")
    assert undone.status_code == 200, undone.text
    assert seen(yard, name) == before
    again = yard.post(f"/v1/batches/{undone.get_json()['batchId']}/undo")
    assert again.status_code == 200, again.text
    assert seen(yard, name) == [value] * 3
    assert drift(house) == []


def test_what_cannot_be_done_is_told_of_each(house: House, yard: JsonDoor) -> None:
    yard.put("/v1/assets/N2", {"status": "sold"})
    answer = act(yard, serialNumbers=["N1", "n2", "NOPE", "N1", "N3"], action="status", to="available")
    assert [(one["result"], one.get("error", {}).get("code")) for one in answer["results"]] == [
        ("unchanged", None),
        ("refused", "INVALID_STATUS"),
        ("refused", "NOT_FOUND"),
        ("refused", "VALIDATION_ERROR"),
        ("unchanged", None),
    ]
    assert (answer["success"], answer["batchId"]) == (False, None)
    mixed = act(yard, action="status", to="damaged")
    assert (mixed["changed"], mixed["refused"]) == (2, 1)
    assert seen(yard, "status") == ["unavailable", "sold", "unavailable"]
    assert drift(house) == []


def test_all_or_nothing(house: House, yard: JsonDoor) -> None:
    yard.put("/v1/assets/N2", {"status": "sold"})
    answer = yard.post(
        "/v1/assets/actions", {"serialNumbers": SERIALS, "action": "move", "location": "WH-01", "mode": "all"}
    )
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (400, "ROWS_REFUSED")
    assert [one["path"] for one in error["details"]] == ["serialNumbers.1"]
    assert seen(yard, "warehouseCode") == ["RTM", None, "RTM"]
    assert drift(house) == []


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"action": "move"}, "location"),
        ({"action": "move", "location": "NOWHERE"}, "location"),
        ({"action": "regrade"}, "grade"),
        ({"action": "edit"}, "condition"),
        ({"action": "status"}, "to"),
        ({"action": "status", "to": "broken"}, "to"),
        ({"action": "paint"}, "action"),
        ({"action": "move", "location": "WH-01", "serialNumbers": []}, "serialNumbers"),
        ({"action": "move", "location": "WH-01", "serialNumbers": ["x"] * 501}, "serialNumbers"),
    ],
)
def test_what_is_not_said_is_asked_for(yard: JsonDoor, body: dict[str, Any], path: str) -> None:
    answer = yard.post("/v1/assets/actions", {"serialNumbers": SERIALS, **body})
    assert answer.status_code == 400
    assert [one["path"] for one in answer.get_json()["error"]["details"]] == [path]


def test_a_grade_that_a_product_has_not_is_refused_by_unit(yard: JsonDoor) -> None:
    answer = act(yard, action="regrade", grade="E")
    assert {one["error"]["code"] for one in answer["results"]} == {"NOT_ONE_GRADE"}


def test_two_hundred_take_few_statements(house: House, yard: JsonDoor) -> None:
    serials = [f"M{n}" for n in range(200)]
    sent = [{"serialNumber": one, "sku": "MBP-16-A", "location": "RTM/A-01"} for one in serials]
    yard.post("/v1/assets/bulk", {"assets": sent, "mode": "all"})
    yard.post("/v1/assets/actions", {"serialNumbers": SERIALS, "action": "regrade", "sku": "MBP-16-B"})
    with counting() as told:
        answer = yard.post("/v1/assets/actions", {"serialNumbers": serials, "action": "regrade", "sku": "MBP-16-B"})
    assert answer.get_json()["changed"] == 200
    assert len(told) < 30, len(told)
    assert drift(house) == []


def ids(house: House) -> list[str]:
    page = house.page("mo").get("/units?sortBy=serialNumber&sortDir=asc").text
    return [part.split('"')[0] for part in page.split('name="id" value="')[1:]]


def test_ticked_rows_are_done_without_javascript(house: House, yard: JsonDoor) -> None:
    door = house.page("mo")
    ticked = ids(house)
    assert len(ticked) == 3
    address = "/units/actions?action=move&" + "&".join(f"id={one}" for one in ticked)
    page = door.get(address).text
    assert "Move: 3 units" in page
    answer = door.fill(address, serialNumbers=["N1", "N2"], location="RTM/A-02")  # type: ignore[arg-type]
    assert answer.status_code == 303, answer.text
    assert seen(yard, "bin") == ["A-02", "A-02", "A-01"]
    assert "2 units changed." in door.get("/units").text


def test_the_way_back_is_the_list_as_it_was(house: House, yard: JsonDoor) -> None:
    door = house.page("mo")
    listed = f"/{house.slug}/units?sku=MBP-16-A&sortBy=serialNumber&sortDir=asc"
    assert f'name="next" value="{listed.replace("&", "&amp;")}"' in door.client.get(listed).text
    ticked = "&".join(f"id={one}" for one in ids(house))
    address = f"/units/actions?action=move&{urlencode({'next': listed})}&{ticked}"
    answer = door.fill(address, serialNumbers=["N1"], location="RTM/A-02")  # type: ignore[arg-type]
    assert answer.headers["Location"] == listed
    for foreign in ("//example.com/units", "https://example.com/"):
        page = door.get(f"/units/actions?action=move&{urlencode({'next': foreign})}").text
        assert (f'="{foreign}"' in page, 'class="actions"' in page) == (False, False)


def test_refused_rows_are_told_on_a_page_with_the_way_back(house: House, yard: JsonDoor) -> None:
    yard.put("/v1/assets/N2", {"status": "sold"})
    door = house.page("mo")
    address = "/units/actions?action=move&" + "&".join(f"id={one}" for one in ids(house))
    answer = door.fill(address, serialNumbers=SERIALS, location="WH-01")  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert "2 changed, 1 refused" in answer.text
    assert "N2 is sold, so it is in no warehouse." in answer.text
    assert "Undo the 2 changed" in answer.text


def test_a_wrong_word_keeps_the_ticks_and_what_was_typed(house: House, yard: JsonDoor) -> None:
    door, ticked = house.page("mo"), ids(house)
    address = "/units/actions?action=move&" + "&".join(f"id={one}" for one in ticked)
    answer = door.fill(address, serialNumbers=SERIALS, location="NOWHERE")  # type: ignore[arg-type]
    assert answer.status_code == 422
    assert "There is no place NOWHERE." in answer.text
    assert answer.text.count("checked") == 3


def test_who_may_not_handle_sees_no_bar(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", {"serialNumber": "N1", "sku": "MBP-16-A"})
    assert 'id="picked"' in lite.page("olga").get("/units").text
    assert 'id="picked"' not in lite.page("vik").get("/units").text
    assert lite.page("vik").get("/units/actions").status_code == 403
    body = {"serialNumbers": ["N1"], "action": "move", "location": "WH-01"}
    assert lite.api("assets:read").post("/v1/assets/actions", body).status_code == 403


def test_nothing_is_chosen_for_many_units_before_somebody_chooses_it(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", {"serialNumber": "N1", "sku": "MBP-16-A"})
    address = f"/units/actions?id={ids(lite)[0]}&action="
    for action, offered in (("status", True), ("inspect", False)):
        text = lite.page("mo").get(address + action).text
        first = text.split("<select")[1].split("</option>")[0]
        assert ('value=""' in first, "Pick one" in first) == (True, True)
        assert ('value="sold"' in text, "For `status`" in text) == (offered, False)
    assert "optional" not in lite.page("mo").get(address + "move").text.split('for="location"')[1].split("</label>")[0]
