"""The picture of prices over time: one step line for each contract length, in whole units of the drawing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.core.site.charts import apart, ceiling_of
from webapp.pricing.history.timeline import Step

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 72, 84, 12, 26
MOST = 12
_SECOND = dt.timedelta(seconds=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """One contract length: what was drawn through, what is planned, and where its label stands."""

    contract_length: int
    past: str
    planned: str
    label_y: int


@dataclass(frozen=True)
class Picture:
    """Lines; prices up the side as (y, price); where now is; is it all within a day; every number by moment."""

    lines: tuple[Line, ...]
    prices: tuple[tuple[int, int], ...]
    now_x: int
    begins: dt.datetime
    ends: dt.datetime
    lengths: tuple[int, ...]
    is_short: bool
    rows: tuple[tuple[dt.datetime, bool, tuple[int | None, ...]], ...]
    size: tuple[int, int, int, int] = (WIDTH, HEIGHT, LEFT, RIGHT)


def draw(steps: Sequence[Step], now: dt.datetime) -> Picture | None:
    """The picture, or None where nothing is on record."""
    if not steps:
        return None
    scale = _Scale.of(steps, now)
    lengths = sorted({step.contract_length for step in steps})
    drawn = [(months, *scale.path([s for s in steps if s.contract_length == months])) for months in lengths[:MOST]]
    labels = apart([last for _, _, _, last in drawn])
    lines = tuple(
        Line(months, past, planned, label) for (months, past, planned, _), label in zip(drawn, labels, strict=True)
    )
    marks = tuple((scale.y(price), price) for price in (0, scale.ceiling // 2, scale.ceiling))
    return Picture(
        lines,
        marks,
        scale.x(now),
        scale.begins,
        scale.ends,
        tuple(lengths),
        scale.ends - scale.begins < _DAY,
        _rows(steps, lengths, now),
    )


@dataclass(frozen=True)
class _Scale:
    begins: dt.datetime
    ends: dt.datetime
    now: dt.datetime
    ceiling: int

    @classmethod
    def of(cls, steps: Sequence[Step], now: dt.datetime) -> "_Scale":
        begins, last = steps[0].at, max(steps[-1].at, now)
        room = max((last - begins) // 12, dt.timedelta(hours=1)) if steps[-1].at > now else dt.timedelta()
        most = max((step.new or 0 for step in steps), default=0)
        return cls(begins, max(last + room, begins + _SECOND), now, ceiling_of(most))

    def x(self, at: dt.datetime) -> int:
        return LEFT + (WIDTH - LEFT - RIGHT) * ((at - self.begins) // _SECOND) // ((self.ends - self.begins) // _SECOND)

    def y(self, price: int) -> int:
        return HEIGHT - BOTTOM - price * (HEIGHT - TOP - BOTTOM) // self.ceiling

    def path(self, steps: Sequence[Step]) -> tuple[str, str, int]:
        """What was, what is planned, and where the line is at its end."""
        past, planned = _Pen(self), _Pen(self)
        price: int | None = None
        for step in steps:
            pen = past if step.at <= self.now else planned
            if pen is planned and not planned.moves:
                past.to(self.now, price)
                planned.jump(self.now, price)
            pen.to(step.at, price)
            pen.jump(step.at, step.new)
            price = step.new
        (planned if planned.moves else past).to(self.now if not planned.moves else self.ends, price)
        if not planned.moves and self.ends > self.now:
            planned.jump(self.now, price)
            planned.to(self.ends, price)
        last = next((step.new for step in reversed(steps) if step.new is not None), 0)
        return past.path, planned.path, self.y(last)


class _Pen:
    """Writes an SVG path of level lines and jumps; where there is no price there is no line."""

    def __init__(self, scale: _Scale) -> None:
        self._scale, self.moves, self._is_down = scale, list[str](), False

    @property
    def path(self) -> str:
        return " ".join(self.moves)

    def to(self, at: dt.datetime, price: int | None) -> None:
        if self._is_down and price is not None:
            self.moves.append(f"H{self._scale.x(at)}")

    def jump(self, at: dt.datetime, price: int | None) -> None:
        if price is None:
            self._is_down = False
            return
        x, y = self._scale.x(at), self._scale.y(price)
        self.moves.append(f"V{y}" if self._is_down else f"M{x} {y}")
        self._is_down = True


def _rows(
    steps: Sequence[Step], lengths: Sequence[int], now: dt.datetime
) -> tuple[tuple[dt.datetime, bool, tuple[int | None, ...]], ...]:
    prices: dict[int, int | None] = {}
    rows: dict[dt.datetime, tuple[int | None, ...]] = {}
    for step in steps:
        prices[step.contract_length] = step.new
        rows[step.at] = tuple(prices.get(months) for months in lengths)
    return tuple((at, at > now, row) for at, row in reversed(rows.items()))
