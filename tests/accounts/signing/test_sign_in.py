"""Signing in and out by the page."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from tests.accounts.browser import Browser
from tests.house import PASSWORD, House, new_house
from webapp.accounts.models import UserSession
from webapp.core.data import clock


def test_the_right_password_leads_to_the_overview(house: House) -> None:
    browser = Browser(house.app)
    answer = browser.sign_in(house.email("olga"))
    assert (answer.status_code, answer.location) == (303, f"/{house.slug}/")
    assert browser.get(f"/{house.slug}/").status_code == 200


def test_the_case_of_the_address_does_not_matter(lite: House) -> None:
    assert Browser(lite.app).sign_in(f"  {lite.email('olga').upper()} ").status_code == 303


def test_wrong_and_unknown_look_the_same(lite: House) -> None:
    wrong = Browser(lite.app).sign_in(lite.email("olga"), "not the password")
    unknown = Browser(lite.app).sign_in("nobody@renter.example", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not fit together" in wrong.text
    assert "do not fit together" in unknown.text
    assert "not the password" not in wrong.text


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("", "x"),
        ("x", ""),
        ("a" * 300, "x"),
        ("a\0b", "x"),
        ("x", "y" * 1001),
        ("'; --", "' or 1=1"),
        ("a@b", "é" * 900),
    ],
)
def test_strange_input_is_refused_in_words(lite: House, email: str, password: str) -> None:
    assert Browser(lite.app).sign_in(email, password).status_code == 422


def test_the_session_is_new_with_each_sign_in(lite: House) -> None:
    browser = Browser(lite.app)
    browser.get("/login")
    with browser.client.session_transaction() as session:
        session["planted"] = "by a stranger"
    browser.sign_in(lite.email("olga"))
    first = browser.token()
    with browser.client.session_transaction() as session:
        assert "planted" not in session
    browser.client.set_cookie("stockdesk", "a-session-somebody-fixed")
    browser.sign_in(lite.email("olga"))
    assert first
    assert browser.token() not in (None, first)


def test_signing_in_as_another_ends_the_session_before(lite: House) -> None:
    browser = Browser(lite.app)
    form = browser.get("/login").text
    csrf = form.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    browser.post("/login", {"csrf_token": csrf, "email": lite.email("olga"), "password": PASSWORD})
    old = browser.token()
    page = browser.get(f"/{lite.slug}/me").text
    csrf = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    browser.post("/login", {"csrf_token": csrf, "email": lite.email("vik"), "password": PASSWORD})
    with lite.app.app_context():
        count = lite.session.execute(
            select(func.count()).select_from(UserSession).where(UserSession.user_id == lite.people["olga"])
        ).scalar()
    assert old
    assert count == 0
    assert "Vik" in browser.get(f"/{lite.slug}/me").text


def test_signing_out_ends_the_session_on_the_server(lite: House) -> None:
    browser = Browser(lite.app)
    browser.sign_in(lite.email("olga"))
    token = browser.token()
    page = browser.get(f"/{lite.slug}/").text
    csrf = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert browser.post("/logout", {"csrf_token": csrf}).location == "/login"
    thief = Browser(lite.app)
    with thief.client.session_transaction() as session:
        session["_user_id"] = token
    assert thief.get(f"/{lite.slug}/").status_code == 303


def test_a_form_without_its_token_or_from_elsewhere_is_not_taken(lite: House) -> None:
    browser = Browser(lite.app)
    fields = {"email": lite.email("olga"), "password": PASSWORD}
    assert browser.post("/login", fields).status_code == 403
    page = browser.get("/login").text
    fields["csrf_token"] = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert browser.post("/login", fields, Origin="https://evil.example").status_code == 403
    assert browser.post("/login", fields, Sec_Fetch_Site="cross-site").status_code == 403
    assert browser.post("/login", fields).status_code == 303


def test_a_session_rests_twelve_hours_at_most(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, start = Browser(lite.app), clock.now()
    browser.sign_in(lite.email("olga"))

    def status_after(hours: float) -> int:
        monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(hours=hours))
        return browser.get(f"/{lite.slug}/").status_code

    assert [status_after(hours) for hours in (11.9, 23.7, 35.5)] == [200, 200, 200]
    assert status_after(35.5 + 12.1) == 303


def test_a_session_lives_seven_days_at_most(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, start = Browser(lite.app), clock.now()
    browser.sign_in(lite.email("olga"))
    for hour in range(10, 7 * 24, 10):
        monkeypatch.setattr(clock, "now", lambda hour=hour: start + dt.timedelta(hours=hour))
        assert browser.get(f"/{lite.slug}/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(days=7, minutes=1))
    assert browser.get(f"/{lite.slug}/").status_code == 303


def test_another_tenants_pages_are_not_there(lite: House) -> None:
    other = new_house(lite.app)
    browser = Browser(lite.app)
    browser.sign_in(lite.email("anna"))
    for path in ("/", "/people", "/settings", "/warehouses", "/me"):
        assert browser.get(f"/{other.slug}{path}").status_code == 404


TARGETS = [
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/logout",
    "/no/such/page/here/at-all", "http:evil", "///evil.example", "/\t/evil.example", " //evil.example",
    "//evil.example/%2e",
    "https:/evil.example", "/login@evil.example", "data:text/html,x", "%2F%2Fevil.example", "/account/look",
    "\x00/", "evil",
    "//[::1", "/%5Cevil.example/..", "//user@evil.example", "?next=//evil.example", "/v1/auth/login",
]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_next_leads_nowhere_else(lite: House, target: str) -> None:
    answer = Browser(lite.app).sign_in(lite.email("vik"), next=target)
    assert answer.location in (f"/{lite.slug}/", target)
    assert answer.location == f"/{lite.slug}/", answer.location


def test_next_leads_to_the_page_that_was_asked_for(lite: House) -> None:
    browser = Browser(lite.app)
    answer = browser.get(f"/{lite.slug}/warehouses?q=a")
    assert answer.status_code == 303
    answer = browser.fill(answer.location, email=lite.email("vik"), password=PASSWORD)
    assert answer.location == f"/{lite.slug}/warehouses?q=a"
