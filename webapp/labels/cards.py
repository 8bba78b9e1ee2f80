"""Command cards: what a desk does when one of them is scanned, printed as a sheet to be cut."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.core.operation.errors import Detail, InputRefused
from webapp.labels.drawing.content import Label
from webapp.labels.drawing.layout import Drawn, draw
from webapp.labels.drawing.pdf import pdf_of
from webapp.labels.drawing.sizes import A4, Size

CARD = Size("card", "Cards of 85 × 54 mm, ten on A4", 85.0, 54.0, A4, 2, 5, 20.0, 13.5, 85.0, 54.0, scale=2.2)
SYMBOLS = {"code128": "Code 128", "qr": "QR code"}
QUANTITIES = (1, 2, 5, 10, 12, 20)
MOST_QUANTITY = 1_000_000

_GRADES = tuple((f"SD:GRADE:{grade}", f"Grade {grade}", "For the scans that follow.") for grade in "ABCDE")
_OTHERS = (
    ("SD:HELD", "Held", "The scans that follow are held."),
    ("SD:NEXTBIN", "Next bin", "On to the bin behind this one."),
    ("SD:PRINT", "Print again", "The last label once more."),
    ("SD:UNDO", "Undo", "The last scan is taken back."),
    ("SD:DONE", "Done", "This item is done."),
)


@dataclass(frozen=True)
class Asked:
    """How the cards are to be: their symbol, and the quantities that get a card."""

    symbol: str = "code128"
    quantities: tuple[int, ...] = QUANTITIES


def asked_cards(query: Mapping[str, str]) -> Asked:
    """What an address asks for; raises InputRefused."""
    symbol = query.get("symbol") or "code128"
    if symbol not in SYMBOLS:
        raise InputRefused([Detail("symbol", f"This can be {', '.join(SYMBOLS)}.", "invalid_enum_value")])
    text = query.get("quantities", ",".join(map(str, QUANTITIES)))[:200]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdigit() and 0 < int(part[:9]) <= MOST_QUANTITY for part in parts):
        raise InputRefused([Detail("quantities", "Write numbers with commas between, such as 1, 12, 24.")])
    return Asked(symbol, tuple(dict.fromkeys(int(part) for part in parts)))


def cards_of(asked: Asked) -> list[Drawn]:
    """The cards, drawn."""
    amounts = [(f"SD:QTY:{number}", f"Quantity {number:,}", "The next counted item.") for number in asked.quantities]
    return [
        draw(Label(code, code, title, (text,)), asked.symbol, CARD)
        for code, title, text in (*_GRADES, *amounts, *_OTHERS)
    ]


def cards_pdf(asked: Asked) -> bytes:
    """The cards on sheets, with lines to cut along."""
    return pdf_of(cards_of(asked), CARD, title="Command cards", cut=True)
