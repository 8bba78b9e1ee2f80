"""Posting movements and events: the one way stock changes. The database judges; this only says it well."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.elements import ColumnElement

from webapp.core.data.ids import new_id
from webapp.ledger.models import Event, Lot, Movement, Record, table_of
from webapp.ledger.posting.context import Context


@dataclass(frozen=True, slots=True)
class Spot:
    """The record and the pool that a movement names, and the lot if the pool is a lot's."""

    record_id: str
    pool_id: str
    lot_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """``qty`` from one node to another at a locked spot; for a unit, its status and bin before and after."""

    spot: Spot
    from_node: str
    to_node: str
    action: str
    qty: int = 1
    unit_id: str | None = None
    status_from: str | None = None
    status_to: str | None = None
    bin_from: str | None = None
    bin_to: str | None = None
    reservation_id: str | None = None
    transfer_id: str | None = None
    reference: str | None = None
    note: str | None = None
    reverses_n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What moves nothing: a unit's step or new bin, a corrected field of anything (``subject``)."""

    subject: str
    subject_id: str
    action: str
    unit_id: str | None = None
    status_from: str | None = None
    status_to: str | None = None
    bin_from: str | None = None
    bin_to: str | None = None
    before: Any = None
    after: Any = None
    reference: str | None = None
    note: str | None = None
    reverses_n: int | None = None


def post(work: Context, moves: Iterable[Move]) -> list[str]:
    """Write movements in this order and answer their ids; each is applied, or refused by name."""
    return post_parts(work, [(work, moves)])


def post_parts(work: Context, parts: Iterable[tuple[Context, Iterable[Move]]]) -> list[str]:
    """The same for parts of the work, each with a batch and a time of its own."""
    rows = [_movement(part, move) for part, moves in parts for move in moves]
    if len(rows) == 1:
        statement = _ONE_ON_SQLITE if _is_sqlite(work) else _ONE_ON_POSTGRESQL
        work.session.execute(statement, rows[0] | _keys(rows[0]))
    elif rows:
        work.session.execute(insert(table_of(Movement)), _numbered(work, rows))
    return [row["id"] for row in rows]


def record_events(work: Context, happenings: Iterable[Happening]) -> list[str]:
    """Write events in this order and answer their ids; a unit's step is applied, or refused by name."""
    return record_parts(work, [(work, happenings)])


def record_parts(work: Context, parts: Iterable[tuple[Context, Iterable[Happening]]]) -> list[str]:
    """The same for parts of the work, each with a batch and a time of its own."""
    rows = [_line(part, happening, "evt") for part, happenings in parts for happening in happenings]
    if rows and _is_sqlite(work):
        first = next_n(work)
        rows = [row | {"n": first + step} for step, row in enumerate(rows)]
    if rows:
        work.session.execute(insert(table_of(Event)), rows)
    return [row["id"] for row in rows]


def next_n(work: Context) -> int:
    """The number of the tenant's next line on SQLite, where the write lock keeps it ours."""
    return int(work.session.execute(select(_next_n(work.tenant_id))).scalar_one())


def _is_sqlite(work: Context) -> bool:
    return work.session.get_bind().dialect.name == "sqlite"


def _line(work: Context, said: Move | Happening, prefix: str) -> dict[str, Any]:
    return {name: getattr(said, name) for name in said.__slots__ if name != "spot"} | {
        "tenant_id": work.tenant_id,
        "id": new_id(prefix),
        "actor": work.actor.id,
        "desk_id": work.actor.desk_id,
        "source": work.actor.source,
        "batch_id": work.batch_id,
        "at": work.at,
    }


def _movement(work: Context, move: Move) -> dict[str, Any]:
    spot = {"record_id": move.spot.record_id, "pool_id": move.spot.pool_id, "lot_id": move.spot.lot_id}
    return _line(work, move, "mov") | spot


def _keys(row: dict[str, Any]) -> dict[str, Any]:
    return {"of_tenant": row["tenant_id"], "of_record": row["record_id"], "of_lot": row["lot_id"]}


def _numbered(work: Context, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give many movements their numbers at once; the locks keep what is read here true."""
    records = _counts(work, Record, {row["record_id"] for row in rows})
    lots = _counts(work, Lot, {row["lot_id"] for row in rows if row["lot_id"] is not None})
    n = next_n(work) if _is_sqlite(work) else None
    for step, row in enumerate(rows):
        records[row["record_id"]] += 1
        row["seq"] = records[row["record_id"]]
        row["lot_seq"] = None
        if row["lot_id"] is not None:
            lots[row["lot_id"]] += 1
            row["lot_seq"] = lots[row["lot_id"]]
        if n is not None:
            row["n"] = n + step
    return rows


def _counts(work: Context, table: type[Record] | type[Lot], ids: set[str]) -> dict[str, int]:
    if not ids:
        return {}
    rows = work.session.execute(select(table.id, table.seq).where(table.tenant_id == work.tenant_id, table.id.in_(ids)))
    return {row.id: row.seq for row in rows}


def _next_n(tenant: Any) -> ColumnElement[int]:
    highest = [
        func.coalesce(select(func.max(table.n)).where(table.tenant_id == tenant).scalar_subquery(), 0)
        for table in (Movement, Event)
    ]
    return 1 + func.max(*highest)


def _single(sqlite: bool) -> Insert:
    """The INSERT of one movement, which finds its own numbers: no statement is spent on reading them."""
    tenant: Any = bindparam("of_tenant")
    seq = select(Record.seq + 1).where(Record.tenant_id == tenant, Record.id == bindparam("of_record"))
    lot_seq = select(Lot.seq + 1).where(Lot.tenant_id == tenant, Lot.id == bindparam("of_lot"))
    numbers: dict[str, Any] = {"seq": seq.scalar_subquery(), "lot_seq": lot_seq.scalar_subquery()}
    if sqlite:
        numbers["n"] = _next_n(tenant)
    given = [column.name for column in table_of(Movement).columns if column.name not in ("n", "seq", "lot_seq")]
    return insert(table_of(Movement)).values(numbers | {name: bindparam(name) for name in given})


_ONE_ON_SQLITE = _single(sqlite=True)
_ONE_ON_POSTGRESQL = _single(sqlite=False)
