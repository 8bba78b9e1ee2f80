"""Several people on one desk: whose scans wait, who sends them, what signing out says."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.receiving.desk import SKU, expect_row, expect_sent, open_desk, received, scan
from tests.browser.site import Visitor, sit_down
from tests.house import House

pytestmark = pytest.mark.browser

CODES = ["C02ZX0001", "C02ZX0002", "C02ZX0003"]


def _leave_waiting(seat: Seat, shop: House) -> tuple[Visitor, Page]:
    """Olga's scans, while the network is gone."""
    visitor = seat(shop, "olga", watched=False)
    page = open_desk(visitor, shop)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    visitor.context.set_offline(True)
    scan(page, *CODES)
    expect(page.locator("#waiting-count")).to_contain_text("3 waiting")
    return visitor, page


def _next_person(visitor: Visitor, shop: House, person: str) -> Page:
    """The network is back, and somebody else sits down before the first one's scans were sent."""
    visitor.page.goto("about:blank")
    visitor.context.set_offline(False)
    visitor.context.clear_cookies()
    sit_down(visitor, shop, person)
    return open_desk(visitor, shop)


def test_signing_out_says_what_waits_and_keeps_it(seat: Seat, shop: House) -> None:
    visitor, page = _leave_waiting(seat, shop)
    page.get_by_role("button", name="Olga: your menu").click()
    page.get_by_role("button", name="Sign out").click()
    dialog = page.get_by_role("dialog", name="Not everything is sent")
    expect(dialog).to_contain_text("3 scans are kept in this browser")
    dialog.get_by_role("button", name="Stay").click()
    expect(page.locator("#scan")).to_be_focused()
    page.get_by_role("button", name="Olga: your menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.route("**/receive/scans", lambda route: route.abort())
    visitor.context.set_offline(False)
    dialog.get_by_role("button", name="Sign out, keep them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.unroute("**/receive/scans")
    clerk.sign_in(visitor, shop, "olga")
    page = open_desk(visitor, shop)
    expect_sent(page)
    assert received(shop) == CODES


def test_every_page_says_how_many_wait(seat: Seat, shop: House) -> None:
    visitor, page = _leave_waiting(seat, shop)
    page.route("**/receive/scans", lambda route: route.abort())
    visitor.context.set_offline(False)
    page.goto(f"{visitor.base}/{shop.slug}/units")
    expect(page.locator("#waiting-count")).to_contain_text("3 waiting")
    page.unroute("**/receive/scans")
    page.locator("#waiting-count").click()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    expect_sent(page)
    assert received(shop) == CODES


def test_another_operator_sends_only_their_own(seat: Seat, shop: House) -> None:
    visitor, _ = _leave_waiting(seat, shop)
    page = _next_person(visitor, shop, "mo")
    expect(page.locator("#others")).to_contain_text("3 scans of Olga waiting here")
    scan(page, SKU, "C02ZX0009")
    expect_row(page, "C02ZX0009", "accepted")
    assert received(shop) == ["C02ZX0009"]
    page = _next_person(visitor, shop, "olga")
    expect_sent(page)
    assert received(shop) == ["C02ZX0009", *CODES]


def test_a_manager_takes_them_over_by_name(seat: Seat, shop: House) -> None:
    visitor, _ = _leave_waiting(seat, shop)
    page = _next_person(visitor, shop, "mo")
    page.get_by_role("button", name="Take them over").click()
    expect_sent(page)
    expect(page.locator("#others .banner")).to_have_count(0)
    assert received(shop) == CODES


def test_somebody_else_signed_in_beside_an_open_page(seat: Seat, shop: House) -> None:
    visitor, page = _leave_waiting(seat, shop)
    visitor.context.clear_cookies()
    sit_down(visitor, shop, "mo")
    visitor.context.set_offline(False)
    expect(page.locator("#desk-state")).to_contain_text("Mo is signed in now")
    expect(page.locator("#others")).to_contain_text("3 scans of Olga waiting here")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Mo: your menu")).to_be_visible()
    assert received(shop) == []
