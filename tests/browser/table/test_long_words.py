"""What was written keeps its lines; a word that no line has room for breaks, so that nothing scrolls sideways."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Seat
from tests.browser.test_every_page import WIDTHS
from tests.house import House
from tests.orders.seed import catalogue, variant
from tests.subscriptions.seed import MACBOOK, confirmed, ready, rented, stocked

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtskapitaensmuetze"
LISTS = ("/subscriptions", "/payments", "/products", "/variants", "/units", "/stock", "/records")
_OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_list_with_a_very_long_word_fits_its_window(seat: Seat, lite: House) -> None:
    catalogue(lite)
    told = {"specification": "x", "category": LONG, "brand": LONG, "productSku": "MACBOOK-PRO-16", "name": LONG}
    assert lite.api().post("/v1/products", {**told, "variants": [variant(MACBOOK, (24, 129.5))]}).status_code < 300
    stocked(lite, "SN-1", "SN-2")
    rented(lite, str(confirmed(lite, (MACBOOK, 1))["orderId"]), "SN-1")
    visitor, wide = seat(lite, reduced_motion="reduce"), []
    for path in LISTS:
        page = visitor.go(f"/{lite.slug}{path}")
        expect(page.locator("table.rows").first).to_contain_text(LONG)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            if (over := page.evaluate(_OVER)) > 0:
                wide.append(f"{path} at {width}: {over} px")
    assert wide == []


def test_notes_keep_their_lines_and_fit(seat: Seat, lite: House) -> None:
    order_id = str(ready(lite, "SN-1")["orderId"])
    rented(lite, order_id, "SN-1")
    notes = f"Handle with care\n{LONG * 4}"
    assert lite.api().post(f"/v1/orders/{order_id}/shipments", {"notes": notes}).status_code == 201
    page = seat(lite, reduced_motion="reduce").go(f"/{lite.slug}/orders/{order_id}")
    assert page.locator(".shipment .note-text").inner_text() == notes
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(_OVER) <= 0, width
