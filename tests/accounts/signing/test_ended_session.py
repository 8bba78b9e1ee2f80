"""A form that is sent after the session ended: nothing is saved, it is said, and one comes back to it."""

import pytest

from tests.assets.shelf import stock_up
from tests.doors import fields_of
from tests.house import PASSWORD, House
from webapp.accounts.sessions import end_sessions

NEW = "/warehouses/new"


def unsent(house: House, *, cookies: bool) -> tuple[str, str]:
    """Send a form when the session is over; the page that follows, and its address."""
    door = house.page("mo")
    sent = {**fields_of(door.get(NEW).text), "name": "Rotterdam"}
    end_sessions(house.session, house.people["mo"])
    house.session.commit()
    if not cookies:
        door.client.delete_cookie("stockdesk")
    answer = door.post(NEW, sent)
    assert answer.status_code == 303
    with house.app.app_context():
        return door.client.get(answer.location).text, answer.location


@pytest.mark.parametrize("cookies", [True, False])
def test_sign_in_says_that_it_was_not_saved_and_leads_back_to_the_form(house: House, cookies: bool) -> None:
    page, address = unsent(house, cookies=cookies)
    assert "this was not saved" in page
    door = house.page("mo")
    with house.app.app_context():
        filled = {**fields_of(page), "email": house.email("mo"), "password": PASSWORD}
        answer = door.client.post(address, data=filled)
        assert answer.location == door.path(NEW)
        again = door.client.get(answer.location).text
    assert "What you sent before was not saved" in again
    assert "Rotterdam" not in door.get("/warehouses").text


def test_a_button_leads_back_to_its_page(lite: House) -> None:
    stock_up(lite)
    door = lite.page("mo")
    token = door.csrf()
    end_sessions(lite.session, lite.people["mo"])
    lite.session.commit()
    data = {"csrf_token": token, "next": door.path("/units")}
    assert f"next={door.path('/units')}" in door.post("/batches/bat_x/undo", data).location.replace("%2F", "/")


def test_a_form_without_its_token_says_what_happened_and_opens_it_again(lite: House) -> None:
    answer = lite.page("mo").post(NEW, {"name": "Rotterdam"})
    assert answer.status_code == 403
    assert "<h1>This was not saved</h1>" in answer.text
    assert f'href="/{lite.slug}{NEW}">Open the form again' in answer.text
    assert "not yours" not in answer.text


def test_the_address_of_a_button_says_so(lite: House) -> None:
    answer = lite.page("mo").get("/batches/bat_x/undo")
    assert answer.status_code == 405
    assert "Only a button leads here" in answer.text
