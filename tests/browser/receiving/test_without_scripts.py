"""Without JavaScript the same page receives, slower."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Seat
from tests.browser.receiving.desk import SKU, received, row
from tests.browser.receiving.goods import stock_lots
from tests.house import House

pytestmark = pytest.mark.browser


def _desk(seat: Seat, shop: House) -> Page:
    return seat(shop, "olga", java_script_enabled=False).go(f"/{shop.slug}/receive")


def _scan(page: Page, code: str) -> None:
    page.locator("#scan").fill(code)
    page.locator("#scan").press("Enter")


def test_scan_undo_and_answer(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    _scan(page, SKU)
    expect(page.locator("[data-line=item]")).to_contain_text(SKU)
    for code in ("C02ZX0001", "C02ZX0002"):
        _scan(page, code)
        expect(row(page, code)).to_have_attribute("data-state", "accepted")
    row(page, "C02ZX0001").get_by_role("button", name="Undo").click()
    expect(row(page, "C02ZX0001")).to_have_attribute("data-state", "undone")
    _scan(page, "4006381333931")
    row(page, "4006381333931").get_by_role("button", name="Dismiss").click()
    expect(row(page, "4006381333931")).to_have_attribute("data-state", "refused")
    assert received(shop) == ["C02ZX0001", "C02ZX0002", "C02ZX0001"]  # the last one is its way out


def test_choose_item_place_and_preset(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    page.locator("[data-line=item] summary").click()
    page.locator("#set-sku").fill(SKU)
    page.get_by_role("button", name="Receive this").click()
    expect(page.locator("[data-line=item]")).to_contain_text(SKU)
    page.locator("[data-line=preset] summary").click()
    page.locator("#set-condition").fill("like new")
    page.get_by_role("button", name="Keep for the next").click()
    expect(page.locator("[data-line=preset]")).to_contain_text("like new")


def test_a_quantity(seat: Seat, shop: House) -> None:
    stock_lots(shop)
    page = _desk(seat, shop)
    _scan(page, "SCREW-M4")
    page.locator("#qty").fill("200")
    page.get_by_role("button", name="Receive them").click()
    expect(page.locator("#result")).to_contain_text("200")


def test_a_press_that_comes_twice_counts_once(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    _scan(page, SKU)
    page.locator("#scan").fill("C02ZX0001")
    page.get_by_role("button", name="Enter").dblclick()
    expect(row(page, "C02ZX0001")).to_have_attribute("data-state", "accepted")
    assert received(shop) == ["C02ZX0001"]
