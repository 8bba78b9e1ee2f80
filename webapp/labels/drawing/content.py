"""What stands on a label, and what its symbol says to a scanner."""

import re
from dataclasses import dataclass

from webapp.core.paper.symbols import Payload, bars_of

SYMBOLS = {"code128": "Code 128", "qr": "QR code", "gs1": "GS1 DataMatrix"}

GS1_SERIAL = re.compile(r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}")
"""What GS1 allows in a serial or a lot number: 20 characters of its set 82."""


@dataclass(frozen=True)
class Label:
    """One label: the code that scanning it gives, a name, small lines, and what GS1 needs beside the code.

    ``lot`` and ``expiry`` (YYMMDD) are for goods that come in lots instead of with serial numbers.
    """

    id: str
    code: str
    title: str
    lines: tuple[str, ...] = ()
    gtin: str | None = None
    serial: str | None = None
    lot: str | None = None
    expiry: str | None = None


def payload_of(label: Label, symbol: str) -> Payload:
    """What the wanted symbol holds of a label.

    GS1 elements where the label has a GTIN and all else fits the standard, else the bare code; what Code 128 cannot
    hold becomes a QR code.
    """
    if symbol == "gs1":
        elements = _elements(label)
        return Payload("gs1" if elements else "datamatrix", label.code, elements)
    return bars_of(label.code) if symbol == "code128" else Payload(symbol, label.code)


def _elements(label: Label) -> tuple[tuple[str, str], ...]:
    if label.gtin is None or any(part and not GS1_SERIAL.fullmatch(part) for part in (label.serial, label.lot)):
        return ()
    known = (("01", label.gtin), ("17", label.expiry), ("10", label.lot), ("21", label.serial))
    return tuple((identifier, value) for identifier, value in known if value)
