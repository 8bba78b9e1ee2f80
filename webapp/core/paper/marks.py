"""Codes on paper as a scanner reads them: bars, or squares where bars would be too fine."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reportlab.lib.units import mm

from webapp.core.paper.symbols import FINEST_BAR, Modules, Payload, bars_of, modules_of

TALL, LOW = 7 * mm, 5 * mm
"""How high bars stand: for a hand in a hurry, and in a row of a long list, where any hand scanner still meets them."""
_WIDEST_BAR, _SQUARE = 0.3, 0.45


@dataclass(frozen=True)
class Coded:
    """Words with a code below them; a ``low`` one where a list is long."""

    words: str
    code: str
    low: bool = False


@dataclass(frozen=True)
class Mark:
    """A symbol with the white (``quiet``) that it needs on both sides, in points; ``y`` of a box counts downwards."""

    width: float
    height: float
    quiet: float
    boxes: tuple[tuple[float, float, float, float], ...]

    def draw(self, canvas: Any, left: float, top: float) -> None:
        """Put it down as filled shapes, which are sharp at any resolution."""
        path = canvas.beginPath()
        for x, y, width, height in self.boxes:
            path.rect(left + x, top - y - height, width, height)
        canvas.setFillGray(0)
        canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=2000)
def mark_of(code: str, room: float, height: float = TALL) -> Mark:
    """A code within so much room from left to right."""
    modules = modules_of(bars_of(code))
    if modules.is_bars and room / _across(modules) < FINEST_BAR * mm:
        modules = modules_of(Payload("qr", code))
    most = _WIDEST_BAR if modules.is_bars else _SQUARE
    module = min(room / _across(modules), most * mm)
    tall = height if modules.is_bars else module
    quiet = modules.quiet * module
    boxes = tuple((quiet + x * module, y * module, length * module, tall) for x, y, length in modules.runs())
    return Mark(_across(modules) * module, tall * len(modules.rows), quiet, boxes)


def _across(modules: Modules) -> int:
    return modules.width + 2 * modules.quiet
