"""Work that is not saved yet: it comes back to the one who typed it, over what is saved now, and to nobody else."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import clerk
from tests.browser.conftest import Seat
from tests.browser.site import sit_down
from tests.catalog.seed import minimal
from tests.house import House, new_house

pytestmark = pytest.mark.browser


def _product(house: House, **changes: object) -> str:
    answer = house.api().post("/v1/products", minimal(**changes))
    product_id: str = answer.get_json()["productId"]
    return product_id


def _reloaded(page: Page, words: str) -> Page:
    clerk.await_draft(page, words)
    page.reload()
    return page


def _drafts(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:'))")
    return keys


def test_a_reload_over_what_another_saved_reverts_nothing(seat: Seat, lite: House) -> None:
    product_id = _product(lite)
    page = seat(lite).go(f"/{lite.slug}/products/{product_id}/edit")
    page.locator("[name=brand]").fill("Typed")
    tiers = [{**tier} for tier in minimal()["variants"][0]["pricing"]]
    tiers[0]["monthlyPrice"] = 140
    _product(lite, variants=[{**minimal()["variants"][0], "pricing": tiers}])
    _reloaded(page, "Typed")
    expect(page.locator("[data-draft-note]")).to_be_visible()
    expect(page.locator("[name=brand]")).to_have_value("Typed")
    expect(clerk.field(page, 0, "pricing-0-monthlyPrice")).to_have_value("140.00")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#errors")).to_contain_text("changed since you opened it")
    expect(page.locator("[name=brand]")).to_have_value("Typed")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text('MacBook Pro 16"')
    after = lite.api().get(f"/v1/products/{product_id}").get_json()
    assert after["brand"] == "Typed"
    assert after["variants"][0]["pricing"][0]["monthlyPrice"] == 140


def test_rows_that_were_moved_come_back_and_revert_nothing(seat: Seat, lite: House) -> None:
    one = minimal()["variants"][0]
    product_id = _product(lite, variants=[one, {**one, "variantSku": "OTHER"}])
    page = seat(lite).go(f"/{lite.slug}/products/{product_id}/edit")
    clerk.card(page, 0).locator(".card-foot").get_by_role("button", name="Down").click()
    expect(clerk.field(page, 0, "variantSku")).to_have_value("OTHER")
    _product(lite, variants=[one, {**one, "variantSku": "OTHER", "acquisitionCost": 1234}])
    _reloaded(page, "OTHER")
    expect(page.locator("[data-draft-note]")).to_be_visible()
    expect(clerk.field(page, 0, "variantSku")).to_have_value("OTHER")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#errors")).to_contain_text("Taken over from it")
    page.get_by_role("button", name="Save").last.click()
    expect(page.locator("#toasts .accepted")).to_be_visible()
    variants = lite.api().get(f"/v1/products/{product_id}").get_json()["variants"]
    assert [(v["variantSku"], v["acquisitionCost"]) for v in variants] == [("OTHER", 1234), (one["variantSku"], 1800)]


def test_what_the_server_drew_a_moment_after_the_last_key_is_kept(seat: Seat, lite: House) -> None:
    """The form with that key in it is gone by the time it would have been kept."""
    one = minimal()["variants"][0]
    product_id = _product(lite, variants=[one, {**one, "variantSku": "OTHER"}])
    page = seat(lite).go(f"/{lite.slug}/products/{product_id}/edit")
    clerk.await_scripts(page)
    down = clerk.card(page, 0).locator(".card-foot").get_by_role("button", name="Down")
    down.evaluate(
        """(button) => {
          button.form.elements.brand.value = "Typed";
          button.form.elements.brand.dispatchEvent(new Event("input", { bubbles: true }));
          button.click();
        }"""
    )
    expect(clerk.field(page, 0, "variantSku")).to_have_value("OTHER")
    page.wait_for_timeout(500)
    page.reload()
    expect(page.locator("[name=brand]")).to_have_value("Typed")
    expect(clerk.field(page, 0, "variantSku")).to_have_value("OTHER")


def test_a_draft_is_shown_to_nobody_else(seat: Seat, lite: House) -> None:
    visitor = seat(lite, "mo")
    page = visitor.go(f"/{lite.slug}/products/new")
    page.locator("[name=name]").fill("Mo's secret plan")
    clerk.await_draft(page, "Mo's secret plan")
    assert len(_drafts(page)) == 1
    with lite.app.app_context():
        other = new_house(lite.app)
    sit_down(visitor, other)
    page = visitor.go(f"/{other.slug}/products/new")
    expect(page.locator("[name=name]")).to_have_value("")
    assert _drafts(page) == []


def test_signing_out_drops_drafts(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/products/new")
    page.locator("[name=name]").fill("Half")
    clerk.await_draft(page, "Half")
    page.get_by_role("button", name="Anna: your menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert _drafts(page) == []


def test_cancel_drops_the_draft(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/warehouses/new")
    page.locator("[name=name]").fill("Half")
    clerk.await_draft(page, "Half")
    page.get_by_role("link", name="Cancel").click()
    page.wait_for_url("**/warehouses")
    assert _drafts(page) == []


def test_words_typed_between_two_answers_of_the_advisor_all_come_back(seat: Seat, lite: House) -> None:
    """Each answer swaps cells into the form; what was typed before is still the person's, and not where they began."""
    page = seat(lite).go(f"/{lite.slug}/products/new")
    page.locator("[name=name]").fill("Typed first")
    clerk.field(page, 0, "acquisitionCost").fill("900")
    for row, price in enumerate(("100", "90", "80")):
        with page.expect_response("**/products/advice"):
            clerk.field(page, 0, f"pricing-{row}-monthlyPrice").fill(price)
            clerk.field(page, 0, f"pricing-{row}-monthlyPrice").blur()
    _reloaded(page, "80")
    expect(page.locator("[name=name]")).to_have_value("Typed first")
    for row, price in enumerate(("100", "90", "80")):
        expect(clerk.field(page, 0, f"pricing-{row}-monthlyPrice")).to_have_value(price)
