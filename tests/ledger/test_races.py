"""Sixty-four clients on one record: nothing is lost, doubled or oversold, and nobody deadlocks."""

import random
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.ledger.conftest import House
from tests.ledger.desk.book import Book
from tests.ledger.desk.command import Command, command
from tests.sizes import STRESS, scaled
from webapp.core.data.constraints import is_retryable, violated
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Reservation
from webapp.ledger.posting import Move, lock_records, lock_transfers, post
from webapp.ledger.stands import Goods, Spot, loose_stand, units_stand
from webapp.ledger.units import NewUnit, receive_unit
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.races

CLIENTS = 64 if STRESS else 16
GOODS = Goods("prod_1", "var_1")
HERE, THERE = Spot("rec_1", "pool_loose"), Spot("rec_2", "pool_loose_2")


def at_once(clients: int, work: Callable[[int], None]) -> None:
    """Every client begins at the same moment; the first failure of any of them fails the test."""
    gate = threading.Barrier(clients)
    failures: list[BaseException] = []

    def run(client: int) -> None:
        gate.wait()
        try:
            work(client)
        except BaseException as error:  # noqa: BLE001 (told to the test below)
            failures.append(error)

    threads = [threading.Thread(target=run, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def receive(work: Command, chance: random.Random) -> None:
    stand = loose_stand(work, GOODS, "wh_1")
    post(work, [Move(spot=stand.spot, from_node="supplier", to_node="available", qty=2, action="RECEIVED")])


def sell(work: Command, chance: random.Random) -> None:
    stand = loose_stand(work, GOODS, "wh_1")
    qty = chance.randint(1, 3)
    post(work, [Move(spot=stand.spot, from_node="available", to_node="customer", qty=qty, action="SOLD")])


def take_in(work: Command, chance: random.Random) -> None:
    stand = units_stand(work, "var_1", "wh_1")
    receive_unit(work, stand, NewUnit(serial=f"S{chance.randint(1, 300)}"))


def reserve_and_ship(work: Command, chance: random.Random) -> None:
    spot = loose_stand(work, GOODS, "wh_1").spot
    name = f"res_{chance.getrandbits(60)}"
    row = {"tenant_id": work.tenant_id, "id": name, "record_id": spot.record_id, "pool_id": spot.pool_id}
    work.session.execute(insert(Reservation), [row | {"created_at": work.at}])
    promise = Move(spot=spot, from_node="available", to_node="reserved", action="RESERVED", reservation_id=name)
    ship = Move(spot=spot, from_node="reserved", to_node="customer", action="SOLD", reservation_id=name)
    post(work, [promise, ship])


def transfer(work: Command, chance: random.Random) -> None:
    start, end = chance.sample([HERE, THERE], 2)
    name = chance.choice(["tr_1", "tr_2"])
    lock_transfers(work, [name])
    lock_records(work, {start.record_id, end.record_id})
    move = {"action": "MOVED", "transfer_id": name}
    post(
        work,
        [
            Move(spot=start, from_node="available", to_node="transit", **move),
            Move(spot=end, from_node="transit", to_node="available", **move),
        ],
    )


ACTS = (receive, receive, sell, take_in, reserve_and_ship, transfer)
REFUSED = {"stock_short", "uq_unit_serial", "busy"}


def is_busy(error: DBAPIError) -> bool:
    """A lock that was not had in time, on a machine with other work; a deadlock is none."""
    return is_retryable(error) and getattr(error.orig, "sqlstate", None) != "40P01"


def test_ledger_and_balances_agree_after_a_storm(house: House, tenant: int, book: Book) -> None:
    outcomes: Counter[str] = Counter()
    tally = threading.Lock()

    def client(number: int) -> None:
        chance = random.Random(number)  # noqa: S311 (a test's dice)
        for _ in range(scaled(100)):
            act = chance.choice(ACTS)
            try:
                with command(house.web, tenant) as work:
                    act(work, chance)
                outcome = "done"
            except DBAPIError as error:
                outcome = "busy" if is_busy(error) else violated(error) or str(error)
            with tally:
                outcomes[outcome] += 1

    at_once(CLIENTS, client)
    assert set(outcomes) <= {"done", *REFUSED}, outcomes
    assert outcomes["done"] > CLIENTS
    with tenant_scope(tenant), Session(house.web) as session:
        assert verify(session, tenant) == []
    counted = f"SELECT MAX(seq) - COUNT(*) FROM movement WHERE tenant_id={tenant} AND record_id='rec_1'"
    assert book.one(counted) == 0


def test_one_serial_is_received_by_one_of_many(house: House, tenant: int, book: Book) -> None:
    winners: list[int] = []
    losers: set[str | None] = set()

    def client(number: int) -> None:
        for serial in range(scaled(20)):
            try:
                with command(house.web, tenant) as work:
                    receive_unit(work, units_stand(work, "var_1", "wh_1"), NewUnit(serial=f"RACE-{serial}"))
                winners.append(serial)
            except DBAPIError as error:
                losers.add(violated(error))

    at_once(32, client)
    assert losers == {"uq_unit_serial"}
    assert sorted(winners) == list(range(scaled(20)))
    assert book.one(f"SELECT on_hand FROM record WHERE tenant_id={tenant} AND id='rec_1'") == scaled(20)


def test_a_new_record_is_made_once_by_many(house: House, tenant: int, book: Book) -> None:
    def client(number: int) -> None:
        with command(house.web, tenant) as work:
            receive_unit(work, units_stand(work, "var_2", "wh_2"), NewUnit(serial=f"N{number}"))

    at_once(32, client)
    found = f"FROM record WHERE tenant_id={tenant} AND variant_id='var_2' AND warehouse_id='wh_2'"
    assert book.one(f"SELECT COUNT(*) {found}") == 1
    assert book.one(f"SELECT on_hand {found}") == 32


def test_without_the_lock_the_storm_is_refused(house: House, tenant: int, book: Book) -> None:
    """Negative control: on PostgreSQL, clients that do not lock run into each other, and the ledger holds."""
    refused: list[str | None] = []

    def client(number: int) -> None:
        for _ in range(10):
            try:
                with command(house.web, tenant) as work:
                    post(work, [Move(spot=HERE, from_node="supplier", to_node="available", action="RECEIVED")])
            except DBAPIError as error:
                refused.append(violated(error))

    at_once(16, client)
    on_hand = book.one(f"SELECT on_hand FROM record WHERE tenant_id={tenant} AND id='rec_1'")
    assert on_hand == 160 - len(refused)
    assert bool(refused) == (not book.sqlite)
    assert set(refused) <= {"wrong_seq", "uq_movement_seq"}
    with tenant_scope(tenant), Session(house.web) as session:
        assert verify(session, tenant) == []
