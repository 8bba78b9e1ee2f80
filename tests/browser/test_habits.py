"""What every page does alike: work that is not saved, light and dark, dense and roomy, Back, the keys."""

import pytest
from playwright.sync_api import expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.goods import Things
from tests.house import House

pytestmark = pytest.mark.browser


def test_a_reload_keeps_unsaved_work(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/products/new")
    page.locator("[name=name]").fill("MacBook Pro 16")
    clerk.field(page, 0, "variantSku").fill("MBP-16-A")
    page.get_by_role("button", name="Add a variant").click()
    clerk.field(page, 1, "variantSku").fill("MBP-16-B")
    page.locator("[name=brand]").fill("Apple")
    clerk.await_draft(page, "Apple")
    page.reload()
    expect(page.locator("[data-draft-note]")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("MacBook Pro 16")
    expect(clerk.field(page, 1, "variantSku")).to_have_value("MBP-16-B")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.locator("[name=name]")).to_have_value("")


def test_a_saved_form_leaves_no_draft(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/warehouses/new")
    page.locator("[name=name]").fill("Rotterdam")
    clerk.await_draft(page, "Rotterdam")
    page.get_by_role("button", name="Create the warehouse").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rotterdam")
    page.wait_for_load_state()  # whose scripts forget the draft
    page.goto(page.url.rpartition("/warehouses/")[0] + "/warehouses/new")
    expect(page.locator("[name=name]")).to_have_value("")


@pytest.mark.parametrize("script", [True, False])
def test_light_and_dark_are_kept(seat: Seat, lite: House, script: bool) -> None:
    page = seat(lite, java_script_enabled=script).go(f"/{lite.slug}/units")
    page.get_by_role("button", name="Anna: your menu").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(page.url)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("color-scheme", "dark")


@pytest.mark.parametrize("script", [True, False])
def test_dense_and_roomy_are_kept(seat: Seat, stocked: tuple[House, Things], script: bool) -> None:
    house, _ = stocked
    page = seat(house, java_script_enabled=script).go(f"/{house.slug}/units")
    before = page.locator("tbody tr").first.bounding_box()
    page.get_by_role("button", name="Roomier rows").click()
    expect(page.locator("html")).to_have_attribute("data-density", "roomy")
    page.goto(page.url)
    after = page.locator("tbody tr").first.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"]


def test_back_works_after_a_list_was_narrowed(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, _ = stocked
    page = seat(house).go(f"/{house.slug}/units")
    rows = page.locator("#results tbody tr")
    expect(rows.nth(2)).to_be_visible()
    everything = rows.count()
    page.locator("#list-q").fill("MD7")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?q=MD7")
    rows.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("C02ZX1Y2MD7T")
    page.go_back()
    expect(rows).to_have_count(1)
    expect(page.locator("#list-q")).to_have_value("MD7")
    page.go_back()
    expect(rows).to_have_count(everything)
    page.locator("#list-status").select_option("returned")
    expect(page.get_by_role("heading", name="Nothing fits")).to_be_visible()
    page.go_back()
    expect(rows).to_have_count(everything)


def test_the_keys_do_what_the_list_of_keys_says(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, _ = stocked
    page = seat(house).go(f"/{house.slug}/units")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#box")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#results tbody tr").nth(1).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1 .serial")).to_be_visible()


def test_a_double_click_makes_one(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/warehouses/new")
    page.locator("[name=name]").fill("Rotterdam")
    page.get_by_role("button", name="Create the warehouse").last.dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rotterdam")
    page.wait_for_load_state()  # whose scripts forget the draft
    page.goto(page.url.rpartition("/")[0])
    expect(page.locator("#results tbody tr").filter(has_text="Rotterdam")).to_have_count(1)
