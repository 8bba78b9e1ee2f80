"""Handling one unit on its pages: status with its reason, found again, inspected, moved, re-graded."""

from typing import Any

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import drift, newest_batch
from tests.doors import PageDoor, fields_of
from tests.house import House


@pytest.fixture
def yard(house: House) -> House:
    """A second warehouse with two bins, and a unit in the first bin."""
    stock_up(house)
    door = house.api()
    made = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]
    for name in ("A-01", "A-02"):
        door.post(f"/v1/locations/{made['id']}/layouts", {"name": name})
    receive(house)
    return house


def receive(house: House, serial: str = "SN1", **more: Any) -> None:
    sent = {"serialNumber": serial, "sku": "MBP-16-A", "location": "RTM/A-01", **more}
    answer = house.api().post("/v1/assets", sent)
    assert answer.status_code == 201, answer.text


def here(house: House, serial: str = "SN1") -> str:
    location = house.page("olga").get(f"/find?q={serial}").location
    return str(location.removeprefix(f"/{house.slug}"))


def asset(house: House, serial: str = "SN1") -> dict[str, Any]:
    told: dict[str, Any] = house.api().get(f"/v1/assets/{serial}").get_json()
    return told


def do(house: House, what: str, person: str = "mo", **sent: str) -> PageDoor:
    door = house.page(person)
    answer = door.fill(f"{here(house)}/{what}", **sent)
    assert answer.status_code == 303, answer.text
    assert drift(house) == []
    return door


def undo(house: House) -> None:
    answer = house.api().post(f"/v1/batches/{newest_batch(house)}/undo")
    assert answer.status_code == 200, answer.text
    assert drift(house) == []


def summary(house: House) -> str:
    return str(house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["summary"])


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("in_repair", "marked SN1 in repair"),
        ("damaged", "marked SN1 damaged"),
        ("retired", "marked SN1 retired"),
        ("other", "marked SN1 unavailable"),
        ("lost", "marked SN1 lost"),
        ("stolen", "marked SN1 stolen"),
        ("scrapped", "marked SN1 scrapped"),
    ],
)
def test_a_reason_makes_it_unavailable_and_undo_brings_it_back(yard: House, to: str, told: str) -> None:
    before = asset(yard)
    do(yard, "status", to=to, note="seen by Mo")
    after = asset(yard)
    assert (after["status"], after["statusReason"]) == ("unavailable", to)
    assert after["location"] == (None if to in ("lost", "stolen", "scrapped") else "RTM/A-01")
    assert summary(yard) == told
    undo(yard)
    assert {**asset(yard), "updatedAt": ""} == {**before, "updatedAt": ""}
    undo(yard)
    assert asset(yard)["statusReason"] == to


def test_what_was_lost_is_found_again_where_it_stood(yard: House) -> None:
    do(yard, "status", to="lost")
    page = yard.page("mo").get(here(yard)).text
    assert "Found again" in page
    assert fields_of(yard.page("mo").get(f"{here(yard)}/status?to=returned").text)["to"] == "returned"
    do(yard, "status", to="returned", location="RTM/A-02")
    assert (asset(yard)["status"], asset(yard)["location"], summary(yard)) == (
        "returned", "RTM/A-02", "found SN1 again",
    )  # fmt: skip
    undo(yard)
    assert asset(yard)["statusReason"] == "lost"
    do(yard, "status", to="returned", location="")
    assert asset(yard)["location"] == "Rotterdam"


def test_an_inspection_sets_it_free_with_its_condition(yard: House) -> None:
    receive(yard, "SN2", status="returned")
    door = yard.page("olga")
    answer = door.fill(f"{here(yard, 'SN2')}/inspect", condition="good", location="RTM/A-02", note="wiped")
    assert answer.status_code == 303
    told = asset(yard, "SN2")
    assert (told["status"], told["condition"], told["location"]) == ("available", "good", "RTM/A-02")
    undo(yard)
    told = asset(yard, "SN2")
    assert (told["status"], told["condition"], told["location"]) == ("returned", None, "RTM/A-01")


def test_a_move_is_within_a_warehouse_or_between_two(yard: House) -> None:
    for place, shown in (("RTM/A-02", "RTM/A-02"), ("wh-01", "Main Warehouse"), ("RTM", "Rotterdam")):
        do(yard, "move", "olga", location=place)
        assert asset(yard)["location"] == shown
    assert summary(yard) == "moved SN1 to Rotterdam"
    undo(yard)
    assert asset(yard)["location"] == "Main Warehouse"


