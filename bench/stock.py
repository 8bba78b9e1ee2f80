"""``python -m bench.stock [--quick] [--engine …]``: a large ledger verified and valued; a hot record and a hot lot."""

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import report, work
from bench.goods.bulk import multiply
from bench.goods.filling import fill
from bench.rounds import Pace, play
from bench.servers import ROOT, serving_app
from bench.stage import Stage, engines, stage
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifications.operations import replay
from webapp.stock.value.listing import overall, worth_by_warehouse

SEED = 1_000
MOVEMENTS, QUICK = 1_000_000, 50_000
VERIFY_S, SPREAD = 30.0, 5.0
"""What verifying a million movements may take, and how many times the median the slowest adjustments."""
PACE = Pace(sizes=(0, 0), rounds=4, seconds=1.0, clients=16)


def main() -> None:
    """Measure on the engines that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.stock", description="A large ledger.")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the movements")
    parser.add_argument("--engine", choices=("sqlite", "postgresql", "both"), default="both")
    told = parser.parse_args()
    (ROOT / ".cache").mkdir(exist_ok=True)
    with engines(told.engine) as names:
        for name in names:
            with (
                tempfile.TemporaryDirectory(prefix="bench-", dir=ROOT / ".cache") as folder,
                stage(name, Path(folder)) as scene,
            ):
                _adjusted(name, scene, Path(folder), PACE)
                _on_engine(name, scene, QUICK if told.quick else MOVEMENTS)


def _on_engine(engine: str, scene: Stage, movements: int) -> None:
    house = scene.house
    fill(house, 0, SEED)
    multiply(scene.environment["DATABASE_URL"], house.tenant_id, SEED, movements)
    print(f"\n{engine}, {movements:,} movements{'s':>14}{'target':>9}")
    found, spent = _timed(scene, lambda: replay(house.session, house.actor()))
    assert found.movements >= movements
    assert not found.drifts, found.drifts[:3]
    print(f"{'verified':28}{spent:8.1f}{VERIFY_S:9.1f}  {'met' if spent <= VERIFY_S else 'MISSED'}", flush=True)
    quantities = []
    for what, end in (("valued now", None), ("valued a month ago", clock.now() - dt.timedelta(days=30))):
        worth, spent = _timed(scene, lambda at=end: overall(worth_by_warehouse(house.session, house.tenant_id, at)))
        quantities.append(worth.quantity)
        print(f"{what:28}{spent:8.1f}", flush=True)
    assert movements <= quantities[0] >= quantities[1]


def _adjusted(engine: str, scene: Stage, folder: Path, pace: Pace) -> None:
    """An empty record and a lot, in a warehouse without units: each adjusted by all clients at once."""
    product = scene.house.api().get("/v1/products?limit=1").get_json()["products"][0]
    warehouse = scene.house.api().post("/v1/warehouses", {"name": "Hot"}).get_json()["data"]["id"]
    made = {"productId": product["productId"], "warehouseId": warehouse, "initialQty": 0}
    answer = scene.house.api().post("/v1/inventory", made).get_json()["data"]
    item = scene.house.api().post("/v1/items", {"name": "Hot"}).get_json()["data"]["id"]
    sent = {"item_id": item, "location_id": warehouse, "number": "HOT"}
    lot = scene.house.api().post("/v1/lots", sent).get_json()["data"]
    with (
        serving_app("bench.hello:app", scene.environment, folder) as bare,
        serving_app("wsgi:app", scene.environment, folder) as ours,
    ):
        for thing, hot in (("record", work.adjust(scene, answer["id"])), ("lot", work.adjust_lot(scene, lot["id"]))):
            lines = play([hot], {True: bare, False: ours}, pace)
            print("\n".join(report.table(engine, f"{pace.clients} clients on one {thing}", lines)))
            spread = lines[-1].p99 / lines[-1].p50
            verdict = "met" if spread <= SPREAD else "MISSED"
            print(f"p99 of {hot.name} is {spread:.1f} x its p50 (target {SPREAD:.0f}): {verdict}", flush=True)


def _timed(scene: Stage, work: Callable[[], Any]) -> tuple[Any, float]:
    scene.house.session.rollback()
    started = time.perf_counter()
    with tenant_scope(scene.house.tenant_id):
        done = work()
    scene.house.session.rollback()
    return done, time.perf_counter() - started


if __name__ == "__main__":
    main()
