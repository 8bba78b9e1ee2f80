"""What is drawn is what a scanner reads: the bytes of the PDF, rebuilt as a picture and read back."""

import pytest

from tests.labels.paper import read_pdf
from webapp.core.paper.fonts import shown
from webapp.core.paper.symbols import FINEST_BAR, QUIET
from webapp.labels.drawing.content import Label
from webapp.labels.drawing.layout import draw
from webapp.labels.drawing.pdf import pdf_of
from webapp.labels.drawing.sizes import SIZES, Size

UNIT = Label(
    "unit_1", "C02ZX1Y2MD6T", "MacBook Pro 16", ("MBP-16-A", "Grade A"), gtin="09506000134352", serial="C02ZX1Y2MD6T"
)
HARD = (
    "SN-2", "A", "sn/with spaces 'and\" quotes", "^XA^FD~HS_5E\\", "12345678901234567890", "Größe-Ж-Ω", "שלום-1",
    "X" * 48, "0123456789ABCDEF" * 16,
)  # fmt: skip


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize(
    ("symbol", "read"),
    [
        ("code128", ("]C0", "C02ZX1Y2MD6T")),
        ("qr", ("]Q1", "C02ZX1Y2MD6T")),
        ("gs1", ("]d2", "010950600013435221C02ZX1Y2MD6T")),
    ],
)
def test_every_size_and_symbol_reads_back(size: Size, symbol: str, read: tuple[str, str]) -> None:
    assert read_pdf(pdf_of([draw(UNIT, symbol, size)], size)) == [[read]]


@pytest.mark.parametrize("code", HARD, ids=lambda code: code[:12])
@pytest.mark.parametrize("symbol", ["code128", "qr", "gs1"])
@pytest.mark.parametrize("size", [SIZES["l7160"], SIZES["l7651"]], ids=lambda size: size.key)
def test_hostile_codes_read_back_as_they_are(code: str, symbol: str, size: Size) -> None:
    label = Label("unit_1", code, code, (code,), serial=code)
    assert [data for _, data in read_pdf(pdf_of([draw(label, symbol, size)], size))[0]] == [code]


def test_a_lot_ends_with_a_separator_when_something_follows() -> None:
    size = SIZES["roll-100x50"]
    goods = Label("lot_1", "L5", "Milk", gtin="09506000134352", lot="L5", expiry="261231", serial="7")
    assert read_pdf(pdf_of([draw(goods, "gs1", size)], size)) == [[("]d2", "01095060001343521726123110L5\x1d217")]]


@pytest.mark.parametrize("serial", ["X" * 21, "with space", "[x]", "Ω"])
def test_what_gs1_cannot_hold_is_a_plain_datamatrix(serial: str) -> None:
    size = SIZES["l7160"]
    label = Label("unit_1", serial, "x", gtin="09506000134352", serial=serial)
    assert read_pdf(pdf_of([draw(label, "gs1", size)], size)) == [[("]d1", serial)]]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("symbol", ["code128", "qr", "gs1"])
@pytest.mark.parametrize("code", ["SN-2", *HARD], ids=lambda code: code[:12])
def test_all_stands_on_its_label_with_its_quiet_zone(size: Size, symbol: str, code: str) -> None:
    drawn = draw(Label("unit_1", code, "A rather long name " * 4, ("SKU " * 9, "Grade A")), symbol, size)
    mark, quiet = drawn.mark, QUIET[drawn.mark.payload.symbol] * drawn.mark.module
    right = mark.x + mark.modules.width * mark.module
    assert mark.x >= quiet - 1e-6
    assert right + quiet <= size.width + 1e-6
    assert mark.y >= 0
    assert mark.y + mark.height <= size.height
    assert not mark.modules.is_bars or mark.module >= FINEST_BAR
    for words in drawn.words:
        assert words.x >= 0
        assert 0 < words.y <= size.height + 0.4, words
        assert mark.modules.is_bars or words.x >= right + quiet - 1e-6


def test_a_sheet_used_in_part_begins_at_its_place_and_goes_on_overleaf() -> None:
    size = SIZES["l7160"]
    codes = [f"SN-{number}" for number in range(4)]
    pages = read_pdf(pdf_of([draw(Label(code, code, code), "qr", size) for code in codes], size, start=20))
    assert pages == [[("]Q1", "SN-0"), ("]Q1", "SN-1")], [("]Q1", "SN-2"), ("]Q1", "SN-3")]]


def test_letters_of_the_font_stay_others_are_squares_and_left_runs_turn() -> None:
    assert shown("Größe Жук Ωμέγα") == "Größe Жук Ωμέγα"
    assert shown("漢字 A") == "□□ A"
    assert shown("Laptop שלום עולם 5") == "Laptop םלוע םולש 5"
