"""Orders go out by scan on a tablet: faster than the answers, a wrong unit, a proposal, taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.conftest import Seat
from tests.browser.receiving.desk import expect_banner, expect_row, expect_sent, row, scan
from tests.browser.stock.tablet import TABLET
from tests.house import House
from tests.subscriptions.desk.test_fulfil_desk import EVA, progress
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, stocked

pytestmark = pytest.mark.browser

COUNT = 8


def test_an_order_goes_out(seat: Seat, lite: House) -> None:
    serials = [f"SN-{number:03}" for number in range(COUNT)]
    made = ready(lite, *serials, quantity=COUNT)
    stocked(lite, "DELL-1", sku=MONITOR)
    other = confirmed(lite, (MONITOR, 1), customer=EVA)
    page = seat(lite, "olga", **TABLET).go(f"/{lite.slug}/fulfil")
    expect(page.locator("html[data-desk=ready]")).to_be_attached()
    scan(page, made["orderId"], *serials, "DELL-1")
    expect_row(page, "DELL-1", "refused")
    expect_sent(page)
    expect(page.locator("#totals")).to_contain_text("nothing is left")
    assert progress(lite, made["orderId"]) == ("fulfilled", COUNT)
    assert axe.serious(page) == []
    row(page, serials[0]).get_by_role("button", name="Undo").tap()
    expect_row(page, serials[0], "undone")
    scan(page, "SD:UNDO")
    expect_banner(page, "undone")
    expect(page.locator("#totals")).to_contain_text("2 left")
    page.locator("#context").get_by_role("button", name="Close").tap()
    expect(page.locator("#totals")).to_contain_text("No order is open")
    scan(page, "DELL-1")
    page.locator("#result").get_by_role("button", name="Yes, to Eva Bakker").tap()
    expect_row(page, "DELL-1", "accepted")
    assert progress(lite, other["orderId"]) == ("fulfilled", 1)
    assert (MACBOOK in page.locator("#context").inner_text(), page.locator("#scan").input_value()) == (False, "")
