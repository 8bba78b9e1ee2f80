"""The fulfilment desk's banner: several answers at once, and what can be done about a press that was refused."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Seat
from tests.browser.receiving.desk import expect_banner, expect_row, expect_sent, scan
from tests.browser.stock.tablet import TABLET
from tests.house import House
from tests.orders.seed import catalogue
from tests.subscriptions.desk.test_fulfil_desk import EVA
from tests.subscriptions.seed import MACBOOK, confirmed, stocked
from webapp.accounts.operations.settings import update_settings

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(lite: House) -> House:
    catalogue(lite)
    stocked(lite, "SN-1", "SN-2", "SN-3")
    return lite


def _desk(seat: Seat, house: House, *, watched: bool = True) -> Page:
    page = seat(house, "olga", watched=watched, **TABLET).go(f"/{house.slug}/fulfil")
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    return page


def _at_once(page: Page, *codes: str) -> None:
    """They are answered together, for nobody answered in between."""
    page.context.set_offline(True)
    scan(page, *codes)
    page.context.set_offline(False)


def test_the_banner_counts_what_went_out_and_nothing_else(seat: Seat, shop: House) -> None:
    one = confirmed(shop, (MACBOOK, 3))["orderId"]
    page = _desk(seat, shop, watched=False)
    _at_once(page, one, "SN-1", "SN-2", "SN-1")
    expect_banner(page, "accepted", "Together: 2 taken.")
    _at_once(page, "SD:DONE", one, "SN-3", "SN-3")
    expect_row(page, "SN-3", "accepted")
    expect(expect_banner(page, "accepted", "SN-3").locator(".result-title")).to_have_text("Went out")
    expect(page.locator("#result")).not_to_contain_text("Together")


def test_a_button_that_is_pressed_twice_lets_one_unit_go(seat: Seat, shop: House) -> None:
    confirmed(shop, (MACBOOK, 3))
    page = _desk(seat, shop, watched=False)
    scan(page, "SN-1")
    button = expect_row(page, "SN-1", "attention").get_by_role("button", name="Yes, to Jan de Vries")
    page.context.set_offline(True)
    button.evaluate("(button) => { button.click(); button.click(); }")
    page.context.set_offline(False)
    expect(page.locator("#totals")).to_contain_text("1 of 3 went out")
    expect_sent(page)
    expect(expect_banner(page, "accepted", "SN-1").locator(".result-title")).to_have_text("Went out")
    expect(page.locator("#result")).not_to_contain_text("Together")


def test_the_banner_of_a_press_that_is_refused_says_who_can_have_it(seat: Seat, shop: House) -> None:
    confirmed(shop, (MACBOOK, 2))
    page = _desk(seat, shop)
    scan(page, "SN-1")
    asked = page.locator("#result").get_by_role("button", name="Yes, to Jan de Vries")
    expect(asked).to_be_visible()
    shop.do(update_settings, reserveOnConfirm=True)
    new = confirmed(shop, (MACBOOK, 3), customer=EVA)["orderId"]
    asked.tap()
    banner = expect_banner(page, "refused", f"promised to Eva Bakker ({new})")
    expect(page.locator("#totals")).to_contain_text("No order is open")
    expect(page.locator("#scan-rows > li")).to_have_count(1)
    assert axe.serious(page) == []
    banner.get_by_role("button", name="To Eva Bakker").tap()
    expect_banner(page, "accepted", "To Eva Bakker. 2 still open.")
    expect(page.locator("#scan-rows > li")).to_have_count(1)
