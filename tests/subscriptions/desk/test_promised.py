"""Who gets a unit where orders hold what is there: an order is proposed, and named, only if it can have the unit."""

import pytest

from tests.house import House
from tests.orders.seed import catalogue
from tests.subscriptions.desk.test_fulfil_desk import EVA, Desk, progress
from tests.subscriptions.seed import MACBOOK, confirmed, rent, stocked
from tests.subscriptions.test_race_edits import keeping
from webapp.accounts.operations.settings import update_settings

IDA = {"email": "ida@visser.example", "firstName": "Ida", "lastName": "Visser"}


def elsewhere(house: House, *serials: str) -> None:
    """Units in another warehouse."""
    place = house.api().post("/v1/warehouses", {"name": "Utrecht", "code": "UTR"})
    assert place.status_code in (200, 201), place.text
    for serial in serials:
        told = {"serialNumber": serial, "sku": MACBOOK, "location": "Utrecht"}
        assert house.api().post("/v1/assets", told).status_code == 201


@pytest.fixture
def held(house: House) -> tuple[House, str, str, str]:
    """The oldest order holds nothing; of two newer ones each holds all there is in one of two warehouses."""
    catalogue(house)
    old = confirmed(house, (MACBOOK, 2))["orderId"]
    house.do(update_settings, reserveOnConfirm=True)
    stocked(house, "MAIN-1", "MAIN-2")
    new = confirmed(house, (MACBOOK, 2), customer=EVA)["orderId"]
    elsewhere(house, "UTR-1", "UTR-2")
    return house, old, new, confirmed(house, (MACBOOK, 2), customer=IDA)["orderId"]


def test_a_unit_is_proposed_to_the_order_that_it_is_promised_to(held: tuple[House, str, str, str]) -> None:
    house, old, new, newest = held
    desk = Desk(house)
    (asked,) = desk.scan("MAIN-1")
    assert (asked["state"], asked["title"]) == ("attention", "For Eva Bakker")
    assert asked["say"] == f"2 of {MACBOOK} still open in {new}, to which it is promised."
    assert old not in asked["html"]
    _, wrong = desk.scan(new, "UTR-1")
    assert (wrong["state"], wrong["say"].count(newest), old in wrong["html"]) == ("refused", 1, False)
    assert f"promised to Ida Visser ({newest}). Those promised to this order are in" in wrong["say"]
    assert desk.press(wrong, "To Ida Visser")["title"] == "Went out"
    assert [progress(house, one)[1] for one in (old, new, newest)] == [0, 0, 1]


def test_a_press_that_is_refused_opens_no_order_and_can_be_answered(held: tuple[House, str, str, str]) -> None:
    """It was proposed while one was free; by the time of the press it is promised."""
    house, old, new, _ = held
    stocked(house, "MAIN-3")
    desk = Desk(house)
    (asked,) = desk.scan("MAIN-3")
    assert asked["title"] == "For Jan de Vries"
    last = confirmed(house, (MACBOOK, 1), customer=IDA)["orderId"]
    refused = desk.press(asked, "Yes, to Jan de Vries")
    assert (refused["state"], desk.order, refused["html"]) == ("refused", "", "")
    assert [f"go {one} MAIN-3" in refused["banner"] for one in (old, new, last)] == [False, True, True]
    assert (f"Eva Bakker ({new})" in refused["say"], last in refused["say"]) == (True, True)
    desk.scan(new)
    (again,) = desk.scan("UTR-1")
    assert desk.press(again, "To Ida Visser")["state"] == "accepted"
    desk.scan(new)
    assert desk.press(asked, "Yes, to Jan de Vries")["state"] == "refused"
    assert desk.order == new
    assert desk.press({**refused, "html": refused["banner"]}, "To Eva Bakker")["state"] == "accepted"
    assert progress(house, old) == ("confirmed", 0)


def test_what_is_kept_for_somebody_else_goes_to_no_order(house: House) -> None:
    """What is reserved by hand is promised too, and what is free in another warehouse is named."""
    keeping(house)
    stocked(house, "MAIN-1")
    records = house.api().get("/v1/inventory").json["data"]["content"]
    record = next(row["id"] for row in records if row["availableQty"])
    kept = house.api().send("PATCH", f"/v1/inventory/{record}/reserve", {"qty": 1, "reference": "Trade fair"})
    assert kept.status_code == 200, kept.text
    waits = confirmed(house, (MACBOOK, 1))["orderId"]
    desk = Desk(house)
    (nobody,) = desk.scan("MAIN-1")
    assert (nobody["state"], nobody["say"].startswith("No order that waits can have it")) == ("refused", True)
    assert nobody["say"].endswith("is promised to Trade fair.")
    words = rent(house, waits, "MAIN-1").json["error"]["message"]
    assert words.endswith("is promised to Trade fair. No other is free anywhere.")
    elsewhere(house, "UTR-1")
    assert desk.scan(waits, "MAIN-1")[1]["say"].endswith("Free ones are in Utrecht (1).")


def test_a_unit_that_is_out_says_who_has_it(house: House) -> None:
    catalogue(house)
    stocked(house, "SN-1", "SN-2")
    has, other = (confirmed(house, (MACBOOK, 2), customer=one)["orderId"] for one in (EVA, IDA))
    assert rent(house, has, "SN-1").status_code == 201
    words = f"SN-1 is rented out already, to Eva Bakker ({has}). Take another one."
    assert Desk(house).scan("SN-1")[0]["say"] == words
    assert Desk(house).scan(other, "SN-1")[1]["say"] == words
    assert words in house.page("olga").fill(f"/orders/{other}/fulfil", serialNumbers="SN-1").text
    assert rent(house, other, "SN-1").json["error"]["message"] == words
    key = house.api("subscriptions:write")
    asked = key.post("/v1/subscriptions", {"orderId": other, "assetSerialNumber": "SN-1"}).json["error"]["message"]
    assert asked == f"SN-1 is rented out already, to order {has}. Take another one."
    twice = house.api().post(f"/v1/orders/{other}/fulfil", {"serialNumbers": ["SN-2", "sn-2"]}).json["results"]
    assert f"out already, to Ida Visser ({other})" in twice[1]["error"]["message"]
