"""Labels as PDF: sheets or rolls, symbols as filled shapes, so that they are sharp at any resolution."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from webapp.core.paper.fonts import FONT, width_of
from webapp.labels.drawing.layout import Drawn
from webapp.labels.drawing.sizes import Size


def pdf_of(drawn: Sequence[Drawn], size: Size, *, start: int = 1, title: str = "Labels", cut: bool = False) -> bytes:
    """The labels in their order, the first one at the place ``start`` of its sheet; ``cut`` draws fine lines around."""
    width_of("", 1)
    out = BytesIO()
    width, height = size.page
    canvas: Any = Canvas(out, pagesize=(width * mm, height * mm), pageCompression=1)
    canvas.setTitle(title)
    canvas.setCreator("Stockdesk")
    canvas.setViewerPreference("PrintScaling", "None")
    for number, one in enumerate(drawn, start - 1):
        place = number % size.on_page
        if place == 0 and number > start - 1:
            canvas.showPage()
        _put(canvas, one, size.corner(place), height)
        if cut:
            left, top = size.corner(place)
            canvas.setLineWidth(0.2)
            canvas.rect(left * mm, (height - top - size.height) * mm, size.width * mm, size.height * mm)
    canvas.save()
    return out.getvalue()


def _put(canvas: Any, one: Drawn, corner: tuple[float, float], page_height: float) -> None:
    left, top = corner
    path = canvas.beginPath()
    for x, y, width, height in one.mark.boxes():
        path.rect((left + x) * mm, (page_height - top - y - height) * mm, width * mm, height * mm)
    canvas.drawPath(path, stroke=0, fill=1)
    for words in one.words:
        canvas.setFont(FONT, words.size * mm)
        canvas.drawString((left + words.x) * mm, (page_height - top - words.y) * mm, words.text)
