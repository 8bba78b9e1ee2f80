"""The PDF as a browser shows it: drawn by the engine that is in most of them, and read back from the picture."""

import pypdfium2
import pytest

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
SCREEN = 1400
"""Pixels across a sheet of paper: a window on a small screen."""


@pytest.mark.parametrize("symbol", EXPECTED)
def test_a_browser_draws_what_a_scanner_reads(symbol: str) -> None:
    size = SIZES["l7160"]
    labels = [Label(one, one, "MacBook Pro 16", ("MBP-16-A",), gtin="09506000134352", serial=one) for one in SERIALS]
    with pypdfium2.PdfDocument(pdf_of([draw(one, symbol, size) for one in labels], size)) as paper:
        page = paper[0]
        shown = page.render(scale=SCREEN / page.get_width()).to_pil().convert("L")
    assert sorted(read(shown)) == sorted(EXPECTED[symbol])
