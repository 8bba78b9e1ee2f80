"""Symbols as modules, black or white: what a printer of any kind makes bars and squares of."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import zxingcpp

_FORMATS: dict[str, Any] = {
    "code128": zxingcpp.BarcodeFormat.Code128,
    "qr": zxingcpp.BarcodeFormat.QRCode,
    "gs1": zxingcpp.BarcodeFormat.DataMatrix,
    "datamatrix": zxingcpp.BarcodeFormat.DataMatrix,
}
_BARS = re.compile(r"[ -=?-~]{1,48}")
FINEST_BAR = 0.165
"""The thinnest bar, in mm, that printers and scanners of today agree on; what would be finer becomes a QR code."""
QUIET = {"code128": 10, "qr": 4, "gs1": 2, "datamatrix": 2}
"""White modules that a reader needs around each kind; a DataMatrix asks for one, and two are kinder."""


@dataclass(frozen=True)
class Payload:
    """What a symbol holds: its kind, its plain text, or its GS1 elements as (identifier, value) pairs."""

    symbol: str
    text: str
    elements: tuple[tuple[str, str], ...] = ()

    @property
    def gs1(self) -> str:
        """The elements as a GS1 encoder takes them; square brackets are in no value."""
        return "".join(f"[{identifier}]{value}" for identifier, value in self.elements)


def bars_of(code: str) -> Payload:
    """A bare code as bars, or as a QR code where bars cannot hold it.

    Code 128 holds printable ASCII alone (other characters read differently from one scanner to the next) without
    ``>`` (which printers take for a change of code set).
    """
    return Payload("code128" if _BARS.fullmatch(code) else "qr", code)


@dataclass(frozen=True)
class Modules:
    """Rows of a symbol, one character a module, ``1`` is black; bars are one row, drawn as high as one likes."""

    rows: tuple[str, ...]
    quiet: int

    @property
    def width(self) -> int:
        """How many modules it is wide."""
        return len(self.rows[0])

    @property
    def is_bars(self) -> bool:
        """Whether it is made of bars rather than squares."""
        return len(self.rows) == 1

    def runs(self) -> list[tuple[int, int, int]]:
        """The black runs as (column, row, length)."""
        found = []
        for y, row in enumerate(self.rows):
            x = row.find("1")
            while x >= 0:
                end = row.find("0", x)
                end = len(row) if end < 0 else end
                found.append((x, y, end - x))
                x = row.find("1", end)
        return found


@lru_cache(maxsize=2000)
def modules_of(payload: Payload) -> Modules:
    """The modules of a symbol."""
    kind = _FORMATS[payload.symbol]
    options: dict[str, Any] = {"force_square": True} if kind == _FORMATS["gs1"] else {}
    if payload.symbol == "qr":
        options = {"ec_level": "M"}
    if not payload.text.isascii():
        options["eci"] = "UTF-8"  # left to itself, the encoder takes one of many character sets that readers may lack
    if payload.elements:
        made = zxingcpp.create_barcode(payload.gs1, kind, gs1=True, **options)
    else:
        made = zxingcpp.create_barcode(payload.text, kind, **options)
    picture = memoryview(made.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]
    height, width = picture.shape or (0, 0)
    rows = ["".join("1" if picture[y, x] == 0 else "0" for x in range(width)) for y in range(height)]
    return Modules(tuple(rows[:1] if payload.symbol == "code128" else rows), QUIET[payload.symbol])
