"""A lot in the hands of somebody at a desk: by keypad, by scan, overtaken by somebody else, divided and joined."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.codes.gun import scan
from tests.browser.conftest import Seat
from tests.browser.stock.tablet import GTIN, TABLET, before, choose, expect_after, parts, type_figures, undo
from tests.house import House
from tests.lots.dairy import Dairy, dairy
from tests.lots.test_adjust_lot import adjust

pytestmark = pytest.mark.browser

STOCK = {"available_qty": 40, "reserved_qty": 5, "defective_qty": 2, "manifested_qty": 10}


@pytest.fixture
def farm(lite: House) -> Dairy:
    """Milk in lots, with a bar code."""
    made = dairy(lite)
    answer = lite.api().patch(f"/v1/products/variants/{made.item}", {"gtin": GTIN})
    assert answer.status_code == 200, answer.text
    return made


def _open(seat: Seat, farm: Dairy, path: str, **options: Any) -> Page:
    return seat(farm.house, "olga", **{**TABLET, **options}).go(f"/{farm.house.slug}{path}")


def test_by_keypad_and_taken_back(seat: Seat, farm: Dairy) -> None:
    lot = farm.create(number="L1", **STOCK)
    page = _open(seat, farm, f"/lots/{lot['id']}")
    page.get_by_role("link", name="Adjust", exact=True).tap()
    expect_after(page, "–", "–", "–", "–")
    choose(page, "Damage")
    type_figures(page, "12")
    expect_after(page, 28, 5, 14, 10)
    page.get_by_role("button", name="Erase the last figure").tap()
    expect_after(page, 39, 5, 3, 10)
    choose(page, "Issue")
    page.locator("[data-key='3']").tap()
    expect_after(page, 27, 5, 2, 10)
    assert before(page) == {"available": 40, "reserved": 5, "held": 2, "expected": 10}
    assert axe.serious(page) == []
    page.get_by_role("button", name="Issue 13").tap()
    expect(parts(page)).to_contain_text("27 available")
    undo(page)
    expect(parts(page)).to_contain_text("40 available")
    assert farm.quantities(lot) == (47, 40, 5, 2, 10)


def test_a_gs1_code_fills_in_all_it_says(seat: Seat, farm: Dairy) -> None:
    lot = farm.create(number="L1", expires_at="2030-06-30", **STOCK)
    page = _open(seat, farm, "/lots/scan")
    expect(page.locator("#scan")).to_be_focused()
    scan(page, f"01{GTIN}1730063010L1\x1d3024")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lot L1")
    said = page.locator(".segments-read")
    for words in (GTIN, "L1", "24"):
        expect(said).to_contain_text(words)
    expect(page.get_by_text("Another last day")).to_have_count(0)
    expect(page.locator("#qty")).to_have_value("24")
    expect_after(page, 64, 5, 2, 0)
    page.get_by_role("button", name="Receive 24").tap()
    expect(parts(page)).to_contain_text("64 available")
    undo(page)
    assert farm.quantities(lot) == (47, 40, 5, 2, 10)


def test_a_code_with_another_day_is_doubted(seat: Seat, farm: Dairy) -> None:
    farm.create(number="L1", expires_at="2030-06-30", **STOCK)
    page = _open(seat, farm, "/lots/scan")
    scan(page, f"01{GTIN}1730073110L1\x1d3024")
    expect(page.get_by_text("Another last day")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("31 Jul 2030")


def test_a_gs1_code_of_a_lot_that_is_new_opens_it(seat: Seat, farm: Dairy) -> None:
    page = _open(seat, farm, "/lots/scan")
    scan(page, f"01{GTIN}1730063010NEW-1\x1d3024")
    expect(page.get_by_role("heading", level=1)).to_have_text("Open a lot")
    expect(page.locator(".segments-read")).to_contain_text("NEW-1")
    for name, value in (
        ("item_id", farm.item),
        ("number", "NEW-1"),
        ("expires_at", "2030-06-30"),
        ("available_qty", "24"),
    ):
        expect(page.locator(f"#form [name={name}]")).to_have_value(value)
    page.get_by_role("button", name="Open the lot").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lot NEW-1")
    expect(parts(page)).to_contain_text("24 available")


def test_who_was_overtaken_sees_both_and_confirms_once_more(seat: Seat, farm: Dairy) -> None:
    lot = farm.create(number="L1", **STOCK)
    page = _open(seat, farm, f"/lots/{lot['id']}/adjust?verb=issue")
    type_figures(page, "12")
    page.get_by_label("For").fill("ORD-7")
    expect_after(page, 28, 5, 2, 10)
    assert adjust(farm, lot, "issue", 10).status_code == 200
    page.get_by_role("button", name="Issue 12").tap()
    expect(page.locator("#errors")).to_contain_text("changed since it was read")
    assert before(page) == {"available": 30, "reserved": 5, "held": 2, "expected": 10}
    expect(page.locator("#qty")).to_have_value("12")
    expect(page.get_by_label("For")).to_have_value("ORD-7")
    expect_after(page, 18, 5, 2, 10)
    assert farm.quantities(lot)[1] == 30
    page.get_by_role("button", name="Issue 12").tap()
    expect(parts(page)).to_contain_text("18 available")
    assert farm.quantities(lot) == (25, 18, 5, 2, 10)


def test_split_and_merged_and_each_taken_back(seat: Seat, farm: Dairy) -> None:
    lot, other = farm.create(number="L1", available_qty=9), farm.create(number="L2", available_qty=1)
    page = _open(seat, farm, f"/lots/{lot['id']}")
    page.get_by_role("link", name="Split").tap()
    page.get_by_label("How many").fill("4")
    page.get_by_role("button", name="Split").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lot L1-2")
    assert farm.quantities(lot)[0] == 5
    undo(page)
    assert farm.quantities(lot)[0] == 9
    page.goto(f"{page.url.split('/lots/')[0]}/lots/{lot['id']}")
    page.get_by_role("link", name="Put into another lot").tap()
    page.get_by_label("Into").select_option(other["id"])
    page.get_by_role("button", name="Put them together").last.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lot L2")
    expect(parts(page)).to_contain_text("10 available")
    undo(page)
    expect(parts(page)).to_contain_text("1 available")
    assert (farm.quantities(lot)[0], farm.quantities(other)[0]) == (9, 1)


def test_without_scripts(seat: Seat, farm: Dairy) -> None:
    lot = farm.create(number="L1", **STOCK)
    page = _open(seat, farm, "/lots/scan", java_script_enabled=False)
    page.locator("#scan").fill("L1")
    page.get_by_role("button", name="Find", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lot L1")
    expect(page.locator(".keypad")).to_be_hidden()
    choose(page, "Damage")
    page.locator("#qty").fill("12")
    page.get_by_role("button", name="Show what it comes to").tap()
    expect_after(page, 28, 5, 14, 10)
    expect(page.locator("#qty")).to_have_value("12")
    page.get_by_role("button", name="Confirm").tap()
    expect(parts(page)).to_contain_text("28 available")
    undo(page)
    assert farm.quantities(lot) == (47, 40, 5, 2, 10)
