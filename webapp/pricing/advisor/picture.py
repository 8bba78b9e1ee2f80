"""The picture of prices across grades: points on a grid, in whole units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from webapp.pricing.advisor.advice import VariantAdvice
from webapp.pricing.advisor.wire import label_of, line_of

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 64, 72, 12, 26
GAP = 14
"""Between two labels."""

MOST = 12
"""Lines in one picture; of more one could tell none apart. The numbers have them all."""


@dataclass(frozen=True)
class Line:
    """One variant: its points as (x, y, months, monthly price)."""

    label: str
    points: tuple[tuple[int, int, int, int], ...]
    label_at: int = 0

    @property
    def path(self) -> str:
        """The points as SVG has them."""
        return " ".join(f"{x},{y}" for x, y, _, _ in self.points)


@dataclass(frozen=True)
class Picture:
    """Lines, the months along the bottom as (x, months), prices up the side as (y, price), and every number."""

    lines: tuple[Line, ...]
    months: tuple[tuple[int, int], ...]
    prices: tuple[tuple[int, int], ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    size: tuple[int, int] = (WIDTH, HEIGHT)


def draw(variants: Sequence[VariantAdvice], exponent: int) -> Picture | None:
    """The picture, or None where there is not one price; every contract length has the same width."""
    named = [(label_of(one, list(variants)), line_of(one)) for one in variants]
    named = [(label, offers) for label, offers in named if offers]
    if not named:
        return None
    lengths = sorted({offer.months for _, offers in named for offer in offers})
    ceiling = _ceiling(max(offer.effective or 0 for _, offers in named for offer in offers), 10**exponent)
    step = (WIDTH - LEFT - RIGHT) // max(len(lengths) - 1, 1)
    across = {months: LEFT + place * step for place, months in enumerate(lengths)}
    room = HEIGHT - TOP - BOTTOM

    def up(price: int) -> int:
        return HEIGHT - BOTTOM - price * room // ceiling

    lines = [
        Line(
            label, tuple((across[one.months], up(one.effective or 0), one.months, one.effective or 0) for one in offers)
        )
        for label, offers in named[:MOST]
    ]
    rows = tuple(
        (label, tuple({one.months: one.effective for one in offers}.get(months) for months in lengths))
        for label, offers in named
    )
    marks = tuple((up(price), price) for price in (0, ceiling // 2, ceiling))
    return Picture(_labelled(lines), tuple((across[months], months) for months in lengths), marks, rows)


def _labelled(lines: list[Line]) -> tuple[Line, ...]:
    """The lines, their labels beside their ends and no two upon each other."""
    taken: dict[int, int] = {}
    placed: dict[int, Line] = {}
    for place, line in sorted(enumerate(lines), key=lambda one: one[1].points[-1][1]):
        x, y, _, _ = line.points[-1]
        taken[x] = max(y, taken.get(x, -GAP) + GAP)
        placed[place] = replace(line, label_at=taken[x])
    return tuple(placed[place] for place in range(len(lines)))


def _ceiling(most: int, unit: int) -> int:
    """A round number of whole units that is even and not below the dearest price."""
    step = 2 * unit
    while step * 5 < most:
        step *= 10
    return max(-(-most // step) * step, step)
