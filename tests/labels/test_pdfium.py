"""The PDF as a browser shows it: drawn by another program altogether, and read back from the picture."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

from tests import chromium
from tests.labels.paper import read
from webapp.labels.drawing.content import Label
from webapp.labels.drawing.layout import draw
from webapp.labels.drawing.pdf import pdf_of
from webapp.labels.drawing.sizes import SIZES

SERIALS = ("C02ZX1Y2MD6T", "SN/2", "Größe-Ж")
EXPECTED = {
    "code128": [("]C0", "C02ZX1Y2MD6T"), ("]C0", "SN/2"), ("]Q1", "Größe-Ж")],
    "qr": [("]Q1", serial) for serial in SERIALS],
    "gs1": [("]d2", "010950600013435221C02ZX1Y2MD6T"), ("]d2", "010950600013435221SN/2"), ("]d1", "Größe-Ж")],
}


@pytest.mark.browser
@pytest.mark.slow
def test_a_browser_draws_what_a_scanner_reads(tmp_path: Path) -> None:

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(),
            args=["--no-sandbox", "--headless=new", *chromium.QUIET],
            ignore_default_args=["--headless", "--headless=old"],
        )
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        for symbol, expected in EXPECTED.items():
            size = SIZES["l7160"]
            labels = [
                Label(one, one, "MacBook Pro 16", ("MBP-16-A",), gtin="09506000134352", serial=one) for one in SERIALS
            ]
            file = tmp_path / f"{symbol}.pdf"
            file.write_bytes(pdf_of([draw(one, symbol, size) for one in labels], size))
            page.goto(f"{file.as_uri()}#toolbar=0&view=FitH,0")
            for _ in range(40):
                page.wait_for_timeout(250)
                page.screenshot(path=tmp_path / "seen.png")
                found = read(Image.open(tmp_path / "seen.png").convert("L"))
                if len(found) == len(expected):
                    break
            assert sorted(found) == sorted(expected)
        browser.close()
