"""Setting a new password by a link the administrator makes, and who may not be reset that way."""

import datetime as dt
from urllib.parse import urlsplit

import pytest

from tests.accounts.browser import Browser
from tests.accounts.people.test_invite_person import invite
from tests.house import PASSWORD, House, new_house
from webapp.core.data import clock
from webapp.core.site.logs import redact

NEW = "quite another long word"


def link_for(house: House, person: str) -> str:
    """The path of a new reset link."""
    answer = house.api().post(f"/v1/people/{house.people[person]}/link")
    assert answer.status_code == 201, answer.text
    assert answer.get_json()["kind"] == "reset"
    return urlsplit(answer.get_json()["link"]).path


def test_the_link_sets_a_new_password_and_signs_out_elsewhere(house: House) -> None:
    old, fresh = Browser(house.app), Browser(house.app)
    old.sign_in(house.email("olga"))
    path = link_for(house, "olga")
    assert fresh.fill(path, password=NEW).location == f"/{house.slug}/"
    assert fresh.get(f"/{house.slug}/").status_code == 200
    assert old.get(f"/{house.slug}/").status_code == 303
    assert Browser(house.app).sign_in(house.email("olga"), PASSWORD).status_code == 422
    assert Browser(house.app).sign_in(house.email("olga"), NEW).status_code == 303


def test_it_works_once_and_for_a_day(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = link_for(lite, "olga"), link_for(lite, "olga")
    assert Browser(lite.app).get(first).status_code == 404
    assert Browser(lite.app).fill(second, password=NEW).status_code == 303
    assert Browser(lite.app).get(second).status_code == 404
    third, now = link_for(lite, "olga"), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + dt.timedelta(hours=24, seconds=1))
    assert Browser(lite.app).get(third).status_code == 404


def test_whoever_works_elsewhere_cannot_be_reset_from_here(house: House) -> None:
    other = new_house(house.app)
    Browser(house.app).fill(invite(other, house.email("olga")), password=PASSWORD)
    answer = house.api().post(f"/v1/people/{house.people['olga']}/link")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "WORKS_ELSEWHERE")


def test_being_invited_elsewhere_does_not_block_it(lite: House) -> None:
    invite(new_house(lite.app), lite.email("olga"))
    assert link_for(lite, "olga")


def test_having_been_taken_out_elsewhere_blocks_it_still(lite: House) -> None:
    other = new_house(lite.app)
    Browser(lite.app).fill(invite(other, lite.email("olga")), password=PASSWORD)
    other.api().post(f"/v1/people/{lite.people['olga']}/take-out")
    assert lite.api().post(f"/v1/people/{lite.people['olga']}/link").status_code == 409


def test_a_link_made_before_the_person_joined_elsewhere_is_void(house: House) -> None:
    path = link_for(house, "olga")
    waiting = Browser(house.app)
    assert waiting.get(path).status_code == 200
    other = new_house(house.app)
    Browser(house.app).fill(invite(other, house.email("olga")), password=PASSWORD)
    assert waiting.fill(path, password=NEW).status_code == 404
    assert Browser(house.app).sign_in(house.email("olga"), NEW).status_code == 422


def test_whoever_was_taken_out_gets_none_and_open_ones_are_void(lite: House) -> None:
    path = link_for(lite, "olga")
    lite.api().post(f"/v1/people/{lite.people['olga']}/take-out")
    assert Browser(lite.app).get(path).status_code == 404
    answer = lite.api().post(f"/v1/people/{lite.people['olga']}/link")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "NOT_ACTIVE")


def test_for_who_is_only_invited_it_is_the_invitation_again(lite: House) -> None:
    invite(lite, f"new.{lite.slug}@renter.example")
    invited = lite.api().get("/v1/people?status=invited").get_json()["people"][0]["id"]
    assert lite.api().post(f"/v1/people/{invited}/link").get_json()["kind"] == "invitation"


def test_the_page_shows_it_once(lite: House) -> None:
    door = lite.page()
    answer = door.press(f"/people/{lite.people['olga']}/link")
    assert "/account/link/" in door.get(answer.location).text
    assert "/account/link/" not in door.get(answer.location).text


def test_the_path_of_a_link_is_not_logged(lite: House) -> None:
    path = link_for(lite, "olga")
    assert redact(None, "info", {"path": path, "status": 200}) == {"path": "/account/link/…", "status": 200}


def test_nonsense_is_no_link(lite: House) -> None:
    for secret in ("x", "..", "%00", "a" * 500):
        assert Browser(lite.app).get(f"/account/link/{secret}").status_code == 404
