"""``python -m bench [--quick] [--engine sqlite|postgresql|both] [--profile KIND]``."""

import argparse
import tempfile
import time
from pathlib import Path

from bench import profiling, report, work
from bench.disk import durable_writes
from bench.goods.bulk import multiply
from bench.goods.filling import fill
from bench.rounds import Line, Pace, play
from bench.servers import ROOT, serving_app
from bench.stage import Stage, engines, stage

FULL = Pace(sizes=(1_000, 1_000_000), rounds=4, seconds=1.0)
QUICK = Pace(sizes=(500, 50_000), rounds=3, seconds=0.4)


def main() -> None:
    told = _arguments()
    started = time.monotonic()
    pace = QUICK if told.quick else FULL
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            _on_engine(name, told, pace)
    spent = time.monotonic() - started
    print(f"\n{spent:.0f} s. Rates drift with the machine; the ratios to hello are what counts.")


def _on_engine(engine: str, told: argparse.Namespace, pace: Pace) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir=told.folder) as folder,
        stage(engine, Path(folder)) as scene,
    ):
        if told.profile:
            profiling.profile(scene, told.profile, pace.sizes[0])
        else:
            _measure(engine, scene, pace, Path(folder))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Stockdesk beside a bare Flask.")
    parser.add_argument("--quick", action="store_true", help="small sets and short rounds")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default=None)
    parser.add_argument("--profile", choices=profiling.KINDS, help="show where the time of one request goes")
    # in the checkout by default, for a temporary folder may be memory and then nothing is durable
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / ".cache",
        metavar="FOLDER",
        help="where SQLite's file stands; /dev/shm leaves the disk out",
    )
    told = parser.parse_args()
    told.engine = told.engine or ("sqlite" if told.profile else "both")
    return told


def _measure(engine: str, scene: Stage, pace: Pace, folder: Path) -> None:
    small, large = (_at_size(engine, scene, pace, size, folder) for size in pace.sizes)
    print(f"\n{engine}, {pace.sizes[1]:,} units against {pace.sizes[0]:,}")
    print("\n".join(report.growth(small, large)), flush=True)


def _at_size(engine: str, scene: Stage, pace: Pace, size: int, folder: Path) -> list[Line]:
    how = _fill(scene, size)
    with (
        serving_app("bench.hello:app", scene.environment, folder) as bare,
        serving_app("wsgi:app", scene.environment, folder) as ours,
    ):
        ports = {True: bare, False: ours}
        lines = play(work.reads(scene), ports, pace)
        lines += play([work.receive(scene)], ports, pace)[1:]  # last, for it makes the set larger
    print("\n".join(report.table(engine, f"{size:,} units", lines)))
    print(how)
    if engine == "sqlite":
        disk = durable_writes(folder, pace.seconds)
        share = lines[-1].rate / disk
        print(f"the disk takes {disk:,.0f} durable writes/s: receive is {share:.2f} of that", flush=True)
    return lines


def _fill(scene: Stage, size: int) -> str:
    """Units one by one through the ledger at first, then copies of them made by the database; answers how it went."""
    before, scene.filled = scene.filled, size
    if not before:
        return f"filled at {fill(scene.house, 0, size):,.0f} units/s through the ledger, 50 a transaction"
    url = scene.environment["DATABASE_URL"]
    rate = multiply(url, scene.house.tenant_id, before, size)
    return f"filled at {rate:,.0f} units/s by copying inside the database"


if __name__ == "__main__":
    main()
