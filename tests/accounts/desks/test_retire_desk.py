"""Taking a desk out of use: its browsers are no desk from that moment."""

from tests.accounts.desks.test_name_desk import last_desk, made
from tests.house import House, new_house


def test_its_browsers_are_no_desk_any_more(house: House) -> None:
    desk_id, door = made(house), house.page("mo")
    door.press(f"/desks/{desk_id}/choose")
    answer = house.api().send("DELETE", f"/v1/desks/{desk_id}")
    assert (answer.status_code, answer.get_json()["active"]) == (200, False)
    assert "Forget it here" not in door.get("/desks").text
    door.fill("/warehouses/new", name="After", code="A2")
    assert last_desk(house) is None


def test_it_is_gone_from_the_list_and_cannot_be_chosen(house: House) -> None:
    desk_id = made(house)
    house.api().send("DELETE", f"/v1/desks/{desk_id}")
    assert house.api().get("/v1/desks").get_json()["desks"] == []
    assert house.api().send("DELETE", f"/v1/desks/{desk_id}").status_code == 404
    assert house.page("olga").get(f"/desks/{desk_id}").status_code == 404


def test_its_name_brings_it_back(house: House) -> None:
    desk_id = made(house)
    house.api().send("DELETE", f"/v1/desks/{desk_id}")
    assert made(house, "receiving 1") == desk_id


def test_a_foreign_desk_is_not_found(house: House) -> None:
    foreign = made(new_house(house.app))
    assert house.api().send("DELETE", f"/v1/desks/{foreign}").status_code == 404


def test_the_page_does_it_for_admins_alone(lite: House) -> None:
    desk_id = made(lite)
    assert lite.page("mo").press(f"/desks/{desk_id}/retire").status_code == 403
    assert "Take it out of use" not in lite.page("mo").get(f"/desks/{desk_id}").text
    assert lite.page().press(f"/desks/{desk_id}/retire").status_code == 303
    assert "out of use" in lite.page().get("/desks").text
