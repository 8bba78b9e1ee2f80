"""Receiving without a mouse, as fast as a scanner types; two answers to one press; what is typed is never lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.assets.shelf import stock_up
from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.house import House

pytestmark = pytest.mark.browser


@pytest.fixture
def stocked_house(lite: House) -> House:
    stock_up(lite)
    return lite


def _scan(page: Page, code: str) -> None:
    """What a scanner does: types without a pause, and presses Enter."""
    page.keyboard.type(code, delay=2)
    page.keyboard.press("Enter")


def test_one_unit_after_another(seat: Seat, stocked_house: House) -> None:
    page = seat(stocked_house, "olga").go(f"/{stocked_house.slug}/receive")
    page.keyboard.type("MBP-16-A", delay=2)
    page.keyboard.press("Tab")
    for serial in ("C02ZX0001", "C02ZX0002"):
        expect(page.locator("#scan")).to_be_focused()
        _scan(page, serial)
        expect(clerk.result(page, serial)).to_have_attribute("data-state", "accepted")
    expect(page.locator("#scan")).to_be_focused()
    expect(page.locator("#scan")).to_have_value("")
    expect(page.locator("[data-scan-result]")).to_have_count(2)


def test_after_a_duplicate_the_next_scan_goes_on(seat: Seat, stocked_house: House) -> None:
    page = seat(stocked_house, "olga").go(f"/{stocked_house.slug}/receive?sku=MBP-16-A")
    for _ in range(2):
        expect(page.locator("#scan")).to_be_focused()
        _scan(page, "C02ZX0001")
        expect(page.locator("[data-scan-result]").first).to_contain_text("C02ZX0001")
    refused = page.locator("[data-scan-result][data-state=refused]")
    expect(refused).to_contain_text("C02ZX0001")
    expect(page.locator("#scan")).to_be_focused()
    _scan(page, "C02ZX0002")
    expect(clerk.result(page, "C02ZX0002")).to_have_attribute("data-state", "accepted")


def test_a_duplicate_leads_to_its_holder(seat: Seat, stocked_house: House) -> None:
    page = seat(stocked_house, "olga").go(f"/{stocked_house.slug}/receive?sku=MBP-16-A")
    for serial in ("C02ZX0001", "c02zx0001"):
        page.locator("#scan").fill(serial)
        page.locator("#scan").press("Enter")
        expect(page.locator("[data-scan-result]").first).to_contain_text(serial)
    page.locator("[data-state=refused]").get_by_role("link", name="Open it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C02ZX0001")


def test_an_error_keeps_what_was_typed(seat: Seat, stocked_house: House) -> None:
    page = seat(stocked_house, "olga").go(f"/{stocked_house.slug}/receive")
    typed = {
        "sku": "NO-SUCH",
        "serialNumber": "C02ZX0009",
        "acquisitionCost": "18oo",
        "condition": "like new",
        "notes": "a\nb",
    }
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    page.get_by_role("button", name="Receive", exact=True).last.click()
    expect(page.locator("#errors")).to_be_visible()
    for name, words in typed.items():
        expect(page.locator(f"[name={name}]")).to_have_value(words)
    page.locator("#errors a").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


def test_a_double_click_receives_one(seat: Seat, stocked_house: House) -> None:
    page = seat(stocked_house, "olga").go(f"/{stocked_house.slug}/receive?sku=MBP-16-A")
    page.locator("#scan").fill("C02ZX0007")
    page.get_by_role("button", name="Receive", exact=True).last.dblclick()
    expect(page.locator("[data-scan-result]")).to_have_count(1)
    expect(page.locator("[data-scan-result]")).to_have_attribute("data-state", "accepted")


def test_undo_stays_at_the_desk(seat: Seat, stocked_house: House) -> None:
    page = seat(stocked_house, "olga").go(f"/{stocked_house.slug}/receive?sku=MBP-16-A")
    _scan(page, "C02ZX0001")
    clerk.result(page, "C02ZX0001").get_by_role("button", name="Undo").click()
    expect(clerk.result(page, "C02ZX0001")).to_have_attribute("data-state", "undone")
    expect(page.get_by_label("SKU")).to_have_value("MBP-16-A")
    _scan(page, "C02ZX0001")
    expect(clerk.result(page, "C02ZX0001")).to_have_attribute("data-state", "accepted")
