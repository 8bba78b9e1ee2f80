"""``python -m bench.orders [--orders 100000] [--quick] [--engine …]``: orders taken, listed, sought and fulfilled."""

import argparse
import tempfile
from pathlib import Path

from bench import report
from bench.orders import work
from bench.orders.filling import fill, fill_waiting, shelf
from bench.rounds import Line, Pace, line_of, measure, play
from bench.servers import ROOT, serving_app
from bench.stage import Stage, engines, stage
from bench.work import HELLO

SMALL, WAITING_FROM = 1_000, 900_000_000
A_SECOND = 250
"""More units than go out in a second."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.orders", description="Very many orders.")
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="few orders and short rounds")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    told = parser.parse_args()
    sizes = (SMALL, 4_000 if told.quick else told.orders)
    pace = Pace(sizes=sizes, rounds=3 if told.quick else 4, seconds=0.4 if told.quick else 1.0)
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / ".cache") as folder,
                stage(name, Path(folder)) as scene,
            ):
                shelf(scene)
                small, large = (_at_size(name, scene, pace, size, Path(folder)) for size in sizes)
                print(f"\n{name}, {sizes[1]:,} orders against {sizes[0]:,}")
                print("\n".join(report.growth(small, large)), flush=True)


def _at_size(engine: str, scene: Stage, pace: Pace, size: int, folder: Path) -> list[Line]:
    fill(scene, scene.filled, size)
    first = WAITING_FROM + 100 * size
    scene.filled = size
    count = round(A_SECOND * pace.seconds * (pace.rounds + 1))
    fill_waiting(scene, first, first + count)
    with (
        serving_app("bench.hello:app", scene.environment, folder) as bare,
        serving_app("wsgi:app", scene.environment, folder) as ours,
    ):
        ports = {True: bare, False: ours}
        steady = play(work.lists(scene), ports, pace)
        lines = [*steady, *play(work.searches(scene), ports, pace)[1:]]
        lines += play([work.create(scene)], ports, pace)[1:]
        lines.append(_fulfilled(scene, ports, pace, first))
    print("\n".join(report.table(engine, f"{size:,} orders", lines)), flush=True)
    return [line for line in lines if not line.work.writes]


def _fulfilled(scene: Stage, ports: dict[bool, int], pace: Pace, first: int) -> Line:
    """Each unit goes out once, so every round goes on where the one before stopped."""
    goes, hello, gone = work.fulfil(scene), [], []
    for _ in range(pace.rounds):
        hello.append(measure(HELLO, ports[True], pace))
        gone.append(measure(goes, ports[False], pace, first=first))
        first += gone[-1].count
    return line_of(goes, gone, hello)


if __name__ == "__main__":
    main()
