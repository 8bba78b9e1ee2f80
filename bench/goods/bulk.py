"""A million units made out of the first thousand, by the database itself: only what is done with them is measured.

The thousand went through the ledger. Their copies go in beside its triggers, which would take a day's patience, and
leave what they would have left: every number, sum and search index as if each had been received by itself.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from bench.goods.filling import COST, SPREAD
from bench.goods.serials import serial_sql
from webapp.core.data.database import owner_engine
from webapp.ledger.models import SERIALS, Movement, Unit, table_of
from webapp.ledger.words import BUCKETS

_DAY = int(SPREAD.total_seconds() * 1_000_000)
_SERIES = "WITH RECURSIVE series (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM series WHERE i + 1 < {until})"


def multiply(url: str, tenant_id: int, have: int, until: int) -> float:
    """Bring a tenant from ``have`` units to ``until``; gives units a second."""
    started = time.perf_counter()
    owner = owner_engine(url)
    with owner.connect().execution_options(writes=True) as connection, _without_triggers(connection):
        for statement in _statements(connection.dialect.name == "sqlite", tenant_id, have, until):
            connection.exec_driver_sql(statement)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("VACUUM ANALYZE")  # as an installation that has grown has done on its own
    owner.dispose()
    return (until - have) / (time.perf_counter() - started)


@contextmanager
def _without_triggers(connection: Connection) -> Iterator[None]:
    """Lift the ledger's triggers, and put them back as they were."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        index = connection.exec_driver_sql("SELECT pg_get_indexdef('ix_unit_search'::regclass)").scalar_one()
        connection.exec_driver_sql("DROP INDEX ix_unit_search")  # made anew in one go it costs a third
        yield
        connection.exec_driver_sql(index)
        connection.commit()
        return
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    lifted = [row for row in found if not row.name.startswith(SERIALS.words.name)]
    for row in lifted:
        connection.exec_driver_sql(f"DROP TRIGGER {row.name}")
    yield
    for row in lifted:
        connection.exec_driver_sql(row.sql)
    connection.commit()


def _statements(lite: bool, tenant_id: int, have: int, until: int) -> Iterable[str]:
    mine = f"tenant_id = {tenant_id}"
    series = _SERIES.format(first=have, until=until)
    number = "printf('%09d', i)" if lite else "lpad(i::text, 9, '0')"
    before = f"(SELECT max(created_at) FROM unit WHERE {mine}) - {_DAY} + {_DAY} / {until} * i"
    new = {
        "id": f"'unt_' || {number} || '0000000000000000'",
        "serial": serial_sql(lite),
        "serial_norm": f"lower({serial_sql(lite)})",
        "acquisition_cost": f"{COST} + i - i / 1000 * 1000",
        "created_at": before,
        "updated_at": before,
    }
    line = {
        "n": f"i + {have} + 1000000",
        "id": f"'mov_' || {number} || '0000000000000000'",
        "seq": f"old.seq + i / {have} * seed.lines",  # without a gap, as the ledger numbers them
        "unit_id": new["id"],
        "at": before,
    }
    lines = f"(SELECT max(seq) FROM movement WHERE {mine} AND record_id = unit.record_id) AS lines"
    numbered = f"SELECT id, row_number() OVER (ORDER BY created_at, id) - 1 AS place, {lines} FROM unit WHERE {mine}"
    yield f"CREATE TEMPORARY TABLE seed AS {numbered}"
    yield "CREATE UNIQUE INDEX seed_place ON seed (place)"
    # CROSS JOIN: SQLite then reads them in this order.
    each = f"{series} SELECT {{}} FROM series CROSS JOIN seed CROSS JOIN {{}} AS old"
    where = f" WHERE seed.place = i - i / {have} * {have} AND old.{mine} AND old."
    yield _copy(Unit, new, f"{each}{where}id = seed.id")
    yield _copy(Movement, line, f"{each}{where}unit_id = seed.id", "" if lite else " OVERRIDING SYSTEM VALUE")
    yield "DROP TABLE seed"
    yield from _sums(tenant_id)
    if not lite:
        yield "SELECT setval(pg_get_serial_sequence('movement', 'n'), (SELECT max(n) FROM movement))"


def _copy(model: Any, new: dict[str, str], source: str, over: str = "") -> str:
    names = [column.name for column in table_of(model).columns]
    values = ", ".join(new.get(name, f"old.{name}") for name in names)
    table = model.__tablename__
    return f"INSERT INTO {table} ({', '.join(names)}){over} {source.format(values, table)}"


def _sums(tenant_id: int) -> Iterable[str]:
    """What the movements add up to; each record here has one pool, of units."""
    added = [
        f"sum(CASE WHEN to_node = '{bucket}' THEN qty WHEN from_node = '{bucket}' THEN -qty ELSE 0 END) AS {bucket}"
        for bucket in BUCKETS
    ]
    kept = ["max(n) AS last_n", "max(seq) AS seq"]
    yield (
        f"CREATE TEMPORARY TABLE sums AS SELECT pool_id, record_id, {', '.join(added + kept)}"
        f" FROM movement WHERE tenant_id = {tenant_id} GROUP BY pool_id, record_id"
    )
    for table, more in (("pool", ()), ("record", ("seq",))):
        values = ", ".join(f"{name} = sums.{name}" for name in (*BUCKETS, "last_n", *more))
        found = f"tenant_id = {tenant_id} AND sums.{table}_id = {table}.id"
        yield f"UPDATE {table} SET {values} FROM sums WHERE {found}"
    yield "DROP TABLE sums"
