"""The parts that the cheats' stories are told with."""

from tests.ledger.cheats import Statements, then
from tests.ledger.desk.book import Book


def say(statement: str) -> Statements:
    """One statement, as it is."""
    return lambda _: [statement]


def change(table: str, values: str, name: str | None = None) -> Statements:
    """An UPDATE of a table, or of one of its rows."""
    where = f" AND id = '{name}'" if name else ""
    return lambda b: [f"UPDATE {table} SET {values} WHERE tenant_id = {b.tenant}{where}"]


def drop(table: str, name: str | None = None) -> Statements:
    """A DELETE from a table, or of one of its rows."""
    where = f" AND id = '{name}'" if name else ""
    return lambda b: [f"DELETE FROM {table} WHERE tenant_id = {b.tenant}{where}"]


def new(table: str, **values: object) -> Statements:
    """An INSERT."""
    return lambda b: [b.insert(table, **values)]


def theirs(b: Book) -> Book:
    """The ledger of another tenant."""
    return Book(b.engine, b.other)


def lotted(start: str, end: str, qty: int = 1, **more: object) -> Statements:
    """A movement of the lot."""
    return lambda b: [b.move(start, end, qty, **{"pool_id": "pool_lot", "lot_id": "lot_1", **more})]


def has(name: str = "u1", **more: object) -> Statements:
    """A unit arrives."""
    return lambda b: b.received(name, **more)


def go(unit: str, start: str, end: str, old: str | None, now: str | None, **more: object) -> Statements:
    """A unit moves."""
    return lambda b: [b.unit_move(unit, start, end, old, now, **more)]


def tell(unit: str = "u1", **more: object) -> Statements:
    """An event of a unit."""
    return lambda b: [b.event(unit, **more)]


RENTED = then(has(), go("u1", "available", "customer", "available", "rented_out"))
HELD = then(has(), go("u1", "available", "held", "available", "unavailable"))
SOLD = then(has(), go("u1", "available", "customer", "available", "sold"))
LOST = then(has(), go("u1", "available", "loss", "available", "unavailable"))
AWAY = then(has(), go("u1", "available", "transit", "available", "available", transfer_id="tr_1"))
