"""One tenant's ledger, written by plain SQL: what the tests (and the cheats) say to the database directly."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from webapp.core.data.columns import Day, Flag, Instant, Json
from webapp.core.data.constraints import violated
from webapp.core.data.database import Base

NOW = 1_760_000_000_000_000
BALANCES = ("record", "pool", "lot", "reservation", "transit", "unit")
LEDGER = (*BALANCES, "movement", "event")


class Sql(str):
    """A piece of SQL, to stand in a statement as it is."""

    __slots__ = ()


def literal(value: object) -> str:
    """A value as SQL."""
    if value is None:
        return "NULL"
    if isinstance(value, Sql):
        return str(value)
    if isinstance(value, int):
        return str(int(value))
    return "'" + str(value).replace("'", "''") + "'"


def filled(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """The values, and something plausible in every column that must not be empty."""
    row = dict(values)
    for column in table.columns:
        needed = not column.nullable and column.server_default is None and column.computed is None
        if needed and column.identity is None and column.name not in row:
            row[column.name] = _plausible(column.type)
    return row


def _plausible(kind: object) -> object:
    if isinstance(kind, Instant):
        return NOW
    if isinstance(kind, Flag):
        return 1
    if isinstance(kind, Json):
        return "{}"
    if isinstance(kind, Day):
        return "2026-01-01"
    return 1 if "INTEGER" in repr(kind).upper() else "x"


@dataclass
class Book:
    """How to speak to one tenant's ledger over one engine."""

    engine: Engine
    tenant: int
    other: int = 0

    @property
    def sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def connect(self) -> Connection:
        return self.engine.connect().execution_options(writes=True)

    def run(self, *statements: str) -> None:
        """All statements in one transaction."""
        with self.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.commit()

    def refusal(self, *statements: str) -> str | None:
        """Why the database refused, or None; commits what it can, as a careless cheat would."""
        with self.connect() as connection:
            why = None
            for statement in statements:
                try:
                    connection.exec_driver_sql(statement)
                except DBAPIError as error:
                    why = _reason(error)
                    break
            try:
                connection.commit()
            except DBAPIError as error:
                why = _reason(error)
                # SQLite keeps the transaction open when a deferred key fails at COMMIT
                connection.connection.rollback()
            return why

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            found = connection.exec_driver_sql(f"SELECT * FROM {table} WHERE tenant_id = {self.tenant}")
            return sorted((tuple(row) for row in found), key=repr)

    def one(self, sql: str) -> Any:
        with self.engine.connect() as connection:
            return connection.exec_driver_sql(sql).scalar_one()

    def snapshot(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the ledger."""
        return {table: self.rows(table) for table in LEDGER}

    def insert(self, table: str, **values: Any) -> str:
        row = filled(Base.metadata.tables[table], {"tenant_id": self.tenant, **values})
        names, listed = (
            ", ".join(f'"{name}"' for name in row),
            ", ".join(literal(value) for value in row.values()),
        )
        return f"INSERT INTO {table} ({names}) VALUES ({listed})"

    def next_n(self) -> Sql:
        return Sql(
            f"(SELECT 1 + MAX(COALESCE((SELECT MAX(n) FROM movement WHERE tenant_id={self.tenant}), 0),"
            f" COALESCE((SELECT MAX(n) FROM event WHERE tenant_id={self.tenant}), 0)))"
        )

    def newest(self, table: str = "movement", back: int = 0) -> Sql:
        """The number of the newest line, or of one before it."""
        return Sql(f"(SELECT n FROM {table} WHERE tenant_id={self.tenant} ORDER BY n DESC LIMIT 1 OFFSET {back})")

    def last_n(self) -> int:
        return int(
            self.one(
                f"SELECT COALESCE(MAX(n), 0) FROM (SELECT n FROM movement WHERE tenant_id={self.tenant}"
                f" UNION ALL SELECT n FROM event WHERE tenant_id={self.tenant}) AS lines"
            )
        )

    def move(self, start: str, end: str, qty: int = 1, **more: Any) -> str:
        """An honest movement line; anything may be overridden."""
        pool = more.pop("pool_id", "pool_loose")
        record = more.pop("record_id", "rec_1")
        values: dict[str, Any] = {
            "id": f"mov_{next(_ids)}",
            "record_id": record,
            "pool_id": pool,
            "seq": Sql(f"(SELECT seq + 1 FROM record WHERE tenant_id={self.tenant} AND id={literal(record)})"),
            "from_node": start,
            "to_node": end,
            "qty": qty,
            **_line(),
        }
        if "lot_id" in more:
            lot = literal(more["lot_id"])
            values["lot_seq"] = Sql(f"(SELECT seq + 1 FROM lot WHERE tenant_id={self.tenant} AND id={lot})")
        if self.sqlite:
            values["n"] = self.next_n()
        return self.insert("movement", **{**values, **more})

    def unit_move(self, unit: str, start: str, end: str, old: str | None, new: str | None, **more: Any) -> str:
        """A movement of one unit, in the first record's units pool unless said otherwise."""
        return self.move(start, end, unit_id=unit, status_from=old, status_to=new, **{"pool_id": "pool_units", **more})

    def unit(self, name: str, serial: str | None = None, **more: Any) -> str:
        """A unit's birth, voided."""
        serial = serial or name
        values = {"id": name, "serial": serial, "serial_norm": serial.casefold(), "variant_id": "var_1"}
        return self.insert("unit", **{**values, "product_id": "prod_1", **more})

    def received(self, name: str, **more: Any) -> list[str]:
        """A unit's birth and its arrival from the supplier."""
        return [self.unit(name), self.unit_move(name, "supplier", "available", None, "available", **more)]

    def event(self, unit: str | None, **more: Any) -> str:
        values: dict[str, Any] = {
            "id": f"evt_{next(_ids)}",
            "subject": "unit" if unit else "record",
            "subject_id": unit or "rec_1",
            "unit_id": unit,
            **_line("status"),
        }
        if self.sqlite:
            values["n"] = self.next_n()
        return self.insert("event", **{**values, **more})

    def reservation(self, name: str, **more: Any) -> str:
        return self.insert("reservation", **{"id": name, "record_id": "rec_1", "pool_id": "pool_loose", **more})


def _line(action: str = "ADJUSTED") -> dict[str, Any]:
    return {"action": action, "actor": "usr_1", "source": "system", "batch_id": "bat_1", "at": NOW}


def _count() -> Iterable[int]:
    number = 0
    while True:
        number += 1
        yield number


_ids = iter(_count())


def _reason(error: DBAPIError) -> str:
    """The rule that refused; else the kind of refusal, in one word."""
    message = str(error.orig)
    named = violated(error)
    kinds = {
        "FOREIGN KEY constraint failed": "foreign_key",
        "NOT NULL constraint failed": "not_null",
        "violates not-null": "not_null",
        "permission denied": "no_permission",
        "must be owner": "no_permission",
        "is not yet defined": "not_yet_defined",
        "cannot store": "wrong_type",
        "invalid input syntax": "wrong_type",
        "cannot INSERT into generated column": "generated",
        "cannot UPDATE generated column": "generated",
        "cannot insert a non-DEFAULT value": "generated",
        "can only be updated to DEFAULT": "generated",
    }
    for words, kind in kinds.items():
        if words in message:
            return kind
    return named or message
