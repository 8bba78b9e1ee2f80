"""The form of a product under a person's fingers: few keys for many prices, rows that move, tables that are pasted."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import clerk
from tests.browser.axe import serious
from tests.browser.conftest import Seat
from tests.browser.goods import Things
from tests.house import House

pytestmark = pytest.mark.browser

PRICES = ("199", "159", "129", "109")


class Keys:
    """A keyboard that counts every stroke which types no value."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def type(self, *words: str) -> None:
        """Values, with a Tab after each."""
        for word in words:
            self.page.keyboard.type(word)
            self.press("Tab")

    def press(self, *names: str) -> None:
        """Strokes that count."""
        for name in names:
            self.page.keyboard.press(name)
            self.count += 1

    def tab_to(self, name: str) -> None:
        """Tab until a button or field of this name has the focus."""
        for _ in range(30):
            focused = self.page.evaluate("document.activeElement.name + '=' + document.activeElement.value")
            if focused.startswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")


def focused(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.name")
    return name


def test_five_grades_of_four_prices_in_under_sixty_keystrokes(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/products/new")
    keys = Keys(page)
    page.locator("[name=name]").focus()
    keys.type("MacBook Pro 16", "MBP-16", "Laptops", "Apple", "M3 Pro, 18 GB")
    keys.tab_to("variants-0-variantSku")
    keys.type("MBP-16-A", "18 GB, 512 GB")
    keys.type("A", "1800")
    keys.tab_to("variants-0-pricing-0-monthlyPrice")
    for price in PRICES:
        page.keyboard.type(price)
        keys.press("Enter")
    keys.tab_to("_ladder")
    keys.press("Enter")
    expect(clerk.field(page, 4, "variantSku")).to_have_value("MBP-16-E")
    expect(clerk.field(page, 1, "variantSku")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("MacBook Pro 16")
    assert keys.count < 60, keys.count
    made = lite.api().get("/v1/products?include=variants").get_json()
    text = str(made)
    assert all(f"MBP-16-{grade}" in text for grade in "ABCDE")


def test_a_pasted_table_fills_the_rows_from_its_cell(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/products/new")
    clerk.field(page, 0, "variantSku").fill("X-A")
    _paste(page, "variants-0-pricing-0-contractLength", "Months\tPrice\tSet-up\n12 mo\t€ 1.159,00\t49\n24\t129,5\t\n")
    expect(clerk.field(page, 0, "pricing-0-monthlyPrice")).to_be_focused()
    expect(clerk.field(page, 0, "pricing-0-monthlyPrice")).to_have_value("1159")
    expect(clerk.field(page, 0, "pricing-1-monthlyPrice")).to_have_value("129.5")
    expect(clerk.card(page, 0).locator("[name$=monthlyPrice]")).to_have_count(2)
    expect(clerk.field(page, 0, "variantSku")).to_have_value("X-A")
    _paste(page, "variants-0-pricing-1-monthlyPrice", "100\n200\n300")
    expect(clerk.card(page, 0).locator("[name$=monthlyPrice]")).to_have_count(4)
    expect(clerk.field(page, 0, "pricing-2-monthlyPrice")).to_have_value("200")


def _paste(page: Page, name: str, text: str) -> None:
    page.locator(f"[name={name}]").focus()
    page.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          document.getElementsByName(name)[0].dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [name, text],
    )


@pytest.mark.parametrize("script", [True, False])
def test_the_focus_stays_with_what_was_done(seat: Seat, lite: House, script: bool) -> None:
    page = seat(lite, java_script_enabled=script).go(f"/{lite.slug}/products/new")
    clerk.field(page, 0, "variantSku").fill("ONE")
    page.get_by_role("button", name="Add a variant").click()
    expect(clerk.field(page, 1, "variantSku")).to_be_focused()
    expect(clerk.field(page, 1, "variantSku")).to_be_in_viewport()
    clerk.field(page, 1, "variantSku").fill("TWO")
    page.get_by_role("button", name="Add a variant").click()
    expect(clerk.field(page, 2, "variantSku")).to_be_focused()
    _foot(page, 1, "Up").click()
    expect(clerk.field(page, 0, "variantSku")).to_have_value("TWO")
    expect(clerk.field(page, 1, "variantSku")).to_have_value("ONE")
    expect(_foot(page, 0, "Down")).to_be_focused()
    _foot(page, 2, "Remove").click()
    expect(clerk.field(page, 1, "variantSku")).to_be_focused()
    expect(clerk.field(page, 2, "variantSku")).to_have_count(0)
    clerk.card(page, 0).get_by_role("button", name="Add a contract length").click()
    expect(clerk.field(page, 0, "pricing-4-contractLength")).to_be_focused()


def _foot(page: Page, at: int, name: str) -> Locator:
    return clerk.card(page, at).locator(".card-foot").get_by_role("button", name=name, exact=True)


def test_keys_move_a_variant(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/products/new")
    clerk.field(page, 0, "variantSku").fill("ONE")
    page.get_by_role("button", name="Add a variant").click()
    expect(clerk.field(page, 1, "variantSku")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(clerk.field(page, 1, "variantSku")).to_have_value("ONE")
    expect(clerk.field(page, 0, "variantSku")).to_have_value("")


def test_a_ladder_and_a_table_without_a_script(seat: Seat, lite: House) -> None:
    page = seat(lite, java_script_enabled=False).go(f"/{lite.slug}/products/new")
    for name, words in clerk.PRODUCT.items():
        page.locator(f"[name={name}]").fill(words)
    clerk.field(page, 0, "variantSku").fill("MBP-16-A")
    clerk.field(page, 0, "variantName").fill("18 GB")
    page.get_by_text("Paste a table").click()
    page.get_by_label("From a spreadsheet").fill("12\t159,00\n24\t129,00")
    page.get_by_role("button", name="Fill in the prices").click()
    expect(clerk.card(page, 0).locator("[name$=monthlyPrice]")).to_have_count(2)
    page.get_by_text("Grades and their share of the price").click()
    page.get_by_label("Share of grade B in percent").fill("90")
    page.get_by_label("Make grade E").uncheck()
    page.get_by_role("button", name="Make the other grades").click()
    expect(clerk.field(page, 1, "variantSku")).to_be_focused()
    expect(clerk.field(page, 1, "pricing-0-monthlyPrice")).to_have_value("143.10")
    expect(page.locator("section.card")).to_have_count(4)
    page.get_by_role("button", name="Create the product").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(clerk.PRODUCT["name"])


def test_advice_comes_as_one_types_and_leaves_the_focus(seat: Seat, lite: House) -> None:
    page = seat(lite).go(f"/{lite.slug}/products/new")
    page.get_by_role("button", name="Add a variant").click()
    expect(clerk.field(page, 1, "variantSku")).to_be_focused()
    clerk.field(page, 0, "acquisitionCost").fill("1800")
    price = clerk.field(page, 0, "pricing-1-monthlyPrice")
    price.fill("100")
    use = page.locator("#advice-0-1").get_by_role("button", name="Use")
    expect(use).to_be_visible()
    expect(price).to_be_focused()
    price.fill("101")
    use.click()
    expect(price).not_to_have_value("101")
    expect(clerk.field(page, 0, "pricing-1-source")).to_have_value("suggested")
    expect(clerk.field(page, 0, "acquisitionCost")).to_have_value("1800")


def test_touch_on_a_tablet(seat: Seat, stocked: tuple[House, Things]) -> None:
    house, things = stocked
    page = seat(house, viewport={"width": 820, "height": 1180}, has_touch=True).go(
        f"/{house.slug}/products/{things.product}/edit"
    )
    clerk.card(page, 0).locator(".tier .menu summary").first.tap()
    copy = clerk.card(page, 0).locator(".tier .panel-list").first.get_by_role("button", name="Copy")
    box = copy.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    copy.tap()
    expect(clerk.card(page, 0).locator("[name$=monthlyPrice]")).to_have_count(5)


def test_a_product_is_built_by_finger_on_a_tablet(seat: Seat, lite: House) -> None:
    page = seat(lite, viewport={"width": 820, "height": 1180}, has_touch=True, reduced_motion="reduce").go(
        f"/{lite.slug}/products/new"
    )
    for name, words in clerk.PRODUCT.items():
        page.locator(f"[name={name}]").fill(words)
    clerk.field(page, 0, "variantSku").fill("MBP-16-A")
    clerk.field(page, 0, "variantName").fill("18 GB")
    clerk.field(page, 0, "acquisitionCost").fill("1800")
    for row, price in enumerate(PRICES):
        clerk.field(page, 0, f"pricing-{row}-monthlyPrice").fill(price)
    use = page.locator("#advice-0-1").get_by_role("button", name="Use")
    _tap(use)
    expect(clerk.field(page, 0, "pricing-1-source")).to_have_value("suggested")
    page.get_by_text("Grades and their share of the price").tap()
    _tap(page.get_by_role("button", name="Make the other grades"))
    expect(page.locator("section.card")).to_have_count(5)
    _tap(_foot(page, 4, "Remove"))
    expect(page.locator("section.card")).to_have_count(4)
    _tap(_foot(page, 0, "Down"))
    expect(clerk.field(page, 1, "variantSku")).to_have_value("MBP-16-A")
    assert page.evaluate("document.documentElement.scrollWidth") <= 820
    assert serious(page) == []
    _tap(page.get_by_role("button", name="Create the product").last)
    expect(page.get_by_role("heading", level=1)).to_have_text(clerk.PRODUCT["name"])
    made = lite.api().get("/v1/products?include=variants").get_json()["products"][0]["variants"]
    assert [one["grade"] for one in made] == ["B", "A", "C", "D"]


def _tap(button: Locator) -> None:
    """With a finger: as large as one, and nothing lies over it."""
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44, button
    button.tap()


def test_long_words_do_not_widen_a_phone(seat: Seat, lite: House) -> None:
    one = {
        "variantSku": "S" * 200,
        "variantName": "N" * 300,
        "grade": "A",
        "pricing": [{"contractLength": 12, "monthlyPrice": 1}],
    }
    body = {
        "productSku": "P" * 200,
        "name": "N" * 300,
        "specification": "S",
        "category": "C",
        "brand": "B",
        "variants": [one],
    }
    product = lite.api().post("/v1/products", body).get_json()["productId"]
    page = seat(lite, viewport={"width": 390, "height": 844}, reduced_motion="reduce").go(
        f"/{lite.slug}/products/{product}/edit"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("Grades and their share").click()
    for fold in page.locator(".variant > details > summary").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert serious(page) == []
    page.goto(page.url.removesuffix("/edit"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
