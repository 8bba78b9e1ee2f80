"""The list of units, and the page of one: what is in force, and what can be done about it."""

import datetime as dt

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.house import House
from webapp.assets.operations import receive_asset
from webapp.core.data import clock

SENT = {"sku": "MBP-16-A", "serialNumber": "C02ZX1"}


def page_of(house: House, serial: str, person: str = "mo") -> str:
    """The page of the unit that the box leads to."""
    door = house.page(person)
    return door.get(door.get(f"/find?q={serial}").location).text


def undo(house: House) -> str:
    """Undo the newest thing, and what the page says then."""
    door = house.page("mo")
    return door.get(door.press(f"/batches/{newest_batch(house)}/undo").location).text


def test_the_words_of_undo_say_what_the_click_does(house: House) -> None:
    stock_up(house)
    house.do(receive_asset, "mo", **SENT)
    assert ">Undo</button>" in page_of(house, "C02ZX1")
    told = undo(house).split('id="toasts"')[1].split("</section>")[0]
    assert "Took back: received C02ZX1" in told
    assert ">Do it again</button>" in told.replace("\n", "")
    page = page_of(house, "C02ZX1")
    assert "took the receipt back" in page
    assert "Do it again</button>" in page
    told = undo(house).split('id="toasts"')[1].split("</section>")[0]
    assert "Did again: received C02ZX1" in told
    assert "Undo</button>" in told
    assert "Do it again" not in told
    page = page_of(house, "C02ZX1").split('class="timeline"')[1]
    assert "received it again into Main Warehouse as available" in page
    assert "taken back" not in page  # the receipt counts once more
    assert "done again since" in page
    assert page.count("Undo</button>") == 1
    assert "Do it again" not in page


def test_undo_is_offered_to_who_may_alone(house: House) -> None:
    stock_up(house)
    house.do(receive_asset, "mo", **SENT)
    for person, offered in (("mo", True), ("anna", True), ("olga", False), ("vik", False)):
        page = page_of(house, "C02ZX1", person)
        assert ("/undo" in page) is offered, person
        assert ("/undo" in house.page(person).get("/history").text) is offered, person


def test_a_refused_button_comes_back_to_its_page_with_the_reason(house: House) -> None:
    stock_up(house)
    house.do(receive_asset, "mo", **SENT)
    door = house.page("olga")
    answer = door.press(f"/batches/{newest_batch(house)}/undo", next=door.path("/units"))
    assert (answer.status_code, answer.location) == (303, door.path("/units"))
    assert "Ask a manager to take this back." in door.get(answer.location).text


def test_a_unit_taken_back_says_so_and_who_has_its_number(house: House) -> None:
    stock_up(house)
    house.do(receive_asset, "mo", **SENT)
    undo(house)
    door = house.page("mo")
    listed = door.get("/units?status=taken_back").text
    assert "C02ZX1" in listed
    assert "Taken back" in listed
    assert "C02ZX1" not in door.get("/units").text.split('id="results"')[-1]
    gone = door.get("/find?q=C02ZX1").location
    assert "its serial number is free" in door.get(gone).text
    house.do(receive_asset, "mo", **SENT)
    page = door.get(gone).text
    assert "Open the unit that has it" in page
    assert "Do it again" not in page  # it would be refused


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("costFrom=1000", {"DEAR"}),
        ("costTo=999.99", {"CHEAP"}),
        ("costFrom=0,5&costTo=1000", {"CHEAP"}),
        ("receivedFrom=2026-03-02", {"CHEAP"}),
        ("receivedTo=2026-03-01", {"DEAR"}),
        ("receivedFrom=2026-03-01&receivedTo=2026-03-02", {"DEAR", "CHEAP"}),
        ("olderThan=30", {"DEAR", "CHEAP"}),
        ("olderThan=40", {"DEAR"}),
        ("olderThan=41", set()),
        ("grade=B", {"CHEAP"}),
        ("bin=none", {"DEAR", "CHEAP"}),
    ],
)
def test_units_are_narrowed_by_age_and_cost_through_both_doors(house: House, query: str, there: set[str]) -> None:
    stock_up(house)  # in Amsterdam, where a day begins an hour before UTC's
    for day, serial, sku, cost in (("01T22:30", "DEAR", "A", 1800), ("01T23:30", "CHEAP", "B", 999)):
        with clock.stopped_at(dt.datetime.fromisoformat(f"2026-03-{day}:00+00:00")):
            sent = {"serialNumber": serial, "sku": f"MBP-16-{sku}", "acquisitionCost": cost}
            assert house.api().post("/v1/assets", sent).status_code == 201
    with clock.stopped_at(dt.datetime(2026, 4, 10, 22, 45, tzinfo=dt.UTC)):
        found = house.api().get(f"/v1/assets?{query}").get_json()["assets"]
        rows = house.page("vik").get(f"/units?{query}").text.split('id="results"')[-1]
    assert {asset["serialNumber"] for asset in found} == there
    assert {serial for serial in ("DEAR", "CHEAP") if f">{serial}<" in rows} == there


