"""What a record, a lot or a variant held at the end of each day: one statement, a row for each moving quarter hour."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, Select, case, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from webapp.core.data import clock
from webapp.core.data.columns import EPOCH
from webapp.ledger.models import Lot, Movement, Record
from webapp.ledger.words import BUCKETS

DAYS = 90
_QUARTER = dt.timedelta(minutes=15)
"""Days begin on a quarter hour of UTC in every zone there is: neither engine needs to know the zones."""
_NOW = -1
"""The row that is no change but what there is."""
_MICROSECONDS = int(_QUARTER.total_seconds() * 1_000_000)


@dataclass(frozen=True, slots=True)
class Course:
    """The four buckets at the end of each day, oldest first; the last day is today, as it is now."""

    days: tuple[dt.date, ...]
    available: tuple[int, ...]
    reserved: tuple[int, ...]
    held: tuple[int, ...]
    expected: tuple[int, ...]

    @property
    def in_stock(self) -> tuple[int, ...]:
        """What was on the premises, whatever state it was in."""
        return tuple(sum(parts) for parts in zip(self.available, self.reserved, self.held, strict=True))


def course_of_record(session: Session, tenant_id: int, record_id: str, zone: str, days: int = DAYS) -> Course:
    """What one stock record held."""
    balance = _balance(Record).where(Record.tenant_id == tenant_id, Record.id == record_id)
    return _course(session, tenant_id, balance, Movement.record_id == record_id, zone, days)


def course_of_lot(session: Session, tenant_id: int, lot_id: str, zone: str, days: int = DAYS) -> Course:
    """What one lot held."""
    balance = _balance(Lot).where(Lot.tenant_id == tenant_id, Lot.id == lot_id)
    return _course(session, tenant_id, balance, Movement.lot_id == lot_id, zone, days)


def course_of_variant(session: Session, tenant_id: int, variant_id: str, zone: str, days: int = DAYS) -> Course:
    """What all warehouses held of a variant."""
    mine = (Record.tenant_id == tenant_id, Record.variant_id == variant_id)
    moved = Movement.record_id.in_(select(Record.id).where(*mine))
    return _course(session, tenant_id, _balance(Record).where(*mine), moved, zone, days)


def _balance(table: Any) -> Select[Any]:
    sums = (func.coalesce(func.sum(getattr(table, bucket)), 0).label(bucket) for bucket in BUCKETS)
    return cast("Select[Any]", select(literal(_NOW, BigInteger).label("slot"), *sums))


def _course(
    session: Session, tenant_id: int, balance: Select[Any], moved: ColumnElement[bool], zone: str, days: int
) -> Course:
    """Balance and changes in one statement, so that nothing happens between them."""
    today = clock.today(zone)
    told = [today - dt.timedelta(days=ago) for ago in reversed(range(days))]
    begin = dt.datetime.combine(told[0] + dt.timedelta(days=1), dt.time(), ZoneInfo(zone))
    slot = (type_coerce(Movement.at, BigInteger) // _MICROSECONDS).label("slot")
    changes = (
        select(slot, *(_change(bucket) for bucket in BUCKETS))
        .where(Movement.tenant_id == tenant_id, moved, Movement.at >= begin)
        .group_by("slot")
    )
    found: Sequence[Any] = session.execute(union_all(balance, changes)).all()
    rows = [[int(value) for value in row] for row in found]
    held = next(row[1:] for row in rows if row[0] == _NOW)
    since = dict[dt.date, list[int]]()
    for row in rows:
        if row[0] != _NOW:
            day = min((EPOCH + row[0] * _QUARTER).astimezone(ZoneInfo(zone)).date(), today)
            since[day] = [a + b for a, b in zip(since.get(day, [0] * len(BUCKETS)), row[1:], strict=True)]
    return _walked(told, held, since)


def _walked(days: Sequence[dt.date], held: list[int], since: Mapping[dt.date, list[int]]) -> Course:
    """From today backwards: the evening before a day held what its evening did, less what came on that day."""
    evenings = []
    for day in reversed(days):
        evenings.append(tuple(held))
        held = [a - b for a, b in zip(held, since.get(day, [0] * len(BUCKETS)), strict=True)]
    return Course(tuple(days), *zip(*reversed(evenings), strict=True))


def _change(bucket: str) -> ColumnElement[int]:
    signed = case((Movement.to_node == bucket, Movement.qty), (Movement.from_node == bucket, -Movement.qty), else_=0)
    return func.sum(signed).label(bucket)
