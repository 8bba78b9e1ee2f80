"""Receiving many units with one call: all or nothing, or row by row; one batch, one undo."""

from typing import Any

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import drift
from tests.counting import counting
from tests.doors import JsonDoor
from tests.house import House

SKU = "MBP-16-A"


def rows(*serials: str, **more: Any) -> list[dict[str, Any]]:
    return [{"serialNumber": serial, "sku": SKU, **more} for serial in serials]


def serials(door: JsonDoor) -> list[str]:
    return sorted(one["serialNumber"] for one in door.get("/v1/assets?limit=100").get_json()["assets"])


def test_all_rows_arrive_and_one_undo_takes_all_back(house: House) -> None:
    stock_up(house)
    door = house.api()
    sent = [
        *rows("A1", "A2"),
        *rows("B1", sku="MBP-16-B", status="returned", acquisitionCost=5),
        *rows("C1", status="sold"),
    ]
    answer = door.post("/v1/assets/bulk", {"assets": sent, "mode": "all"})
    assert answer.status_code == 200, answer.text
    body = answer.get_json()
    assert (body["success"], body["created"], body["refused"]) == (True, 4, 0)
    assert [one["result"] for one in body["results"]] == ["created"] * 4
    for one in body["results"]:
        assert door.get(f"/v1/assets/{one['serialNumber']}").get_json() == one["asset"]
    batches = door.get("/v1/batches?operation=receive_assets").get_json()["batches"]
    assert [(one["batchId"], one["summary"]) for one in batches] == [
        (body["batchId"], "received 4 units (3 MBP-16-A, 1 MBP-16-B)")
    ]
    assert drift(house) == []
    assert door.post(f"/v1/batches/{body['batchId']}/undo").get_json()["undone"] == 4
    assert serials(door) == []
    assert drift(house) == []


BAD = [
    {"serialNumber": "X1", "sku": "NOPE"},
    {"serialNumber": "", "sku": SKU},
    {"serialNumber": "HERE", "sku": SKU},
    {"serialNumber": "a1", "sku": SKU},
    {"serialNumber": "X2", "sku": SKU, "status": "rented_out"},
    "no object",
]


def test_one_bad_row_refuses_all(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", {"serialNumber": "HERE", "sku": SKU})
    answer = door.post("/v1/assets/bulk", {"assets": [*rows("A1"), *BAD], "mode": "all"})
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"]) == (400, "ROWS_REFUSED")
    assert [one["path"] for one in error["details"]] == [
        "assets.1.sku",
        "assets.2.serialNumber",
        "assets.3.serialNumber",
        "assets.4.serialNumber",
        "assets.5.status",
        "assets.6",
    ]
    assert serials(door) == ["HERE"]


def test_row_by_row_the_good_ones_arrive(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", {"serialNumber": "HERE", "sku": SKU})
    body = door.post("/v1/assets/bulk", {"assets": [*rows("A1"), *BAD, *rows("A2")], "mode": "rows"}).get_json()
    assert (body["success"], body["created"], body["refused"]) == (False, 2, 6)
    assert [one.get("error", {}).get("code") for one in body["results"]] == [
        None,
        "VARIANT_NOT_FOUND",
        "VALIDATION_ERROR",
        "ASSET_EXISTS",
        "ASSET_EXISTS",
        "INVALID_STATUS",
        "VALIDATION_ERROR",
        None,
    ]
    assert serials(door) == ["A1", "A2", "HERE"]
    assert drift(house) == []


def test_nothing_received_leaves_no_batch_to_undo(house: House) -> None:
    stock_up(house)
    body = house.api().post("/v1/assets/bulk", {"assets": BAD[:1], "mode": "rows"}).get_json()
    assert (body["created"], body["batchId"]) == (0, None)


@pytest.mark.parametrize(
    "sent",
    [
        {"assets": [], "mode": "all"},
        {"assets": rows("A")},
        {"assets": rows(*map(str, range(501))), "mode": "all"},
        {"assets": rows("A"), "mode": "x"},
    ],
)
def test_a_call_that_is_none_is_refused(lite: House, sent: dict[str, Any]) -> None:
    stock_up(lite)
    answer = lite.api().post("/v1/assets/bulk", sent)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR")


def test_five_hundred_take_few_statements(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", {"serialNumber": "FIRST", "sku": SKU, "location": "WH-01"})
    sent = rows(*(f"N{n}" for n in range(500)))
    with counting() as told:
        body = door.post("/v1/assets/bulk", {"assets": sent, "mode": "all"}).get_json()
    assert body["created"] == 500
    assert len(told) < 30, len(told)
    assert drift(house) == []


def test_one_key_is_one_delivery(house: House) -> None:
    stock_up(house)
    door = house.api()
    answers = [
        door.post("/v1/assets/bulk", {"assets": rows("A1", "A2"), "mode": "all"}, Idempotency_Key="van-1")
        for _ in range(2)
    ]
    assert answers[0].text == answers[1].text
    assert serials(door) == ["A1", "A2"]


def test_who_may_not_receive_receives_nothing(lite: House) -> None:
    stock_up(lite)
    assert lite.api("assets:read").post("/v1/assets/bulk", {"assets": rows("A1"), "mode": "all"}).status_code == 403