@pytest.mark.parametrize(
    "query", ["costFrom=1.234,50", "costTo=-1", "receivedFrom=1.3.2026", "olderThan=a week", "olderThan=99999"]
)
def test_a_filter_that_cannot_be_read_says_how_it_is_written(lite: House, query: str) -> None:
    answer = lite.api().get(f"/v1/assets?{query}")
    assert (answer.status_code, query.partition("=")[0] in answer.text) == (400, True)
    assert lite.page("vik").get(f"/units?{query}").status_code == 422


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("q=bp-16-b", {"TWO"}),
        ("q=one", {"ONE"}),
        ("grade=B", {"TWO"}),
        ("grade=A", {"ONE", "SHELF"}),
        ("warehouseId={wh}", {"SHELF"}),
        ("bin=a-01", {"SHELF"}),
        ("bin=none", {"ONE", "TWO"}),
        ("productId={product}", {"ONE", "TWO", "SHELF"}),
        ("sku=MBP-16-B", {"TWO"}),
        ("status=taken_back", {"GONE"}),
        ("status=taken_back&grade=B", set()),
        ("status=taken_back&sortBy=sku", {"GONE"}),
        ("status=available&sortBy=status", {"ONE", "TWO", "SHELF"}),
    ],
)
def test_units_are_narrowed_by_what_they_are_and_where(house: House, query: str, there: set[str]) -> None:
    stock_up(house)
    door = house.api()
    wh = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]["id"]
    door.post(f"/v1/locations/{wh}/layouts", {"name": "A-01"})
    product = door.get("/v1/products").get_json()["products"][0]["productId"]
    for serial, sku, place in (("ONE", "A", ""), ("TWO", "B", ""), ("SHELF", "A", "RTM/A-01"), ("GONE", "A", "")):
        door.post("/v1/assets", {"serialNumber": serial, "sku": f"MBP-16-{sku}", "location": place})
    door.post(f"/v1/batches/{newest_batch(house)}/undo")
    answer = house.page("vik").get("/units?" + query.format(wh=wh, product=product))
    assert answer.status_code == 200
    rows = answer.text.split('id="results"')[-1]
    assert {serial for serial in ("ONE", "TWO", "SHELF", "GONE") if f">{serial}<" in rows} == there
    assert house.page("vik").get("/units.csv?" + query.format(wh=wh, product=product)).status_code == 200


def test_the_list_offers_what_there_is(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", SENT)
    page = lite.page("vik").get("/units").text
    for words in ("Status: any", "Warehouse: any", "Product: any", "Grade: any", ">Main Warehouse</option>"):
        assert words in page
    assert "Taken back</option>" in page


def test_no_status_is_chosen_before_somebody_chooses_it(lite: House) -> None:
    stock_up(lite)
    unit = lite.do(receive_asset, "mo", **SENT)
    door = lite.page("mo")
    text = door.get(f"/units/{unit.id}/status").text
    first = text.split("<select")[1].split("</option>")[0]
    assert ('value=""' in first, "Pick one" in first) == (True, True)
    asked = door.get(f"/units/{unit.id}/status?to=in_repair").text
    assert (
        "selected"
        in asked.split('value="in_repair"')[0].rsplit("<option", 1)[1]
        + asked.split('value="in_repair"')[1].split(">")[0]
    )


def test_an_export_says_before_it_begins_what_a_filter_cannot_take(house: House) -> None:
    for kind in ("csv", "xlsx"):
        answer = house.page("vik").get(f"/units.{kind}?receivedFrom=2026-13-40")
        assert (answer.status_code, "another look: receivedFrom" in answer.text) == (422, True)
