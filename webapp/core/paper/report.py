"""A report on A4: a heading with its facts, tables with totals, a line below each page with its number of how many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from webapp.core.paper.fonts import FONT, width_of
from webapp.core.paper.marks import LOW, TALL, Coded, Mark, mark_of
from webapp.core.paper.wrapping import wrapped

WIDTH, HEIGHT = A4
EDGE, FOOT = 15 * mm, 18 * mm
SMALL, USUAL, TITLE = 8.5, 9.5, 16.0
LEADING, GAP = 1.28, 1.3 * mm
CODE_ROOM = 88 * mm
MOST_LINES = 12
"""In a cell: the longest serial number is whole."""
MOST_NOTES = 1000
MOST_PARTS = 50
"""Of a fact on several lines: the longest address is whole, and no higher than a page."""
GREY, LINE, BAND = 0.38, 0.75, 0.94


@dataclass(frozen=True)
class PaperColumn:
    """A column of all tables: its label and its share of the width; numbers stand on the right."""

    label: str
    share: float
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows below a heading, with what they come to; without rows, the words that say so."""

    title: str
    rows: Sequence[Sequence[str | Coded]]
    total: Sequence[str] = ()
    empty: str = ""
    note: str = ""
    """Words below the rows, such as how many are not printed."""
    columns: Sequence[PaperColumn] = ()
    """Its own, where those of the report do not fit."""


@dataclass(frozen=True)
class Report:
    """What is printed: ``facts`` are pairs of words in two columns, ``sums`` numbers with what they count.

    A fact of several lines has the whole width, above the others.
    """

    house: str
    title: str
    facts: Sequence[tuple[str, str]]
    sums: Sequence[tuple[str, str]]
    columns: Sequence[PaperColumn]
    tables: Sequence[Table] = field(default_factory=list)
    code: str = ""
    """What scanning the report leads to."""
    notes: str = ""
    """Words below the sums, as many as there are."""


@dataclass(frozen=True)
class Block:
    """Something of a height that stands on one page; ``head`` comes above it where a page begins within a table."""

    height: float
    draw: Any
    head: "Block | None" = None
    keep: float = 0
    """How much room has to be left below it, so that a heading is not the last thing on a page."""


