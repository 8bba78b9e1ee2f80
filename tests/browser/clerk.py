"""What a person does, by the names that stand on the screen: the same with and without scripts."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.site import Visitor
from tests.house import PASSWORD, House

PRODUCT = {
    "name": "MacBook Pro 16",
    "productSku": "MBP-16",
    "category": "Laptops",
    "brand": "Apple",
    "specification": "M3 Pro, 18 GB, 512 GB",
}
PRICES = {"A": "159.00", "B": "139.50", "C": "119"}


def sign_in(visitor: Visitor, house: House, person: str = "anna") -> Page:
    """Through the form, like on the first day."""
    page = visitor.go("/")
    page.get_by_label("E-mail").fill(house.email(person))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{visitor.base}/{house.slug}/")
    return page


def enter_product(page: Page) -> None:
    """A product with three variants: one typed, one copied, one added."""
    page.get_by_role("link", name="Products", exact=True).first.click()
    page.get_by_role("link", name="New product").first.click()
    for name, words in PRODUCT.items():
        page.locator(f"[name={name}]").fill(words)
    _enter_variant(page, 0, "A")
    card(page, 0).locator(".card-foot").get_by_role("button", name="Copy").click()
    expect(field(page, 1, "variantSku")).to_have_value("MBP-16-A")
    _enter_variant(page, 1, "B")
    page.get_by_role("button", name="Add a variant").click()
    expect(field(page, 2, "variantSku")).to_have_value("")
    _enter_variant(page, 2, "C")
    page.get_by_role("button", name="Create the product").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(PRODUCT["name"])


def await_scripts(page: Page) -> None:
    """Until htmx has the box on top: a moment earlier, a scan opens the page of what it finds, as without scripts."""
    expect(page.locator("form.box[data-htmx-powered]")).to_be_attached()


def await_draft(page: Page, words: str) -> None:
    """Until what was typed is kept in this tab, which is done a moment after the last key."""
    page.wait_for_function(
        """(words) => Object.entries(sessionStorage).some(
          ([key, kept]) => key.startsWith("draft:") && kept.includes(JSON.stringify(words)))""",
        arg=words,
    )


def field(page: Page, variant: int, name: str) -> Locator:
    """A field of one variant."""
    return page.locator(f"[name=variants-{variant}-{name}]")


def card(page: Page, variant: int) -> Locator:
    """The card of one variant."""
    return page.locator("section.card").filter(has=field(page, variant, "variantSku"))


def _enter_variant(page: Page, at: int, grade: str) -> None:
    field(page, at, "variantSku").fill(f"MBP-16-{grade}")
    field(page, at, "grade").select_option(grade)
    field(page, at, "variantName").fill(f"Grade {grade}")
    prices = card(page, at).locator("[name$=monthlyPrice]")
    for row in range(prices.count()):
        prices.nth(row).fill(PRICES[grade])


def receive(page: Page, sku: str, serial: str) -> None:
    """One unit at the desk: its SKU, then its serial number."""
    page.get_by_role("link", name="Receive", exact=True).first.click()
    for code in (sku, serial):
        page.locator("#scan").fill(code)
        page.locator("#scan").press("Enter")
        expect(result(page, code)).to_have_attribute("data-state", "accepted")


def result(page: Page, serial: str) -> Locator:
    """The newest line about a serial number on the receiving page."""
    return page.locator(f"[data-scan-result][data-code='{serial}']").first


def find(page: Page, code: str) -> None:
    """By the one box."""
    box = page.get_by_role("search", name="Everywhere").get_by_role("textbox")
    box.fill(code)
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/units/unit_"))
    expect(page.get_by_role("heading", level=1)).to_have_text(code)


def take_back(page: Page) -> None:
    """From the unit's timeline."""
    timeline = page.locator(".timeline")
    expect(timeline).to_contain_text("received")
    timeline.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status", name="Messages")).to_contain_text("Took back: received")
    expect(page.locator(".timeline")).to_contain_text("taken back")
    expect(page.locator(".timeline").get_by_role("button", name="Undo")).to_have_count(0)
