"""A tenant's settings, through both doors."""

from typing import Any

import pytest

from tests.doors import fields_of
from tests.house import House


def read(house: House) -> dict[str, Any]:
    """The settings as the API tells them."""
    told: dict[str, Any] = house.api().get("/v1/settings").get_json()
    return told


def test_the_api_tells_them(house: House) -> None:
    told = read(house)
    assert (told["slug"], told["currency"], told["timeZone"]) == (house.slug, "EUR", "Europe/Amsterdam")
    assert (told["contractLengths"], told["defaultContractLength"]) == ([6, 12, 24, 36], 12)
    assert (told["vatPercent"], told["pricesIncludeVat"], told["version"]) == (0, False, 1)


def test_what_is_not_sent_stays(house: House) -> None:
    before = read(house)
    answer = house.api().patch("/v1/settings", {"name": "New name", "vatPercent": 8.25})
    assert answer.status_code == 200
    after = answer.get_json()
    assert (after["name"], after["vatPercent"], after["version"]) == ("New name", 8.25, 2)
    same = {"timeZone", "contractLengths", "defaultTracking", "recordsForNewVariants", "slug", "currency"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_everything_can_be_changed_but_slug_and_currency(house: House) -> None:
    body = {
        "timeZone": "Asia/Tokyo", "vatPercent": 21, "pricesIncludeVat": True, "contractLengths": [24, 1, 120],
        "defaultContractLength": 24, "defaultTracking": "count", "recordsForNewVariants": False, "slug": "stolen",
        "currency": "USD",
    }  # fmt: skip
    after = house.api().patch("/v1/settings", body).get_json()
    assert after["contractLengths"] == [1, 24, 120]
    for name in ("timeZone", "vatPercent", "pricesIncludeVat", "defaultTracking", "recordsForNewVariants"):
        assert after[name] == body[name]
    assert (after["slug"], after["currency"]) == (house.slug, "EUR")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", None), ("name", "x" * 101), ("timeZone", "Europe/Nowhere"), ("timeZone", "../etc"),
        ("timeZone", None), ("vatPercent", -1), ("vatPercent", 100.01), ("vatPercent", 8.125), ("vatPercent", "21"),
        ("vatPercent", True), ("pricesIncludeVat", "yes"), ("contractLengths", []), ("contractLengths", [0]),
        ("contractLengths", [121]), ("contractLengths", [12, 12]), ("contractLengths", ["12"]),
        ("contractLengths", [6, 24]), ("defaultContractLength", 7), ("defaultContractLength", None),
        ("defaultTracking", "weight"), ("version", 0),
    ],
)  # fmt: skip
def test_fields_are_judged(lite: House, field: str, value: object) -> None:
    answer = lite.api().patch("/v1/settings", {field: value})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer.get_json()["error"]["details"][0]["path"].split(".")[0] == field
    assert read(lite)["version"] == 1


def test_a_version_that_is_old_is_refused(house: House) -> None:
    house.api().patch("/v1/settings", {"name": "First"})
    answer = house.api().patch("/v1/settings", {"name": "Second", "version": 1})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "STALE_VERSION")
    assert read(house)["name"] == "First"
    assert house.api().patch("/v1/settings", {"name": "Second", "version": 2}).status_code == 200


def test_nothing_new_makes_no_new_version(house: House) -> None:
    assert house.api().patch("/v1/settings", {"name": read(house)["name"]}).get_json()["version"] == 1


def test_the_form_shows_and_saves_them(lite: House) -> None:
    door = lite.page()
    page = door.get("/settings").text
    assert fields_of(page)["contractLengths"].strip() == "6, 12, 24, 36"
    sent = {"vatPercent": "21,5", "contractLengths": "3, 6\n9", "defaultContractLength": "6", "pricesIncludeVat": "y"}
    assert door.fill("/settings", **sent).status_code == 303
    told = read(lite)
    assert (told["vatPercent"], told["contractLengths"], told["pricesIncludeVat"]) == (21.5, [3, 6, 9], True)
    assert door.fill("/settings", pricesIncludeVat=None, recordsForNewVariants=None).status_code == 303
    assert (read(lite)["pricesIncludeVat"], read(lite)["recordsForNewVariants"]) == (False, False)


def test_a_blank_is_not_a_name(lite: House) -> None:
    for field in ("name", "timeZone", "vatPercent", "contractLengths", "defaultContractLength"):
        answer = lite.page().fill("/settings", **{field: ""})
        assert answer.status_code == 422, field
    assert read(lite)["version"] == 1


def test_a_stale_form_keeps_what_was_typed_and_shows_what_is_saved(lite: House) -> None:
    door = lite.page()
    sent = {**fields_of(door.get("/settings").text), "name": "Typed by me"}
    lite.api().patch("/v1/settings", {"name": "Saved by another", "vatPercent": 19})
    answer = door.post("/settings", sent)
    assert answer.status_code == 409
    assert fields_of(answer.text)["name"] == "Typed by me"
    assert "Saved by another" in answer.text
    assert "19 %" in answer.text
    again = door.post("/settings", {**fields_of(answer.text), "op_id": ""})
    assert again.status_code == 303
    assert read(lite)["name"] == "Typed by me"


def test_only_an_admin_may_change_and_everybody_may_read(lite: House) -> None:
    assert lite.page("mo").get("/settings").status_code == 403
    assert lite.api("settings:read").patch("/v1/settings", {"name": "x"}).status_code == 403
    assert lite.api("settings:read").get("/v1/settings").status_code == 200
    assert lite.api("products:write").get("/v1/settings").status_code == 403
