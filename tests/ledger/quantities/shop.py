"""A record with loose stock in two places, three lots and units, and its verbs in one line each."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from tests.ledger.conftest import House
from tests.ledger.desk.book import NOW, Book
from tests.ledger.desk.command import Command, command
from webapp.ledger.quantities import Shelf, Why, lot_shelf, record_shelf
from webapp.ledger.stands import units_stand
from webapp.ledger.units import NewUnit, receive_unit

DAY = 86_400_000_000
LATE, SOON, PAST = (NOW + 3650 * DAY, NOW + 3000 * DAY, NOW - DAY)
LOTS = {
    # id: number, status, expires_at
    "lot_late": ("L-LATE", "active", LATE),
    "lot_soon": ("L-SOON", "active", SOON),
    "lot_past": ("L-PAST", "active", PAST),
    "lot_kept": ("L-KEPT", "quarantined", None),
}
PICKED = ("pool_loose", "pool_bin", "lot_soon", "lot_late", "pool_units")
"""The pools in the order in which promises are made; a lot here is its pool."""


def why(action: str = "ADJUSTED", reference: str | None = None) -> Why:
    return Why(action=action, reference=reference)


def furnish(book: Book) -> None:
    """Lots beside what every tenant of these tests has."""
    made = []
    for lot, (number, status, expires_at) in LOTS.items():
        place = {"record_id": "rec_1", "variant_id": "var_1", "warehouse_id": "wh_1", "created_at": NOW}
        made.append(book.insert("lot", id=lot, number=number, status=status, expires_at=expires_at, **place))
        made.append(book.insert("pool", id=f"pool_{lot}", record_id="rec_1", kind="lot", lot_id=lot, bin_id=None))
    book.run(*made)


def done(house: House, tenant: int, act: Callable[[Command, Shelf], Any], lot: str | None = None) -> str:
    """One verb on the record, or on one lot of it, as a command of its own; answers its batch."""
    with command(house.web, tenant) as work:
        shelf = lot_shelf(work, lot) if lot else record_shelf(work, "rec_1")
        act(work, shelf)
    return work.batch_id


def units(house: House, tenant: int, *serials: str) -> str:
    """Units received, each of them free."""
    with command(house.web, tenant) as work:
        stand = units_stand(work, "var_1", "wh_1")
        for serial in serials:
            receive_unit(work, stand, NewUnit(serial=serial))
    return work.batch_id


def pools(book: Book) -> dict[str, tuple[int, int, int, int]]:
    """Every pool that holds something: available, reserved, held, expected."""
    with book.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT id, available, reserved, held, expected FROM pool"
            f" WHERE tenant_id = {book.tenant} AND available + reserved + held + expected > 0"
        )
        return {row[0]: tuple(row[1:]) for row in rows}


def promises(book: Book) -> Counter[tuple[str | None, str]]:
    """How much each reference holds of each pool."""
    with book.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT reference, pool_id, open_qty FROM reservation WHERE tenant_id = {book.tenant} AND open_qty > 0"
        )
        found: Counter[tuple[str | None, str]] = Counter()
        for reference, pool, qty in rows:
            found[reference, pool] += qty
        return found
