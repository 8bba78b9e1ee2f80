"""A movement's reference is free text, but for the ids by which intakes know what they received."""

from tests.house import House
from tests.inventory.shelf import goods, opened


def test_nobody_counts_into_an_intake_by_its_name(house: House) -> None:
    record = opened(house)["id"]
    door = house.api()
    intake = door.post("/v1/intakes", {}).get_json()["intake"]
    body = {"action": "RECEIVED", "qty": 3, "reference": intake["intakeId"]}
    answer = door.patch(f"/v1/inventory/{record}/adjust", body)
    assert answer.status_code == 422
    assert "id of an intake" in answer.text
    assert door.patch(f"/v1/inventory/{record}/adjust", {**body, "reference": "int_7"}).status_code == 200
    assert door.get(f"/v1/intakes/{intake['intakeId']}").get_json()["received"] == 0


def test_lots_know_it_too(house: House) -> None:
    told = goods(house)
    door = house.api()
    intake = door.post("/v1/intakes", {}).get_json()["intake"]["intakeId"]
    lot = door.post("/v1/lots", {"item_id": told["MBP-16-A"], "location_id": told["main"]}).get_json()["data"]["id"]
    answer = door.post(f"/v1/lots/{lot}/adjust", {"verb": "receive", "qty": 3, "reference": intake})
    assert (answer.status_code, answer.get_json()["errors"]) == (400, ["reference"])
