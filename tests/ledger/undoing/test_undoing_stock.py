"""Counted stock, promises, transfers and lots are undone like units; what hangs together stays together."""

import pytest
from sqlalchemy import update

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.clerk import GOODS, moved, quantity, reserve, undone
from tests.ledger.desk.command import Command, command
from webapp.ledger.errors import UndoRefused
from webapp.ledger.models import Lot, Reservation
from webapp.ledger.posting import Move, post
from webapp.ledger.stands import Spot, loose_stand, lot_stand


def test_counted_stock_is_undone_as_long_as_it_is_there(house: House, tenant: int, book: Book) -> None:
    spot = Spot("rec_1", "pool_loose")
    batch = moved(house, tenant, Move(spot=spot, from_node="supplier", to_node="available", qty=5, action="RECEIVED"))
    sale = moved(house, tenant, Move(spot=spot, from_node="available", to_node="customer", qty=2, action="SOLD"))
    with pytest.raises(UndoRefused, match="5 of var_1: only 3 of the 5 are still there"):
        undone(house, tenant, batch)
    undone(house, tenant, sale)
    undone(house, tenant, batch)
    assert quantity(book) == 0


def test_a_reservation_is_undone_unless_it_was_used(house: House, tenant: int, book: Book) -> None:
    spot = Spot("rec_1", "pool_loose")
    moved(house, tenant, Move(spot=spot, from_node="supplier", to_node="available", qty=5, action="RECEIVED"))
    with command(house.web, tenant) as work:
        reserve(work, spot, 3)
    shipped = Move(spot=spot, from_node="reserved", to_node="customer", qty=1, action="SOLD", reservation_id="res_1")
    shipping = moved(house, tenant, shipped)
    with pytest.raises(UndoRefused, match="used or released since"):
        undone(house, tenant, work.batch_id)
    undone(house, tenant, shipping)
    undone(house, tenant, work.batch_id)
    assert (quantity(book), quantity(book, "reserved")) == (5, 0)


def test_a_transfer_is_undone_as_a_whole(house: House, tenant: int, book: Book) -> None:
    spot = Spot("rec_1", "pool_loose")
    moved(house, tenant, Move(spot=spot, from_node="supplier", to_node="available", qty=5, action="RECEIVED"))
    leaves = Move(spot=spot, from_node="available", to_node="transit", qty=3, action="MOVED", transfer_id="tr_1")
    sent = moved(house, tenant, leaves)
    with command(house.web, tenant) as work:
        there = loose_stand(work, GOODS, "wh_2").spot
        arrives = Move(spot=there, from_node="transit", to_node="available", qty=2, action="MOVED", transfer_id="tr_1")
        post(work, [arrives])
    with pytest.raises(UndoRefused, match="it has arrived since"):
        undone(house, tenant, sent)
    undone(house, tenant, work.batch_id)
    undone(house, tenant, sent)
    assert (quantity(book), quantity(book, record="rec_2")) == (5, 0)


def test_a_lot_that_was_taken_elsewhere_with_its_promises_comes_back(house: House, tenant: int, book: Book) -> None:
    lot = Spot("rec_1", "pool_lot", "lot_1")
    moved(house, tenant, Move(spot=lot, from_node="supplier", to_node="available", qty=9, action="RECEIVED"))
    with command(house.web, tenant) as work:
        reserve(work, lot, 4)
    with command(house.web, tenant) as work:
        take_lot(work, lot)
    assert (quantity(book), quantity(book, record="rec_2")) == (0, 5)
    assert quantity(book, "reserved", "rec_2") == 4
    undo, _ = undone(house, tenant, work.batch_id)
    assert (quantity(book), quantity(book, "reserved"), quantity(book, record="rec_2")) == (5, 4, 0)
    undone(house, tenant, undo)
    assert (quantity(book), quantity(book, "reserved", "rec_2")) == (0, 4)


def take_lot(work: Command, lot: Spot) -> None:
    """The whole lot, with what hangs on it, to the other warehouse."""
    away = {"to_node": "transit", "action": "MOVED", "transfer_id": "tr_1"}
    here = {"from_node": "transit", "action": "MOVED", "transfer_id": "tr_1"}
    post(
        work,
        [
            Move(spot=lot, from_node="reserved", qty=4, reservation_id="res_1", **away),
            Move(spot=lot, from_node="available", qty=5, **away),
        ],
    )
    mine = (Lot.tenant_id == work.tenant_id, Lot.id == "lot_1")
    work.session.execute(update(Lot).where(*mine).values(record_id="rec_2", warehouse_id="wh_2"))
    there = lot_stand(work, "lot_1").spot
    theirs = (Reservation.tenant_id == work.tenant_id, Reservation.id == "res_1")
    work.session.execute(update(Reservation).where(*theirs).values(record_id="rec_2", pool_id=there.pool_id))
    post(
        work,
        [
            Move(spot=there, to_node="reserved", qty=4, reservation_id="res_1", **here),
            Move(spot=there, to_node="available", qty=5, **here),
        ],
    )
