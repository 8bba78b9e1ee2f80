"""Saying what a warehouse is called and where it is, through both doors."""

from typing import Any

from tests.assets.shelf import stock_up
from tests.doors import fields_of
from tests.house import House, new_house
from tests.locations.sites import depot


def told(house: House, place: str) -> dict[str, Any]:
    """The warehouse, as the API tells it."""
    found: dict[str, Any] = house.api().get(f"/v1/warehouses/{place}").get_json()["data"]
    return found


def test_what_is_sent_changes_and_what_lies_there_shows_it(house: House) -> None:
    place = depot(house)
    stock_up(house)
    house.api().post("/v1/assets", {"serialNumber": "C02", "sku": "MBP-16-A", "location": "RTM"})
    answer = house.api().patch(f"/v1/warehouses/{place}", {"name": "South", "code": "S1", "address": "Quay 3"})
    assert (answer.status_code, answer.get_json()["status"]) == (200, True)
    one = answer.get_json()["data"]
    assert (one["name"], one["code"], one["address"], one["version"]) == ("South", "S1", "Quay 3", 2)
    assert house.api().get("/v1/assets/C02").get_json()["location"] == "South"
    house.api().patch(f"/v1/warehouses/{place}", {"address": None})
    assert (told(house, place)["name"], told(house, place)["address"]) == ("South", None)
    assert "renamed the warehouse Depot RTM to South" in house.page("vik").get("/history").text


def test_it_takes_over_as_the_default(house: House) -> None:
    place = depot(house)
    assert house.api().patch(f"/v1/warehouses/{place}", {"isDefault": True}).get_json()["data"]["isDefault"] is True
    assert house.api().patch(f"/v1/warehouses/{place}", {"isDefault": False}).get_json()["data"]["isDefault"] is True
    assert [one["id"] for one in house.api().get("/v1/warehouses").get_json()["data"] if one["isDefault"]] == [place]


def test_what_it_refuses(house: House) -> None:
    place = depot(house)
    for body in ({"name": ""}, {"name": None}, {"code": "A/B"}, {"type": "RENTED"}, {"version": 0}):
        assert house.api().patch(f"/v1/warehouses/{place}", body).status_code == 422, body
    taken = house.api().patch(f"/v1/warehouses/{place}", {"code": "wh-01"})
    assert (taken.status_code, "already exists" in taken.get_json()["message"]) == (409, True)
    house.api().patch(f"/v1/warehouses/{place}", {"name": "South", "version": 1})
    assert house.api().patch(f"/v1/warehouses/{place}", {"name": "North", "version": 1}).status_code == 409
    assert told(house, place)["name"] == "South"
    assert house.api("warehouses:read").patch(f"/v1/warehouses/{place}", {}).status_code == 403
    assert new_house(house.app).api().patch(f"/v1/warehouses/{place}", {}).status_code == 404


def test_the_form_saves_and_keeps_what_was_typed(lite: House) -> None:
    place = depot(lite)
    path = f"/warehouses/{place}/edit"
    answer = lite.page("mo").fill(path, name="South", address="Quay 3", isDefault="y")
    assert answer.status_code == 303
    page = lite.page("mo").get(answer.location).text
    assert "South is saved." in page
    assert "Default warehouse" in page
    wrong = lite.page("mo").fill(path, code="wh-01", name="North")
    assert (wrong.status_code, fields_of(wrong.text)["name"]) == (409, "North")
    fields = fields_of(lite.page("mo").get(path).text)
    lite.api().patch(f"/v1/warehouses/{place}", {"name": "East"})
    stale = lite.page("mo").post(path, {**fields, "name": "West"})
    assert (stale.status_code, "Saved meanwhile: East" in stale.text) == (409, True)
    assert lite.page("olga").get(path).status_code == 403


def test_it_is_opened_and_closed_by_its_published_field(house: House) -> None:
    place = depot(house)
    door = house.api()
    closed = door.patch(f"/v1/warehouses/{place}", {"active": False})
    assert (closed.status_code, closed.get_json()["data"]["active"]) == (200, False)
    assert door.patch(f"/v1/warehouses/{place}", {"active": True}).get_json()["data"]["active"] is True
    stock_up(house)
    door.post("/v1/assets", {"serialNumber": "C02", "sku": "MBP-16-A", "location": "RTM"})
    assert door.patch(f"/v1/warehouses/{place}", {"active": False}).status_code == 409
    [main] = [one["id"] for one in door.get("/v1/warehouses").get_json()["data"] if one["isDefault"]]
    assert door.patch(f"/v1/warehouses/{main}", {"active": False}).status_code == 409
    unknown = door.patch("/v1/warehouses/wh_nowhere", {"name": "x"})
    assert (unknown.status_code, unknown.get_json()) == (404, {"status": False, "message": "Warehouse not found."})
    taken = door.patch(f"/v1/warehouses/{place}", {"code": "WH-01"})
    assert taken.get_json()["message"] == "A warehouse with code 'WH-01' already exists for this store."
