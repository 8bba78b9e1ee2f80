"""A warehouse in PackageX's words."""

from tests.house import House


def test_a_location_is_a_warehouse(house: House) -> None:
    door = house.api()
    made = door.post("/v1/locations", {"name": "Quay", "address": "Maashaven 12"})
    assert made.status_code == 201, made.text
    told = made.get_json()["data"]
    assert (told["object"], told["name"], told["address"]) == ("location", "Quay", "Maashaven 12")
    assert isinstance(told["created_at"], int)
    assert door.get(f"/v1/locations/{told['id']}").get_json()["data"] == told
    listed = door.get("/v1/locations").get_json()
    assert listed["pagination"]["total_count"] == len(listed["data"]) == 2
    assert {one["id"] for one in door.get("/v1/warehouses").get_json()["data"]} == {one["id"] for one in listed["data"]}


def test_what_is_wrong_is_told_in_its_envelope(house: House) -> None:
    answer = house.api().post("/v1/locations", {"address": "Nowhere"})
    assert (answer.status_code, answer.get_json()["errors"]) == (400, ["name"])
    missing = house.api().get("/v1/locations/wh_nobody")
    assert (missing.status_code, missing.get_json()["data"]) == (404, None)
