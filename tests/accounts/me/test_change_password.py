"""Changing the own password."""

from tests.accounts.browser import Browser
from tests.house import PASSWORD, House

NEW = "quite another long word"


def signed_in(house: House) -> Browser:
    """A browser in which Olga signed in."""
    browser = Browser(house.app)
    assert browser.sign_in(house.email("olga")).status_code == 303
    return browser


def test_it_counts_from_the_next_sign_in_and_ends_the_others(house: House) -> None:
    here, there = signed_in(house), signed_in(house)
    answer = here.fill(f"/{house.slug}/me/password", currentPassword=PASSWORD, newPassword=NEW)
    assert answer.location == f"/{house.slug}/me"
    assert "Your password is changed" in here.get(f"/{house.slug}/me").text
    assert there.get(f"/{house.slug}/").status_code == 303
    assert Browser(house.app).sign_in(house.email("olga"), PASSWORD).status_code == 422
    assert Browser(house.app).sign_in(house.email("olga"), NEW).status_code == 303


def test_the_present_one_is_needed(lite: House) -> None:
    here = signed_in(lite)
    for wrong in ("", "not this one", PASSWORD.upper()):
        answer = here.fill(f"/{lite.slug}/me/password", currentPassword=wrong, newPassword=NEW)
        assert answer.status_code == 422, wrong
        assert NEW not in answer.text
    assert Browser(lite.app).sign_in(lite.email("olga"), NEW).status_code == 422


def test_a_weak_one_is_refused_at_its_field(lite: House) -> None:
    here = signed_in(lite)
    for weak in ("short", "password", lite.email("olga"), "olga"):
        answer = here.fill(f"/{lite.slug}/me/password", currentPassword=PASSWORD, newPassword=weak)
        assert answer.status_code == 422, weak
        assert 'id="newPassword-error"' in answer.text


def test_whoever_holds_a_stolen_session_cannot_guess_on(lite: House) -> None:
    here = signed_in(lite)
    statuses = [
        here.fill(f"/{lite.slug}/me/password", currentPassword=f"guess {n}", newPassword=NEW).status_code
        for n in range(11)
    ]
    assert statuses == [422] * 10 + [429]
    assert here.fill(f"/{lite.slug}/me/password", currentPassword=PASSWORD, newPassword=NEW).status_code == 429


def test_spaces_around_a_password_are_part_of_it(lite: House) -> None:
    here = signed_in(lite)
    here.fill(f"/{lite.slug}/me/password", currentPassword=PASSWORD, newPassword="  spaces around  ")
    assert Browser(lite.app).sign_in(lite.email("olga"), "spaces around").status_code == 422
    assert Browser(lite.app).sign_in(lite.email("olga"), "  spaces around  ").status_code == 303
    body = {"email": lite.email("olga"), "password": "  spaces around  "}
    assert lite.api().post("/v1/auth/login", body).status_code == 200
