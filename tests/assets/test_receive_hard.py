"""Receiving through the JSON door: places that are half known, serials no address can hold, blanks."""

from typing import Any

import pytest

from tests.assets.shelf import stock_up
from tests.doors import JsonDoor
from tests.house import House

UNIT = {"serialNumber": "SN1", "sku": "MBP-16-A"}


@pytest.fixture
def desk(house: House) -> JsonDoor:
    """A second warehouse with one bin."""
    stock_up(house)
    door = house.api()
    made = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "WH-02"}).get_json()["data"]
    assert door.post(f"/v1/locations/{made['id']}/layouts", {"name": "A-01"}).status_code == 201
    return door


def _received(door: JsonDoor, **more: Any) -> dict[str, Any]:
    answer = door.post("/v1/assets", {**UNIT, **more})
    assert answer.status_code == 201, answer.text
    asset: dict[str, Any] = answer.get_json()["asset"]
    assert door.get(f"/v1/assets/{asset['serialNumber']}").get_json() == asset
    return asset


PLACES = {
    "WH-02/A-01": ("WH-02", "A-01", "WH-02/A-01"),
    "wh-02 / a-01": ("WH-02", "A-01", "WH-02/A-01"),
    "Rotterdam/A-01": ("WH-02", "A-01", "WH-02/A-01"),
    "WH-02/NOBIN": ("WH-02", None, "WH-02/NOBIN"),
    "WH-02/": ("WH-01", None, "WH-02/"),
    "rotterdam": ("WH-02", None, "Rotterdam"),
    "NOHALL/A-01": ("WH-01", None, "NOHALL/A-01"),
    "": ("WH-01", None, "Main Warehouse"),
}


@pytest.mark.parametrize("words", PLACES)
def test_the_real_place_shows_beside_the_words(desk: JsonDoor, words: str) -> None:
    asset = _received(desk, location=words)
    assert (asset["warehouseCode"], asset["bin"], asset["location"]) == PLACES[words]
    named = {one["code"]: one["id"] for one in desk.get("/v1/warehouses").get_json()["data"]}
    assert asset["warehouseId"] == named[asset["warehouseCode"]]


def test_a_name_that_two_warehouses_have_names_neither(desk: JsonDoor) -> None:
    assert desk.post("/v1/warehouses", {"name": "rotterdam", "code": "R-2"}).status_code == 200
    for words in ("Rotterdam", "rotterdam/A-01"):
        answer = desk.post("/v1/assets", {**UNIT, "location": words})
        assert answer.status_code == 400
        [detail] = answer.get_json()["error"]["details"]
        assert (detail["path"], "WH-02 or R-2" in detail["message"]) == ("location", True)
    assert _received(desk, location="R-2")["warehouseCode"] == "R-2"


def test_a_warehouse_code_holds_no_slash(house: House) -> None:
    answer = house.api().post("/v1/warehouses", {"name": "Hall", "code": "A/B"})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["field"] == "code"


@pytest.mark.parametrize(
    "serial",
    [
        ".",
        "..",
        "./A",
        "A/..",
        "A/../B",
        "A/./B",
        "/A",
        "A/",
        " . ",
        ".\u200b",
        "\u200b",
        "\ufeff\u2060",
        "A\uffff",
        "",
    ],
    ids=ascii,
)
def test_a_serial_that_no_address_or_eye_can_hold_is_refused(lite: House, serial: str) -> None:
    stock_up(lite)
    answer = lite.api().post("/v1/assets", {**UNIT, "serialNumber": serial})
    assert answer.status_code == 400
    assert answer.get_json()["error"]["details"][0]["path"] == "serialNumber"


@pytest.mark.parametrize("serial", [".A", "A.", "...", "A/...", "a..b/c"])
def test_dots_within_a_serial_are_its_own(lite: House, serial: str) -> None:
    stock_up(lite)
    assert _received(lite.api(), serialNumber=serial)["serialNumber"] == serial


def test_what_nobody_sees_makes_no_second_unit(house: House) -> None:
    stock_up(house)
    door = house.api()
    assert _received(door, serialNumber="S\u200bN\u00ad1\ufeff")["serialNumber"] == "SN1"
    assert door.post("/v1/assets", {**UNIT, "serialNumber": "SN\u20601"}).status_code == 409
    assert door.get("/v1/assets/S%E2%80%8BN1").get_json()["serialNumber"] == "SN1"


def test_blank_fields_say_nothing_but_a_blank_status_is_none(lite: House) -> None:
    stock_up(lite)
    answer = lite.api().post("/v1/assets", {**UNIT, "status": ""})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "INVALID_STATUS")
    asset = _received(lite.api(), acquisitionDate="", condition="", notes="", location="")
    assert asset["acquisitionDate"] is not None
    assert (asset["condition"], asset["notes"]) == (None, None)


def test_blank_fields_of_a_product_say_nothing(house: House) -> None:
    variant = {
        "variantSku": "V", "variantName": "v", "grade": "A", "condition": "", "colorName": " ",
        "pricing": [{"contractLength": 12, "monthlyPrice": 1, "presetUsed": ""}],
    }  # fmt: skip
    body = {
        "productSku": "P", "name": "p", "specification": "s", "category": "c", "brand": "b", "variants": [variant]
    }  # fmt: skip
    answer = house.api().post("/v1/products", body)
    assert answer.status_code == 201, answer.text
    found = house.api().get(f"/v1/products/{answer.get_json()['productId']}").get_json()["variants"][0]
    assert not {"condition", "colorName"} & found.keys()
    assert "presetUsed" not in found["pricing"][0]
