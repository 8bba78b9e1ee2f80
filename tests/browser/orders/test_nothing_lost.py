"""Whatever is typed or scanned into an order's form while answers are under way is there afterwards."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.orders.form import expect_lines, expect_settled, open_form, scan_into, slow
from tests.house import House
from tests.orders.seed import CURL, catalogue, order
from tests.orders.test_change_order import DELL, MAC
from tests.orders.test_order_pages import TYPED

pytestmark = pytest.mark.browser


def _fill(page: Page) -> None:
    for name, words in TYPED.items():
        if not name.startswith("items"):
            page.locator(f"[name={name}]").fill(words)


def _take(page: Page) -> None:
    page.locator("#form .actions").get_by_role("button", name="Take the order").click()


@pytest.mark.parametrize(("latency", "gap"), [(450, 350), (100, 0)])
def test_every_scan_counts_however_late_its_answer(seat: Seat, lite: House, latency: int, gap: int) -> None:
    catalogue(lite)
    page = open_form(seat(lite), lite)
    with slow(page, latency):
        scan_into(page, *[MAC, DELL] * 5, gap=gap)
        scan_into(page, "NOBODY", MAC)
        expect_settled(page)
    expect(page.locator("#codes-refused")).to_contain_text("NOBODY")
    expect_lines(page, **{MAC: 6, DELL: 5})
    expect(page.locator("#total")).to_have_text("€1,049.00")  # 6 at 159, 5 at 19
    expect(page.locator("#bar-total")).to_contain_text("€1,049.00")
    page.locator("#codes-refused [data-correct]").click()
    expect(page.locator("#scan")).to_have_value("NOBODY")
    expect(page.locator("#scan")).to_be_focused()


def test_what_is_typed_meanwhile_stays_where_it_is_typed(seat: Seat, lite: House) -> None:
    catalogue(lite)
    page = open_form(seat(lite), lite)
    scan_into(page, DELL)
    expect_lines(page, **{DELL: 1})
    with slow(page, 400):
        scan_into(page, MAC)
        page.locator("[name=items-0-quantity]").fill("7")
        page.locator("[name=notes]").click()
        page.keyboard.type("please ring the bell twice", delay=30)
        expect_settled(page)
    expect_lines(page, **{DELL: 7, MAC: 1})
    expect(page.locator("[name=notes]")).to_be_focused()
    expect(page.locator("[name=notes]")).to_have_value("please ring the bell twice")
    expect(page.locator("#scan")).to_have_value("")
    expect(page.locator("#total")).to_have_text("€292.00")
    with slow(page, 400):
        scan_into(page, MAC)
        page.get_by_role("button", name="Remove line 1").click()
        expect_lines(page, **{MAC: 2})
    scan_into(page, DELL)
    expect_lines(page, **{MAC: 2, DELL: 1})
    with slow(page, 500):
        with page.expect_request("**/orders/new"):
            page.get_by_role("button", name="Remove line 1").click()
        page.get_by_label("Quantity").fill("30")  # the row above it is gone, which the server hears only now
        expect(page.locator("#total")).to_have_text("€570.00")
    expect_lines(page, **{DELL: 30})
    expect(page.get_by_label("Quantity")).to_be_focused()


def test_a_customer_who_is_picked_fills_only_what_nobody_typed_since(seat: Seat, lite: House) -> None:
    catalogue(lite)
    order(lite, {**CURL, "shippingAddress": {**CURL["shippingAddress"], "city": "Oakland"}})
    page = open_form(seat(lite), lite)
    page.locator("#find").fill("acme")
    with slow(page, 400):
        page.locator("#found-customers").get_by_role("button").click()
        scan_into(page, MAC)
        page.locator("[name=customer-phone]").click()
        page.keyboard.type("010-1234", delay=20)
        expect_settled(page)
    expect(page.locator("[name=customer-email]")).to_have_value("sarah.johnson@acmecorp.com")
    expect_lines(page, **{MAC: 1})
    expect(page.locator("[name=customer-phone]")).to_have_value("010-1234")
    expect(page.locator("[name=billingAddress-city]")).to_have_value("San Francisco")
    expect(page.locator("[name=shippingAddress-city]")).to_be_visible()
    expect(page.locator("#find")).to_have_value("")


def test_an_order_is_taken_with_all_that_was_scanned_and_nothing_in_the_box(seat: Seat, lite: House) -> None:
    catalogue(lite)
    page = open_form(seat(lite), lite)
    _fill(page)
    page.locator("#scan").fill(DELL)
    _take(page)
    expect(page.locator("#scan-error")).to_have_text(f"{DELL} is still in the box: add it or clear it.")
    expect(page.locator("[name=customer-email]")).to_have_value(TYPED["customer-email"])
    with slow(page, 300):
        page.locator("#scan").press("Enter")
        scan_into(page, MAC, MAC)
        _take(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Order of Jan de Vries")
    made = lite.api().get("/v1/orders").json["orders"]
    assert [[(line["sku"], line["quantity"]) for line in one["items"]] for one in made] == [[(DELL, 1), (MAC, 2)]]


def test_a_draft_holds_the_last_scan_and_belongs_to_its_beginning(seat: Seat, lite: House) -> None:
    catalogue(lite)
    who = order(lite, CURL)["customerId"]
    visitor = seat(lite)
    page = open_form(visitor, lite)
    page.locator("[name=customer-email]").fill("new.person@x.example")
    page.locator("#scan").focus()
    page.keyboard.type(MAC, delay=5)
    page.keyboard.press("Enter")
    expect_lines(page, **{MAC: 1})
    page.wait_for_timeout(600)  # the timer of the last key has run out
    with slow(page, 1000):
        scan_into(page, DELL)
        page.reload()  # before its answer came
    expect_lines(page, **{MAC: 1, DELL: 1})
    page = open_form(visitor, lite, f"/orders/new?customer={who}")
    expect(page.locator("[name=customer-email]")).to_have_value("sarah.johnson@acmecorp.com")
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    scan_into(page, DELL)
    expect_lines(page, **{DELL: 1})
    clerk.await_draft(page, DELL)
    _take(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Order of Sarah Johnson")
    page.wait_for_load_state()
    page = open_form(visitor, lite, f"/orders/new?customer={who}")
    expect_lines(page)
    page = open_form(visitor, lite)
    expect(page.locator("[name=customer-email]")).to_have_value("new.person@x.example")
    expect_settled(page)
    expect_lines(page, **{MAC: 1, DELL: 1})


def test_a_draft_of_an_edit_shows_what_it_would_save(seat: Seat, lite: House) -> None:
    """Sums are worked out again, and a line that took another one's place is drawn as itself."""
    catalogue(lite)
    made = order(lite, items=[{"sku": MAC, "quantity": 1, "contractLength": 12}])
    page = open_form(seat(lite), lite, f"/orders/{made['orderId']}/edit")
    page.locator("[name=items-0-quantity]").fill("6")
    expect(page.locator("#total")).to_have_text("€954.00")
    page.reload()
    expect(page.locator("[name=items-0-quantity]")).to_have_value("6")
    expect(page.locator("#total")).to_have_text("€954.00")
    page.locator("#lines button[name=_remove]").click()
    scan_into(page, DELL)
    expect_lines(page, **{DELL: 1})
    expect(page.locator("#total")).to_have_text("€19.00")
    page.reload()
    expect_lines(page, **{DELL: 1})
    expect(page.locator("#lines [data-row]")).to_contain_text(DELL)
    expect(page.locator("#total")).to_have_text("€19.00")


def test_what_waits_at_a_reload_becomes_a_line(seat: Seat, lite: House) -> None:
    catalogue(lite)
    page = open_form(seat(lite), lite)
    with slow(page, 700):
        scan_into(page, MAC, DELL)
        page.reload()
    expect_lines(page, **{MAC: 1, DELL: 1})
    expect(page.locator("#scan")).to_have_value("")
