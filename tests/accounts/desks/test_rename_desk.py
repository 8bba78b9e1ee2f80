"""Renaming a desk: every browser that is it shows the new name."""

from tests.accounts.desks.test_name_desk import made
from tests.house import House, new_house


def test_the_api_renames(house: House) -> None:
    answer = house.api().patch(f"/v1/desks/{made(house)}", {"name": "Packing"})
    assert (answer.status_code, answer.get_json()["name"]) == (200, "Packing")


def test_a_taken_name_and_a_foreign_desk_are_refused(house: House) -> None:
    made(house, "Packing")
    desk_id, foreign = made(house), made(new_house(house.app))
    assert house.api().patch(f"/v1/desks/{desk_id}", {"name": "PACKING"}).status_code == 409
    assert house.api().patch(f"/v1/desks/{foreign}", {"name": "x"}).status_code == 404


def test_its_browsers_show_the_new_name(lite: House) -> None:
    desk_id = made(lite)
    lite.page("olga").press(f"/desks/{desk_id}/choose")
    assert lite.page().fill(f"/desks/{desk_id}/name", name="Packing").status_code == 303
    assert "This browser is Packing" in lite.page("olga").get("/desks").text


def test_only_an_admin_may(lite: House) -> None:
    assert lite.page("mo").get(f"/desks/{made(lite)}/name").status_code == 403
