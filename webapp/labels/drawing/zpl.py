"""Labels in ZPL, the language of label printers. Whatever stands on a label, nothing of it is read as a command."""

import math
from collections.abc import Sequence

from webapp.labels.drawing.content import Label
from webapp.labels.drawing.layout import Drawn, Mark, draw
from webapp.labels.drawing.sizes import Size

MM_PER_INCH = 25.4
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;/()+*-=#")
"""The bytes that stand in a field as they are; all others are written as two hexadecimal digits."""


def dot_of(dpi: int) -> float:
    """The size of a printer's dot in millimetres; printers of 203 dpi have 8 dots a millimetre."""
    return {203: 1 / 8, 300: 1 / 12, 600: 1 / 24}.get(dpi, MM_PER_INCH / dpi)


def zpl_of(labels: Sequence[Label], symbol: str, size: Size, *, dpi: int, copies: int = 1) -> str:
    """The labels in their order, each so many times."""
    return "".join(_label(draw(one, symbol, size, dot=dot_of(dpi)), dpi, copies) for one in labels)


def _label(drawn: Drawn, dpi: int, copies: int) -> str:
    dot = dot_of(dpi)
    size = f"^PW{math.ceil(drawn.width / dot)}^LL{math.ceil(drawn.height / dot)}"
    words = []
    for one in drawn.words:
        letters = max(round(one.size / dot), 10)
        words.append(f"^FO{round(one.x / dot)},{max(round(one.y / dot) - letters, 0)}^A0N,{letters},{letters}"
                     f"{_field(one.text)}")  # fmt: skip
    lines = [f"^XA^CI28{size}^LH0,0", _symbol(drawn.mark, dot), *words, f"^PQ{copies}^XZ"]
    return "\n".join(lines) + "\n"


def _symbol(mark: Mark, dot: float) -> str:
    module = max(round(mark.module / dot), 1)
    at = f"^FO{round(mark.x / dot)},{round(mark.y / dot)}"
    kind, text = mark.payload.symbol, mark.payload.text
    if kind == "code128":
        return f"{at}^BY{module}^BCN,{round(mark.height / dot)},N,N,N,A{_field(text)}"
    if kind == "qr":
        return f"{at}^BQN,2,{min(module, 10)}{_field(f'MA,{text}')}"
    text = f"_1{_gs1(mark.payload.elements)}" if mark.payload.elements else text.replace("_", "__")
    return f"{at}^BXN,{module},200,,,,_{_field(text)}"


OF_FIXED_LENGTH = ("01", "17")


def _gs1(elements: Sequence[tuple[str, str]]) -> str:
    """The elements of a DataMatrix in its own escapes: FNC1 behind each value of open length that is not the last."""
    parts = []
    for place, (identifier, value) in enumerate(elements):
        ends = place == len(elements) - 1 or identifier in OF_FIXED_LENGTH
        parts.append(identifier + value.replace("_", "__") + ("" if ends else "_1"))
    return "".join(parts)


def _field(text: str) -> str:
    """A field's data: UTF-8, and every byte that could mean something to the printer as its number."""
    coded = "".join(chr(byte) if byte in _PLAIN else f"\\{byte:02X}" for byte in text.encode())
    return f"^FH\\^FD{coded}^FS"
