"""The order's form and page in a browser: what is unfolded stays so, only what is asked shows, and long words break."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Seat
from tests.browser.stock.tablet import TABLET
from tests.house import House
from tests.orders.seed import catalogue, order, variant
from tests.orders.test_change_order import MAC
from tests.orders.test_close_line import WHY

pytestmark = pytest.mark.browser

LONG = "n" * 80


def test_what_is_unfolded_stays_so_while_the_sums_are_worked_out(seat: Seat, lite: House) -> None:
    catalogue(lite)
    page = seat(lite, "olga", **TABLET).go(f"/{lite.slug}/orders/new")
    page.locator("#scan").fill(MAC)
    page.locator("#scan").press("Enter")
    expect(page.locator("[name=items-0-sku]")).to_have_value(MAC)
    expect(page.get_by_label("List price instead")).to_be_hidden()
    page.locator(".line-rest summary").tap()
    page.locator("[name=items-0-quantity]").fill("3")
    expect(page.locator("#total")).to_have_text("€477.00")
    expect(page.get_by_label("List price instead")).to_be_visible()
    page.get_by_label("List price instead").fill("2000")
    page.locator("#kind summary").tap()
    expect(page.get_by_label("Device until now")).to_be_hidden()
    page.get_by_label("Kind of order").select_option("upgrade")
    expect(page.get_by_label("Device until now")).to_be_visible()
    expect(page.get_by_label("Months more")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 820, 1440])
def test_long_words_break(seat: Seat, lite: House, width: int) -> None:
    made = [variant("S" * 60, (12, 79)), variant("T" * 60, (12, 70))]
    told = {"specification": "x", "category": "IT", "brand": "Any", "variants": made}
    assert lite.api().post("/v1/products", {"productSku": "P", "name": LONG, **told}).status_code == 201
    one = order(lite, items=[{"sku": "S" * 60, "quantity": 3}], notes="w" * 200)["orderId"]
    reason = {**WHY, "reason": "z" * 300}
    assert lite.api().post(f"/v1/orders/{one}/lines/0/close", {**reason, "quantity": 1}).status_code == 200
    instead = {**reason, "quantity": 1, "sku": "T" * 60}
    assert lite.api().post(f"/v1/orders/{one}/lines/0/substitute", instead).status_code == 200
    visitor = seat(lite, "mo", viewport={"width": width, "height": 900})
    for path in ("", "/edit", "/lines/0/substitute", "/lines/0/close"):
        page = visitor.go(f"/{lite.slug}/orders/{one}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert _outside(page) == [], path


def _outside(page: Page) -> list[str]:
    """Cells and fields of the page that stick out of the card or the form that they are in."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main :is(td, output, dd, textarea, .hint)")].filter((one) => {
            const within = one.closest(".card, form, main").getBoundingClientRect();
            return one.getBoundingClientRect().right > within.right + 1;
        }).map((one) => one.outerHTML.slice(0, 80))"""
    )
    return found
