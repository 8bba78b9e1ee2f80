"""What a quantity was after each movement: what it is now, less what came since."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from webapp.ledger.models import Movement
from webapp.ledger.movements.scopes import SUMS, change_in, counted, is_of_something, lines_of, now_in
from webapp.ledger.words import BUCKETS


def with_balance(session: Session, tenant_id: int, rows: list[Row[Any]], filters: Mapping[str, str]) -> list[Any]:
    """The rows of one part with their change in the chosen bucket, and the balance after each where there is one."""
    bucket = filters.get("bucket", "")
    after = _after(session, tenant_id, rows, filters) if rows and is_of_something(filters) else {}
    return [_told(row, bucket, after.get(row.n)) for row in rows]


def _told(row: Row[Any], bucket: str, after: dict[str, int] | None) -> SimpleNamespace:
    parts = SUMS.get(bucket, ())
    change = row.qty * ((row.to_node in parts) - (row.from_node in parts)) if bucket else None
    told = SimpleNamespace(**row._asdict(), change=change, after=after, balance=None, balances="")
    if after is not None:
        told.balance = sum(after[part] for part in parts) if bucket else None
        told.balances = " · ".join(f"{after[one]:,}" for one in BUCKETS)
    return told


def _after(
    session: Session, tenant_id: int, rows: list[Row[Any]], filters: Mapping[str, str]
) -> dict[int, dict[str, int]]:
    """By the number of each row; one statement, so that balances and lines are of the same moment."""
    buckets = counted(filters)
    later = [
        func.coalesce(func.sum(change_in(one)).over(order_by=Movement.n.desc(), rows=(None, -1)), 0).label(one)
        for one in buckets
    ]
    since = select(Movement.n, *later).where(*lines_of(tenant_id, filters), *_not_before(rows, filters)).subquery()
    found = select(since.c.n, *((now_in(tenant_id, filters, one) - since.c[one]).label(one) for one in buckets))
    nothing = dict.fromkeys(BUCKETS, 0)
    return {
        row.n: {**nothing, **{one: int(getattr(row, one)) for one in buckets}}
        for row in session.execute(found.where(since.c.n.in_([row.n for row in rows])))
    }


def _not_before(rows: list[Row[Any]], filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """What came before the first of these rows does not matter; a record and a lot count their own movements."""
    if filters.get("recordId") or filters.get("poolId"):
        return [Movement.record_id == rows[0].record_id, Movement.seq >= min(row.seq for row in rows)]
    if filters.get("lotId"):
        return [Movement.lot_seq >= min(row.lot_seq for row in rows)]
    return [Movement.n >= min(row.n for row in rows)]
