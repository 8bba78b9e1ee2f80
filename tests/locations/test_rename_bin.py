"""Renaming a bin, through both doors: the label changes, what lies in the bin does not."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from tests.assets.shelf import stock_up
from tests.doors import fields_of
from tests.house import House, new_house
from tests.locations.sites import address, depot, shelf
from webapp.audit.models import AuditEntry, Batch
from webapp.core.data.tenancy import tenant_scope

UNIT = {"serialNumber": "C02", "sku": "MBP-16-A"}


def form(made: dict[str, Any]) -> str:
    return f"/warehouses/{made['location_id']}/bins/{made['id']}/edit"


def listed(house: House, warehouse_id: str) -> dict[str, tuple[str, int]]:
    """The bins there are: name and version by code."""
    found = house.api().get(f"/v1/locations/{warehouse_id}/layouts").get_json()["data"]
    return {one["code"]: (one["name"], one["version"]) for one in found}


def test_the_api_renames_in_the_published_envelope(house: House) -> None:
    made = shelf(house, depot(house))
    answer = house.api().patch(address(made), {"name": " Aisle B ", "code": "B-07"})
    body = answer.get_json()
    assert (answer.status_code, body["status"], body["message"], body["errors"]) == (200, 200, "Layout updated", [])
    told = body["data"]
    assert told["updated_at"] >= made["updated_at"]
    known = {"name": "Aisle B", "nested_name": "Aisle B", "code": "B-07", "path": "/B-07", "version": 2}
    assert told["checksum"] != made["checksum"]
    assert told | {"updated_at": 0} == made | known | {"updated_at": 0, "checksum": told["checksum"]}
    assert listed(house, made["location_id"]) == {"B-07": ("Aisle B", 2)}


def test_what_is_not_sent_stays(house: House) -> None:
    made = shelf(house, depot(house))
    house.api().patch(address(made), {"name": "Aisle B"})
    assert listed(house, made["location_id"]) == {"A-01": ("Aisle B", 2)}
    house.api().patch(address(made), {"code": "a-01"})  # its own code in another case is no duplicate
    assert listed(house, made["location_id"]) == {"a-01": ("Aisle B", 3)}
    house.api().patch(address(made), {})
    assert listed(house, made["location_id"]) == {"a-01": ("Aisle B", 3)}


def test_yes_is_another_value_than_one(house: House) -> None:
    made = shelf(house, depot(house))
    for value in (1, True):
        told = house.api().patch(address(made), {"metadata": {"cold": value}}).get_json()["data"]
        assert told["metadata"]["cold"] is value


def test_what_lies_in_it_shows_the_new_code(house: House) -> None:
    stock_up(house)
    door, made = house.api(), shelf(house, depot(house))
    door.post("/v1/assets", {**UNIT, "location": "rtm/a-01"})
    door.patch(address(made), {"code": "B-07"})
    assert door.get(f"/v1/assets/{UNIT['serialNumber']}").get_json()["location"] == "RTM/B-07"
    found = re.search(r"/units/unit_\w+", house.page("vik").get("/units").text)
    assert found is not None
    for path in ("/units", found[0]):
        page = house.page("vik").get(path).text
        assert ("B-07" in page, "A-01" in page) == (True, False), path
    assert "received C02 (MBP-16-A) into RTM/A-01" in house.page("vik").get("/history").text  # as it was said then
    places = [
        door.post("/v1/assets", {**UNIT, "serialNumber": words, "location": words}).get_json()["asset"]["location"]
        for words in ("RTM/b-07", "RTM/A-01")
    ]
    assert places == ["RTM/B-07", "RTM/A-01"]  # the second names no bin any more: it is kept as words
    assert "RTM/B-07" in house.page("olga").get("/receive").text


def test_a_taken_code_is_refused_at_its_field(house: House) -> None:
    warehouse_id = depot(house)
    shelf(house, warehouse_id)
    made = shelf(house, warehouse_id, "A-02")
    answer = house.api().patch(address(made), {"name": "Not this either", "code": "a-01"})
    body = answer.get_json()
    assert (answer.status_code, body["code"], body["errors"]) == (409, "DUPLICATE_BIN_CODE", ["code"])
    assert listed(house, warehouse_id)["A-02"] == ("Rack A-02", 1)
    elsewhere = shelf(house, depot(house, "AMS"), "C-01")
    assert house.api().patch(address(elsewhere), {"code": "A-01"}).status_code == 200


def test_what_is_not_here_is_not_found(house: House) -> None:
    made, other = shelf(house, depot(house)), depot(house, "AMS")
    foreign = shelf(*((there := new_house(house.app)), depot(there)))
    for wrong in (
        {**made, "id": "lay_00000000000000000000000000"},
        {**made, "location_id": other},
        {**made, "location_id": "wh_00000000000000000000000000"},
        {**made, "id": foreign["id"]},
        foreign,
    ):
        answer = house.api().patch(address(wrong), {"name": "x"})
        body = answer.get_json()
        assert (answer.status_code, body["code"], body["message"]) == (404, "NOT_FOUND", "Bin not found.")
        assert house.page("mo").get(form(wrong)).status_code == 404
    assert listed(there, foreign["location_id"]) == {"A-01": ("Rack A-01", 1)}


def test_a_closed_bin_can_give_its_code_away(house: House) -> None:
    """One that is closed holds its code all the same."""
    warehouse_id = depot(house)
    made = shelf(house, warehouse_id)
    assert house.api().post(f"{address(made)}/close").status_code == 200
    other = shelf(house, warehouse_id, "A-02")
    assert house.api().patch(address(other), {"code": "A-01"}).status_code == 409
    assert house.api().patch(address(made), {"code": "A-01-old"}).status_code == 200
    assert house.api().patch(address(other), {"code": "A-01"}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", None), ("name", 5), ("name", "x" * 128), ("code", " "), ("code", None),
        ("code", "x" * 51), ("version", 0), ("version", "1"),
    ],
)  # fmt: skip
def test_fields_are_judged(lite: House, field: str, value: object) -> None:
    made = shelf(lite, depot(lite))
    answer = lite.api().patch(address(made), {field: value})
    assert (answer.status_code, answer.get_json()["errors"]) == (400, [field])
    assert listed(lite, made["location_id"]) == {"A-01": ("Rack A-01", 1)}


def test_a_version_that_is_old_is_refused(house: House) -> None:
    made = shelf(house, depot(house))
    house.api().patch(address(made), {"code": "B-07", "version": 1})
    answer = house.api().patch(address(made), {"code": "C-01", "version": 1})
    assert (answer.status_code, answer.get_json()["code"], answer.get_json()["errors"]) == (
        409, "STALE_VERSION", ["code"],
    )  # fmt: skip
    assert listed(house, made["location_id"]) == {"B-07": ("Rack A-01", 2)}


def test_a_retry_gets_the_first_answer(house: House) -> None:
    made = shelf(house, depot(house))
    door = house.api(Idempotency_Key="label")
    answers = [door.patch(address(made), {"code": "B-07", "version": 1}) for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true"]
    assert listed(house, made["location_id"]) == {"B-07": ("Rack A-01", 2)}
    assert door.patch(address(made), {"code": "C-01"}).get_json()["code"] == "IDEMPOTENCY_KEY_REUSED"


def test_it_leaves_a_before_and_after(house: House) -> None:
    made = shelf(house, depot(house))
    for body in ({"code": "B-07"}, {"name": "Aisle B"}, {}):
        house.api().patch(address(made), body)
    with tenant_scope(house.tenant_id):
        mine = (Batch.tenant_id == house.tenant_id, Batch.operation == "rename_bin", Batch.subject_id == made["id"])
        told = house.session.execute(select(Batch.summary).where(*mine).order_by(Batch.at, Batch.id)).scalars().all()
        entries = house.session.execute(
            select(AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.tenant_id == house.tenant_id, AuditEntry.subject_id == made["id"])
            .order_by(AuditEntry.at, AuditEntry.id)
        ).all()
    assert told == ["renamed the bin A-01 to B-07", "renamed the bin B-07", "renamed the bin B-07"]
    assert [tuple(one) for one in entries] == [
        ({"code": "A-01"}, {"code": "B-07"}), ({"name": "Rack A-01"}, {"name": "Aisle B"}),
    ]  # fmt: skip


def test_a_manager_may_and_an_operator_may_not(house: House) -> None:
    made = shelf(house, depot(house))
    assert house.api("warehouses:read").patch(address(made), {"name": "x"}).status_code == 403
    assert house.page("olga").get(form(made)).status_code == 403
    there = form(made).removesuffix("/edit")
    assert there in house.page("olga").get(f"/warehouses/{made['location_id']}").text
    assert form(made) not in house.page("olga").get(there).text
    assert form(made) in house.page("mo").get(there).text


def test_the_form_renames_and_leads_back_to_the_bin(house: House) -> None:
    made = shelf(house, depot(house))
    assert fields_of(house.page("mo").get(form(made)).text).items() >= {("name", "Rack A-01"), ("code", "A-01")}
    answer = house.page("mo").fill(form(made), name="Aisle B", code="B-07")
    assert answer.status_code == 303
    page = house.page("mo").get(answer.location).text
    assert "Bin B-07 is saved." in page
    assert "Aisle B" in page


def test_the_form_keeps_what_was_typed_when_the_code_is_taken(lite: House) -> None:
    made = shelf(lite, depot(lite))
    shelf(lite, made["location_id"], "A-02")
    answer = lite.page("mo").fill(form(made), name="Aisle B", code="a-02")
    assert answer.status_code == 409
    assert fields_of(answer.text).items() >= {("name", "Aisle B"), ("code", "a-02")}
    assert 'id="code-error"' in answer.text
    assert "already a bin with this code" in answer.text


def test_a_blank_is_neither_a_name_nor_a_code(lite: House) -> None:
    made = shelf(lite, depot(lite))
    for field in ("name", "code"):
        answer = lite.page("mo").fill(form(made), **{field: " "})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
    assert listed(lite, made["location_id"]) == {"A-01": ("Rack A-01", 1)}


def test_a_change_meanwhile_is_shown_beside_what_was_typed(lite: House) -> None:
    made, page = shelf(lite, depot(lite)), lite.page("mo")
    fields = fields_of(page.get(form(made)).text)
    lite.api().patch(address(made), {"code": "B-07"})
    answer = page.post(form(made), {**fields, "name": "Aisle B"})
    assert answer.status_code == 409
    assert "Saved meanwhile: B-07." in answer.text
    again = fields_of(answer.text)
    assert (again["name"], again["code"], again["version"]) == ("Aisle B", "A-01", "2")
    assert page.post(form(made), {**again, "code": "B-07"}).status_code == 303
    assert listed(lite, made["location_id"]) == {"B-07": ("Aisle B", 3)}


def test_the_same_form_sent_twice_renames_once(lite: House) -> None:
    made, page = shelf(lite, depot(lite)), lite.page("mo")
    sent = {**fields_of(page.get(form(made)).text), "code": "B-07"}
    answers = [page.post(form(made), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert listed(lite, made["location_id"]) == {"B-07": ("Rack A-01", 2)}
