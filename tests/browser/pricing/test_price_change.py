"""Black Friday: a category twenty percent off until later, seen on the product's page, then taken back."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Seat
from tests.house import House
from tests.pricing.changes.shop import open_shop
from webapp.core.data import clock

pytestmark = pytest.mark.browser

WAYS: dict[str, dict[str, Any]] = {
    "with scripts": {},
    "without scripts": {"java_script_enabled": False},
    "on a tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
}


def _money(page: Page, sku: str) -> list[str]:
    card = page.locator("section.card").filter(has_text=sku)
    return [text.split()[0] for text in card.locator("tbody td.money:nth-child(2)").all_inner_texts()]


def _change_prices(page: Page) -> None:
    page.get_by_label("Name", exact=True).fill("Black Friday")
    page.get_by_label("Category").select_option("Laptops")
    page.get_by_label("Prices go").select_option("percent_down")
    page.get_by_label("Percentage or amount").fill("20")
    until = clock.now() + dt.timedelta(days=3)
    page.get_by_label("Until").fill(f"{until:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Show what would change").click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("5 in 3 variants")
    expect(preview.get_by_role("row").filter(has_text="MBP-A")).to_contain_text("€80.00")
    page.locator(".actions").get_by_role("button", name="Change the prices").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Black Friday")
    expect(page.locator(".page-head")).to_contain_text("In effect")


@pytest.mark.parametrize("way", WAYS)
def test_black_friday_and_its_undo(seat: Seat, lite: House, way: str) -> None:
    products = open_shop(lite)
    product = f"/{lite.slug}/products/{products['MBP']}"
    visitor = seat(lite, **WAYS[way])
    page = visitor.go(product)
    assert _money(page, "MBP-A") == ["€100.00", "€80.00"]
    page = visitor.go(f"/{lite.slug}/price-changes")
    page.get_by_role("link", name="Change prices").first.click()
    _change_prices(page)
    change = page.url
    page = visitor.go(product)
    assert _money(page, "MBP-A") == ["€80.00", "€64.00"]
    page.goto(change)
    page.locator(".timeline").get_by_role("button", name="Undo").click()
    expect(page.locator(".page-head")).to_contain_text("Withdrawn")
    page = visitor.go(product)
    assert _money(page, "MBP-A") == ["€100.00", "€80.00"]
