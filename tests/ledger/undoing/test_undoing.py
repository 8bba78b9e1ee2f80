"""A batch of units is undone by counter-lines, newest first, where later facts allow it."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.clerk import (
    UNITS,
    moved,
    planned,
    quantity,
    received,
    reserve,
    shelved,
    state,
    stepped,
    undone,
    unit_move,
)
from tests.ledger.desk.command import command
from webapp.ledger.errors import NothingToUndo, UndoRefused
from webapp.ledger.posting import Happening, lock_units, post, record_events
from webapp.ledger.stands import units_stand
from webapp.ledger.undoing import Line, apply_undo, plan
from webapp.ledger.units import NewUnit, receive_unit


def test_undoing_a_receipt_voids_the_unit_and_frees_its_serial(house: House, tenant: int, book: Book) -> None:
    batch, [unit] = received(house, tenant, "A", bin_id="bin_1")
    undone(house, tenant, batch)
    assert state(book, unit) == "- none - 1"
    assert quantity(book) == 0
    received(house, tenant, "a")


def test_undoing_the_undo_brings_it_back(house: House, tenant: int, book: Book) -> None:
    batch, [unit] = received(house, tenant, "A", bin_id="bin_1")
    undo, _ = undone(house, tenant, batch)
    redo, _ = undone(house, tenant, undo)
    assert state(book, unit) == "available good bin_1 0"
    undone(house, tenant, redo)
    assert state(book, unit) == "- none - 1"


def test_undoing_the_undo_is_refused_when_the_serial_is_taken(house: House, tenant: int) -> None:
    batch, _ = received(house, tenant, "A")
    undo, _ = undone(house, tenant, batch)
    received(house, tenant, "a")
    with pytest.raises(UndoRefused, match="another unit has its serial number now"):
        undone(house, tenant, undo)


def test_nothing_is_undone_twice(house: House, tenant: int) -> None:
    batch, _ = received(house, tenant, "A")
    undone(house, tenant, batch)
    assert planned(house, tenant, batch).is_empty
    with pytest.raises(NothingToUndo):
        undone(house, tenant, batch)


def test_what_can_is_told_from_what_cannot(house: House, tenant: int, book: Book) -> None:
    batch, units = received(house, tenant, "A", "B", "C", "D")
    moved(house, tenant, unit_move(units[1], "available", "customer", "available", "rented_out"))
    moved(house, tenant, unit_move(units[2], "available", "held", "available", "unavailable"))
    plan = planned(house, tenant, batch)
    assert [item.what for item in plan.can] == ["D", "A"]
    assert {(refusal.what, refusal.why) for refusal in plan.cannot} == {
        ("B", "it is rented out"),
        ("C", "it is marked unavailable"),
    }
    with pytest.raises(UndoRefused, match="2 can be undone, 2 cannot"):
        undone(house, tenant, batch)
    assert quantity(book) == 2
    _, done = undone(house, tenant, batch, partly=True)
    assert len(done.can) == 2
    assert quantity(book) == 0
    assert [refusal.what for refusal in planned(house, tenant, batch).cannot] == ["C", "B"]


def test_the_rest_is_undone_once_it_can_be(house: House, tenant: int, book: Book) -> None:
    batch, units = received(house, tenant, "A", "B")
    rent = moved(house, tenant, unit_move(units[0], "available", "customer", "available", "rented_out"))
    undone(house, tenant, batch, partly=True)
    undone(house, tenant, rent)
    undone(house, tenant, batch)
    assert quantity(book) == 0


def test_a_unit_moved_to_another_bin_since_is_still_taken_out(house: House, tenant: int, book: Book) -> None:
    batch, [unit] = received(house, tenant, "A", bin_id="bin_1")
    with command(house.web, tenant) as work:
        record_events(work, [shelved(unit, "bin_1", "bin_1b")])
    undo, _ = undone(house, tenant, batch)
    assert state(book, unit) == "- none - 1"
    undone(house, tenant, undo)
    assert state(book, unit) == "available good bin_1b 0"


def test_events_are_undone_by_counter_events(house: House, tenant: int, book: Book) -> None:
    _, [unit] = received(house, tenant, "A", status="returned")
    with command(house.web, tenant) as work:
        record_events(work, [stepped(unit, "returned", "unavailable"), shelved(unit, None, "bin_1")])
    undo, _ = undone(house, tenant, work.batch_id)
    assert state(book, unit) == "returned held - 0"
    undone(house, tenant, undo)
    assert state(book, unit) == "unavailable held bin_1 0"


def test_an_event_is_not_undone_after_the_next_one(house: House, tenant: int) -> None:
    _, [unit] = received(house, tenant, "A")
    with command(house.web, tenant) as work:
        record_events(work, [shelved(unit, None, "bin_1")])
    with command(house.web, tenant) as later:
        record_events(later, [shelved(unit, "bin_1", "bin_1b")])
    with pytest.raises(UndoRefused, match="it was moved again since"):
        undone(house, tenant, work.batch_id)


def test_lines_of_both_kinds_in_one_batch_are_undone_in_order(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        unit = receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial="A"), status="returned")
        record_events(work, [shelved(unit, None, "bin_1"), stepped(unit, "returned", "unavailable")])
        post(
            work,
            [unit_move(unit, "held", "available", "unavailable", "available", bin_from="bin_1", bin_to="bin_1b")],
        )
        record_events(work, [shelved(unit, "bin_1b", None)])
    undo, _ = undone(house, tenant, work.batch_id)
    assert state(book, unit) == "- none - 1"
    undone(house, tenant, undo)
    assert state(book, unit) == "available good - 0"


def test_a_unit_born_sold_is_taken_out_and_brought_back(house: House, tenant: int, book: Book) -> None:
    batch, [unit] = received(house, tenant, "A", status="sold")
    undo, _ = undone(house, tenant, batch)
    assert state(book, unit) == "- none - 1"
    undone(house, tenant, undo)
    assert state(book, unit) == "sold customer - 0"


def test_a_rental_is_undone_and_the_unit_stands_in_its_bin_again(house: House, tenant: int, book: Book) -> None:
    _, [unit] = received(house, tenant, "A", bin_id="bin_1")
    rent = moved(house, tenant, unit_move(unit, "available", "customer", "available", "rented_out", bin_from="bin_1"))
    undone(house, tenant, rent)
    assert state(book, unit) == "available good bin_1 0"


def test_promised_units_keep_the_last_one_from_being_taken_out(house: House, tenant: int) -> None:
    batch, _ = received(house, tenant, "A")
    with command(house.web, tenant) as work:
        reserve(work, UNITS, 1)
    with pytest.raises(UndoRefused, match="A: all units left there are promised to somebody"):
        undone(house, tenant, batch)


def test_a_guard_of_another_feature_refuses_with_its_reason(
    house: House, tenant: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, _ = received(house, tenant, "A", "B")

    def counted(session: Session, tenant_id: int, lines: Sequence[Line]) -> dict[int, str]:
        return {lines[0].n: "it was counted since"}

    monkeypatch.setattr(plan, "_guards", [counted])
    with pytest.raises(UndoRefused, match="B: it was counted since"):
        undone(house, tenant, batch)


def test_a_change_that_nobody_can_revert_is_refused(house: House, tenant: int) -> None:
    with command(house.web, tenant) as work:
        told = Happening(subject="lot", subject_id="lot_1", action="renamed", before={"number": "L1"}, after={})
        record_events(work, [told])
    with pytest.raises(UndoRefused, match="no undo of its own"):
        undone(house, tenant, work.batch_id)


def test_two_who_undo_at_once_undo_once(house: House, tenant: int, book: Book) -> None:
    batch, [unit] = received(house, tenant, "A")
    with command(house.web, tenant) as work:
        assert lock_units(work, [unit])[unit].status == "available"
        apply_undo(work, batch)
        with pytest.raises(NothingToUndo):
            apply_undo(work, batch)
    assert quantity(book) == 0


def test_a_long_batch_is_undone_in_chunks(house: House, tenant: int, book: Book) -> None:
    batch, _ = received(house, tenant, *(f"S{number}" for number in range(520)))
    undone(house, tenant, batch)
    assert quantity(book) == 0
    assert book.one(f"SELECT COUNT(*) FROM unit WHERE tenant_id={tenant} AND voided=1") == 520
