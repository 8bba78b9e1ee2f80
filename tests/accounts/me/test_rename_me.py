"""Changing the own name, on the own page."""

from tests.accounts.browser import Browser
from tests.house import House


def test_the_new_name_is_shown_everywhere(lite: House) -> None:
    door = lite.page("vik")
    assert door.fill("/me/name", name="Victor Hugo").location == f"/{lite.slug}/me"
    assert "Victor Hugo" in door.get("/").text
    assert "Victor Hugo" in lite.page().get("/people").text


def test_a_blank_is_no_name(lite: House) -> None:
    assert lite.page("vik").fill("/me/name", name=" ").status_code == 422


def test_the_account_link_leads_to_the_own_page(lite: House) -> None:
    browser = Browser(lite.app)
    browser.sign_in(lite.email("vik"))
    assert browser.get("/account", at=lite.slug).location == f"/{lite.slug}/me"
    for at in ("", "nobody", "//evil.example", "../x"):
        assert browser.get("/account", at=at).location == f"/{lite.slug}/me"
    assert Browser(lite.app).get("/account").location == "/"


def test_the_page_says_who_where_and_as_what(lite: House) -> None:
    page = lite.page("vik").get("/me").text
    assert lite.email("vik") in page
    assert "Viewer" in page
