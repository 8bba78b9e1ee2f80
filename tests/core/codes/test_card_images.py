"""The pictures of the test card hold what the set-up compares with."""

from pathlib import Path

import pytest
import zxingcpp

from webapp.core.codes.card import MESSAGE, PLAIN

CARDS = Path(__file__).resolve().parents[3] / "static" / "cards"
SYMBOLS = {
    "plain": lambda: zxingcpp.create_barcode(PLAIN, zxingcpp.BarcodeFormat.Code128),
    "message": lambda: zxingcpp.create_barcode(MESSAGE, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True),
}


def drawn(name: str) -> str:
    """The picture as the library draws it, in a size for screens."""
    text: str = zxingcpp.write_barcode_to_svg(SYMBOLS[name](), scale={"plain": 2, "message": 8}[name])
    return text.split('svg11.dtd">\n', 1)[-1].strip() + "\n"


@pytest.mark.parametrize("name", SYMBOLS)
def test_the_picture_is_the_code(name: str) -> None:
    """Drawn anew it is the same; read from its dots it says what the card holds."""
    assert (CARDS / f"{name}.svg").read_text() == drawn(name)
    read = zxingcpp.read_barcode(zxingcpp.write_barcode_to_image(SYMBOLS[name](), scale=4))
    assert read is not None
    assert read.symbology_identifier == {"plain": "]C0", "message": "]d2"}[name]
    assert read.text == {"plain": PLAIN, "message": MESSAGE}[name]
