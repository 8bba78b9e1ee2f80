"""What stands in nobody's way: messages, keys that do as they say, no scripts, a session that ended, paper."""

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.goods import Things
from tests.house import PASSWORD, House
from webapp.accounts.sessions import end_sessions

pytestmark = pytest.mark.browser


def _box(part: Locator) -> FloatRect:
    found = part.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_a_message_fits_and_goes_when_it_was_read(seat: Seat, lite: House, width: int) -> None:
    page = seat(lite, viewport={"width": width, "height": 900}).go(f"/{lite.slug}/warehouses/new")
    page.locator("[name=name]").fill("Rotterdam " * 12)
    page.get_by_role("button", name="Create the warehouse").last.click()
    toast, close = page.locator(".toast"), page.get_by_role("button", name="Close this message")
    box = _box(close)
    assert box["x"] + box["width"] <= width
    assert _box(toast)["height"] < 160
    close.click()
    expect(toast).to_have_count(0)


def test_what_needs_a_script_is_not_offered_without_one(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, _ = stocked
    page = seat(house, java_script_enabled=False).go(f"/{house.slug}/units")
    expect(page.locator("#connection")).to_be_hidden()
    expect(page.locator(".box kbd")).to_be_hidden()
    page.get_by_role("button", name="Anna: your menu").click()
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    expect(page.get_by_role("button", name="Keys")).to_be_hidden()


def test_no_entry_of_the_menu_breaks_when_one_is_there(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, _ = stocked
    page = seat(house).go(f"/{house.slug}/warehouses")
    heights = {round(_box(entry)["height"]) for entry in page.locator(".side a").all()}
    assert len(heights) == 1, heights


def test_what_was_typed_is_there_again_after_signing_in_again(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/warehouses/new")
    page.locator("[name=name]").fill("Rotterdam")
    clerk.await_draft(page, "Rotterdam")
    end_sessions(lite.session, lite.people["anna"])
    lite.session.commit()
    page.get_by_role("button", name="Create the warehouse").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_label("E-mail").fill(lite.email("anna"))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("[name=name]")).to_have_value("Rotterdam")
    expect(page.get_by_role("status", name="Messages")).to_contain_text("was not saved")
    page.get_by_role("button", name="Create the warehouse").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rotterdam")


def test_a_list_on_paper_says_whose_it_is_and_when(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, _ = stocked
    page = seat(house).go(f"/{house.slug}/units")
    page.emulate_media(media="print")
    expect(page.locator(".print-head")).to_be_visible()
    expect(page.locator(".print-head")).to_contain_text(f"Renter {house.slug}")
    stamp = page.locator("td time").first
    shown = stamp.evaluate("(time) => getComputedStyle(time, '::after').content")
    assert stamp.get_attribute("title") in shown
