"""Margin presets: made, changed and removed through both doors; one default, a name once."""

from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from tests.house import House, new_house, write
from webapp.core.data import clock
from webapp.core.data.ids import new_id
from webapp.pricing.presets.models import MarginPreset

QUICK = {"name": "Quick", "marginPercent": 25, "targetMonths": 6, "rounding": "ninety"}


def made(house: House, **changes: Any) -> str:
    """A preset made through the API: its id."""
    answer = house.api().post("/v1/margin-presets", {**QUICK, **changes})
    assert answer.status_code == 201, answer.text
    preset_id: str = answer.get_json()["id"]
    return preset_id


def defaults(house: House) -> list[str]:
    """The names of the default presets."""
    return [one["name"] for one in house.api().get("/v1/margin-presets").get_json()["presets"] if one["isDefault"]]


def test_a_new_tenant_has_the_standard_one(house: House) -> None:
    (one,) = house.api().get("/v1/margin-presets").get_json()["presets"]
    assert (one["name"], one["marginPercent"], one["targetMonths"], one["isDefault"]) == ("Standard", 10, None, True)
    assert one["id"].startswith("mpr_")


def test_the_api_makes_reads_changes_and_removes(house: House) -> None:
    door, preset_id = house.api(), made(house)
    assert door.get(f"/v1/margin-presets/{preset_id}").get_json()["rounding"] == "ninety"
    answer = door.patch(f"/v1/margin-presets/{preset_id}", {"marginPercent": 12.5, "targetMonths": None})
    told = answer.get_json()
    assert (told["name"], told["marginPercent"], told["targetMonths"]) == ("Quick", 12.5, None)
    assert door.send("DELETE", f"/v1/margin-presets/{preset_id}").get_json()["name"] == "Quick"
    assert door.get(f"/v1/margin-presets/{preset_id}").status_code == 404


def test_there_is_one_default(house: House) -> None:
    preset_id = made(house, isDefault=True)
    assert defaults(house) == ["Quick"]
    made(house, name="Slow", isDefault=True)
    assert defaults(house) == ["Slow"]
    house.api().patch(f"/v1/margin-presets/{preset_id}", {"isDefault": True})
    assert defaults(house) == ["Quick"]
    house.api().patch(f"/v1/margin-presets/{preset_id}", {"isDefault": False})
    assert defaults(house) == ["Slow"]


def test_the_default_goes_on_to_another_when_it_is_removed(house: House) -> None:
    preset_id = made(house, isDefault=True)
    assert house.api().send("DELETE", f"/v1/margin-presets/{preset_id}").status_code == 200
    assert defaults(house) == ["Standard"]


def test_a_page_says_which_preset_is_the_usual_one_after_a_removal(lite: House) -> None:
    preset_id = made(lite, isDefault=True)
    door = lite.page()
    with lite.app.app_context():
        path = f"/{lite.slug}/margin-presets"
        door.client.post(f"{path}/{preset_id}/remove", data={"csrf_token": door.csrf()})
        assert "The usual one is Standard." in door.client.get(path).text


def test_a_second_default_is_refused_by_the_database(house: House) -> None:
    """The control: what the operations take care of cannot be otherwise."""
    now = clock.now()
    row = {
        "tenant_id": house.tenant_id, "id": new_id("mpr"), "name": "x", "name_key": "x", "margin": 0,
        "rounding": "none", "is_default": True, "version": 1, "created_at": now, "updated_at": now,
    }  # fmt: skip
    with pytest.raises(IntegrityError):
        write(house.session, insert(MarginPreset).values(row))


def test_a_name_stands_once_whatever_its_case(house: House) -> None:
    preset_id = made(house)
    taken = house.api().post("/v1/margin-presets", {**QUICK, "name": "QUICK"})
    assert (taken.status_code, taken.get_json()["error"]["code"]) == (409, "PRESET_EXISTS")
    assert "Quick" in taken.get_json()["error"]["message"] or "QUICK" in taken.get_json()["error"]["message"]
    taken = house.api().patch(f"/v1/margin-presets/{preset_id}", {"name": "standard"})
    assert (taken.status_code, taken.get_json()["error"]["code"]) == (409, "PRESET_EXISTS")
    assert made(new_house(house.app))


@pytest.mark.parametrize(
    "wrong",
    [
        {"marginPercent": -1},
        {"marginPercent": 1000.01},
        {"marginPercent": 1.234},
        {"marginPercent": "10"},
        {"targetMonths": 0},
        {"targetMonths": 1201},
        {"rounding": "up"},
        {"name": " "},
        {"isDefault": "yes"},
    ],
)
def test_fields_are_judged(lite: House, wrong: dict[str, Any]) -> None:
    answer = lite.api().post("/v1/margin-presets", {**QUICK, **wrong})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer.get_json()["error"]["details"][0]["path"] == next(iter(wrong))


def test_the_margin_may_be_a_thousand(lite: House) -> None:
    assert made(lite, marginPercent=1000)


def test_pages_make_change_and_remove(lite: House) -> None:
    page = lite.page("mo")
    answer = page.fill("/margin-presets/new", name="Quick", marginPercent="12,5", rounding="whole", isDefault="on")
    assert answer.status_code == 303
    text = page.get("/margin-presets").text
    assert ">Quick<" in text
    assert "12.5 %" in text
    assert '"12.50"' in page.get("/margin-presets.csv").text
    preset_id = text.split("/margin-presets/mpr_")[1].split('"')[0]
    where = f"/margin-presets/mpr_{preset_id}"
    assert page.fill(where, marginPercent="8", isDefault=None).status_code == 303
    assert "8 %" in page.get("/margin-presets").text
    assert page.press(f"{where}/remove").status_code == 303
    assert page.get(where).status_code == 404


def test_a_taken_name_loses_nothing(lite: House) -> None:
    answer = lite.page("mo").fill("/margin-presets/new", name="Standard", marginPercent="33")
    assert answer.status_code == 409
    assert 'value="33"' in answer.text
    assert "There is a margin preset Standard already" in answer.text


def test_a_stale_edit_is_shown(lite: House) -> None:
    preset_id = made(lite)
    page = lite.page("mo")
    lite.api().patch(f"/v1/margin-presets/{preset_id}", {"name": "Quicker"})
    answer = page.fill(f"/margin-presets/{preset_id}", version="1", marginPercent="7")
    assert answer.status_code == 409
    assert "Quicker changed since it was read" in answer.text


def test_who_may(lite: House) -> None:
    preset_id = made(lite)
    assert lite.page("vik").get("/margin-presets").status_code == 200
    assert lite.page("olga").get("/margin-presets/new").status_code == 403
    assert lite.page("olga").press(f"/margin-presets/{preset_id}/remove").status_code == 403
    assert lite.api("products:read").post("/v1/margin-presets", QUICK).status_code == 403


def test_a_foreign_preset_is_not_there(house: House) -> None:
    foreign = made(new_house(house.app))
    door = house.api()
    assert door.get(f"/v1/margin-presets/{foreign}").status_code == 404
    assert door.patch(f"/v1/margin-presets/{foreign}", {"isDefault": True}).status_code == 404
    assert door.send("DELETE", f"/v1/margin-presets/{foreign}").status_code == 404
    assert defaults(house) == ["Standard"]


def test_a_retry_makes_one(house: House) -> None:
    door = house.api()
    first, again = (door.post("/v1/margin-presets", QUICK, Idempotency_Key="k-presets") for _ in range(2))
    assert first.get_json()["id"] == again.get_json()["id"]
