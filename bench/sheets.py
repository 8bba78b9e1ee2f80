"""``python -m bench.sheets [--rows 10000] [--engine …]``: how long a sheet takes when it is new, known, and changed."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.servers import ROOT
from bench.stage import Stage, engines, stage
from tests.imports.sheets import lines, sheet
from webapp.core.inputs.uploads import Upload
from webapp.core.operation.runner import call
from webapp.imports.inputs import ImportProducts
from webapp.imports.operations.at_once import import_products
from webapp.ledger.inputs import UndoBatch
from webapp.ledger.operations import undo_batch

TARGET_S = 60.0
"""What the published call allows."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.sheets", description="Importing a sheet of products.")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--quick", action="store_true", help="a small sheet")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    told = parser.parse_args()
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / ".cache") as folder,
                stage(name, Path(folder)) as scene,
            ):
                _measure(name, scene, 500 if told.quick else told.rows)


def _measure(engine: str, scene: Stage, rows: int) -> None:
    text = sheet(*lines(rows))
    print(f"\n{engine}, {rows:,} rows of {len(text) / rows:.0f} bytes")
    for what, data in (("new", text), ("as it was", text), ("changed", text.replace("12.00", "13.00"))):
        spent = _timed(lambda data=data: _import(scene, data))
        verdict = "met" if spent <= TARGET_S else "MISSED"
        print(f"{what:12}{spent:8.1f} s{rows / spent:10,.0f} rows/s  {verdict}", flush=True)
    print(f"{'undone':12}{_timed(lambda: _undo(scene)):8.1f} s")


def _timed(what: Callable[[], None]) -> float:
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def _import(scene: Stage, text: str) -> None:
    data = ImportProducts.from_json({"csvFile": Upload("bench.csv", text.encode())}, exponent=2)
    outcome = call(scene.house.session, import_products, scene.house.actor(), data)
    assert not outcome.refused


def _undo(scene: Stage) -> None:
    batch = scene.house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"]
    call(scene.house.session, undo_batch, scene.house.actor(), UndoBatch.from_json({"batchId": batch}, exponent=2))


if __name__ == "__main__":
    main()
