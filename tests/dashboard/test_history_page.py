"""The page of what was done: rows lead to their thing, can be taken back, and are narrowed by who, what and when."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.house import House
from webapp.assets.operations import receive_asset

SENT = {"sku": "MBP-16-A", "serialNumber": "C02ZX1"}


def rows(house: House, query: str = "", person: str = "mo") -> str:
    """The rows of the list."""
    answer = house.page(person).get(f"/history{query}")
    assert answer.status_code == 200, answer.text
    return answer.text.split('id="results"')[-1]


@pytest.fixture
def busy(house: House) -> House:
    """A tenant in which several people and a key did something."""
    stock_up(house)
    house.do(receive_asset, "olga", **SENT)
    house.page("mo").fill("/warehouses/new", name="Rotterdam", code="RTM")
    warehouse = house.api().get("/v1/warehouses").get_json()["data"][1]["id"]
    house.page("mo").fill(f"/warehouses/{warehouse}/bins/new", name="Shelf", code="A-01")
    house.page("anna").fill("/people/new", email=f"new.{house.slug}@renter.example", name="Ines")
    return house


def test_each_row_leads_to_its_thing(busy: House) -> None:
    listed = rows(busy, person="anna")
    for start in ("/units/unit_", "/products/prod_", "/warehouses/wh_", "/people/usr_"):
        assert f'href="/{busy.slug}{start}' in listed, start
    assert "/bins/lay_" in listed
    for link in {part.split('"')[0] for part in listed.split('<a href="')[1:] if "/history" not in part.split('"')[0]}:
        assert busy.page("anna").get(link).status_code == 200, link


def test_a_link_is_for_who_may_follow_it(busy: House) -> None:
    assert "/people/usr_" not in rows(busy, person="vik")
    assert "/units/unit_" in rows(busy, person="vik")


def test_what_is_left_can_be_taken_back_from_its_row(busy: House) -> None:
    batches = busy.api().get("/v1/batches").get_json()["batches"]
    receipt = next(one["batchId"] for one in batches if one["operation"] == "receive_asset")
    assert f"/batches/{receipt}/undo" in rows(busy)
    assert rows(busy, "?operation=create_bin").count("/undo") == 0  # it moved nothing
    door = busy.page("mo")
    assert door.press(f"/batches/{receipt}/undo", next=door.path("/history")).location == door.path("/history")
    listed = rows(busy)
    assert f"/batches/{receipt}/undo" not in listed
    assert "Taken back" in listed
    assert "Do it again" in listed
    door.press(f"/batches/{newest_batch(busy)}/undo")
    listed = rows(busy)
    assert f"/batches/{newest_batch(busy)}/undo" in listed
    assert "Do it again" not in listed


def test_it_is_narrowed_by_who_what_and_when(busy: House) -> None:
    today = dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    hers = rows(busy, f"?actorId={busy.people['olga']}")
    assert "C02ZX1" in hers
    assert "Rotterdam" not in hers
    kind = rows(busy, "?operation=create_warehouse")
    assert "Rotterdam" in kind
    assert "C02ZX1" not in kind
    assert "C02ZX1" in rows(busy, f"?day={today}")
    assert "Nothing fits" in rows(busy, f"?day={today - dt.timedelta(days=1)}")
    assert "C02ZX1" in rows(busy, "?q=olga")
    page = busy.page("vik").get("/history").text
    assert "Who: any" in page
    assert ">Receive unit</option>" in page
    assert 'type="date"' in page


@pytest.mark.parametrize("day", ["today", "2026-13-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_is_said(lite: House, day: str) -> None:
    answer = lite.page("vik").get(f"/history?day={day}")
    assert answer.status_code in (200, 422)
    assert answer.status_code == 200 or "A day is year-month-day" in answer.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("page=2", "This list has no filter called “page”"),
        ("after=x", "This list has no filter called “after”"),
        ("operation=bogus", "There is no “bogus” to choose here"),
        ("startAfter=x", "This part of the list is not there any more"),
        ("sortBy=colour", "This list is not sorted that way"),
    ],
)
def test_what_a_list_does_not_know_is_named(lite: House, query: str, words: str) -> None:
    answer = lite.page("vik").get(f"/history?{query}")
    assert answer.status_code == 422
    assert words in answer.text
