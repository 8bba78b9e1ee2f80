"""Naming a unit: a corrected serial number, further codes; each leads to one live unit, and undo knows it."""

from typing import Any

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import drift, newest_batch
from tests.doors import JsonDoor, fields_of
from tests.house import House
from tests.receiving.desk import product, variant
from webapp.assets.codes.writing import imei_of
from webapp.assets.queries import locate_code
from webapp.core.data.tenancy import tenant_scope

IMEI = "490154203237518"


@pytest.fixture
def desk(house: House) -> JsonDoor:
    """Two units."""
    stock_up(house)
    door = house.api()
    for serial in ("SN1", "SN2"):
        receive(door, serial)
    return door


def receive(door: JsonDoor, serial: str) -> int:
    return door.post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A"}).status_code


def tag(door: JsonDoor, code: str = "Tag-1", serial: str = "SN1", kind: str = "asset_tag") -> Any:
    return door.post("/v1/asset-identifiers", {"assetSerialNumber": serial, "kind": kind, "code": code})


def correct(door: JsonDoor, serial: str, right: str) -> Any:
    body = {"assetSerialNumber": serial, "serialNumber": right, "reason": "misread"}
    return door.post("/v1/asset-corrections", body)


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]["code"]


def undo(door: JsonDoor, batch_id: str) -> Any:
    return door.post(f"/v1/batches/{batch_id}/undo")


def located(house: House, code: str) -> str | None:
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        found = locate_code(house.session, house.tenant_id, code)
    return found.serial if found else None


def test_a_code_finds_the_unit_like_its_serial(house: House, desk: JsonDoor) -> None:
    made = tag(desk, " tag-1 ")
    assert made.status_code == 201, made.text
    body = made.get_json()
    assert (body["assetSerialNumber"], body["kind"], body["code"], body["current"]) == (
        "SN1", "asset_tag", "tag-1", True,
    )  # fmt: skip
    assert desk.get("/v1/assets/TAG-1").get_json()["serialNumber"] == "SN1"
    assert desk.put("/v1/assets/Tag-1", {"notes": "by its tag"}).get_json()["asset"]["serialNumber"] == "SN1"
    acted = desk.post("/v1/assets/actions", {"serialNumbers": ["TAG-1"], "action": "edit", "condition": "good"})
    assert acted.get_json()["changed"] == 1
    assert "/units/unit_" in house.page("vik").get("/find?q=TAG-1").location
    listed = desk.get("/v1/asset-identifiers?assetSerialNumber=sn1").get_json()["identifiers"]
    assert listed == [body]


def test_a_code_leads_to_one_unit(desk: JsonDoor) -> None:
    tag(desk)
    for serial in ("SN1", "SN2"):
        assert code_of(tag(desk, "TAG-1", serial)) == (409, "IDENTIFIER_TAKEN")
    assert code_of(tag(desk, "sn2", "SN1")) == (409, "IDENTIFIER_TAKEN")
    assert receive(desk, "tag-1") == 409
    assert correct(desk, "SN2", "tag-1").status_code == 409
    rows = {"assets": [{"serialNumber": one, "sku": "MBP-16-A"} for one in ("tag-1", "SN9")], "mode": "rows"}
    told = desk.post("/v1/assets/bulk", rows).get_json()["results"]
    assert [one.get("error", {}).get("code") for one in told] == ["ASSET_EXISTS", None]


def test_a_code_taken_off_is_free_and_still_remembered(house: House, desk: JsonDoor) -> None:
    made = tag(desk).get_json()
    address = f"/v1/asset-identifiers/{made['identifierId']}"
    assert desk.delete(address).get_json()["current"] is False
    assert desk.delete(address).status_code == 404
    assert desk.get("/v1/assets/TAG-1").status_code == 404
    assert located(house, "TAG-1") == "SN1"
    off = newest_batch(house)
    assert tag(desk, "TAG-1", "SN2").status_code == 201
    assert located(house, "TAG-1") == "SN2"
    refused = undo(desk, off)
    assert (refused.status_code, "another unit has that code now" in refused.text) == (409, True)
    assert undo(desk, newest_batch(house)).status_code == 200
    assert undo(desk, off).status_code == 200
    assert desk.get("/v1/assets/TAG-1").get_json()["serialNumber"] == "SN1"


def test_a_code_that_was_given_by_mistake_never_was(house: House, desk: JsonDoor) -> None:
    tag(desk)
    given = newest_batch(house)
    taken_back = undo(desk, given).get_json()["batchId"]
    assert located(house, "TAG-1") is None
    assert undo(desk, taken_back).status_code == 200
    assert desk.get("/v1/assets/TAG-1").get_json()["serialNumber"] == "SN1"


@pytest.mark.parametrize(
    ("typed", "kept"), [("490154203237518", "490154203237518"), ("49-015420-323751-8", "490154203237518")]
)
def test_an_imei_is_fifteen_digits_that_check(desk: JsonDoor, typed: str, kept: str) -> None:
    assert tag(desk, typed, kind="imei").get_json()["code"] == kept


@pytest.mark.parametrize("typed", ["490154203237517", "12345", "49015420323751X", "٤٩٠١٥٤٢٠٣٢٣٧٥١٨"])
def test_what_is_no_imei_is_refused(desk: JsonDoor, typed: str) -> None:
    answer = tag(desk, typed, kind="imei")
    assert code_of(answer) == (400, "VALIDATION_ERROR")
    assert answer.get_json()["error"]["details"][0]["path"] == "code"
    with pytest.raises(ValueError, match="IMEI"):
        imei_of(typed)


