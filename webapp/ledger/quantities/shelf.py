"""A shelf: the pools of a record, or of one lot, with what is promised of them, read while the record is locked."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from webapp.ledger.errors import StockChanged
from webapp.ledger.models import Lot, Pool, Record, Reservation
from webapp.ledger.posting import Context, Move, Spot, lock_records, post
from webapp.ledger.words import BUCKETS

_NEVER = dt.datetime.max.replace(tzinfo=dt.UTC)
_KINDS = ("loose", "lot", "units")


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What a movement says of itself: one of ``words.ACTIONS``, whose paper it is on, and a remark."""

    action: str
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LotState:
    """A lot as it stands; only an active one that has not expired is picked from."""

    id: str
    number: str
    status: str
    expires_at: dt.datetime | None
    bin_id: str | None
    opened_at: dt.datetime
    seq: int

    def is_pickable(self, at: dt.datetime) -> bool:
        """Whether goods of it may be promised or leave at a time."""
        return self.status == "active" and (self.expires_at is None or self.expires_at > at)


@dataclass(slots=True)
class PoolState:
    """A pool's four buckets; they follow what is posted."""

    id: str
    kind: str
    lot: LotState | None
    bin_id: str | None
    available: int
    reserved: int
    held: int
    expected: int
    is_pickable: bool

    def of(self, bucket: str) -> int:
        """The quantity in one bucket."""
        return int(getattr(self, bucket))

    @property
    def fefo(self) -> tuple[int, dt.datetime, dt.datetime, bool, str]:
        """Its turn: loose stock, then lots, first expired first, then the units; what has no bin before what has."""
        expires = (self.lot and self.lot.expires_at) or _NEVER
        opened = self.lot.opened_at if self.lot else _NEVER
        return (_KINDS.index(self.kind), expires, opened, self.bin_id is not None, self.id)


@dataclass(slots=True)
class Promise:
    """An open reservation."""

    id: str
    pool_id: str
    reference: str | None
    open_qty: int
    created_at: dt.datetime


@dataclass(slots=True)
class Shelf:
    """What lies on a record, or in one lot of it, locked; ``seq`` is the record's version."""

    record_id: str
    product_id: str
    variant_id: str | None
    warehouse_id: str
    seq: int
    lot: LotState | None
    pools: list[PoolState]
    promises: list[Promise]
    broken: list[tuple[str | None, int]] = field(default_factory=list)
    """What damage and counts took of promises: the reference, and how many."""
    _waiting: list[Move] = field(default_factory=list)

    def of(self, bucket: str) -> int:
        """The quantity in one bucket, over all pools."""
        return sum(pool.of(bucket) for pool in self.pools)

    @property
    def promisable(self) -> int:
        """What is available, but for what lies in lots that are not picked from."""
        return sum(pool.available for pool in self.pools if pool.is_pickable)

    def pool(self, pool_id: str) -> PoolState:
        """The pool of this id."""
        return next(pool for pool in self.pools if pool.id == pool_id)

    def move(self, pool: PoolState, start: str, end: str, qty: int, why: Why, promise: Promise | None = None) -> None:
        """Note one movement and book it on paper; ``flush`` writes it."""
        self._waiting.append(
            Move(
                spot=Spot(self.record_id, pool.id, pool.lot.id if pool.lot else None),
                from_node=start,
                to_node=end,
                qty=qty,
                action=why.action,
                reference=why.reference,
                note=why.note,
                reservation_id=promise.id if promise else None,
            )
        )
        for bucket, sign in ((start, -1), (end, 1)):
            if bucket in BUCKETS:
                setattr(pool, bucket, pool.of(bucket) + sign * qty)
        if promise is not None:
            promise.open_qty += qty if end == "reserved" else -qty

    def draw(self, pools: Iterable[PoolState], bucket: str, qty: int, step: Callable[[PoolState, int], None]) -> int:
        """Take up to ``qty`` from these pools in turn; answers what is still wanting."""
        for pool in pools:
            part = min(qty, pool.of(bucket))
            if part > 0:
                step(pool, part)
                qty -= part
        return qty

    def flush(self, work: Context) -> None:
        """Write what was noted."""
        moves, self._waiting = self._waiting, []
        post(work, moves)
        self.seq += len(moves)


