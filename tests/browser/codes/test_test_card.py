"""The set-up page with a scanner of another country: found, kept, and the next codes are right; and without scripts."""

import re
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.codes.gun import scan
from tests.browser.conftest import Seat
from tests.house import House
from webapp.accounts.operations.desks import name_desk
from webapp.core.codes.card import MESSAGE, PLAIN
from webapp.core.codes.layouts import LAYOUTS, typed_as

pytestmark = pytest.mark.browser

_SQUARE = "]d2010950600013435210AB12{}21TEST7"


@pytest.fixture
def desk(lite: House) -> str:
    """A desk that is to be set up."""
    return str(lite.do(name_desk, name="Receiving 1").id)


def _scan(page: Page, code: str, computer: str, end: str, separator: dict[str, str] | None = None) -> None:
    """What a scanner for a US keyboard does to a computer of another country."""
    scan(page, "\x1d".join(typed_as(part, "us", computer) for part in code.split("\x1d")), end, separator)


@pytest.mark.parametrize(
    ("computer", "end", "key"), [("fr", "Tab", "tab"), ("de", "Enter", "enter"), ("us", "", "none")]
)
def test_a_scanner_of_another_country_is_found_and_kept(
    seat: Seat, lite: House, desk: str, computer: str, end: str, key: str
) -> None:
    """Two scans and one press; nothing is kept before it."""
    page = seat(lite, "olga").go(f"/{lite.slug}/desks/{desk}/scanner")
    expect(page.locator("#first")).to_be_focused()
    _scan(page, "]C0" + PLAIN, computer, end)
    expect(page.locator("#second")).to_be_focused()
    _scan(page, _SQUARE.format("\x1d"), computer, end)
    found = page.locator("#findings")
    expect(found).to_contain_text("The GS1 separator arrives")
    expect(found).to_contain_text(LAYOUTS[computer].name if computer != "us" else "Every character arrives as it is")
    expect(page.locator("#form [name=suffix]")).to_have_value(key)
    expect(page.locator("#form [name=computer]")).to_have_value(computer)
    page.get_by_role("button", name="Keep this for Receiving 1").last.click()
    expect(page).to_have_url(re.compile(f"/desks/{desk}$"))
    page.goto(page.url + "/scanner")
    expect(page.locator("#form [name=computer]")).to_have_value(computer)
    expect(page.locator("#form [name=suffix]")).to_have_value(key)


def test_a_key_in_place_of_the_separator_is_found(seat: Seat, lite: House, desk: str) -> None:
    """Many scanners can be told to send F8."""
    page = seat(lite, "olga").go(f"/{lite.slug}/desks/{desk}/scanner")
    _scan(page, "~" + PLAIN, "us", "Enter")
    expect(page.locator("#second")).to_be_focused()
    _scan(page, "~" + _SQUARE.format("\x1d"), "us", "Enter", separator={"key": "F8"})
    expect(page.locator("#findings")).to_contain_text("comes as the key <F8>")
    expect(page.locator("#form [name=separator]")).to_have_value("<F8>")
    expect(page.locator("#form [name=prefix]")).to_have_value("~")


def test_what_cannot_be_helped_is_said(seat: Seat, lite: House, desk: str) -> None:
    """A separator that is not sent; a code that is no card."""
    page = seat(lite, "olga").go(f"/{lite.slug}/desks/{desk}/scanner")
    _scan(page, PLAIN, "us", "Enter")
    expect(page.locator("#second")).to_be_focused()
    _scan(page, _SQUARE.format(""), "us", "Enter")
    expect(page.locator("#findings .refused")).to_contain_text("Switch on the GS1 separator")
    page.locator("#first").fill("C02ZX0001")
    page.get_by_role("button", name="See what arrived").click()
    expect(page.locator("#findings .refused")).to_contain_text("cannot be helped from here")


def test_without_scripts_it_is_two_forms(seat: Seat, lite: House, desk: str) -> None:
    """Enter sends the card; which key it was cannot be told."""
    page = seat(lite, "olga", java_script_enabled=False).go(f"/{lite.slug}/desks/{desk}/scanner")
    page.locator("#first").fill(typed_as(PLAIN, "us", "be"))
    page.locator("#first").press("Enter")
    expect(page.locator("#findings")).to_contain_text("and with JavaScript")
    expect(page.locator("#first")).to_have_value(typed_as(PLAIN, "us", "be"))
    page.locator("#second").fill(typed_as(_SQUARE.format("|"), "us", "be"))
    page.locator("#second").press("Enter")
    expect(page.locator("#form [name=separator]")).to_have_value("|")
    expect(page.locator("#form [name=computer]")).to_have_value("be")
    page.locator("#form .actions button.primary").click()
    expect(page).to_have_url(re.compile(f"/desks/{desk}$"))


@pytest.mark.parametrize(("width", "theme"), [(820, "light"), (1280, "dark")])
def test_a_scanner_can_read_the_screen(seat: Seat, lite: House, desk: str, width: int, theme: str) -> None:
    """Both codes whole, in black on white, on a tablet too."""
    visitor = seat(lite, "olga", viewport={"width": width, "height": 1180}, color_scheme=theme)
    page = visitor.go(f"/{lite.slug}/desks/{desk}/scanner")
    found = zxingcpp.read_barcodes(Image.open(BytesIO(page.screenshot())))
    assert {code.symbology_identifier: code.text for code in found} == {"]C0": PLAIN, "]d2": MESSAGE}
