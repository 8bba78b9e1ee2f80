"""How much a hand has to do: keys and clicks counted in the page, against what was promised."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.receiving.desk import SKU, expect_banner, expect_row, open_desk, received, row, scan
from tests.browser.receiving.goods import GTIN, stock_lots
from tests.house import House

pytestmark = pytest.mark.browser

_COUNT = """
window.work = { clicks: 0, keys: 0 };
addEventListener("pointerdown", () => { window.work.clicks += 1; }, true);
addEventListener("keydown", () => { window.work.keys += 1; }, true);
"""


def _counted(seat: Seat, shop: House, person: str = "olga") -> Page:
    visitor = seat(shop, person)
    visitor.page.add_init_script(_COUNT)
    return open_desk(visitor, shop)


def _by_hand(page: Page, *scanned: str) -> tuple[int, int]:
    """Clicks and keys that no scanner made, since the last time."""
    clicks, keys = page.evaluate("[window.work.clicks, window.work.keys]")
    page.evaluate("window.work = { clicks: 0, keys: 0 }")
    return clicks, keys - sum(len(code) + 1 for code in scanned)


def test_w1_a_unit_is_one_scan_and_nothing_else(seat: Seat, shop: House) -> None:
    page = _counted(seat, shop)
    codes = [f"C02ZX{number:04d}" for number in range(12)]
    scan(page, SKU, *codes)
    expect_row(page, codes[-1], "accepted")
    assert received(shop) == codes
    assert _by_hand(page, SKU, *codes) == (0, 0)


def test_w1_another_item_is_one_scan(seat: Seat, shop: House) -> None:
    page = _counted(seat, shop)
    codes = (SKU, "C02ZX0001", "MBP-16-B", "C02ZX0002", "SD:GRADE:A", "C02ZX0003")
    scan(page, *codes)
    expect_row(page, "C02ZX0003", "accepted")
    assert _by_hand(page, *codes) == (0, 0)
    expect(row(page, "C02ZX0002")).to_contain_text("B")


def test_w2_plain_codes_of_a_lot_take_two_scans_and_ten_keys(seat: Seat, shop: House) -> None:
    stock_lots(shop)
    page = _counted(seat, shop)
    scan(page, "MILK-1L", "LOT-221X")
    expect(page.locator("#lot")).to_have_value("LOT-221X")
    for key in ("F4", *"271231", *"48", "Enter"):
        page.keyboard.press(key)
    banner = expect_banner(page, "accepted", "48")
    expect(banner).to_contain_text("31 Dec 2027")
    clicks, keys = _by_hand(page, "MILK-1L", "LOT-221X")
    assert clicks == 0
    assert keys <= 10


def test_w2_a_gs1_code_is_one_scan_and_one_confirm(seat: Seat, shop: House) -> None:
    stock_lots(shop)
    page = _counted(seat, shop)
    code = f"]C101{GTIN}172712313048\u001d10LOT221X"
    scan(page, code)
    asked = page.locator("#scan-rows [data-state=attention]").first
    expect(asked).to_contain_text("LOT221X")
    asked.get_by_role("button", name="Receive").click()
    expect_banner(page, "accepted")
    clicks, keys = _by_hand(page, code.replace("\u001d", ""))
    assert (clicks, keys) == (1, 0)


@pytest.mark.parametrize("start", ["", "/units", "/products", "/intakes", "/account"])
def test_w8_looking_something_up_is_one_scan_from_any_page(seat: Seat, shop: House, start: str) -> None:
    """One key goes to the box; after that it is scan after scan, each in the place of the one before."""
    door = shop.api()
    for serial in ("C02ZX0001", "C02ZX0002"):
        made = door.post("/v1/assets", {"sku": SKU, "serialNumber": serial})
        assert made.status_code == 201, made.text
    visitor = seat(shop, "olga")
    visitor.page.add_init_script(_COUNT)
    page = visitor.go(f"/{shop.slug}{start}" if start != "/account" else start)
    found = page.locator("#found .found-panel")
    clerk.await_scripts(page)
    page.keyboard.press("/")
    for code, shown in (("C02ZX0001", "C02ZX0001"), ("C02ZX0002", "C02ZX0002"), (SKU, SKU)):
        scan(page, code)
        expect(found).to_contain_text(shown)
        expect(found.get_by_role("link").first).to_be_visible()
    assert _by_hand(page, "C02ZX0001", "C02ZX0002", SKU) == (0, 1)
    scan(page, "C02ZX0001")
    expect(found.locator(".found-name")).to_have_text("C02ZX0001")
    found.get_by_role("link", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("C02ZX0001")


def test_w8_a_unit_is_opened_without_a_mouse(seat: Seat, shop: House) -> None:
    """Typed by hand: the key that goes there, five signs of the serial number, Enter; then Tab and Enter open it."""
    made = shop.api().post("/v1/assets", {"sku": SKU, "serialNumber": "C02ZX0001"})
    assert made.status_code == 201, made.text
    visitor = seat(shop, "olga")
    visitor.page.add_init_script(_COUNT)
    page = visitor.go(f"/{shop.slug}/products")
    clerk.await_scripts(page)
    page.keyboard.press("/")
    page.keyboard.type("C02ZX0001")
    page.keyboard.press("Enter")
    expect(page.locator("#found .found-name")).to_have_text("C02ZX0001")
    clicks, keys = _by_hand(page)
    assert (clicks, keys) == (0, len("C02ZX0001") + 2)


def test_w9_undo_is_one_action(seat: Seat, shop: House) -> None:
    page = _counted(seat, shop)
    codes = (SKU, "C02ZX0001", "C02ZX0002", "C02ZX0003")
    scan(page, *codes)
    expect_row(page, "C02ZX0003", "accepted")
    _by_hand(page, *codes)
    scan(page, "SD:UNDO")
    expect_row(page, "C02ZX0003", "undone")
    assert _by_hand(page, "SD:UNDO") == (0, 0)
    row(page, "C02ZX0002").get_by_role("button", name="Undo").click()
    expect_row(page, "C02ZX0002", "undone")
    assert _by_hand(page) == (1, 0)
    page.keyboard.press("Control+z")
    expect_row(page, "C02ZX0001", "undone")
    assert _by_hand(page) == (0, 2)
