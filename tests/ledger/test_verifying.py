"""The checker finds nothing on an honest ledger, and every damage on one whose guards were taken away."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from tests.ledger.conftest import House, new_tenant
from tests.ledger.desk.book import Book
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import Drift, verify


def drifts(house: House, tenant: int) -> list[Drift]:
    with tenant_scope(tenant), Session(house.web) as session:
        return verify(session, tenant)


def lived_in(book: Book) -> None:
    """A bit of everything."""
    book.run(
        *book.received("u1", bin_to="bin_1"),
        *book.received("u2"),
        *book.received("u3"),
        book.unit_move("u1", "available", "customer", "available", "rented_out", bin_from="bin_1"),
        book.event("u1", status_from="rented_out", status_to="sold"),
        book.unit_move("u2", "available", "held", "available", "unavailable"),
        book.unit_move("u3", "available", "supplier", "available", None, reverses_n=book.newest(back=2)),
        book.unit("u4"),
        book.event("u4", status_to="sold"),
        book.move("supplier", "available", 10),
        book.reservation("res_1"),
        book.move("available", "reserved", 3, reservation_id="res_1"),
        book.move("supplier", "available", 9, pool_id="pool_lot", lot_id="lot_1"),
        book.move("available", "transit", 4, transfer_id="tr_1"),
        book.move("transit", "available", 1, transfer_id="tr_1", record_id="rec_2", pool_id="pool_loose_2"),
    )


@pytest.fixture
def tampered(own_house: House) -> tuple[House, Book]:
    """A ledger with a past, whose triggers are gone."""
    book = Book(own_house.owner, new_tenant(own_house.owner))
    lived_in(book)
    assert drifts(own_house, book.tenant) == []
    with own_house.owner.connect().execution_options(writes=True) as connection:
        if book.sqlite:
            names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.exec_driver_sql(names).fetchall():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            for table in ("record", "pool", "lot", "reservation", "transit", "unit", "movement", "event"):
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.commit()
    return own_house, book


def test_an_honest_ledger_is_clean(house: House, tenant: int, book: Book) -> None:
    assert drifts(house, tenant) == []
    lived_in(book)
    assert drifts(house, tenant) == []


Damage = Callable[[Book], list[str]]


def _set(table: str, change: str, where: str) -> Damage:
    return lambda b: [f"UPDATE {table} SET {change} WHERE tenant_id = {b.tenant} AND {where}"]


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a pool's quantity": (_set("pool", "available = 99", "id = 'pool_loose'"), "pool pool_loose"),
    "a record's quantity": (_set("record", "held = 99", "id = 'rec_2'"), "record rec_2: held"),
    "a record's count": (_set("record", "seq = 99", "id = 'rec_2'"), "record rec_2: seq"),
    "a lot's quantity": (_set("lot", "available = 99", "id = 'lot_1'"), "lot lot_1: available"),
    "a lot's count": (_set("lot", "seq = 99", "id = 'lot_1'"), "lot lot_1: seq"),
    "a reservation": (_set("reservation", "open_qty = 99", "id = 'res_1'"), "reservation res_1"),
    "what is on its way": (_set("transit", "qty = 99", "transfer_id = 'tr_1'"), "transit tr_1 prod_1"),
    "a transfer that is gone": (
        lambda b: [f"DELETE FROM transit WHERE tenant_id = {b.tenant}"],
        "transit tr_1 prod_1",
    ),
    "a unit's status": (_set("unit", "status = 'returned'", "id = 'u2'"), "unit u2"),
    "a unit's place": (_set("unit", "place = 'scrap', record_id = NULL", "id = 'u2'"), "unit u2"),
    "a unit brought back": (
        _set("unit", "voided = 0, status = 'sold', place = 'customer'", "id = 'u3'"),
        "unit u3",
    ),
    "a unit in two places": (_set("unit", "record_id = 'rec_2'", "id = 'u2'"), "unit u2"),
    "a line's quantity": (
        _set("movement", "qty = 11", "pool_id = 'pool_loose' AND qty = 10"),
        "record rec_1",
    ),
    "a line's status": (_set("movement", "status_to = 'returned'", "unit_id = 'u1' AND seq = 1"), "unit u1"),
    "an edge": (_set("movement", "from_node = 'scrap'", "pool_id = 'pool_lot'"), "movement"),
    "a line that is gone": (
        lambda b: [f"DELETE FROM movement WHERE tenant_id = {b.tenant} AND pool_id = 'pool_lot'"],
        "lot lot_1: available",
    ),
    "an event that is gone": (
        lambda b: [f"DELETE FROM event WHERE tenant_id = {b.tenant} AND unit_id = 'u1'"],
        "unit u1",
    ),
}


def test_every_damage_is_found(tampered: tuple[House, Book]) -> None:
    house, book = tampered
    for what, (damage, found) in DAMAGES.items():
        with tenant_scope(book.tenant), Session(house.owner) as session:
            session.connection(execution_options={"writes": True})
            for statement in damage(book):
                session.connection().exec_driver_sql(statement)
            told = [str(drift) for drift in verify(session, book.tenant)]
            session.rollback()
        assert any(found in line for line in told), (what, told)
    assert drifts(house, book.tenant) == []


def test_another_tenants_damage_is_not_ours(tampered: tuple[House, Book]) -> None:
    house, book = tampered
    book.run("UPDATE record SET available = 99 WHERE id = 'rec_1'")
    assert [drift.about for drift in drifts(house, book.tenant)] == ["available"]
