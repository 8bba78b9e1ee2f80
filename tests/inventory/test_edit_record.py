"""Saying where a record's stock lies and when to reorder, through both doors."""

from tests.doors import fields_of
from tests.house import House, new_house
from tests.inventory.shelf import is_clean, opened


def test_what_is_sent_changes_and_null_clears(house: House) -> None:
    record = opened(house, 50, location="B-02-1", reorderLevel=10, reorderQty=30)
    path = f"/v1/inventory/{record['id']}"
    answer = house.api().patch(path, {"reorderLevel": 20, "location": None, "variantAttributes": {"Color": "Red"}})
    assert (answer.status_code, answer.get_json()["status"]) == (200, True)
    told = answer.get_json()["data"]
    assert (told["reorderLevel"], told["reorderQty"], told["location"]) == (20, 30, None)
    assert (told["variantAttributes"], told["onHandQty"]) == ({"Color": "Red"}, 50)
    assert told["version"] > record["version"]
    assert house.api().get(path).get_json()["data"] == told
    same = house.api().patch(path, {"reorderLevel": 20}).get_json()["data"]
    assert same == told


def test_an_old_version_is_refused(house: House) -> None:
    record = opened(house)
    path = f"/v1/inventory/{record['id']}"
    assert house.api().patch(path, {"reorderLevel": 5, "version": record["version"]}).status_code == 200
    stale = house.api().patch(path, {"reorderLevel": 6, "version": record["version"]})
    assert stale.status_code == 409
    assert stale.get_json()["status"] is False
    assert "changed since it was read" in stale.get_json()["message"]
    assert house.api().get(path).get_json()["data"]["reorderLevel"] == 5


def test_what_it_refuses(house: House) -> None:
    path = f"/v1/inventory/{opened(house)['id']}"
    for body in ({"reorderLevel": -1}, {"reorderQty": 1.5}, {"location": "x" * 201}, {"version": -1}):
        assert house.api().patch(path, body).status_code == 422, body
    assert house.api("inventory:read").patch(path, {}).status_code == 403
    unknown = new_house(house.app).api().patch(path, {"reorderLevel": 1})
    assert (unknown.status_code, unknown.get_json()["message"]) == (404, "Inventory record not found.")


def test_an_edit_is_taken_back_and_done_again(house: House) -> None:
    record = opened(house, 5, reorderLevel=10)
    path = f"/v1/inventory/{record['id']}"
    batch = house.api().patch(path, {"reorderLevel": 20, "location": "X"}).headers["Batch-Id"]
    undo = house.api().post(f"/v1/batches/{batch}/undo")
    assert undo.status_code == 200, undo.text
    assert house.api().get(path).get_json()["data"]["reorderLevel"] == 10
    assert house.api().get(path).get_json()["data"]["location"] is None
    again = house.api().post(f"/v1/batches/{undo.headers['Batch-Id']}/undo")
    assert again.status_code == 200
    assert house.api().get(path).get_json()["data"]["reorderLevel"] == 20
    house.api().patch(path, {"reorderLevel": 30})
    refused = house.api().post(f"/v1/batches/{again.headers['Batch-Id']}/undo")
    assert (refused.status_code, "changed again since" in refused.text) == (409, True)
    assert is_clean(house)


def test_the_form_shows_what_was_saved_meanwhile(lite: House) -> None:
    record = opened(lite, 50, reorderLevel=10)
    path = f"/records/{record['id']}/edit"
    page = lite.page("mo").get(path).text
    fields = fields_of(page)
    assert fields["reorderLevel"] == "10"
    lite.api().patch(f"/v1/inventory/{record['id']}", {"reorderLevel": 15})
    stale = lite.page("mo").post(path, {**fields, "reorderLevel": "12"})
    assert stale.status_code == 409
    assert "Saved meanwhile: 15" in stale.text
    assert fields_of(stale.text)["reorderLevel"] == "12"
    saved = lite.page("mo").post(path, {**fields_of(stale.text)})
    assert saved.status_code == 303
    assert lite.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]["reorderLevel"] == 12
    assert lite.page("olga").get(path).status_code == 403