@pytest.mark.parametrize("words", ["NOWHERE", "RTM/NOBIN", ""])
def test_a_place_that_is_none_is_refused_at_its_field(yard: House, words: str) -> None:
    answer = yard.page("olga").fill(f"{here(yard)}/move", location=words)
    assert answer.status_code == 422
    assert asset(yard)["location"] == "RTM/A-01"
    assert fields_of(answer.text)["location"] == words


def test_a_regraded_unit_is_another_variant_with_the_same_history(yard: House) -> None:
    page = yard.page("olga").get(f"{here(yard)}/regrade").text
    assert "MBP-16-B" in page
    assert "139" in page
    do(yard, "regrade", "olga", sku="MBP-16-B", condition="scratched")
    told = asset(yard)
    assert (told["sku"], told["condition"], told["location"], told["status"]) == (
        "MBP-16-B", "scratched", "RTM/A-01", "available",
    )  # fmt: skip
    assert summary(yard) == "re-graded SN1 from MBP-16-A to MBP-16-B"
    undo(yard)
    assert (asset(yard)["sku"], asset(yard)["condition"]) == ("MBP-16-A", None)
    undo(yard)
    assert asset(yard)["sku"] == "MBP-16-B"
    do(yard, "regrade", "olga", sku="MBP-16-A", location="WH-01")
    assert (asset(yard)["sku"], asset(yard)["location"]) == ("MBP-16-A", "Main Warehouse")


def test_a_held_unit_is_regraded_as_it_is(yard: House) -> None:
    do(yard, "status", to="damaged")
    do(yard, "regrade", sku="MBP-16-B")
    assert (asset(yard)["status"], asset(yard)["statusReason"], asset(yard)["sku"]) == (
        "unavailable", "damaged", "MBP-16-B",
    )  # fmt: skip


@pytest.mark.parametrize("sku", ["NOPE", "OTHER-A", ""])
def test_only_a_sibling_is_another_grade(yard: House, sku: str) -> None:
    other = {
        "productSku": "OTHER", "name": "Other", "specification": "s", "category": "c", "brand": "b",
        "variants": [{
            "variantSku": "OTHER-A", "variantName": "a", "grade": "A",
            "pricing": [{"contractLength": 12, "monthlyPrice": 1}],
        }],
    }  # fmt: skip
    assert yard.api().post("/v1/products", other).status_code == 201
    answer = yard.page("olga").fill(f"{here(yard)}/regrade", sku=sku)
    assert answer.status_code in (400, 422), answer.status_code
    assert asset(yard)["sku"] == "MBP-16-A"
    assert drift(yard) == []


def test_what_is_nowhere_cannot_move(yard: House) -> None:
    do(yard, "status", to="lost")
    for what, sent in (("move", {"location": "WH-01"}), ("regrade", {"sku": "MBP-16-B"})):
        answer = yard.page("mo").fill(f"{here(yard)}/{what}", **sent)
        assert (answer.status_code, "in no warehouse" in answer.text) == (409, True)


def test_an_operator_writes_nothing_off(yard: House) -> None:
    door = yard.page("olga")
    form = door.get(f"{here(yard)}/status").text
    assert 'value="in_repair"' in form
    assert 'value="lost"' not in form
    assert door.fill(f"{here(yard)}/status", to="lost").status_code == 403
    assert asset(yard)["status"] == "available"


def test_what_is_lent_out_by_nobody_cannot_be_said(yard: House) -> None:
    answer = yard.page("mo").fill(f"{here(yard)}/status", to="rented_out")
    assert (answer.status_code, "Only a subscription" in answer.text) == (400, True)


def test_buttons_fit_the_state_and_a_viewer_has_none(lite: House) -> None:
    stock_up(lite)
    receive(lite, location="WH-01")
    page = lite.page("olga").get(here(lite)).text
    assert [word in page for word in ('/move"', "/regrade", "/status", "/edit", "/inspect")] == [True] * 4 + [False]
    page = lite.page("vik").get(here(lite)).text
    assert [word in page for word in ('/move"', "/regrade", "/status", "/edit")] == [False] * 4
    receive(lite, "SN2", status="returned", location="WH-01")
    assert "/inspect" in lite.page("olga").get(here(lite, "SN2")).text
