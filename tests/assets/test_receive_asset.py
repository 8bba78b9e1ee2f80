"""Receiving one unit, through both doors."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.assets.shelf import PRODUCT, stock_up
from tests.house import House

TWO_FIELDS = {"serialNumber": "SN123456789", "sku": "MBP-16-A"}


def today() -> str:
    return dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date().isoformat()


def test_two_fields_are_enough(house: House) -> None:
    stock_up(house)
    answer = house.api().post("/v1/assets", TWO_FIELDS)
    assert answer.status_code == 201
    body = answer.get_json()
    assert body["success"] is True
    asset = body["asset"]
    assert (asset["serialNumber"], asset["sku"], asset["status"]) == ("SN123456789", "MBP-16-A", "available")
    assert (asset["acquisitionCost"], asset["acquisitionDate"]) == (1800, today())
    assert (asset["productName"], asset["tenantId"]) == ('MacBook Pro 16"', house.slug)
    assert (asset["customerId"], asset["rentalId"]) == (None, None)


def test_the_same_serial_again_is_a_conflict(house: House) -> None:
    stock_up(house)
    door = house.api()
    door.post("/v1/assets", TWO_FIELDS)
    for serial in ("SN123456789", " sn123456789 ", "Sn123456789"):
        answer = door.post("/v1/assets", {**TWO_FIELDS, "serialNumber": serial})
        assert answer.status_code == 409
        assert answer.get_json()["error"]["code"] == "ASSET_EXISTS"
    assert door.get("/v1/assets").get_json()["count"] == 1


def test_the_complete_body_is_taken_as_it_is(house: House) -> None:
    stock_up(house)
    sent = {
        **TWO_FIELDS, "acquisitionCost": 1750.5, "acquisitionDate": "2025-01-15", "location": "Amsterdam Warehouse",
        "condition": "New, sealed", "notes": "First of ten",
    }  # fmt: skip
    asset = house.api().post("/v1/assets", sent).get_json()["asset"]
    assert {name: asset[name] for name in sent} == sent


def test_fields_of_the_server_are_ignored(house: House) -> None:
    stock_up(house)
    sent = {
        **TWO_FIELDS, "productName": "Loaner laptop", "status": "available", "tenantId": "another", "createdAt": 5,
        "updatedAt": None, "customerId": "cust_x", "rentalId": "sub_x", "productId": "prod_x", "variantId": "var_x",
    }  # fmt: skip
    asset = house.api().post("/v1/assets", sent).get_json()["asset"]
    assert (asset["productName"], asset["tenantId"], asset["customerId"]) == ("Loaner laptop", house.slug, None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sku": "NOPE"}, "VARIANT_NOT_FOUND"),
        ({"serialNumber": None}, "VALIDATION_ERROR"),
        ({"serialNumber": ""}, "VALIDATION_ERROR"),
        ({"serialNumber": "/SN"}, "VALIDATION_ERROR"),
        ({"serialNumber": "SN/"}, "VALIDATION_ERROR"),
        ({"serialNumber": "x" * 257}, "VALIDATION_ERROR"),
        ({"serialNumber": "a\x00b"}, "VALIDATION_ERROR"),
        ({"serialNumber": 12345}, "VALIDATION_ERROR"),
        ({"sku": 5}, "VALIDATION_ERROR"),
        ({"acquisitionCost": "1800"}, "VALIDATION_ERROR"),
        ({"acquisitionCost": -1}, "VALIDATION_ERROR"),
        ({"acquisitionCost": 1.999}, "VALIDATION_ERROR"),
        ({"acquisitionCost": True}, "VALIDATION_ERROR"),
        ({"acquisitionDate": "15-01-2025"}, "VALIDATION_ERROR"),
        ({"acquisitionDate": 1736899200}, "VALIDATION_ERROR"),
        ({"acquisitionDate": "2025-02-30"}, "VALIDATION_ERROR"),
        ({"acquisitionDate": "2099-01-01"}, "VALIDATION_ERROR"),
        ({"status": "rented_out"}, "INVALID_STATUS"),
        ({"status": "borrowed"}, "INVALID_STATUS"),
        ({"notes": "n" * 5001}, "VALIDATION_ERROR"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_changes_nothing(
    house: House, change: dict[str, object], code: str
) -> None:
    stock_up(house)
    door = house.api()
    answer = door.post("/v1/assets", {**TWO_FIELDS, **change})
    assert answer.status_code == 400
    error = answer.get_json()["error"]
    assert error["code"] == code
    assert [detail["path"] for detail in error["details"]] == list(change)
    assert door.get("/v1/assets").get_json()["assets"] == []


def test_an_inactive_sku_has_a_code_of_its_own(house: House) -> None:
    stock_up(house)
    door = house.api()
    product_id = door.get("/v1/products").get_json()["products"][0]["productId"]
    variants = door.get(f"/v1/products/{product_id}").get_json()["variants"]
    variant_id = next(v["variantId"] for v in variants if v["variantSku"] == "MBP-16-A")
    door.patch(f"/v1/products/variants/{variant_id}/status", {"status": "inactive"})
    answer = door.post("/v1/assets", TWO_FIELDS)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VARIANT_INACTIVE")


@pytest.mark.parametrize("status", ["returned", "unavailable", "sold"])
def test_a_unit_may_arrive_in_another_state(house: House, status: str) -> None:
    stock_up(house)
    asset = house.api().post("/v1/assets", {**TWO_FIELDS, "status": status}).get_json()["asset"]
    assert asset["status"] == status


def test_a_place_is_found_by_its_words(house: House) -> None:
    stock_up(house)
    door = house.api()
    depot = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]
    door.post(f"/v1/locations/{depot['id']}/layouts", {"name": "A-01-02"})
    told = {"rotterdam": "Rotterdam", "rtm": "Rotterdam", "RTM/a-01-02": "RTM/A-01-02", "On the van": "On the van"}
    for number, (words, place) in enumerate(told.items()):
        sent = {"serialNumber": f"P{number}", "sku": "MBP-16-A", "location": words}
        assert door.post("/v1/assets", sent).get_json()["asset"]["location"] == place


def test_one_key_is_one_unit_however_often_it_is_sent(house: House) -> None:
    stock_up(house)
    door = house.api()
    answers = [door.post("/v1/assets", TWO_FIELDS, Idempotency_Key="scan-1") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true", "true"]
    other = door.post("/v1/assets", {**TWO_FIELDS, "serialNumber": "OTHER"}, Idempotency_Key="scan-1")
    assert (other.status_code, other.get_json()["error"]["code"]) == (409, "IDEMPOTENCY_KEY_REUSED")


def test_a_refusal_is_not_kept_under_its_key(house: House) -> None:
    door = house.api()
    assert door.post("/v1/assets", TWO_FIELDS, Idempotency_Key="scan-1").status_code == 400
    stock_up(house)
    assert door.post("/v1/assets", TWO_FIELDS, Idempotency_Key="scan-1").status_code == 201


def test_a_rule_that_a_product_was_given_is_kept_unless_the_client_is_sure(house: House) -> None:
    stock_up(house)
    door = house.api()
    assert door.post("/v1/assets", TWO_FIELDS).status_code == 201
    assert door.post("/v1/products", {**PRODUCT, "serialRule": "imei"}).status_code == 201
    for serial in ("490154203237519", "SN-1"):  # a wrong check digit, and no digits
        error = door.post("/v1/assets", {**TWO_FIELDS, "serialNumber": serial}).get_json()["error"]
        assert (error["code"], [one["path"] for one in error["details"]]) == ("VALIDATION_ERROR", ["serialNumber"])
    assert door.post("/v1/assets", TWO_FIELDS).get_json()["error"]["code"] == "ASSET_EXISTS"
    assert door.post("/v1/assets", {**TWO_FIELDS, "serialNumber": "490154203237518"}).status_code == 201
    rows = [{**TWO_FIELDS, "serialNumber": one, "sure": one == "SN-3"} for one in ("SN-2", "SN-3")]
    results = door.post("/v1/assets/bulk", {"assets": rows, "mode": "rows"}).get_json()["results"]
    assert [one["result"] for one in results] == ["refused", "created"]


def test_what_a_desk_would_learn_refuses_no_program(house: House) -> None:
    stock_up(house)
    door = house.api()
    rows = [{**TWO_FIELDS, "serialNumber": f"SN-{number}"} for number in range(10, 35)]
    assert door.post("/v1/assets/bulk", {"assets": rows, "mode": "all"}).get_json()["created"] == 25
    assert door.post("/v1/assets", {**TWO_FIELDS, "serialNumber": "quite another one"}).status_code == 201


def test_a_viewer_cannot_receive(house: House) -> None:
    stock_up(house)
    assert house.page("vik").get("/receive").status_code == 403
    assert house.api("assets:read").post("/v1/assets", TWO_FIELDS).status_code == 403
