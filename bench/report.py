"""The table that a run prints, and what it says of the larger set."""

from collections.abc import Iterable

from bench.rounds import Line

GROWTH = 1.3
"""A list may take so much longer in the large set than in the small one."""


def table(engine: str, what: str, lines: Iterable[Line]) -> list[str]:
    """One engine at one size."""
    out = [
        f"\n{engine}, {what}",
        f"{'':14}{'per s':>8}{'p50 ms':>9}{'p95 ms':>9}{'x hello':>9}{'target':>9}{'KB':>7}",
    ]
    for line in lines:
        target = line.work.target.get(engine)
        wanted = "" if target is None else f"{target:.2f}"
        verdict = "" if target is None else ("  met" if line.ratio >= target else "  MISSED")
        out.append(
            f"{line.work.name:14}{line.rate:8,.0f}{line.p50:9.1f}{line.p95:9.1f}{line.ratio:9.3f}{wanted:>9}"
            f"{line.bytes / 1024:7.1f}{verdict}"
        )
    return out


def growth(small: Iterable[Line], large: Iterable[Line]) -> list[str]:
    """The median time of each work in the large set against the small one, both measured in hellos."""
    before = {line.work.name: line.slower for line in small}
    out = []
    for line in large:
        if line.work.name in before and line.work.name != "hello":
            factor = line.slower / before[line.work.name]
            verdict = "" if line.work.writes else ("  met" if factor <= GROWTH else "  MISSED")
            wanted = "" if line.work.writes else f"{GROWTH:.2f}"
            out.append(f"{line.work.name:14}{factor:8.2f} x the time{wanted:>9}{verdict}")
    return out
