"""An answer that is none, or somebody else's, changes nothing in a form and is said in words; then one goes on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.orders.form import expect_lines, open_form, scan_into
from tests.browser.site import sit_down
from tests.house import House
from tests.orders.seed import catalogue
from tests.orders.test_change_order import DELL, MAC

pytestmark = pytest.mark.browser


def _expect_said(page: Page, words: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(words)
    expect(page.locator("#toasts .toast")).to_have_count(1)


def test_an_ended_session_takes_no_line_and_one_goes_on_after_signing_in(seat: Seat, lite: House) -> None:
    catalogue(lite)
    visitor = seat(lite)
    page = open_form(visitor, lite)
    scan_into(page, MAC, DELL)
    expect_lines(page, **{MAC: 1, DELL: 1})
    visitor.context.clear_cookies()
    page.locator("[name=items-0-quantity]").fill("3")
    _expect_said(page, "Your session has ended: sign in in another tab, then go on; nothing is lost.")
    scan_into(page, DELL)
    expect(page.locator("#codes-waiting input")).to_have_count(1)
    expect(page.locator("#lines [data-row]")).to_have_count(2)
    expect(page.get_by_label("Password")).to_have_count(0)
    clerk.await_draft(page, "3")
    sit_down(visitor, lite)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect_lines(page, **{MAC: 3, DELL: 2})
    expect(page.locator("#total")).to_have_text("€515.00")
    expect(page.locator("#toasts .toast")).to_have_count(0)


@pytest.mark.parametrize("status", [403, 502, 200, 0])
def test_a_part_that_does_not_come_changes_nothing(seat: Seat, lite: House, status: int) -> None:
    catalogue(lite)
    page = open_form(seat(lite, watched=False), lite)
    scan_into(page, MAC)
    expect_lines(page, **{MAC: 1})
    strange = "<html><body><form><h1>Welcome to the hotel</h1></form></body></html>"
    page.route(
        re.compile("/orders/new"),
        lambda route: route.fulfill(status=status, body=strange, content_type="text/html") if status else route.abort(),
    )
    page.locator("[name=items-0-quantity]").fill("2")
    _expect_said(page, "The server did not answer; nothing is lost")
    scan_into(page, DELL)
    expect(page.locator("[name=items-0-quantity]")).to_have_value("2")
    page.unroute(re.compile("/orders/new"))
    page.locator("[name=notes]").fill("Ring twice")
    expect_lines(page, **{MAC: 2, DELL: 1})
    expect(page.locator("#toasts .toast")).to_have_count(0)


def test_rows_of_any_other_form_stay_as_well(seat: Seat, lite: House) -> None:
    """A product's: its rows are drawn anew by the server, and its prices are advised on as one types."""
    visitor = seat(lite)
    page = visitor.go(f"/{lite.slug}/products/new")
    clerk.await_scripts(page)
    page.locator("[name=name]").fill("MacBook")
    visitor.context.clear_cookies()
    clerk.field(page, 0, "pricing-0-monthlyPrice").fill("100")
    _expect_said(page, "Your session has ended")
    with page.expect_response("**/login?**"):
        page.get_by_role("button", name="Add a variant").click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[name=name]")).to_have_value("MacBook")
    expect(clerk.field(page, 0, "pricing-0-monthlyPrice")).to_have_value("100")
    expect(page.get_by_label("Password")).to_have_count(0)
    sit_down(visitor, lite)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#toasts .toast")).to_have_count(0)
    page.get_by_role("button", name="Add a variant").click()
    expect(clerk.field(page, 1, "variantSku")).to_have_value("")
    expect(page.locator("[name=name]")).to_have_value("MacBook")
