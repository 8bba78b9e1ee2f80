"""What a clerk does, in one line each, for the tests of undoing."""

from sqlalchemy.orm import Session

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.command import Command, command
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Reservation
from webapp.ledger.posting import Happening, Move, post
from webapp.ledger.stands import Goods, Spot, units_stand
from webapp.ledger.undoing import UndoPlan, apply_undo, plan_undo
from webapp.ledger.units import NewUnit, receive_unit

GOODS = Goods("prod_1", "var_1")
UNITS = Spot("rec_1", "pool_units")


def received(house: House, tenant: int, *serials: str, **more: str) -> tuple[str, list[str]]:
    with command(house.web, tenant) as work:
        stand = units_stand(work, "var_1", "wh_1")
        units = [receive_unit(work, stand, NewUnit(serial=serial), **more) for serial in serials]
    return work.batch_id, units


def moved(house: House, tenant: int, *moves: Move) -> str:
    with command(house.web, tenant) as work:
        post(work, moves)
    return work.batch_id


def unit_move(unit: str, start: str, end: str, old: str, new: str, **more: str | None) -> Move:
    return Move(
        spot=UNITS,
        from_node=start,
        to_node=end,
        action="MOVED",
        unit_id=unit,
        status_from=old,
        status_to=new,
        **more,
    )


def undone(house: House, tenant: int, batch: str, *, partly: bool = False) -> tuple[str, UndoPlan]:
    with command(house.web, tenant) as work:
        carried_out = apply_undo(work, batch, partly=partly)
    return work.batch_id, carried_out


def planned(house: House, tenant: int, batch: str) -> UndoPlan:
    with tenant_scope(tenant), Session(house.web) as session:
        return plan_undo(session, tenant, batch)


def state(book: Book, unit: str) -> str:
    columns = "COALESCE(status, '-') || ' ' || place || ' ' || COALESCE(bin_id, '-') || ' ' || voided"
    return str(book.one(f"SELECT {columns} FROM unit WHERE tenant_id={book.tenant} AND id='{unit}'"))


def quantity(book: Book, bucket: str = "available", record: str = "rec_1") -> int:
    return int(book.one(f"SELECT {bucket} FROM record WHERE tenant_id={book.tenant} AND id='{record}'"))


def shelved(unit: str, old: str | None, new: str | None) -> Happening:
    return Happening(subject="unit", subject_id=unit, unit_id=unit, action="bin", bin_from=old, bin_to=new)


def stepped(unit: str, old: str | None, new: str | None) -> Happening:
    return Happening(subject="unit", subject_id=unit, unit_id=unit, action="status", status_from=old, status_to=new)


def reserve(work: Command, spot: Spot, qty: int, name: str = "res_1") -> None:
    from_row = {"tenant_id": work.tenant_id, "id": name, "record_id": spot.record_id, "pool_id": spot.pool_id}
    work.session.add(Reservation(**from_row, created_at=work.at))
    work.session.flush()
    promise = Move(
        spot=spot, from_node="available", to_node="reserved", qty=qty, action="RESERVED", reservation_id=name
    )
    post(work, [promise])
