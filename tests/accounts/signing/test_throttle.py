"""Guessing passwords: it stops soon, and nobody else is stopped with it."""

import datetime as dt
from pathlib import Path

import pytest

from tests.accounts.browser import Browser
from tests.house import PASSWORD, House, build_app, close_app
from webapp.accounts import throttle
from webapp.core.data import clock
from webapp.core.data.database import db

NOON = dt.datetime(2026, 5, 4, 12, 0, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tries fall into one window."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


def guess(house: House, person: str, times: int, address: str = "127.0.0.1") -> list[int]:
    """Statuses of so many wrong passwords, each from a new browser."""
    return [Browser(house.app, address).sign_in(house.email(person), f"guess {n}").status_code for n in range(times)]


def test_after_ten_tries_even_the_right_one_waits(house: House) -> None:
    assert guess(house, "olga", 11) == [422] * 10 + [429]
    answer = Browser(house.app).sign_in(house.email("olga"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "290")
    assert "Wait 290 seconds" in answer.text


def test_another_person_at_the_same_address_is_let_in(house: House) -> None:
    guess(house, "olga", 11)
    assert Browser(house.app).sign_in(house.email("vik")).status_code == 303


def test_the_same_person_elsewhere_is_let_in(lite: House) -> None:
    guess(lite, "olga", 11, "10.0.0.9")
    assert Browser(lite.app, "10.0.0.5").sign_in(lite.email("olga")).status_code == 303


def test_many_addresses_are_stopped_together_but_not_a_known_browser(
    lite: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "TRIES_PER_PERSON", 20)
    known = Browser(lite.app, "10.0.0.5")
    assert known.sign_in(lite.email("olga")).status_code == 303
    for network in range(2):
        guess(lite, "olga", 10, f"10.9.0.{network}")
    assert guess(lite, "olga", 1, "10.9.0.99") == [429]
    assert _again(known, lite).status_code == 303


def test_a_stranger_behind_the_same_router_does_not_stop_a_known_browser(lite: House) -> None:
    known = Browser(lite.app)
    known.sign_in(lite.email("olga"))
    assert guess(lite, "olga", 11)[-1] == 429
    assert _again(known, lite).status_code == 303


def test_a_known_browser_is_stopped_too(lite: House) -> None:
    known = Browser(lite.app)
    known.sign_in(lite.email("olga"))
    statuses = [_again(known, lite, f"guess {n}").status_code for n in range(11)]
    assert statuses == [422] * 10 + [429]


def _again(browser: Browser, house: House, password: str = PASSWORD):  # noqa: ANN202  (a test's answer)
    """Sign in again in a browser that keeps what it knows, but whose session is gone."""
    browser.client.delete_cookie("stockdesk")
    return browser.sign_in(house.email("olga"), password)


def test_the_next_window_starts_fresh(lite: House, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(lite, "olga", 11)
    monkeypatch.setattr(clock, "now", lambda: NOON + dt.timedelta(seconds=290))
    assert Browser(lite.app).sign_in(lite.email("olga")).status_code == 303


def test_a_restart_forgets_nothing(lite: House, tmp_path: Path) -> None:
    guess(lite, "olga", 11)
    url = lite.app.config["SQLALCHEMY_DATABASE_URI"]
    db.session.remove()
    restarted = build_app(url, tmp_path, migrated=True)
    with restarted.app_context():
        assert Browser(restarted).sign_in(lite.email("olga")).status_code == 429
    close_app(restarted)


def test_the_api_counts_in_the_same_place(house: House) -> None:
    body = {"email": house.email("olga"), "password": "guess"}
    statuses = [house.api().post("/v1/auth/login", body).status_code for _ in range(11)]
    assert statuses == [400] * 10 + [429]
    answer = house.api().post("/v1/auth/login", {**body, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "290")
    assert Browser(house.app).sign_in(house.email("olga")).status_code == 429


def test_two_bursts_do_not_meet_where_a_minute_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any sixty seconds hold no more than the limit, give or take a step; a refused call costs nothing."""
    moment = dt.datetime(2026, 1, 5, 9, 0, 55, tzinfo=dt.UTC)
    taken: list[int] = []
    for second in range(150):
        monkeypatch.setattr(throttle.clock, "now", lambda: moment + dt.timedelta(seconds=second))  # noqa: B023
        wait = throttle.spend(house.session, f"burst {house.slug}", 10, 60)
        assert 0 <= wait <= 60
        taken += [] if wait else [second]
    assert taken[:10] == list(range(10))
    step = throttle.STEP_S
    for begin in range(150):
        assert sum(begin <= second < begin + 60 - step for second in taken) <= 10
    assert len(taken) >= 25
