"""Running an operation: one transaction, whole or not at all, tried again only where that is safe."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, insert, select, update
from sqlalchemy.exc import DBAPIError, OperationalError

from tests.house import House, new_house
from webapp.accounts.permissions import Permission
from webapp.audit.models import AuditEntry, Batch
from webapp.core.data.database import db
from webapp.core.data.tenancy import current_tenant, tenant_scope
from webapp.core.inputs.schema import Input
from webapp.core.operation import runner
from webapp.core.operation.errors import Busy, NotAllowed
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import TRIES, call
from webapp.locations.models import Warehouse


class Nothing(Input):
    """Nothing is taken."""


def _operation(body: Callable[[Work, Nothing], Any], needs: str = Permission.READ_PLACES) -> Operation[Any, Any]:
    return Operation("probe", needs, Nothing, body, (), False, "Probe.", {})


def _run(house: House, body: Callable[[Work, Nothing], Any], person: str = "anna") -> Any:
    return call(house.session, _operation(body), house.actor(person), Nothing())


def _rename(work: Work, name: str, code: str = "wh-01") -> None:
    work.session.execute(
        update(Warehouse).where(Warehouse.tenant_id == work.tenant_id, Warehouse.code_key == code).values(name=name)
    )


def _names(house: House) -> list[str]:
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        found = select(Warehouse.name).where(Warehouse.tenant_id == house.tenant_id)
        return list(house.session.execute(found).scalars())


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner.time, "sleep", lambda seconds: None)


def _locked() -> OperationalError:
    return OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))


def test_whoever_may_not_does_not(house: House) -> None:
    ran = []
    operation = _operation(lambda work, data: ran.append(1), Permission.MANAGE_PLACES)
    with pytest.raises(NotAllowed):
        call(house.session, operation, house.actor("vik"), Nothing())
    assert ran == []


def test_a_failure_leaves_nothing(house: House) -> None:
    def body(work: Work, data: Nothing) -> None:
        _rename(work, "half done")
        raise ValueError("a bug")

    before = _names(house)
    with pytest.raises(ValueError, match="a bug"):
        _run(house, body)
    assert _names(house) == before


def test_a_failure_while_the_answer_is_made_leaves_nothing(house: House) -> None:
    before = _names(house)

    def answer(result: Any) -> Any:
        raise KeyError("wire")

    operation = _operation(lambda work, data: _rename(work, "half done"))
    with pytest.raises(KeyError):
        runner.perform(house.session, operation, house.actor(), Nothing(), answer)
    assert _names(house) == before


def test_the_tenant_is_at_work_inside_and_not_outside(house: House) -> None:
    assert _run(house, lambda work, data: current_tenant()) == house.tenant_id
    assert current_tenant() is None


def test_a_busy_database_is_tried_again_and_the_effect_is_one(house: House) -> None:
    turns: list[int] = []

    def body(work: Work, data: Nothing) -> None:
        turns.append(1)
        work.session.execute(insert(Warehouse).values(_warehouse(work, len(turns))))
        if len(turns) < TRIES:
            raise _locked()

    _run(house, body)
    assert len(turns) == TRIES
    assert len(_names(house)) == 2


def _warehouse(work: Work, number: int) -> dict[str, Any]:
    return {
        "tenant_id": work.tenant_id, "id": f"wh_{work.tenant_id}_{number}", "name": "x", "name_key": "x",
        "code": f"T{number}",
        "code_key": f"t{number}", "type": "OWNED", "is_default": False, "active": True, "version": 1,
        "created_at": work.at, "updated_at": work.at,
    }  # fmt: skip


def test_a_database_that_stays_busy_is_said_to_be(house: House) -> None:
    turns: list[int] = []

    def body(work: Work, data: Nothing) -> None:
        turns.append(1)
        raise _locked()

    with pytest.raises(Busy) as busy:
        _run(house, body)
    assert (len(turns), busy.value.retry_after) == (TRIES, 1)


def test_a_lost_connection_is_not_tried_again(house: House) -> None:
    turns: list[int] = []

    def body(work: Work, data: Nothing) -> None:
        turns.append(1)
        raise OperationalError("COMMIT", {}, Exception("server closed the connection"), connection_invalidated=True)

    with pytest.raises(Busy):
        _run(house, body)
    assert len(turns) == 1


def test_a_refusal_nobody_declared_is_a_failure_of_ours(house: House) -> None:
    def body(work: Work, data: Nothing) -> None:
        work.session.execute(insert(Warehouse).values({**_warehouse(work, 1), "type": "RENTED"}))

    with pytest.raises(DBAPIError):
        _run(house, body)


def test_a_database_held_by_somebody_else_ends_in_busy(house: House) -> None:
    with _held(house):
        answer = house.api().post("/v1/warehouses", {"name": "Depot", "isDefault": True})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert len(_names(house)) == 1


@contextmanager
def _held(house: House) -> Iterator[None]:
    """Somebody holds the tenant's warehouse; the patience of everybody else is short."""
    house.session.rollback()
    engine = db.engine
    is_lite = engine.dialect.name == "sqlite"

    def hurry(connection: Any, record: Any, proxy: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=1" if is_lite else "SET lock_timeout = '40ms'")
        cursor.close()
        if not is_lite:
            connection.commit()

    holder = engine.raw_connection()
    cursor = holder.cursor()
    door = house.api()  # its key is made before the lock
    cursor.execute(
        "BEGIN IMMEDIATE" if is_lite else f"SELECT 1 FROM warehouse WHERE tenant_id = {house.tenant_id} FOR UPDATE"
    )
    event.listen(engine, "checkout", hurry)
    house.api = lambda *scopes, **headers: door  # type: ignore[method-assign]
    try:
        yield
    finally:
        event.remove(engine, "checkout", hurry)
        holder.rollback()
        holder.close()
        engine.dispose()


@pytest.mark.races
def test_two_that_lock_in_opposite_order_both_end(postgresql_app: Flask) -> None:
    """On PostgreSQL alone: SQLite has one writer and so no deadlock."""
    with postgresql_app.app_context():
        _lock_crosswise(new_house(postgresql_app))


def _lock_crosswise(house: House) -> None:
    house.api().post("/v1/warehouses", {"name": "B", "code": "b"})
    gate, ends = threading.Barrier(2), []

    def one(codes: tuple[str, str]) -> None:
        turns = []

        def body(work: Work, data: Nothing) -> None:
            turns.append(1)
            work.session.connection().exec_driver_sql("SET LOCAL deadlock_timeout = '20ms'")
            _rename(work, f"{work.batch_id}", codes[0])
            if len(turns) == 1:
                gate.wait(5)
            _rename(work, f"{work.batch_id}", codes[1])

        with house.app.app_context():
            _run(house, body)
            ends.append(len(turns))
            db.session.remove()

    _superuser_may_set(house)
    threads = [threading.Thread(target=one, args=(codes,)) for codes in (("wh-01", "b"), ("b", "wh-01"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends) == [1, 2]
    assert len(set(_names(house))) == 1


def _superuser_may_set(house: House) -> None:
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("GRANT SET ON PARAMETER deadlock_timeout TO stockdesk_web")


def test_a_batch_and_what_changed_are_written_with_the_effect(house: House) -> None:
    def body(work: Work, data: Nothing) -> str:
        work.tell("renamed it", "wh_1")
        work.changed("wh_1", {"name": "a", "same": 1}, {"name": "b", "same": 1})
        work.changed("wh_2", {"same": 1}, {"same": 1})
        return work.batch_id

    batch_id = _run(house, body, "mo")
    with tenant_scope(house.tenant_id):
        batch = house.session.execute(
            select(Batch.summary, Batch.actor_name, Batch.subject_id).where(
                Batch.tenant_id == house.tenant_id, Batch.id == batch_id
            )
        ).one()
        entries = house.session.execute(
            select(AuditEntry.subject_id, AuditEntry.before, AuditEntry.after).where(
                AuditEntry.tenant_id == house.tenant_id, AuditEntry.batch_id == batch_id
            )
        ).all()
    assert tuple(batch) == ("renamed it", "Mo", "wh_1")
    assert [tuple(entry) for entry in entries] == [("wh_1", {"name": "a"}, {"name": "b"})]
