"""``python -m bench.catalogue [--variants 100000] [--quick] [--engine …]``: lists and searches of a large catalogue."""

import argparse
import tempfile
from pathlib import Path

from bench import report
from bench.catalogue.filling import GRADES, fill
from bench.catalogue.work import lists, searches
from bench.rounds import Line, Pace, play
from bench.servers import ROOT, serving_app
from bench.stage import Stage, engines, stage

SMALL = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.catalogue", description="A large catalogue, read.")
    parser.add_argument("--variants", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true", help="a small catalogue and short rounds")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    told = parser.parse_args()
    sizes = (SMALL, 4_000 if told.quick else told.variants)
    pace = Pace(sizes=sizes, rounds=3 if told.quick else 4, seconds=0.4 if told.quick else 1.0)
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / ".cache") as folder,
                stage(name, Path(folder)) as scene,
            ):
                small, large = (_at_size(name, scene, pace, size, Path(folder)) for size in sizes)
                print(f"\n{name}, {sizes[1]:,} variants against {sizes[0]:,}")
                print("\n".join(report.growth(small, large)), flush=True)


def _at_size(engine: str, scene: Stage, pace: Pace, size: int, folder: Path) -> list[Line]:
    products = size // len(GRADES)
    fill(scene, scene.filled // len(GRADES), products)
    scene.filled = size
    with (
        serving_app("bench.hello:app", scene.environment, folder) as bare,
        serving_app("wsgi:app", scene.environment, folder) as ours,
    ):
        ports = {True: bare, False: ours}
        steady = play(lists(scene, products), ports, pace)
        growing = play(searches(scene), ports, pace)[1:]
    print("\n".join(report.table(engine, f"{size:,} variants of {products:,} products", steady + growing)))
    return steady


if __name__ == "__main__":
    main()
