"""``python -m bench.desk.lists [--rows 500] [--engine …]``: a list of goods, looked at and received."""

import argparse
import tempfile
import time
from pathlib import Path

from bench.goods.filling import sku
from bench.servers import ROOT
from bench.stage import Stage, engines, stage
from tests.doors import PageDoor

PREVIEW_S, RECEIVED_S = 2.0, 5.0
"""What five hundred rows may take."""
ROUNDS = 3


def main() -> None:
    """Measure on the engines that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk.lists", description="Receiving lists of goods.")
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--quick", action="store_true", help="one list")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    told = parser.parse_args()
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / ".cache") as folder,
                stage(name, Path(folder)) as scene,
            ):
                _on_engine(name, scene, told.rows, 1 if told.quick else ROUNDS)


def _on_engine(engine: str, scene: Stage, rows: int, rounds: int) -> None:
    page = scene.house.page("anna")
    made = [_received(scene, page, rows, at) for at in range(rounds)]
    print(f"\n{engine}, a list of {rows:,} rows{'best s':>12}{'target':>9}")
    best = [min(one) for one in zip(*made, strict=True)]
    for what, spent, target in zip(("looked at", "received"), best, (PREVIEW_S, RECEIVED_S), strict=True):
        verdict = "met" if spent <= target else "MISSED"
        print(f"{what:28}{spent:8.2f}{target:9.1f}  {verdict}", flush=True)


def _received(scene: Stage, page: PageDoor, rows: int, at: int) -> tuple[float, float]:
    """The seconds until the preview is there, and those until the units are in stock."""
    lines = [f"{sku(at % 12, 'B')},LIST-{at}-{row:05d},615.50,like new" for row in range(rows)]
    pasted = "\n".join(["SKU,Serial number,Cost,Condition", *lines])
    intake = scene.house.api().post("/v1/intakes", {"name": f"List {at}"}).get_json()["intake"]["intakeId"]
    started = time.perf_counter()
    preview = page.fill(f"/intakes/{intake}/list", purpose="receive", pasted=pasted).location
    path = preview.partition(f"/{scene.house.slug}")[2]
    assert page.get(path).status_code == 200
    looked = time.perf_counter()
    assert page.press(path.replace("/preview", "/take")).status_code == 303
    received = time.perf_counter()
    about = scene.house.api().get(f"/v1/intakes/{intake}").get_json()
    assert about["received"] == rows
    return looked - started, received - looked


if __name__ == "__main__":
    main()
