"""The main job, from sign-in to a receipt taken back: with scripts, without, and as a tablet on plain http sees us."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.site import NAME
from tests.house import House

pytestmark = pytest.mark.browser

WAYS: dict[str, dict[str, Any]] = {
    "with scripts": {},
    "without scripts": {"java_script_enabled": False},
    "plain http on a network": {"host": NAME, "viewport": {"width": 820, "height": 1180}},
}
SERIAL = "C02ZX1Y2MD6T"


@pytest.mark.parametrize("way", WAYS)
def test_from_sign_in_to_a_receipt_taken_back(seat: Seat, lite: House, way: str) -> None:
    visitor = seat(**WAYS[way])
    page = clerk.sign_in(visitor, lite)
    clerk.enter_product(page)
    for grade, price in {"A": "159.00", "B": "139.50", "C": "119.00"}.items():
        card = page.locator("section.card").filter(has_text=f"MBP-16-{grade}")
        expect(card.locator("td.money").first).to_contain_text(price)
    clerk.receive(page, "MBP-16-B", SERIAL)
    clerk.result(page, SERIAL).get_by_role("link").first.click()
    clerk.find(page, SERIAL)
    clerk.take_back(page)


def test_plain_http_has_what_we_use_and_no_more(seat: Seat, lite: House) -> None:
    visitor = seat(**WAYS["plain http on a network"])
    page = clerk.sign_in(visitor, lite)
    assert page.evaluate("isSecureContext") is False
    assert page.evaluate("typeof crypto.randomUUID") == "undefined"
    cookies = {cookie["name"]: cookie for cookie in visitor.context.cookies()}
    assert cookies["stockdesk"]["secure"] is False
    assert cookies["stockdesk"]["httpOnly"] is True


def test_a_code_is_copied_on_plain_http(seat: Seat, lite: House) -> None:
    visitor = seat(lite, **WAYS["plain http on a network"])
    page = visitor.go(f"/{lite.slug}/products/new")
    clerk.enter_product(page)
    copy = page.get_by_role("button", name="Copy MBP-16-A")
    copy.click()
    expect(page.get_by_role("button", name="Copied MBP-16-A")).to_be_visible()


def test_signing_out_ends_it(seat: Seat, lite: House) -> None:
    visitor = seat(lite)
    page = visitor.go(f"/{lite.slug}/units")
    page.get_by_role("button", name=re.compile("your menu")).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
