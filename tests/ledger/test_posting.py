"""Posting says a movement in few statements, and the database applies it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.command import command
from webapp.core.data.constraints import violated
from webapp.ledger.posting import Happening, Move, post, record_events
from webapp.ledger.stands import Goods, Spot, loose_stand, lot_stand, open_record, units_stand
from webapp.ledger.units import NewUnit, receive_unit


@contextmanager
def statements(house: House) -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "SELECT set_config")):
            said.append(statement)

    event.listen(house.web, "before_cursor_execute", note)
    yield said
    event.remove(house.web, "before_cursor_execute", note)


def test_a_unit_is_received_in_three_statements(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        with statements(house) as said:
            stand = units_stand(work, "var_1", "wh_1")
            unit = receive_unit(work, stand, NewUnit(serial="ß-1"), bin_id="bin_1")
        assert len(said) == 3
    row = book.one(
        f"SELECT serial_norm || status || place || bin_id FROM unit WHERE tenant_id={tenant} AND id='{unit}'"
    )
    assert row == "ss-1availablegoodbin_1"
    assert book.one(f"SELECT on_hand FROM record WHERE tenant_id={tenant} AND id='rec_1'") == 1


@pytest.mark.parametrize(
    ("status", "bucket", "place"),
    [("available", "available", "good"), ("returned", "held", "held"), ("unavailable", "held", "held")],
)
def test_a_unit_is_received_with_the_status_it_has(
    house: House, tenant: int, book: Book, status: str, bucket: str, place: str
) -> None:
    with command(house.web, tenant) as work:
        receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial="A"), status=status)
    assert book.one(f"SELECT {bucket} FROM record WHERE tenant_id={tenant} AND id='rec_1'") == 1
    assert book.one(f"SELECT place FROM unit WHERE tenant_id={tenant}") == place


def test_a_sold_unit_enters_no_stock(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial="A"), status="sold")
    assert book.one(f"SELECT on_hand FROM record WHERE tenant_id={tenant} AND id='rec_1'") == 0
    assert book.one(f"SELECT status || place FROM unit WHERE tenant_id={tenant}") == "soldcustomer"


def test_a_serial_is_received_once(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial="Straße"))
    with pytest.raises(IntegrityError) as refused, command(house.web, tenant) as work:
        receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial=" STRASSE "))
    assert violated(refused.value) == "uq_unit_serial"
    assert book.one(f"SELECT COUNT(*) FROM unit WHERE tenant_id={tenant}") == 1


def test_records_and_pools_are_made_when_they_are_first_needed(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        receive_unit(work, units_stand(work, "var_2", "wh_2"), NewUnit(serial="A"))
        loose = loose_stand(work, Goods("prod_2", None), "wh_2", "bin_2")
        post(work, [Move(spot=loose.spot, from_node="supplier", to_node="available", qty=7, action="RECEIVED")])
        assert open_record(work, Goods("prod_2", None), "wh_2") == loose.spot.record_id
    held = f"SELECT available FROM record WHERE tenant_id={tenant} AND id <> 'rec_other' AND product_id='prod_2'"
    assert book.one(f"{held} AND variant_id IS NULL") == 7
    assert book.one(f"{held} AND variant_id = 'var_2'") == 1


def test_many_movements_are_posted_together_in_order(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        loose = loose_stand(work, Goods("prod_1", "var_1"), "wh_1").spot
        lot = lot_stand(work, "lot_1").spot
        binned = lot_stand(work, "lot_1", "bin_1").spot
        said = [
            Move(spot=spot, from_node="supplier", to_node="available", qty=2, action="RECEIVED")
            for spot in (loose, lot, binned, loose, lot)
        ]
        ids = post(work, [*said, Move(spot=loose, from_node="available", to_node="customer", qty=4, action="SOLD")])
    assert len(set(ids)) == 6
    assert book.one(f"SELECT available FROM record WHERE tenant_id={tenant} AND id='rec_1'") == 6
    assert book.one(f"SELECT seq FROM record WHERE tenant_id={tenant} AND id='rec_1'") == 6
    assert book.one(f"SELECT total FROM lot WHERE tenant_id={tenant} AND id='lot_1'") == 6


def test_an_oversell_is_refused_by_its_name_and_nothing_stays(house: House, tenant: int, book: Book) -> None:
    before = book.snapshot()
    spot = Spot("rec_1", "pool_loose")
    said = [
        Move(spot=spot, from_node="supplier", to_node="available", qty=2, action="RECEIVED"),
        Move(spot=spot, from_node="available", to_node="customer", qty=3, action="SOLD"),
    ]
    with pytest.raises(IntegrityError) as refused, command(house.web, tenant) as work:
        post(work, said)
    assert violated(refused.value) == "stock_short"
    assert book.snapshot() == before


def test_events_step_a_unit_and_stand_in_one_order_with_movements(house: House, tenant: int, book: Book) -> None:
    with command(house.web, tenant) as work:
        unit = receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial="A"), status="returned")
        step = Happening(
            subject="unit",
            subject_id=unit,
            unit_id=unit,
            action="status",
            status_from="returned",
            status_to="unavailable",
        )
        shelf = Happening(subject="unit", subject_id=unit, unit_id=unit, action="bin", bin_to="bin_1b")
        told = Happening(
            subject="unit",
            subject_id=unit,
            unit_id=unit,
            action="note",
            before={"notes": None},
            after={"notes": "x"},
        )
        record_events(work, [step, shelf, told])
    assert book.one(f"SELECT status || bin_id FROM unit WHERE tenant_id={tenant}") == "unavailablebin_1b"
    lines = "SELECT n FROM movement WHERE tenant_id={0} UNION ALL SELECT n FROM event WHERE tenant_id={0}"
    assert book.one(f"SELECT COUNT(DISTINCT n) FROM ({lines.format(tenant)}) AS l") == 4
