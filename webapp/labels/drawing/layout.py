"""Where on a label its symbol and its words stand, in millimetres from its upper left corner."""

import math
from dataclasses import dataclass

from webapp.core.paper.fonts import shown, width_of
from webapp.core.paper.symbols import FINEST_BAR, Modules, Payload, modules_of
from webapp.labels.drawing.content import Label, payload_of
from webapp.labels.drawing.sizes import Size

MARGIN = 1.8
LARGEST_BAR, LARGEST_SQUARE = 0.5, 0.9
_LINE = 1.18
"""The height of a line, in sizes of its letters."""


@dataclass(frozen=True)
class Words:
    """One line of text: its left end and base line, the size of its letters, all in millimetres."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True)
class Mark:
    """A symbol at its place; ``height`` is the bars' height, or the height of all its squares."""

    payload: Payload
    modules: Modules
    x: float
    y: float
    module: float
    height: float

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """The black rectangles as (x, y, width, height)."""
        tall = self.height if self.modules.is_bars else self.module
        return [
            (self.x + x * self.module, self.y + y * self.module, length * self.module, tall)
            for x, y, length in self.modules.runs()
        ]


@dataclass(frozen=True)
class Drawn:
    """A label, drawn."""

    width: float
    height: float
    mark: Mark
    words: tuple[Words, ...]


def draw(label: Label, symbol: str, size: Size, *, dot: float | None = None) -> Drawn:
    """Put a label together; ``dot`` is a printer's finest step, of which every module is a whole number."""
    payload = payload_of(label, symbol)
    modules = modules_of(payload)
    room = size.width - 2 * _edge(size)
    if modules.is_bars and _whole(room / (modules.width + 2 * modules.quiet), dot) < FINEST_BAR:
        payload = Payload("qr", label.code)
        modules = modules_of(payload)
    if modules.is_bars:
        return _with_bars(label, payload, modules, size, dot)
    return _with_square(label, payload, modules, size, dot)


def _edge(size: Size) -> float:
    return MARGIN if size.height > 22 else 1.2


def _whole(module: float, dot: float | None) -> float:
    return module if dot is None else math.floor(module / dot + 1e-6) * dot


def _with_bars(label: Label, payload: Payload, modules: Modules, size: Size, dot: float | None) -> Drawn:
    """Words above, bars below over the whole width, the code under them."""
    edge = _edge(size)
    module = _whole(min((size.width - 2 * edge) / (modules.width + 2 * modules.quiet), LARGEST_BAR), dot)
    height = max(size.height * 0.36, 6.0)
    below = size.height * 0.13
    y = size.height - edge - below - height
    x = (size.width - modules.width * module) / 2
    mark = Mark(payload, modules, x, y, module, height)
    upper = _column(label, size, (edge, edge, size.width - 2 * edge, y - edge - 0.6), with_code=False)
    return Drawn(size.width, size.height, mark, (*upper, _centred(label.code, size, y + height, below)))


def _with_square(label: Label, payload: Payload, modules: Modules, size: Size, dot: float | None) -> Drawn:
    """The symbol on the left, as high as the label allows, the words beside it."""
    edge = _edge(size)
    around = modules.width + 2 * modules.quiet
    side = min(size.height - edge, size.width * 0.45)
    module = _whole(min(side / around, LARGEST_SQUARE), dot)
    if module <= 0:
        module = side / around
    quiet = modules.quiet * module
    tall = modules.width * module
    mark = Mark(payload, modules, max(edge, quiet), (size.height - tall) / 2, module, tall)
    x = mark.x + tall + max(quiet, 1.5)
    words = _column(label, size, (x, edge, size.width - edge - x, size.height - 2 * edge), with_code=True)
    return Drawn(size.width, size.height, mark, words)


Box = tuple[float, float, float, float]


def _column(label: Label, label_size: Size, box: Box, *, with_code: bool) -> tuple[Words, ...]:
    """Name, small lines, and the code last; sizes shrink until all stand in the box, the code is never cut."""
    x, top, width, height = box
    lines: list[tuple[str, float]] = []
    codes: list[tuple[str, float]] = []
    for scale in (label_size.scale, label_size.scale * 0.8, 1.0, 0.85, 0.72, 0.6, 0.5, 0.42):
        title, small, code = 3.6 * scale, 2.6 * scale, 3.4 * scale
        lines = [(part, title) for part in _wrapped(shown(label.title), title, width, 2)]
        lines += [(_cut(shown(line), small, width), small) for line in label.lines if line]
        codes = [(part, code) for part in _broken(shown(label.code), code, width)] if with_code else []
        needed = sum(size * _LINE for _, size in (*lines, *codes))
        if needed <= height:
            break
    else:
        room = height - sum(size * _LINE for _, size in codes)
        lines = _fitting(lines, room)
    used = sum(one * _LINE for _, one in (*lines, *codes))
    placed, y = [], top + max(height - used, 0) / 2 * with_code
    for text, size in (*lines, *codes):
        placed.append(Words(x, y + size * 0.93, size, text))
        y += size * _LINE
    return tuple(placed)


def _fitting(lines: list[tuple[str, float]], room: float) -> list[tuple[str, float]]:
    """The first lines that there is room for."""
    kept = []
    for text, size in lines:
        room -= size * _LINE
        if room < 0:
            break
        kept.append((text, size))
    return kept


def _centred(code: str, size: Size, top: float, height: float) -> Words:
    """The code below its bars."""
    text = shown(code)
    width = size.width - 2 * _edge(size)
    letters = min(height * 0.85, 3.6, width / max(width_of(text, 1), 0.1))
    return Words((size.width - width_of(text, letters)) / 2, top + letters * 0.98, letters, text)


def _cut(text: str, size: float, width: float) -> str:
    """As much of a line as there is room for."""
    if width_of(text, size) <= width:
        return text
    while text and width_of(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """A name in at most so many lines, broken between words."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > width:
            lines.append(line)
            longer = word
        line = longer
    lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_cut(one, size, width) for one in lines if one]


def _broken(text: str, size: float, width: float) -> list[str]:
    """A code in as many lines as it needs."""
    lines, line = [], ""
    for character in text:
        if line and width_of(line + character, size) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]