def test_a_corrected_serial_leaves_the_old_one_findable(house: House, desk: JsonDoor) -> None:
    answer = correct(desk, "SN1", "SN10")
    assert answer.get_json()["asset"]["serialNumber"] == "SN10"
    assert desk.get("/v1/assets/SN1").status_code == 404
    assert (located(house, "sn1"), located(house, "sn10")) == ("SN10", "SN10")
    assert "/units/unit_" in house.page("vik").get("/find?q=SN1").location
    assert receive(desk, "SN1") == 201
    assert located(house, "SN1") == "SN1"
    batch = next(b for b in desk.get("/v1/batches").get_json()["batches"] if b["operation"] == "correct_serial")
    assert batch["summary"] == "corrected the serial number SN1 to SN10"
    refused = undo(desk, batch["batchId"])
    assert (refused.status_code, "another unit has the old serial number now" in refused.text) == (409, True)
    assert undo(desk, newest_batch(house)).status_code == 200
    undone = undo(desk, batch["batchId"])
    assert undone.status_code == 200, undone.text
    assert desk.get("/v1/assets/SN1").status_code == 200
    assert located(house, "SN10") is None
    assert undo(desk, undone.get_json()["batchId"]).status_code == 200
    assert located(house, "SN1") == "SN10"
    assert drift(house) == []


def test_a_serial_that_is_anothers_is_refused(desk: JsonDoor) -> None:
    assert code_of(correct(desk, "SN1", "sn2")) == (409, "ASSET_EXISTS")
    for wrong in ("/x", ""):
        assert code_of(correct(desk, "SN1", wrong)) == (400, "VALIDATION_ERROR")
    assert correct(desk, "SN1", "sn1").get_json()["asset"]["serialNumber"] == "sn1"
    assert code_of(correct(desk, "NOBODY", "X")) == (404, "NOT_FOUND")
    body = {"assetSerialNumber": "SN1", "serialNumber": "X"}
    assert code_of(desk.post("/v1/asset-corrections", body)) == (400, "VALIDATION_ERROR")


def phone(house: House) -> None:
    """A product whose serial numbers are IMEIs, and one unit of it."""
    body = {**product("PHONE", variant("PHONE-A", "serial")), "serialRule": "imei"}
    assert house.api().post("/v1/products", body).status_code == 201
    assert house.api().post("/v1/assets", {"serialNumber": IMEI, "sku": "PHONE-A"}).status_code == 201


def test_a_corrected_serial_that_breaks_the_rule_takes_a_yes(house: House, desk: JsonDoor) -> None:
    phone(house)
    refused = correct(desk, IMEI, f"{IMEI[:-1]}9")
    assert code_of(refused) == (409, "SERIAL_BREAKS_RULE")
    assert "An IMEI has 15 digits" in refused.text
    assert desk.get(f"/v1/assets/{IMEI}").status_code == 200
    body = {"assetSerialNumber": IMEI, "serialNumber": f"{IMEI[:-1]}9", "reason": "printed so", "sure": True}
    assert desk.post("/v1/asset-corrections", body).status_code == 200
    assert correct(desk, f"{IMEI[:-1]}9", IMEI).status_code == 200
    assert correct(desk, "SN1", "ANYTHING").status_code == 200


def test_the_page_asks_for_the_yes_and_keeps_what_was_typed(lite: House) -> None:
    stock_up(lite)
    phone(lite)
    door = lite.page("mo")
    here = door.get(f"/find?q={IMEI}").location.removeprefix(f"/{lite.slug}")
    asked = door.fill(f"{here}/serial", serialNumber="123", reason="label torn")
    assert (asked.status_code, fields_of(asked.text)["serialNumber"]) == (409, "123")
    assert "say that you are sure" in asked.text
    assert door.fill(f"{here}/serial", serialNumber="123", reason="label torn", sure="true").status_code == 303
    assert lite.api().get("/v1/assets/123").status_code == 200


def test_a_receipt_is_not_taken_back_below_a_code(house: House, desk: JsonDoor) -> None:
    receipt = next(b for b in desk.get("/v1/batches").get_json()["batches"] if "SN1" in b["summary"])["batchId"]
    made = tag(desk).get_json()
    given = newest_batch(house)
    refused = undo(desk, receipt)
    assert (refused.status_code, "it has the asset tag Tag-1: take that off first" in refused.text) == (409, True)
    assert undo(desk, given).status_code == 200
    gone = undo(desk, receipt).get_json()["batchId"]
    assert made["assetSerialNumber"] == "SN1"
    assert tag(desk, "SN1", "SN2").status_code == 201
    refused = undo(desk, gone)
    assert (refused.status_code, "another unit has its serial number now" in refused.text) == (409, True)
    assert drift(house) == []


def test_the_pages_name_a_unit(lite: House) -> None:
    stock_up(lite)
    receive(lite.api(), "SN1")
    door = lite.page("mo")
    here = door.get("/find?q=SN1").location.removeprefix(f"/{lite.slug}")
    assert door.fill(f"{here}/identifiers/new", kind="asset_tag", code="T-1").status_code == 303
    assert "T-1" in door.get(here).text
    wrong = door.fill(f"{here}/identifiers/new", kind="imei", code="123")
    assert (wrong.status_code, fields_of(wrong.text)["code"]) == (422, "123")
    assert door.fill(f"{here}/serial", serialNumber="SN9", reason="label torn").status_code == 303
    page = door.get(here).text
    assert "Serial number before" in page
    assert lite.page("olga").get(f"{here}/serial").status_code == 403
    assert "Correct the serial number" not in lite.page("olga").get(here).text
    identifier = lite.api().get("/v1/asset-identifiers?kind=asset_tag").get_json()["identifiers"][0]["identifierId"]
    assert door.press(f"{here}/identifiers/{identifier}/remove").status_code == 303
    assert lite.api().get("/v1/assets/T-1").status_code == 404
