"""The one box on every page: a scan shows the card of the thing at once, the next scan takes its place, Esc closes."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.goods import Things
from tests.house import House

pytestmark = pytest.mark.browser


def test_a_scan_shows_the_card_and_the_next_one_takes_its_place(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, _ = stocked
    page = seat(house).go(f"/{house.slug}/units")
    links = page.locator("#results a[href*='/units/']")
    expect(links.first).to_be_visible()
    serials = [str(link.text_content()).strip() for link in links.all()[:2]]
    assert len(serials) == 2
    page.goto(page.url.replace("/units", "/products"))
    clerk.await_scripts(page)
    panel = page.locator("#found .found-panel")
    for serial in serials:
        page.keyboard.press("/")
        page.keyboard.type(serial.lower())
        page.keyboard.press("Enter")
        expect(panel.locator(".found-name")).to_have_text(serial)
        expect(panel).to_contain_text("available")
        expect(panel.get_by_role("link", name="Movements")).to_be_visible()
        expect(page.locator("#box")).to_be_focused()
        page.evaluate("document.activeElement.blur()")
    if folder := os.environ.get("BOX_PICTURES"):
        for width, height in ((1280, 800), (820, 1180), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{folder}/box-{width}.png")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator("#box")).to_be_focused()
    page.keyboard.type("4006381333931")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("Nothing is called")
    icon, words = (panel.locator(f".empty > {one}").bounding_box() for one in (".icon", "h2"))
    assert icon is not None
    assert words is not None
    assert icon["y"] + icon["height"] <= words["y"], "the icon stands above the words"
    expect(panel.get_by_role("link", name="Create a product")).to_be_visible()
    expect(panel.get_by_role("link", name="Give this GTIN to a variant")).to_be_visible()
    page.locator("main").click(position={"x": 5, "y": 300})
    expect(panel).to_have_count(0)
    assert page.url.endswith("/products")
