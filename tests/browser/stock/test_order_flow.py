"""From the phone call to the packed box, with a finger: an order for somebody new, out by scan in two shipments."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe, clerk
from tests.browser.conftest import Seat
from tests.browser.receiving.desk import expect_banner, expect_row, expect_sent, row, scan
from tests.browser.stock.tablet import TABLET
from tests.house import House
from tests.orders.seed import catalogue, order, variant
from tests.orders.test_change_order import MAC, dearer
from tests.sizes import STRESS
from tests.subscriptions.desk.test_fulfil_desk import EVA, progress
from tests.subscriptions.seed import MONITOR, confirmed, stocked
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.browser

UNITS = 30 if STRESS else 6
SERIALS = [f"SN-{number:03}" for number in range(UNITS - 1)]
WHO = {"email": "jan@example.com", "firstName": "Jan", "lastName": "de Vries"}
WHERE = {
    "contactName": "Jan de Vries",
    "streetAddress": "Keizersgracht 1",
    "city": "Amsterdam",
    "country": "Netherlands",
}


def _shop(house: House) -> str:
    """Two laptops of one product, a monitor that somebody else waits for; gives that order."""
    catalogue(house)
    made = [variant("SURFACE-A", (12, 99)), variant("SURFACE-B", (12, 79))]
    told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": made}
    assert house.api().post("/v1/products", {"productSku": "SURFACE", "name": "Surface", **told}).status_code == 201
    stocked(house, *SERIALS)
    stocked(house, "SURF-1", sku="SURFACE-B")
    stocked(house, "DELL-1", "DELL-2", sku=MONITOR)
    return str(confirmed(house, (MONITOR, 2), customer=EVA)["orderId"])


def _press(page: Page, name: str) -> None:
    page.locator("#form .actions").get_by_role("button", name=name).tap()


def _typed(page: Page) -> None:
    """Somebody is on the phone: nobody knows them, one thing is searched, the other scanned."""
    page.locator("#find").press_sequentially("bakk")
    expect(page.locator("#found-customers")).to_contain_text("Eva Bakker")
    page.locator("#find").fill("de vries")
    expect(page.locator("#found-customers")).to_contain_text("Nobody is known by that")
    for name, words in WHO.items():
        page.locator(f"[name=customer-{name}]").fill(words)
    for name, words in WHERE.items():
        page.locator(f"[name=billingAddress-{name}]").fill(words)
    page.locator("#scan").fill("surf")
    page.locator("#found-variants").get_by_role("button", name="SURFACE-A").tap()
    expect(page.locator("[name=items-0-sku]")).to_have_value("SURFACE-A")
    expect(page.locator("#scan")).to_be_focused()
    scan(page, MAC)
    expect(page.locator("[name=items-1-sku]")).to_have_value(MAC)
    expect(page.locator("#total")).to_have_text("€258.00")  # 99 and 159
    page.locator("[name=items-1-quantity]").fill(str(UNITS - 1))
    page.locator("#lines .tier", has_text="24").tap()
    expect(page.locator("#total")).to_have_text(_euro(99 + (UNITS - 1) * 129.5))


def _euro(amount: float) -> str:
    return f"€{amount:,.2f}"


def _take(page: Page, house: House) -> str:
    """A reload, a price that changed meanwhile, an error: nothing that was typed is lost by any of them."""
    clerk.await_draft(page, str(UNITS - 1))
    dearer(house)
    page.reload()
    expect(page.locator("[data-draft-note]")).to_be_visible()
    expect(page.locator("#lines")).to_contain_text("was €129.50, is €139.50 now")
    expect(page.locator("[name=billingAddress-city]")).to_have_value("Amsterdam")
    assert axe.serious(page) == []
    page.locator("#lines").get_by_role("button", name="Take the new price").tap()
    expect(page.locator("#lines")).not_to_contain_text("was €129.50")
    page.locator("[name=customer-email]").fill("jan at example")
    _press(page, "Take the order")
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("[name=items-1-quantity]")).to_have_value(str(UNITS - 1))
    page.locator("[name=customer-email]").fill(WHO["email"])
    expect(page.locator("#total")).to_have_text(_euro(99 + (UNITS - 1) * 139.5))
    _press(page, "Take the order")
    expect(page.get_by_role("heading", level=1)).to_have_text("Order of Jan de Vries")
    page.get_by_role("button", name="Confirm the order").tap()
    expect(page.locator(".steps [aria-current=step]")).to_have_text("Confirmed")
    return page.url.rpartition("/")[2]


def _replace(page: Page) -> None:
    """There is no such laptop: the other one comes."""
    page.locator("tr", has_text="SURFACE-A").get_by_role("link", name="Replace").tap()
    page.get_by_role("radio", name="SURFACE-B").check()
    page.locator("[name=reason]").fill("The last A is broken.")
    _press(page, "Replace it")
    expect(page.locator("tr", has_text="instead of SURFACE-A")).to_contain_text("The last A is broken.")


def _ship(page: Page, tracking: str) -> None:
    page.get_by_role("link", name="The order", exact=True).tap()
    page.get_by_role("link", name="Ship", exact=True).tap()
    page.locator("[name=trackingNumber]").fill(tracking)
    _press(page, "Let it leave")
    expect(page.locator("section", has=page.locator("#left")).first).to_contain_text(tracking)


def _to_desk(page: Page) -> None:
    page.get_by_role("link", name="Fulfil at the desk").first.tap()
    expect(page.locator("html[data-desk=ready]")).to_be_attached()


def _first_half(page: Page, other: str, half: int) -> None:
    """Scanned faster than the answers; a wrong unit says who waits for it; a row and the card take one back each."""
    scan(page, *SERIALS[:half], "DELL-1")
    expect(expect_row(page, "DELL-1", "refused")).to_contain_text(other)
    expect_sent(page)
    row(page, SERIALS[0]).get_by_role("button", name="Undo").tap()
    expect_row(page, SERIALS[0], "undone")
    scan(page, "SD:UNDO")
    expect_banner(page, "undone")
    expect(page.locator("#totals")).to_contain_text(f"{UNITS - half + 2} left")
    scan(page, SERIALS[0], SERIALS[half - 1])
    expect(page.locator("#totals")).to_contain_text(f"{UNITS - half} left")


def _other_window(page: Page, house: House, other: str) -> None:
    """A second window works on the order that it opened, even if the answer was lost; the first one keeps its own."""
    second = page.context.new_page()
    second.goto(page.url.partition("?")[0])
    expect(second.locator("html[data-desk=ready]")).to_be_attached()
    second.route("**/fulfil/scans", lambda route: (route.fetch(), route.abort()), times=1)
    page.context.set_offline(True)
    scan(second, "DELL-1", other)
    page.context.set_offline(False)
    expect(second).to_have_url(re.compile(other))
    expect_row(second, "DELL-1", "attention")  # no order was open when it was scanned
    row(second, "DELL-1").get_by_role("button", name="Yes, to Eva Bakker").tap()
    expect_row(second, "DELL-1", "accepted")
    expect(page.locator("#context")).to_contain_text("Jan de Vries")
    scan(second, "DELL-2")
    expect(second.locator("#totals")).to_contain_text("nothing is left")
    second.locator("#context").get_by_role("button", name="Close").tap()
    expect(second.locator("#totals")).to_contain_text("No order is open")
    second.close()
    assert progress(house, other) == ("fulfilled", 2)


def test_from_the_call_to_the_box(seat: Seat, lite: House) -> None:
    other = _shop(lite)
    page = seat(lite, "mo", **TABLET).go(f"/{lite.slug}/orders/new")
    _typed(page)
    made = _take(page, lite)
    _replace(page)
    half = UNITS // 2
    _to_desk(page)
    _first_half(page, other, half)
    _other_window(page, lite, other)
    _ship(page, "3S-FIRST")
    _to_desk(page)
    scan(page, *SERIALS[half:], "SURF-1")
    expect(page.locator("#totals")).to_contain_text("nothing is left")
    _ship(page, "3S-SECOND")
    expect(page.locator(".steps [aria-current=step]")).to_have_text("Fulfilled")
    _cancel(page, lite)
    door = lite.api()
    told: list[Any] = door.get(f"/v1/orders/{made}/shipments").json["shipments"]
    assert [(one["trackingNumber"], len(one["units"])) for one in told] == [
        ("3S-FIRST", half),
        ("3S-SECOND", UNITS - half),
    ]
    assert door.get(f"/v1/orders/{made}").json["rentalProgress"]["rentedDevices"] == UNITS
    with tenant_scope(lite.tenant_id):
        assert verify(lite.session, lite.tenant_id) == []


def _cancel(page: Page, house: House) -> None:
    gone = order(house, items=[{"sku": MAC, "quantity": 2}])["orderId"]
    page.goto(page.url.replace(page.url.rpartition("/")[2], gone))
    page.get_by_role("link", name="Cancel it").tap()
    page.locator("[name=reason]").fill("They found one.")
    _press(page, "Cancel the order")
    expect(page.get_by_text("This order was cancelled")).to_be_visible()