def record_shelf(work: Context, record_id: str) -> Shelf:
    """Everything on a record, which is locked from here on; LookupError when there is none."""
    lock_records(work, {record_id})
    return _read(work, record_id)


def lot_shelf(work: Context, lot_id: str) -> Shelf:
    """One lot on the record it is in, which is locked from here on; LookupError when there is none."""
    for _ in range(3):
        record_id = _record_of(work, lot_id)
        lock_records(work, {record_id})
        if record_id == _record_of(work, lot_id):
            return _read(work, record_id, lot_id)
    raise StockChanged


def _record_of(work: Context, lot_id: str) -> str:
    found = select(Lot.record_id).where(Lot.tenant_id == work.tenant_id, Lot.id == lot_id, Lot.deleted == False)
    record_id = work.session.execute(found).scalar_one_or_none()
    if record_id is None:
        raise LookupError(f"no lot {lot_id}")
    return record_id


def _read(work: Context, record_id: str, lot_id: str | None = None) -> Shelf:
    record = work.session.execute(
        select(Record.product_id, Record.variant_id, Record.warehouse_id, Record.seq).where(
            Record.tenant_id == work.tenant_id, Record.id == record_id
        )
    ).one_or_none()
    if record is None:
        raise LookupError(f"no record {record_id}")
    lots = _lots(work, record_id, lot_id)
    pools = _pools(work, record_id, lot_id, lots)
    promises = _promises(work, record_id, {pool.id for pool in pools if pool.reserved})
    return Shelf(record_id, *record, lots[lot_id] if lot_id else None, pools, promises)


def _lots(work: Context, record_id: str, lot_id: str | None) -> dict[str, LotState]:
    rows = select(Lot.id, Lot.number, Lot.status, Lot.expires_at, Lot.bin_id, Lot.created_at, Lot.seq).where(
        Lot.tenant_id == work.tenant_id, Lot.record_id == record_id, Lot.deleted == False
    )
    if lot_id is not None:
        rows = rows.where(Lot.id == lot_id)
    else:
        rows = rows.where(Lot.available + Lot.reserved + Lot.held + Lot.expected > 0)
    return {row.id: LotState(*row) for row in work.session.execute(rows)}


def _pools(work: Context, record_id: str, lot_id: str | None, lots: dict[str, LotState]) -> list[PoolState]:
    rows = select(
        Pool.id, Pool.kind, Pool.lot_id, Pool.bin_id, Pool.available, Pool.reserved, Pool.held, Pool.expected
    ).where(Pool.tenant_id == work.tenant_id, Pool.record_id == record_id)
    if lot_id is not None:
        rows = rows.where(Pool.lot_id == lot_id)
    pools = []
    for row in work.session.execute(rows):
        if row.lot_id is not None and row.lot_id not in lots:
            continue  # an empty lot, or a deleted one
        lot = lots.get(row.lot_id or "")
        pickable = lot is None or lot.is_pickable(work.at)
        pools.append(PoolState(row.id, row.kind, lot, *row[3:], is_pickable=pickable))
    return sorted(pools, key=lambda pool: pool.fefo)


def _promises(work: Context, record_id: str, pool_ids: set[str]) -> list[Promise]:
    if not pool_ids:
        return []
    rows = (
        select(Reservation.id, Reservation.pool_id, Reservation.reference, Reservation.open_qty, Reservation.created_at)
        .where(Reservation.tenant_id == work.tenant_id, Reservation.record_id == record_id, Reservation.open_qty > 0)
        .order_by(Reservation.created_at, Reservation.id)
    )
    return [Promise(*row) for row in work.session.execute(rows) if row.pool_id in pool_ids]


def stock_pools(shelf: Shelf) -> Sequence[PoolState]:
    """The pools whose goods are no units: those are moved by name."""
    return [pool for pool in shelf.pools if pool.kind != "units"]
