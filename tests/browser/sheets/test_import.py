"""Five hundred rows, twenty of them bad: seen, imported, one corrected, and all of it taken back."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Seat
from tests.house import House

pytestmark = pytest.mark.browser

WAYS: dict[str, dict[str, Any]] = {
    "with scripts": {},
    "without scripts": {"java_script_enabled": False},
    "on a tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
}
HEADER = (
    "Product Name;Product SKU;Category;Brand;Specification;Grade;Variant SKU;List Price;Acquisition Cost;12mo_Price"
)


def _sheet() -> bytes:
    """Inch marks, decimal commas and the words of another alphabet, as a spreadsheet of Windows saves them."""
    rows = [
        f'Bürostuhl {n} 16";CHAIR-{n};Möbel;Brand;Grey;A;CHAIR-{n}-A;{price};120,00;9,95'
        for n, price in enumerate(["a lot", *["249,50"] * 24] * 20)
    ]
    return "\r\n".join([HEADER, *rows]).encode("cp1252")


@pytest.mark.parametrize("way", WAYS)
def test_a_sheet_with_bad_rows(seat: Seat, lite: House, way: str) -> None:
    page = seat(lite, **WAYS[way]).go(f"/{lite.slug}/imports/new")
    page.get_by_label("CSV file").set_input_files({"name": "chairs.csv", "mimeType": "text/csv", "buffer": _sheet()})
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("chairs.csv")
    expect(page.locator("#main")).to_contain_text("480 of 500 rows")
    expect(page.locator("#main")).to_contain_text("20 refused")
    page.get_by_role("button", name="Import 480 rows").click()
    expect(page.get_by_role("heading", name="20 refused rows wait")).to_be_visible()
    page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("List Price").fill("249,50")
    page.get_by_role("button", name="Import this row").click()
    expect(page.get_by_role("heading", name="19 refused rows wait")).to_be_visible()
    found = lite.api().get("/v1/products?q=CHAIR-0").get_json()["products"]
    assert [one["name"] for one in found] == ['Bürostuhl 0 16"']
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator("#main")).to_contain_text("This import was taken back")
    listed = lite.api().get("/v1/products?status=active&limit=1000").get_json()["products"]
    assert listed == []
