"""Changing what lies of an item in places: a number adds or takes away, one in an array resets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from webapp.core.operation.errors import Detail, InputRefused
from webapp.core.operation.registry import Work
from webapp.inventory.operations.locking import usual_bin
from webapp.inventory.queries.records import find_record
from webapp.items.errors import TooFewLoose
from webapp.items.inputs import LevelIn, Step
from webapp.items.queries import ItemRow
from webapp.ledger.errors import TooFewReserved
from webapp.ledger.posting import lock_records
from webapp.ledger.quantities import PoolState, Shelf, Why, record_shelf, set_to
from webapp.ledger.stands import Goods, open_record
from webapp.locations.errors import BinNotFound, WarehouseNotFound
from webapp.locations.models import Bin, Warehouse
from webapp.lots.errors import ItemInactive, KeptForReferences

NAMES = {
    "available": ("verified_qty", "received_qty", "available_qty"),
    "held": ("damaged_qty", "defective_qty"),
    "expected": ("manifested_qty",),
    "reserved": ("reserved_qty",),
}
"""What each bucket is called in a level, the published name first."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level that was sent: its path, its place, and what changes there by bucket, each with the name it came by."""

    path: str
    warehouse_id: str
    bin_id: str | None
    steps: dict[str, tuple[str, Step]]


def change_levels(work: Work, item: ItemRow, sent: Sequence[LevelIn], *, opening: bool = False) -> int:
    """Bring each level to what was sent, in their order; answers how many changed.

    The loose stock alone changes: what lies in lots is theirs, and units are named one by one. Their quantities
    count where a level is reset, so that what is told afterwards is what was sent.
    """
    levels = _placed(work, sent)
    goods = Goods(item.product_id, item.id)
    records = {one: open_record(work, goods, one) for one in sorted({level.warehouse_id for level in levels})}
    lock_records(work, set(records.values()))
    why = Why(action="RECEIVED" if opening else "ADJUSTED")
    return sum(_change(work, item, level, records[level.warehouse_id], why, opening=opening) for level in levels)


def _change(work: Work, item: ItemRow, level: _Level, record_id: str, why: Why, *, opening: bool) -> bool:
    shelf = record_shelf(work, record_id)
    pools = [pool for pool in shelf.pools if level.bin_id in (None, pool.bin_id)]
    loose = _loose_of(shelf, pools)
    wanted: dict[str, int] = {}
    for bucket, (name, step) in level.steps.items():
        there = sum(pool.of(bucket) for pool in pools)
        change = step.qty - there if step.is_reset else step.qty
        if loose.of(bucket) + change < 0:
            facts = {"asked": f"{-change:,}", "there": f"{loose.of(bucket):,}"}
            raise TooFewLoose(f"{level.path}.{name}", sku=item.sku, **facts)
        if change:
            wanted[bucket] = loose.of(bucket) + change
    if not wanted:
        return False
    if item.status != "active" and sum(wanted.values()) > sum(loose.of(bucket) for bucket in wanted):
        words = ItemInactive.message.format(sku=item.sku)
        raise ItemInactive(details=[Detail(level.path, words)], sku=item.sku)
    home = level.bin_id or _usual(work, record_id, loose)
    try:
        set_to(work, loose, wanted, why, opening=opening, bin_id=home)
    except TooFewReserved as problem:
        words = KeptForReferences(**problem.facts).words
        raise KeptForReferences(details=[Detail(f"{level.path}.reserved_qty", words)], **problem.facts) from None
    return True


def _loose_of(shelf: Shelf, pools: Sequence[PoolState]) -> Shelf:
    """The loose part of these pools, as a shelf of its own."""
    loose = [pool for pool in pools if pool.kind == "loose"]
    mine = {pool.id for pool in loose}
    promises = [one for one in shelf.promises if one.pool_id in mine]
    of_what = (shelf.record_id, shelf.product_id, shelf.variant_id, shelf.warehouse_id, shelf.seq)
    return Shelf(*of_what, None, loose, promises)


def _usual(work: Work, record_id: str, loose: Shelf) -> str | None:
    """Where more of it goes: the record's bin, else the one that all its loose stock lies in."""
    usual = usual_bin(work, find_record(work.session, work.tenant_id, record_id))
    bins = {pool.bin_id for pool in loose.pools if pool.available + pool.reserved + pool.held + pool.expected}
    return usual or (bins.pop() if len(bins) == 1 else None)


def _placed(work: Work, sent: Sequence[LevelIn]) -> list[_Level]:
    """The levels with their places; raises InputRefused, BinNotFound, WarehouseNotFound."""
    bins = _found(work, Bin, [level.layout_id for level in sent], Bin.warehouse_id)
    named = [level.location_id or bins.get(level.layout_id or "") for level in sent]
    warehouses = _found(work, Warehouse, named, Warehouse.id)
    levels = []
    for i, (level, warehouse_id) in enumerate(zip(sent, named, strict=True)):
        path = f"levels.{i}"
        if level.layout_id and level.layout_id not in bins:
            raise BinNotFound(at=f"{path}.layout_id")
        if not warehouse_id:
            words = "Say where: a location_id, or a layout_id, which implies it."
            raise InputRefused([Detail(f"{path}.location_id", words, "invalid_type")])
        if warehouse_id not in warehouses:
            raise WarehouseNotFound(at=f"{path}.location_id")
        if level.layout_id and bins[level.layout_id] != warehouse_id:
            words = "This layout is not in that location. Choose one of its own."
            raise InputRefused([Detail(f"{path}.layout_id", words)])
        levels.append(_Level(path, warehouse_id, level.layout_id or None, _steps(level, path)))
    return levels


def _found(work: Work, table: Any, ids: Sequence[str | None], column: Any) -> dict[str, str]:
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    rows = work.session.execute(
        select(table.id, column).where(table.tenant_id == work.tenant_id, table.id.in_(wanted))
    ).all()
    return {row[0]: row[1] for row in rows}


def _steps(level: LevelIn, path: str) -> dict[str, tuple[str, Step]]:
    steps: dict[str, tuple[str, Step]] = {}
    for bucket, names in NAMES.items():
        said = [(name, step) for name in names if (step := getattr(level, name)) is not None]
        if any(step != said[0][1] for _, step in said):
            words = f"{said[0][0]} and {said[-1][0]} are one quantity, and differ here. Send one of them."
            raise InputRefused([Detail(f"{path}.{said[-1][0]}", words)])
        if said:
            steps[bucket] = said[0]
    return steps
