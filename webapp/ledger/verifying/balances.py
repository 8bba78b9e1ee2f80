"""Pools, records, lots, reservations and transit: each is the sum of its movements, and none is missing one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Executable, Subquery, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from webapp.ledger.models import Lot, Movement, Pool, Record, Reservation, Transit
from webapp.ledger.verifying.checks import TENANT, Drift, add_check
from webapp.ledger.words import BUCKETS


def _added(node: str) -> ColumnElement[int]:
    """What movements bring to a node, less what they take from it."""
    signed = case((Movement.to_node == node, Movement.qty), (Movement.from_node == node, -Movement.qty), else_=0)
    return func.sum(signed)


def _sums(owner: Any, count: Any = None) -> Subquery:
    """Per owner: what each bucket must be, the newest line, how many lines, and the highest of their own count."""
    counted = [] if count is None else [func.count().label("lines"), func.max(count).label("seq")]
    return (
        select(
            owner.label("owner"),
            Movement.tenant_id.label("tenant_id"),
            *(_added(bucket).label(bucket) for bucket in BUCKETS),
            func.max(Movement.n).label("last_n"),
            *counted,
        )
        .where(Movement.tenant_id == TENANT, owner.is_not(None))
        .group_by(Movement.tenant_id, owner)
        .subquery()
    )


@dataclass(frozen=True)
class _Comparison:
    """A table held against sums: the statement that finds what differs, and what its pairs of values are about."""

    table: Any
    rows: Executable
    names: Sequence[str]

    def drifts(self, session: Session, tenant_id: int) -> Iterator[Drift]:
        """What differs of one tenant."""
        for key, *values in session.execute(self.rows, {"tenant": tenant_id}):
            for name, kept, value in zip(self.names, values[::2], values[1::2], strict=True):
                if kept != value:
                    yield Drift(self.table.__tablename__, key, name, kept, value)


def _comparison(table: Any, sums: Subquery, pairs: Sequence[tuple[str, Any, Any]]) -> _Comparison:
    told = [(kept, func.coalesce(value, 0)) for _, kept, value in pairs]
    rows = (
        select(table.id, *(column for pair in told for column in pair))
        .outerjoin(sums, (sums.c.tenant_id == table.tenant_id) & (sums.c.owner == table.id))
        .where(table.tenant_id == TENANT, or_(*(kept != value for kept, value in told)))
        .order_by(table.id)
    )
    return _Comparison(table, rows, [name for name, _, _ in pairs])


def _buckets(table: Any, sums: Subquery) -> list[tuple[str, Any, Any]]:
    return [(bucket, getattr(table, bucket), sums.c[bucket]) for bucket in BUCKETS]


@add_check
def pools(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A pool's buckets are the sum of its movements."""
    return _pools().drifts(session, tenant_id)


@cache
def _pools() -> _Comparison:
    sums = _sums(Movement.pool_id)
    pairs = [*_buckets(Pool, sums), ("last_n", Pool.last_n, sums.c.last_n)]
    return _comparison(Pool, sums, pairs)


@add_check
def records(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A record's buckets are the sum of its movements, which are numbered without a gap."""
    return _records().drifts(session, tenant_id)


@cache
def _records() -> _Comparison:
    sums = _sums(Movement.record_id, Movement.seq)
    pairs = [
        *_buckets(Record, sums),
        ("last_n", Record.last_n, sums.c.last_n),
        ("seq", Record.seq, sums.c.seq),
        ("seq", Record.seq, sums.c.lines),
    ]
    return _comparison(Record, sums, pairs)


@add_check
def lots(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A lot's buckets are the sum of its movements, which are numbered without a gap."""
    return _lots().drifts(session, tenant_id)


@cache
def _lots() -> _Comparison:
    sums = _sums(Movement.lot_id, Movement.lot_seq)
    pairs = [
        *_buckets(Lot, sums),
        ("last_n", Lot.last_n, sums.c.last_n),
        ("seq", Lot.seq, sums.c.seq),
        ("seq", Lot.seq, sums.c.lines),
    ]
    return _comparison(Lot, sums, pairs)


@add_check
def reservations(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A reservation is open by what was reserved for it, less what was used or released."""
    return _reservations().drifts(session, tenant_id)


@cache
def _reservations() -> _Comparison:
    sums = _sums(Movement.reservation_id)
    pairs = [
        ("open_qty", Reservation.open_qty, sums.c.reserved),
        ("last_n", Reservation.last_n, sums.c.last_n),
    ]
    return _comparison(Reservation, sums, pairs)


@add_check
def promises(session: Session, tenant_id: int) -> Iterator[Drift]:
    """A pool's reserved is the sum of its open reservations."""
    return _promises().drifts(session, tenant_id)


@cache
def _promises() -> _Comparison:
    open_ones = (
        select(
            Reservation.pool_id.label("owner"),
            Reservation.tenant_id.label("tenant_id"),
            func.sum(Reservation.open_qty).label("reserved"),
        )
        .where(Reservation.tenant_id == TENANT)
        .group_by(Reservation.tenant_id, Reservation.pool_id)
        .subquery()
    )
    pairs = [("reserved for somebody", Pool.reserved, open_ones.c.reserved)]
    return _comparison(Pool, open_ones, pairs)


@add_check
def transit(session: Session, tenant_id: int) -> Iterator[Drift]:
    """What is on its way under a transfer is what left, less what arrived or was lost."""
    told: dict[tuple[str, str], tuple[int, int]] = {}
    kept: dict[tuple[str, str], tuple[int, int]] = {}
    every: Sequence[Any] = session.execute(_on_way(), {"tenant": tenant_id}).all()
    for is_told, transfer, product, qty, last_n in every:
        (told if is_told else kept)[transfer, product] = (int(qty), last_n)
    for key in sorted(told.keys() | kept.keys()):
        if told.get(key, (0, 0)) != kept.get(key, (0, 0)):
            yield Drift("transit", " ".join(key), "qty", kept.get(key, (0, 0))[0], told.get(key, (0, 0))[0])


@cache
def _on_way() -> Executable:
    """What the movements tell and what is kept, in one statement: as it was at one moment."""
    sums = (
        select(
            literal(True),
            Movement.transfer_id.label("transfer_id"),
            Record.product_id.label("product_id"),
            _added("transit").label("qty"),
            func.max(Movement.n).label("last_n"),
        )
        .join(Record, (Record.tenant_id == Movement.tenant_id) & (Record.id == Movement.record_id))
        .where(Movement.tenant_id == TENANT, Movement.transfer_id.is_not(None))
        .group_by(Movement.transfer_id, Record.product_id)
    )
    on_way = select(literal(False), Transit.transfer_id, Transit.product_id, Transit.qty, Transit.last_n).where(
        Transit.tenant_id == TENANT
    )
    return union_all(sums, on_way)
