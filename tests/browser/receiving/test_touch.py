"""Every flow with a finger on a tablet: nothing needs a keyboard, nothing is small, nothing jumps."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import axe
from tests.browser.conftest import Seat
from tests.browser.receiving.desk import (
    SKU,
    expect_banner,
    expect_row,
    open_desk,
    pieces,
    received,
    row,
    scan,
)
from tests.browser.receiving.goods import stock_lots
from tests.house import House

pytestmark = pytest.mark.browser

TABLET = {"viewport": {"width": 820, "height": 1180}, "has_touch": True}
FINGER = 48


def _tap(part: Locator) -> None:
    part.tap()


def _desk(seat: Seat, shop: House, person: str = "olga") -> Page:
    return open_desk(seat(shop, person, **TABLET), shop)


def test_receive_by_choice_and_undo(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    assert page.locator("#scan").evaluate("(field) => field.inputMode") == "none"
    _tap(page.locator("[data-line=item] summary"))
    page.locator("#set-sku").fill(SKU)
    _tap(page.get_by_role("button", name="Receive this"))
    expect(page.locator("[data-line=item]")).to_contain_text(SKU)
    _tap(page.locator("[data-line=item] summary"))
    _tap(page.locator("[data-line=item]").get_by_role("button", name="B", exact=True))
    expect(page.locator("[data-line=item]")).to_contain_text("MBP-16-B")
    _tap(page.locator("[data-line=preset] summary"))
    page.locator("#set-cost").fill("1800")
    page.locator("#set-condition").fill("like new")
    _tap(page.get_by_role("button", name="Keep for the next"))
    expect(page.locator("[data-line=preset]")).to_contain_text("like new")
    _tap(page.get_by_role("button", name="Show the keyboard"))
    expect(page.locator("#scan")).to_be_focused()
    page.locator("#scan").fill("C02ZX0001")
    _tap(page.get_by_role("button", name="Enter"))
    expect_row(page, "C02ZX0001", "accepted")
    assert received(shop) == ["C02ZX0001"]
    _tap(page.locator("#result").get_by_role("button", name="Undo"))
    expect_row(page, "C02ZX0001", "undone")


def test_a_lot_by_keypad(seat: Seat, shop: House) -> None:
    stock_lots(shop)
    page = _desk(seat, shop)
    scan(page, "MILK-1L", "LOT-221X")
    expect(page.locator("#lot")).to_have_value("LOT-221X")
    page.locator("#expiry").fill("31.12.2027")
    for key in ("4", "9", "Erase", "8"):
        _tap(page.locator(".keypad").get_by_role("button", name=key))
    expect(page.locator("#qty")).to_have_value("48")
    _tap(page.get_by_role("button", name="Receive them"))
    expect_banner(page, "accepted", "48")
    expect(page.locator("#qty")).to_have_value("")
    expect(page.locator("#scan")).to_be_focused()


def test_what_is_defective_is_held(seat: Seat, shop: House) -> None:
    stock_lots(shop)
    page = _desk(seat, shop)
    scan(page, "MILK-1L", "LOT-221X")
    expect(page.locator("#lot")).to_have_value("LOT-221X")
    pad = page.locator(".keypad")
    _tap(page.locator("#qty"))
    for key in ("4", "8"):
        _tap(pad.get_by_role("button", name=key))
    _tap(page.locator("#defects"))
    _tap(pad.get_by_role("button", name="3"))
    _tap(page.get_by_role("button", name="Receive them"))
    expect_banner(page, "accepted", "45 ×")
    expect(page.locator("#scan-rows")).to_contain_text("3 × Milk")
    assert pieces(shop) == [("held", 3), ("available", 45)]
    expect(page.locator("#set-status")).to_have_value("available")


def test_what_asks_is_answered_with_a_finger(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    scan(page, SKU, "4006381333931")
    asked = expect_row(page, "4006381333931", "attention")
    _tap(asked.get_by_role("button", name="Dismiss"))
    expect_row(page, "4006381333931", "refused")
    scan(page, SKU, "C02ZX0001", "C02ZX0002", "C02ZX0001")
    expect_row(page, "C02ZX0002", "accepted")


def test_what_waits_behind_an_unknown_code_is_settled_together(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    scan(page, SKU, "4006381333931", "C02ZX0001", "C02ZX0002")
    expect_row(page, "C02ZX0002", "attention")
    waits = page.locator("#parked")
    expect(waits).to_contain_text("2 scans wait behind")
    _tap(row(page, "4006381333931").get_by_role("button", name="Dismiss"))
    scan(page, SKU)
    _tap(waits.get_by_role("button", name=f"Receive them as {SKU}"))
    expect_row(page, "C02ZX0002", "accepted")
    expect(waits).to_have_count(0)
    assert received(shop) == ["C02ZX0001", "C02ZX0002"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_is_large_enough_and_readable(seat: Seat, shop: House, theme: str) -> None:
    visitor = seat(shop, "olga", **TABLET)
    page = open_desk(visitor, shop)
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of the two it takes
    scan(page, SKU, "C02ZX0001", "C02ZX0001", "4006381333931", "C02ZX0002", "]d2019999")
    expect_banner(page, "refused")
    scan(page, "SD:UNDO")
    expect_banner(page, "undone")
    small = page.evaluate(
        """(least) => [...document.querySelectorAll("main button, main a, main summary, .desk-foot a")]
          .filter((part) => part.checkVisibility() && part.getClientRects().length)
          .map((part) => [part.textContent.trim(), part.getBoundingClientRect().height])
          .filter(([, height]) => height < least)""",
        FINGER,
    )
    assert small == []
    assert axe.serious(page) == []
    page.context.set_offline(True)
    scan(page, "C02ZX0009")
    expect_banner(page, "waiting")
    assert axe.serious(page) == []
    page.goto("about:blank")
    visitor.troubles.clear()  # of requests that got no answer, as they should


def test_nothing_jumps_when_answers_come(seat: Seat, shop: House) -> None:
    page = _desk(seat, shop)
    scan(page, SKU)
    expect_row(page, SKU, "accepted")
    places = ["#scan", "#context dl", "#result"]
    before = [page.locator(place).bounding_box() for place in places]
    scan(page, "C02ZX0001", "4006381333931", "C02ZX0002")
    expect(page.locator("#parked")).to_be_visible()
    after = [page.locator(place).bounding_box() for place in places]
    assert [box and (box["x"], box["y"]) for box in before] == [box and (box["x"], box["y"]) for box in after]
