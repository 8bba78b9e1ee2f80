"""Many clients receive into one record and take back: the ledger and its balances agree to the last unit."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from werkzeug.test import TestResponse

from tests.assets.shelf import stock_up
from tests.house import House
from tests.races.crowd import at_once, post, told, unguarded
from tests.sizes import STRESS, scaled
from webapp.audit.models import Batch
from webapp.core.data.database import db, owner_engine
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.models import Pool, Record, Unit
from webapp.ledger.verifying import verify

pytestmark = pytest.mark.races

CLIENTS = 64 if STRESS else 16
EACH = scaled(20)


def batch_of(house: House, request_id: str) -> str:
    """The batch that a request wrote."""
    with house.app.app_context(), tenant_scope(house.tenant_id):
        wanted = select(Batch.id).where(Batch.tenant_id == house.tenant_id, Batch.request_id == request_id)
        return db.session.execute(wanted).scalar_one()


def balances(house: House) -> tuple[int, int, int]:
    """What the record says, what its pool says, and how many units stand."""
    with tenant_scope(house.tenant_id):
        mine = house.tenant_id
        record = house.session.execute(select(Record.available).where(Record.tenant_id == mine)).scalars().all()
        pool = house.session.execute(select(Pool.available).where(Pool.tenant_id == mine)).scalars().all()
        units = house.session.execute(select(Unit.id).where(Unit.tenant_id == mine, Unit.voided == False)).all()
        assert verify(house.session, mine) == []
    house.session.rollback()
    return sum(record), sum(pool), len(units)


def test_receiving_and_taking_back_on_one_record(house: House) -> None:
    stock_up(house)
    door = house.api()

    def receive_and_undo(client: int) -> TestResponse:
        """The last answer: of the last receipt, or of its undo by every second client."""
        answers = []
        for turn in range(EACH):
            name = f"hot-{client:03d}-{turn:03d}"
            body = {"sku": "MBP-16-A", "serialNumber": name}
            answers.append(post(door, "/v1/assets", body, X_Request_Id=name))
            assert answers[-1].status_code == 201, answers[-1].text
            if client % 2:
                answers.append(post(door, f"/v1/batches/{batch_of(house, name)}/undo", {}))
                assert answers[-1].status_code == 200, answers[-1].text
        return answers[-1]

    answers = told(at_once(CLIENTS, receive_and_undo))
    assert answers == {"201": CLIENTS // 2, "200": CLIENTS // 2}
    kept = CLIENTS // 2 * EACH
    assert balances(house) == (kept, kept, kept)


def add_by_hand(owner: Engine, tenant: int, read: threading.Barrier) -> None:
    """What must never be done: read a balance, then write what it was and one more; here all read before one writes."""
    mine = Pool.tenant_id == tenant
    with owner.connect() as reading:
        seen = reading.execute(select(Pool.available).where(mine)).scalar_one()
    read.wait()
    with owner.connect().execution_options(writes=True) as writing:
        writing.execute(update(Pool).where(mine).values(available=seen + 1))
        writing.commit()


def test_control_balances_read_and_written_lose_updates(house: House, tmp_path: Path) -> None:
    with unguarded(house, tmp_path) as bare:
        stock_up(bare)
        first = post(bare.api(), "/v1/assets", {"sku": "MBP-16-A", "serialNumber": "first"})
        owner = owner_engine(bare.app.config["SQLALCHEMY_DATABASE_URI"])
        _drop_triggers(owner)
        read = threading.Barrier(CLIENTS)

        def act(client: int) -> TestResponse:
            add_by_hand(owner, bare.tenant_id, read)
            return first

        at_once(CLIENTS, act)
        with tenant_scope(bare.tenant_id):
            wanted = select(Pool.available).where(Pool.tenant_id == bare.tenant_id)
            assert bare.session.execute(wanted).scalar_one() < 1 + CLIENTS
            assert any(drift.about == "available" for drift in verify(bare.session, bare.tenant_id))
        owner.dispose()


def _drop_triggers(owner: Engine) -> None:
    with owner.connect().execution_options(writes=True) as connection:
        if owner.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE pool DISABLE TRIGGER USER")
        else:
            sought = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'pool'"
            for name in connection.exec_driver_sql(sought).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.commit()