def report_pdf(report: Report) -> bytes:
    """The report as a PDF file."""
    width_of("", 1)  # the font is known from here on
    pages = list(_pages(_blocks(report)))
    out = BytesIO()
    canvas: Any = Canvas(out, pagesize=A4, pageCompression=1, lang="en")
    canvas.setTitle(report.title)
    canvas.setAuthor(report.house)
    canvas.setCreator("Stockdesk")
    for number, blocks in enumerate(pages, start=1):
        top = HEIGHT - EDGE
        for block in blocks:
            block.draw(canvas, top)
            top -= block.height
        _foot(canvas, report, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pages(blocks: Iterator[Block]) -> Iterator[list[Block]]:
    page: list[Block] = []
    left = HEIGHT - EDGE - FOOT
    for block in blocks:
        if page and block.height + block.keep > left:
            yield page
            page = [block.head] if block.head else []
            left = HEIGHT - EDGE - FOOT - sum(one.height for one in page)
        page.append(block)
        left -= block.height
    yield page


def _blocks(report: Report) -> Iterator[Block]:
    yield _lines(wrapped(report.house, WIDTH - 2 * EDGE, SMALL), SMALL, grey=GREY)
    yield _heading(report)
    tall = [fact for fact in report.facts if "\n" in fact[1]]
    facts = [fact for fact in report.facts if "\n" not in fact[1]]
    for fact in tall:
        yield _facts([fact], room=WIDTH - 2 * EDGE, most=MOST_PARTS)
    half = (len(facts) + 1) // 2
    for n in range(half):
        yield _facts([*facts[n : n + 1], *facts[n + half : n + half + 1]])
    yield _sums(report.sums)
    if report.notes:
        yield _title("Notes", keep=8 * mm)
        for line in wrapped(report.notes, WIDTH - 2 * EDGE, USUAL, MOST_NOTES):
            yield _lines([line], USUAL)
    for table in report.tables:
        columns = table.columns or report.columns
        edges = _edges(columns)
        head = _row([column.label for column in columns], columns, edges, band=True)
        yield _title(table.title, keep=head.height + 8 * mm)
        if not table.rows:
            yield _lines([table.empty], USUAL, grey=GREY)
            continue
        yield head
        for cells in table.rows:
            yield _row(cells, columns, edges, head=head)
        if table.note:
            yield _lines([table.note], USUAL, above=1.5 * mm, below=1.5 * mm, grey=GREY)
        if table.total:
            yield _row(table.total, columns, edges, head=head, band=True)


def _title(words: str, *, keep: float) -> Block:
    """What stands above a table, with so much room below it that it is not the last thing on a page."""
    size = USUAL + 2
    return _lines(wrapped(words, WIDTH - 2 * EDGE, size), size, above=5 * mm, below=1.5 * mm, keep=keep)


def _edges(columns: Sequence[PaperColumn]) -> list[tuple[float, float]]:
    whole = sum(column.share for column in columns)
    found, left = [], EDGE
    for column in columns:
        width = (WIDTH - 2 * EDGE) * column.share / whole
        found.append((left, left + width))
        left += width
    return found


def _text(canvas: Any, x: float, y: float, text: str, size: float, *, right: bool = False, grey: float = 0) -> None:
    canvas.setFont(FONT, size)
    canvas.setFillGray(grey)
    (canvas.drawRightString if right else canvas.drawString)(x, y, text)


def _lines(
    lines: Sequence[str], size: float, *, grey: float = 0, above: float = 0, below: float = 0, keep: float = 0
) -> Block:
    step = size * LEADING

    def draw(canvas: Any, top: float) -> None:
        for n, line in enumerate(lines):
            _text(canvas, EDGE, top - above - n * step - size, line, size, grey=grey)

    return Block(above + len(lines) * step + below, draw, keep=keep)


def _heading(report: Report) -> Block:
    """The title, and at its right the code with its letters below."""
    room = WIDTH - 2 * EDGE - (CODE_ROOM + 4 * mm if report.code else 0)
    title = _lines(wrapped(report.title, room, TITLE), TITLE, below=2 * mm)
    if not report.code:
        return title
    mark = mark_of(report.code, CODE_ROOM)
    letters = wrapped(report.code, CODE_ROOM, SMALL)

    def draw(canvas: Any, top: float) -> None:
        title.draw(canvas, top)
        mark.draw(canvas, WIDTH - EDGE - mark.width + mark.quiet, top)  # the edge of the page is white enough
        for n, line in enumerate(letters):
            y = top - mark.height - SMALL * 1.1 - n * SMALL * LEADING
            _text(canvas, WIDTH - EDGE, y, line, SMALL, right=True, grey=GREY)

    return Block(max(title.height, mark.height + len(letters) * SMALL * LEADING + 2 * mm), draw)


def _facts(pairs: Sequence[tuple[str, str]], room: float = (WIDTH - 2 * EDGE) / 2, most: int = MOST_LINES) -> Block:
    """One fact or two beside each other, each with its label before it."""
    label = 28 * mm
    told = [(name, wrapped(value, room - label - 4 * mm, USUAL, most)) for name, value in pairs]
    height = max(len(lines) for _, lines in told) * USUAL * LEADING

    def draw(canvas: Any, top: float) -> None:
        for side, (name, lines) in enumerate(told):
            left = EDGE + side * room
            _text(canvas, left, top - USUAL, name, SMALL, grey=GREY)
            for n, line in enumerate(lines):
                _text(canvas, left + label, top - USUAL - n * USUAL * LEADING, line, USUAL)

    return Block(height + 0.6 * mm, draw)


def _sums(sums: Sequence[tuple[str, str]]) -> Block:
    """Large numbers, each above what it counts."""
    room = (WIDTH - 2 * EDGE) / max(1, len(sums))

    def draw(canvas: Any, top: float) -> None:
        canvas.setStrokeGray(LINE)
        canvas.line(EDGE, top - 3 * mm, WIDTH - EDGE, top - 3 * mm)
        for n, (number, words) in enumerate(sums):
            _text(canvas, EDGE + n * room, top - 10 * mm, number, TITLE)
            _text(canvas, EDGE + n * room, top - 14 * mm, words, SMALL, grey=GREY)
        canvas.line(EDGE, top - 17 * mm, WIDTH - EDGE, top - 17 * mm)

    return Block(17 * mm, draw)


def _row(
    cells: Sequence[str | Coded],
    columns: Sequence[PaperColumn],
    edges: Sequence[tuple[float, float]],
    *,
    head: Block | None = None,
    band: bool = False,
) -> Block:
    told = [_cell(cell, right - left - 2 * GAP) for cell, (left, right) in zip(cells, edges, strict=True)]
    height = max(cell.height for cell in told) + 2 * GAP

    def draw(canvas: Any, top: float) -> None:
        if band:
            canvas.setFillGray(BAND)
            canvas.rect(EDGE, top - height, WIDTH - 2 * EDGE, height, stroke=0, fill=1)
        for cell, column, (left, right) in zip(told, columns, edges, strict=True):
            for n, line in enumerate(cell.lines):
                x, y = (right - GAP, left + GAP)[not column.number], top - GAP - SMALL * 0.9 - n * SMALL * LEADING
                _text(canvas, x, y, line, SMALL, right=column.number)
            if cell.mark:
                cell.mark.draw(canvas, left + GAP, top - GAP - cell.down)
        canvas.setStrokeGray(LINE)
        canvas.setLineWidth(0.4)
        canvas.line(EDGE, top - height, WIDTH - EDGE, top - height)

    return Block(height, draw, head=head)


@dataclass(frozen=True)
class _Cell:
    """The lines of a cell, and its code, so far down."""

    lines: Sequence[str]
    height: float
    mark: Mark | None = None
    down: float = 0


def _cell(cell: str | Coded, room: float) -> _Cell:
    if isinstance(cell, str):
        lines = wrapped(cell, room, SMALL, MOST_LINES)
        return _Cell(lines, len(lines) * SMALL * LEADING)
    mark = mark_of(cell.code, room, LOW if cell.low else TALL)
    lines = wrapped(cell.words, room, SMALL, MOST_LINES)
    tall = len(lines) * SMALL * LEADING
    return _Cell(lines, tall + mark.height + mm, mark, tall + 0.5 * mm)


def _foot(canvas: Any, report: Report, number: str) -> None:
    room = WIDTH - 2 * EDGE - width_of(number, SMALL) - 6 * mm
    _text(canvas, EDGE, 10 * mm, wrapped(f"{report.title} · {report.house}", room, SMALL, 1)[0], SMALL, grey=GREY)
    _text(canvas, WIDTH - EDGE, 10 * mm, number, SMALL, right=True, grey=GREY)
