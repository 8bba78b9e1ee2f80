"""The labels there are to buy: sheets and rolls, in millimetres."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Size:
    """One kind of label: its size, and where on a page its rows and columns stand; a roll's page is its label.

    ``scale`` is how much larger than usual its words may be.
    """

    key: str
    words: str
    width: float
    height: float
    page: tuple[float, float]
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    step_x: float = 0
    step_y: float = 0
    scale: float = 1.0

    @property
    def on_page(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of a label, counted from 0 along the rows."""
        return (
            self.left + place % self.columns * self.step_x,
            self.top + place // self.columns * self.step_y,
        )


A4, LETTER = (210.0, 297.0), (215.9, 279.4)
_SHEETS = (
    Size("l7160", "Sheet A4, 21 labels 63.5 × 38.1 mm (Avery L7160)", 63.5, 38.1, A4, 3, 7, 7.21, 15.15, 66.04, 38.1),
    Size("l7651", "Sheet A4, 65 labels 38.1 × 21.2 mm (Avery L7651)", 38.1, 21.2, A4, 5, 13, 4.75, 10.7, 40.6, 21.2),
    Size("5160", "Letter sheet, 30 labels 66.7 × 25.4 mm (5160)", 66.68, 25.4, LETTER, 3, 10, 4.76, 12.7, 69.85, 25.4),
)  # fmt: skip


def roll(width: float, height: float) -> Size:
    """A label on a roll of any size: what a printer holds."""
    scale = min(max(height / 38, 1.0), 1.5)
    return Size("roll", f"Roll, {width:g} × {height:g} mm", width, height, (width, height), scale=scale)


_ROLLS = (("roll-57x32", 57, 32), ("roll-100x50", 100, 50))

SIZES = {
    **{size.key: size for size in _SHEETS},
    **{key: replace(roll(width, height), key=key) for key, width, height in _ROLLS},
}
