"""The browsers one is signed in with: signing one out, or all."""

import re

from sqlalchemy import select

from tests.accounts.browser import Browser
from tests.house import House
from webapp.accounts.models import UserSession
from webapp.accounts.views.me import browser_words


def signed_in(house: House, person: str = "olga") -> Browser:
    """A browser in which somebody signed in."""
    browser = Browser(house.app)
    browser.sign_in(house.email(person))
    return browser


def ends(page: str) -> list[str]:
    """The addresses of the buttons that sign a browser out."""
    return re.findall(r'action="([^"]*/me/sessions/[0-9a-f]{24}/end)"', page)


def test_one_other_browser_is_signed_out(lite: House) -> None:
    here, there = signed_in(lite), signed_in(lite)
    page = here.get(f"/{lite.slug}/me").text
    assert page.count("This browser") == 1
    (address,) = ends(page)
    here.post(address, {"csrf_token": _csrf(page)})
    assert there.get(f"/{lite.slug}/").status_code == 303
    assert here.get(f"/{lite.slug}/").status_code == 200
    assert ends(here.get(f"/{lite.slug}/me").text) == []


def test_somebody_elses_browser_stays(lite: House) -> None:
    here, victim = signed_in(lite), signed_in(lite, "vik")
    token = lite.session.execute(
        select(UserSession.token_hash).where(UserSession.user_id == lite.people["vik"])
    ).scalar_one()
    page = here.get(f"/{lite.slug}/me").text
    here.post(f"/{lite.slug}/me/sessions/{token[:24]}/end", {"csrf_token": _csrf(page)})
    assert "not found" in here.get(f"/{lite.slug}/me").text
    assert victim.get(f"/{lite.slug}/").status_code == 200


def test_everywhere_means_here_too(house: House) -> None:
    here, there, other = signed_in(house), signed_in(house), signed_in(house, "vik")
    page = here.get(f"/{house.slug}/me").text
    assert here.post(f"/{house.slug}/me/sessions/end", {"csrf_token": _csrf(page)}).location == "/login"
    assert [b.get(f"/{house.slug}/").status_code for b in (here, there, other)] == [303, 303, 200]


def test_the_page_gives_away_no_token(lite: House) -> None:
    here = signed_in(lite)
    hashed = lite.session.execute(
        select(UserSession.token_hash).where(UserSession.user_id == lite.people["olga"])
    ).scalar_one()
    page = here.get(f"/{lite.slug}/me").text
    assert hashed not in page
    assert str(here.token()) not in page


def test_browsers_have_names_people_know() -> None:
    assert browser_words("Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/120 Safari/537") == "Chrome on Android"
    assert browser_words("Mozilla/5.0 (iPad; CPU OS 17) AppleWebKit Version/17 Safari/604") == "Safari on iPad"
    assert browser_words("curl/8.5") == "curl/8.5"
    assert browser_words("") == "An unnamed program"


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]
