"""Inviting somebody, through both doors, up to their first sign-in."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.accounts.browser import Browser
from tests.house import House, new_house
from webapp.accounts.models import OneTimeLink, User
from webapp.core.data import clock
from webapp.core.data.tenancy import across_tenants
from webapp.core.inputs.text import fold

NEW = "a very long first word"


def invite(house: House, email: str, role: str = "operator") -> str:
    """The path of a new invitation."""
    answer = house.api().post("/v1/people", {"email": email, "role": role})
    assert answer.status_code == 201, answer.text
    return urlsplit(answer.get_json()["link"]).path


def test_the_api_answers_with_a_link(house: House) -> None:
    answer = house.api().post("/v1/people", {"email": f" New.{house.slug}@renter.example", "role": "viewer"})
    assert answer.status_code == 201
    body = answer.get_json()
    assert body["kind"] == "invitation"
    assert "/account/link/" in body["link"]
    assert (body["person"]["role"], body["person"]["status"]) == ("viewer", "invited")
    listed = house.api().get("/v1/people?status=invited").get_json()["people"]
    assert [one["email"] for one in listed] == [f"New.{house.slug}@renter.example"]


def test_the_secret_is_kept_as_a_hash_only(house: House) -> None:
    path = invite(house, f"new.{house.slug}@renter.example")
    secret = path.rsplit("/", 1)[1]
    with across_tenants("looking"):
        hashes = house.session.execute(select(OneTimeLink.secret_hash)).scalars().all()
    assert secret not in hashes


def test_the_invited_joins_with_a_name_and_a_password(house: House) -> None:
    email = f"new.{house.slug}@renter.example"
    path = invite(house, email)
    browser = Browser(house.app)
    assert browser.get(f"/{house.slug}/").status_code == 303
    answer = browser.fill(path, name="Nina", password=NEW)
    assert (answer.status_code, answer.location) == (303, f"/{house.slug}/")
    assert "Nina" in browser.get(f"/{house.slug}/").text
    assert Browser(house.app).sign_in(email, NEW).status_code == 303
    person = house.api().get("/v1/people?q=nina").get_json()["people"][0]
    assert (person["status"], person["joinedAt"] is not None) == ("active", True)


def test_the_invited_cannot_sign_in_before(lite: House) -> None:
    email = f"new.{lite.slug}@renter.example"
    invite(lite, email)
    assert Browser(lite.app).sign_in(email, "").status_code == 422
    assert Browser(lite.app).sign_in(email, NEW).status_code == 422


def test_a_link_works_once(house: House) -> None:
    path = invite(house, f"new.{house.slug}@renter.example")
    first, second = Browser(house.app), Browser(house.app)
    fields = {"name": "Nina", "password": NEW}
    assert second.get(path).status_code == 200
    assert first.fill(path, **fields).status_code == 303
    answer = second.post(path, {**fields, "csrf_token": _csrf(second)})
    assert answer.status_code == 404
    assert "does not work any more" in answer.text
    assert second.get(f"/{house.slug}/").status_code == 303


def _csrf(browser: Browser) -> str:
    text = browser.get("/login").text
    return text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def test_a_link_runs_out_after_a_week(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    path = invite(lite, f"new.{lite.slug}@renter.example")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + dt.timedelta(days=7) - dt.timedelta(seconds=5))
    assert Browser(lite.app).get(path).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: now + dt.timedelta(days=7, seconds=5))
    assert Browser(lite.app).get(path).status_code == 404


def test_looking_at_a_link_uses_nothing_up(lite: House) -> None:
    path = invite(lite, f"new.{lite.slug}@renter.example")
    assert [Browser(lite.app).get(path).status_code for _ in range(3)] == [200, 200, 200]


def test_inviting_again_makes_the_older_link_void(house: House) -> None:
    email = f"new.{house.slug}@renter.example"
    old, new = invite(house, email), invite(house, email, "manager")
    assert Browser(house.app).get(old).status_code == 404
    assert "invited as manager" in Browser(house.app).get(new).text


def test_who_works_here_already_is_refused(house: House) -> None:
    answer = house.api().post("/v1/people", {"email": house.email("olga").upper(), "role": "viewer"})
    assert answer.status_code == 409
    assert answer.get_json()["error"]["code"] == "ALREADY_MEMBER"


def test_fields_are_judged(house: House) -> None:
    for body in ({}, {"email": "x"}, {"email": "a@b.example", "role": "king"}, {"email": 5, "role": "viewer"}):
        answer = house.api().post("/v1/people", body)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR")


def test_a_weak_password_is_refused_and_the_name_kept(lite: House) -> None:
    email = f"new.{lite.slug}@renter.example"
    path = invite(lite, email)
    for weak in ("short", "password123", email, "aaaaaaaaaaaa"):
        answer = Browser(lite.app).fill(path, name="Nina", password=weak)
        assert answer.status_code == 422, weak
        assert 'value="Nina"' in answer.text
        assert weak not in answer.text.replace(email, "")
    assert Browser(lite.app).get(path).status_code == 200


def test_only_an_admin_may(lite: House) -> None:
    assert lite.page("mo").get("/people").status_code == 403
    assert lite.page("mo").get("/people/new").status_code == 403
    assert lite.api("people:read", "products:write").post("/v1/people", {}).status_code == 403


def test_a_key_cannot_give_more_than_it_has(house: House) -> None:
    body = {"email": f"new.{house.slug}@renter.example", "role": "admin"}
    answer = house.api("people:write").post("/v1/people", body)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "TOO_MANY_RIGHTS")


def test_a_retried_invitation_does_not_show_the_link_again(house: House) -> None:
    api, body = house.api(), {"email": f"new.{house.slug}@renter.example", "role": "viewer"}
    assert api.post("/v1/people", body, Idempotency_Key="once-1").status_code == 201
    again = api.post("/v1/people", body, Idempotency_Key="once-1")
    assert (again.status_code, again.get_json()["error"]["code"]) == (409, "ALREADY_DONE")


def test_the_page_shows_the_link_once(lite: House) -> None:
    door = lite.page()
    answer = door.fill("/people/new", email=f"new.{lite.slug}@renter.example", role="operator", name="Nina")
    assert answer.status_code == 303
    assert "/account/link/" in door.get(answer.location).text
    page = door.get(answer.location).text
    assert "/account/link/" not in page
    assert "Invited" in page


def test_a_person_of_another_tenant_joins_by_password(house: House) -> None:
    other = new_house(house.app)
    path = invite(house, other.email("olga"), "viewer")
    browser = Browser(house.app)
    assert "Choose a password" not in browser.get(path).text
    assert browser.fill(path, password="not the password").status_code == 422
    assert browser.fill(path, password="a long enough password").location == f"/{house.slug}/"
    page = browser.get(f"/{house.slug}/").text
    assert f"/{other.slug}/" in page
    assert browser.get(f"/{other.slug}/").status_code == 200


def test_a_person_of_another_tenant_joins_while_signed_in(lite: House) -> None:
    other = new_house(lite.app)
    path = invite(lite, other.email("olga"), "viewer")
    browser = Browser(lite.app)
    browser.sign_in(other.email("olga"))
    before = browser.token()
    assert browser.get(f"/{lite.slug}/").status_code == 404
    assert browser.fill(path).location == f"/{lite.slug}/"
    assert browser.get(f"/{lite.slug}/").status_code == 200
    assert browser.token() not in (before, None)


def test_somebody_else_cannot_take_the_invitation_while_signed_in(lite: House) -> None:
    other = new_house(lite.app)
    path = invite(lite, other.email("olga"), "admin")
    browser = Browser(lite.app)
    browser.sign_in(other.email("vik"))
    assert browser.fill(path).status_code == 422
    assert browser.get(f"/{lite.slug}/").status_code == 404


def test_an_invitation_never_changes_the_password_of_who_has_one(lite: House) -> None:
    other = new_house(lite.app)
    path = invite(lite, other.email("olga"))
    browser = Browser(lite.app)
    browser.get(path)
    browser.post(path, {"csrf_token": _csrf(browser), "name": "Thief", "password": NEW})
    assert Browser(lite.app).sign_in(other.email("olga"), NEW).status_code == 422
    user = lite.session.execute(select(User.name).where(User.email_key == fold(other.email("olga")))).scalar_one()
    assert user == "Olga"


def test_the_name_of_an_account_elsewhere_is_not_told_before_they_join(house: House) -> None:
    other = new_house(house.app)
    email = other.email("olga")
    page = house.page("anna").fill("/people/new", email=email, name="O. B.", role="operator")
    assert "Olga" not in house.page("anna").get(page.location).text.replace(email, "")
    listed = house.api().get("/v1/people?status=invited").get_json()["people"]
    assert [one["name"] for one in listed] == [email]
    assert house.page("anna").get("/people?q=olga&status=invited").text.count(">Olga<") == 0


def test_the_name_that_the_invitation_gave_stands_in_the_form(lite: House) -> None:
    told = {"email": f"new.{lite.slug}@renter.example", "role": "operator"}
    named = lite.api().post("/v1/people", {**told, "name": "Ines Vermeer"}).get_json()["link"]
    assert 'value="Ines Vermeer"' in Browser(lite.app).get(urlsplit(named).path).text
    nameless = lite.api().post("/v1/people", {**told, "email": f"x.{lite.slug}@renter.example"}).get_json()["link"]
    assert f'value="x.{lite.slug}"' not in Browser(lite.app).get(urlsplit(nameless).path).text


def test_everything_wrong_with_the_form_is_said_at_once(lite: House) -> None:
    path = invite(lite, f"new.{lite.slug}@renter.example")
    answer = Browser(lite.app).fill(path, name="", password="short")
    assert answer.status_code == 422
    assert "This is required." in answer.text
    assert "A password has at least" in answer.text
