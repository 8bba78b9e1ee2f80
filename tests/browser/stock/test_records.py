"""A stock record with a finger: adjusted, reserved, released, each taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import Seat
from tests.browser.stock.tablet import TABLET, parts, undo
from tests.house import House
from tests.inventory.shelf import is_clean, opened

pytestmark = pytest.mark.browser


def _record(seat: Seat, house: House, *, scripts: bool = True) -> Page:
    record = opened(house, 50)
    page = seat(house, "mo", java_script_enabled=scripts, **TABLET).go(f"/{house.slug}/records/{record['id']}")
    expect(parts(page)).to_contain_text("50 available")
    return page


def _send(page: Page, name: str) -> None:
    page.locator("#form .actions").get_by_role("button", name=name).tap()
    expect(page).to_have_url(re.compile(r"/records/[^/]+$"))


def test_adjusted_reserved_and_released(seat: Seat, lite: House) -> None:
    page = _record(seat, lite)
    page.get_by_role("link", name="Adjust", exact=True).tap()
    page.locator("#action").select_option("DAMAGED")
    page.locator("#qty").fill("-3")
    expect(page.locator("#outcome")).to_contain_text("47 available")
    assert axe.serious(page) == []
    page.locator("#qty").fill("-51")
    expect(page.locator("#outcome .outcome-no")).to_be_visible()
    page.locator("#qty").fill("-3")
    _send(page, "Book it")
    expect(parts(page)).to_contain_text("47 available")
    undo(page)
    expect(parts(page)).to_contain_text("50 available")
    page.get_by_role("link", name="Reserve", exact=True).tap()
    page.locator("#qty").fill("8")
    page.locator("#reference").fill("ORD-7")
    _send(page, "Reserve")
    expect(parts(page)).to_contain_text("8 reserved")
    page.get_by_role("link", name="Release", exact=True).tap()
    page.locator("#qty").fill("3")
    page.locator("#reference").fill("ORD-7")
    _send(page, "Release")
    expect(parts(page)).to_contain_text("5 reserved")
    undo(page)
    expect(parts(page)).to_contain_text("8 reserved")
    page.locator("section", has=page.locator("#promises")).get_by_role("button", name="Release").tap()
    expect(parts(page)).to_contain_text("50 available")
    assert is_clean(lite)


def test_adjusted_without_scripts(seat: Seat, lite: House) -> None:
    page = _record(seat, lite, scripts=False)
    page.get_by_role("link", name="Adjust", exact=True).tap()
    page.locator("#action").select_option("DAMAGED")
    page.locator("#qty").fill("-3")
    _send(page, "Book it")
    expect(parts(page)).to_contain_text("47 available")
    undo(page)
    expect(parts(page)).to_contain_text("50 available")
