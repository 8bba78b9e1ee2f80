"""Line charts as paths, ready for templates/macros/chart.html: whole units of a drawing, and never a style."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 200, 72, 64, 12, 26
APART = 14
"""The least between two labels, so that both can be read."""
_TONES = (0, 2, 5, 3)
"""Neither the amber nor the red of the style sheet: an amount is no warning."""


@dataclass(frozen=True)
class Line:
    """One quantity: its path, its colour, what it was first and last, and where its last value is written."""

    label: str
    path: str
    tone: int
    first: int
    last: int
    label_y: int


@dataclass(frozen=True)
class LineChart:
    """Lines over days; the area below the first; values up the side as (y, value); the days on which one changed."""

    lines: tuple[Line, ...]
    area: str
    marks: tuple[tuple[int, int], ...]
    days: tuple[dt.date, dt.date]
    rows: tuple[tuple[dt.date, tuple[int, ...]], ...]
    size: tuple[int, int, int, int] = (WIDTH, HEIGHT, LEFT, RIGHT)


def draw_lines(days: Sequence[dt.date], lines: Sequence[tuple[str, Sequence[int]]]) -> LineChart:
    """Each line has a label and a value for every day, oldest first; a value holds until the next day's."""
    ceiling = ceiling_of(max(max(values) for _, values in lines))
    heights = [[_y(value, ceiling) for value in values] for _, values in lines]
    labels = apart([ys[-1] for ys in heights])
    paths = [_steps(ys) for ys in heights]
    every = list(zip(*(values for _, values in lines), strict=True))
    changed = [(day, row) for n, (day, row) in enumerate(zip(days, every, strict=True)) if not n or row != every[n - 1]]
    return LineChart(
        lines=tuple(
            Line(label, paths[n], _TONES[n % len(_TONES)], values[0], values[-1], labels[n])
            for n, (label, values) in enumerate(lines)
        ),
        area=f"{paths[0]} V{HEIGHT - BOTTOM} H{LEFT} Z",
        marks=tuple((_y(value, ceiling), value) for value in (0, ceiling // 2, ceiling)),
        days=(days[0], days[-1]),
        rows=tuple(reversed(changed)),
    )


def ceiling_of(most: int) -> int:
    """A round number not far above the largest."""
    power: int = 10 ** (len(str(most)) - 1)
    return max(next(power * times for times in (1, 2, 3, 4, 5, 6, 8, 10) if power * times >= most), 2)


def apart(wanted: Sequence[int]) -> list[int]:
    """Where labels stand: near their lines, and never upon each other."""
    places = dict.fromkeys(range(len(wanted)), 0)
    lowest = -APART
    for i in sorted(places, key=lambda i: wanted[i]):
        places[i] = lowest = max(wanted[i], lowest + APART)
    return [places[i] for i in range(len(wanted))]


def _y(value: int, ceiling: int) -> int:
    return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM) // ceiling


def _steps(heights: Sequence[int]) -> str:
    """Level lines and jumps: a quantity is so much until it changes."""
    room, gaps = WIDTH - LEFT - RIGHT, max(len(heights) - 1, 1)
    moves = [f"M{LEFT} {heights[0]}"]
    for n, (before, height) in enumerate(pairwise(heights), start=1):
        if height != before:
            moves.append(f"H{LEFT + room * n // gaps} V{height}")
    return " ".join([*moves, f"H{WIDTH - RIGHT}"])
