"""Creating a warehouse, through both doors."""

from tests.doors import fields_of
from tests.house import House


def test_the_api_answers_as_published(house: House) -> None:
    answer = house.api().post("/v1/warehouses", {"name": "Lagos", "code": "LGS-01", "address": "1 Marina"})
    assert answer.status_code == 200
    body = answer.get_json()
    assert body["status"] is True
    made = body["data"]
    assert made["id"].startswith("wh_")
    assert (made["name"], made["code"], made["address"]) == ("Lagos", "LGS-01", "1 Marina")
    assert (made["isDefault"], made["active"], made["type"]) == (False, True, "OWNED")
    assert made["createdAt"].endswith("Z")


def test_a_code_is_made_when_none_is_sent(house: House) -> None:
    codes = [house.api().post("/v1/warehouses", {"name": "Depot"}).get_json()["data"]["code"] for _ in range(2)]
    assert codes == ["WH-02", "WH-03"]


def test_a_taken_code_is_refused_in_the_published_words(house: House) -> None:
    house.api().post("/v1/warehouses", {"name": "Lagos", "code": "LGS-01"})
    answer = house.api().post("/v1/warehouses", {"name": "Other", "code": "lgs-01"})
    assert answer.status_code == 409
    assert answer.get_json()["status"] is False
    assert answer.get_json()["message"] == "A warehouse with code 'lgs-01' already exists for this store."


def test_a_new_default_takes_over_from_the_old_one(house: House) -> None:
    house.api().post("/v1/warehouses", {"name": "Hub", "code": "HUB", "isDefault": True})
    listed = house.api().get("/v1/warehouses").get_json()["data"]
    assert [w["code"] for w in listed if w["isDefault"]] == ["HUB"]


def test_fields_are_judged_with_422(house: House) -> None:
    for body in (
        {},
        {"name": ""},
        {"name": 5},
        {"name": "x" * 201},
        {"name": "x", "type": "RENTED"},
        {"name": "x", "isDefault": "yes"},
    ):
        answer = house.api().post("/v1/warehouses", body)
        assert answer.status_code == 422, body
        assert answer.get_json()["status"] is False


def test_a_viewer_may_not_and_a_manager_may(house: House) -> None:
    assert house.api("warehouses:read").post("/v1/warehouses", {"name": "x"}).status_code == 403
    assert house.page("vik").get("/warehouses/new").status_code == 403
    assert house.page("mo").get("/warehouses/new").status_code == 200


def test_the_form_makes_it_and_leads_to_its_bins(house: House) -> None:
    answer = house.page("mo").fill("/warehouses/new", name="Rotterdam", code="RTM", isDefault="y")
    assert answer.status_code == 303
    page = house.page("mo").get(answer.location).text
    assert "Rotterdam" in page
    assert "Default warehouse" in page


def test_the_form_keeps_what_was_typed_when_the_code_is_taken(lite: House) -> None:
    answer = lite.page("mo").fill("/warehouses/new", name="Second", code="wh-01", address="Quay 3")
    assert answer.status_code == 409
    for typed in ("Second", "wh-01", "Quay 3"):
        assert typed in answer.text
    assert "already exists" in answer.text


def test_the_same_form_sent_twice_makes_one(lite: House) -> None:
    door = lite.page("mo")
    sent = {**fields_of(door.get("/warehouses/new").text), "name": "Once", "code": "ONE"}
    answers = [door.post("/warehouses/new", sent) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert door.get("/warehouses").text.count(">ONE<") == 1


def test_the_same_form_with_other_words_is_told_that_it_was_saved(lite: House) -> None:
    door = lite.page("mo")
    sent = {**fields_of(door.get("/warehouses/new").text), "name": "Once", "code": "ONE"}
    first = door.post("/warehouses/new", sent)
    again = door.post("/warehouses/new", {**sent, "name": "Twice"})
    assert again.status_code == 409
    assert first.location in again.text
    assert fields_of(again.text)["op_id"] != sent["op_id"]
    assert fields_of(again.text)["name"] == "Twice"


def test_a_bin_needs_no_more_than_its_code_on_the_page(lite: House) -> None:
    warehouse = lite.api().get("/v1/warehouses").get_json()["data"][0]["id"]
    assert lite.page("mo").fill(f"/warehouses/{warehouse}/bins/new", code="A-01", name="").status_code == 303
    made = lite.api().get(f"/v1/locations/{warehouse}/layouts").get_json()["data"]
    assert [(one["code"], one["name"]) for one in made] == [("A-01", "A-01")]
    assert lite.page("mo").fill(f"/warehouses/{warehouse}/bins/new", code="", name="").status_code == 422
    assert lite.api().post(f"/v1/locations/{warehouse}/layouts", {"code": "A-02"}).status_code == 400
