"""Many variants by keyboard: prices typed down a column, a column pasted, a bad row left open, all of it taken back."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.bulk.shelf import filled, prices, shown
from tests.house import House

pytestmark = pytest.mark.browser

_PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def cell(page: Page, sku: str, label: str) -> Locator:
    """One cell, by the words that a reader hears."""
    return page.get_by_label(f"{label} of {sku}", exact=True)


def test_three_prices_by_keyboard_a_pasted_column_one_bad_row_and_the_undo(seat: Seat, lite: House) -> None:
    ids = filled(lite)
    page = seat(lite, "mo").go(f"/{lite.slug}/variants?sortBy=sku&sortDir=asc")
    page.get_by_role("link", name="Edit as a table").click()
    expect(page).to_have_url(re.compile(r"/variants/table\?sortBy=sku&sortDir=asc"))
    cell(page, "MBP-A", "12 months").click()
    for price in ("141", "131", "121"):
        page.keyboard.press("Control+a")
        page.keyboard.type(price)
        page.keyboard.press("ArrowDown")
    cell(page, "MBP-A", "List price").evaluate(_PASTE, "1900\ncheap\r\n1700\n")
    expect(page.locator("[data-grid-note]")).to_have_text("3 cells pasted, not saved yet")
    expect(page.locator(".typed")).to_have_count(6)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("2 saved, 1 left open")
    wrong = cell(page, "MBP-B", "List price")
    expect(wrong).to_have_value("cheap")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(cell(page, "MBP-B", "12 months")).to_have_value("131")
    assert [shown(lite, ids[f"MBP-{grade}"])["listPrice"] for grade in "ABC"] == [1900, 2000, 1700]
    assert [prices(lite, ids[f"MBP-{grade}"])[12] for grade in "ABC"] == [141, 150, 121]
    page.get_by_role("button", name="Undo what was saved").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Took back")
    assert [shown(lite, ids[f"MBP-{grade}"])["listPrice"] for grade in "ABC"] == [2000, 2000, 2000]
    assert [prices(lite, ids[f"MBP-{grade}"])[12] for grade in "ABC"] == [150, 150, 150]


def test_keys_walk_a_column_and_a_block_is_pasted(seat: Seat, lite: House) -> None:
    filled(lite)
    page = seat(lite, "mo").go(f"/{lite.slug}/variants/table?sortBy=sku&sortDir=asc")
    cell(page, "MBP-A", "Status").focus()
    page.keyboard.press("ArrowDown")
    expect(cell(page, "MBP-B", "Status")).to_be_focused()
    expect(cell(page, "MBP-A", "Status")).to_have_value("active")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(cell(page, "MBP-B", "Tracked by")).to_be_focused()
    cell(page, "MBP-B", "Status").evaluate(_PASTE, "Inactive\tlot\nsold\tCOUNT\nno row\tleft\n")
    expect(page.locator("[data-grid-note]")).to_have_text("3 cells pasted, 3 values had no place, not saved yet")
    values = [cell(page, sku, "Tracked by").input_value() for sku in ("MBP-A", "MBP-B", "MBP-C")]
    assert values == ["serial", "lot", "count"]


def test_a_reload_loses_nothing_and_no_script_is_needed(seat: Seat, lite: House) -> None:
    ids = filled(lite)
    page = seat(lite, "mo").go(f"/{lite.slug}/variants/table")
    cell(page, "MBP-A", "24 months").fill("88")
    expect(page.locator("[data-grid-note]")).to_have_text("1 cell typed over, not saved yet")
    clerk.await_draft(page, "88")
    page.reload()
    expect(cell(page, "MBP-A", "24 months")).to_have_value("88")
    plain = seat(lite, "mo", java_script_enabled=False).go(f"/{lite.slug}/variants/table")
    cell(plain, "MBP-C", "24 months").fill("77.50")
    plain.get_by_role("button", name="Save the table").click()
    expect(plain.get_by_role("status", name="Messages")).to_contain_text("1 variant saved.")
    assert (prices(lite, ids["MBP-C"])[24], prices(lite, ids["MBP-A"])[24]) == (77.5, 100)


def test_a_view_is_saved_and_opened_again(seat: Seat, lite: House) -> None:
    filled(lite)
    page = seat(lite, "mo").go(f"/{lite.slug}/variants")
    page.get_by_label("Status").first.select_option("active")
    page.get_by_text("Save this view").click()
    page.locator("#view-name").fill("In use")
    page.get_by_role("button", name="Save", exact=True).click()
    chip = page.get_by_role("link", name="In use", exact=True)
    expect(chip).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Variants and prices").first.click()
    expect(chip).not_to_have_attribute("aria-current", "true")
    chip.click()
    expect(page).to_have_url(re.compile(r"/variants\?status=active$"))
