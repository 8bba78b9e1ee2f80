"""The wall between tenants: every statement of the table is judged as it says, on both engines."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import bindparam, event, insert, select, update
from sqlalchemy.orm import Session

from tests.core.tenancy.statements import PASSES, REFUSED, D, W, row
from tests.house import House, new_house
from webapp.core.data import tenancy
from webapp.core.data.database import Base, db
from webapp.core.data.tenancy import TenancyError, across_tenants, tenant_scope
from webapp.locations.models import Warehouse

AT = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def pair(house: House) -> Iterator[tuple[House, House]]:
    """Two tenants, and a session that leaves nothing behind."""
    foreign = new_house(house.app)
    house.session.rollback()
    yield house, foreign
    house.session.rollback()


def _run(session: Session, statement: Any, *values: Any) -> Any:
    session.rollback()
    session.connection(execution_options={"writes": True})
    return session.execute(statement, *values)


@pytest.mark.parametrize("what", REFUSED)
def test_a_statement_that_could_cross_is_refused(pair: tuple[House, House], what: str) -> None:
    mine, foreign = pair
    statement = REFUSED[what](mine.tenant_id, foreign.tenant_id)
    for _ in range(2):  # once judged, once by the judgement that was kept
        with tenant_scope(mine.tenant_id), pytest.raises(TenancyError):
            _run(mine.session, statement)


@pytest.mark.parametrize("what", PASSES)
def test_a_statement_that_stays_at_home_passes(pair: tuple[House, House], what: str) -> None:
    mine, foreign = pair
    statement = PASSES[what](mine.tenant_id, foreign.tenant_id)
    if statement.is_insert and statement.select is None:
        statement = statement.values(created_at=AT)
    with tenant_scope(mine.tenant_id):
        _run(mine.session, statement)


@pytest.mark.parametrize("what", [what for what in PASSES if "without" not in what and "no table" not in what])
def test_without_a_tenant_at_work_nothing_passes(lite: House, what: str) -> None:
    with tenant_scope(None), pytest.raises(TenancyError):
        _run(lite.session, PASSES[what](lite.tenant_id, 0))
    lite.session.rollback()


def test_the_same_shape_is_judged_by_its_values_every_time(pair: tuple[House, House]) -> None:
    mine, foreign = pair
    for _ in range(3):
        with tenant_scope(mine.tenant_id):
            _run(mine.session, select(W).where(W.c.tenant_id == mine.tenant_id))
            with pytest.raises(TenancyError):
                _run(mine.session, select(W).where(W.c.tenant_id == foreign.tenant_id))
        with tenant_scope(foreign.tenant_id):
            _run(mine.session, select(W).where(W.c.tenant_id == foreign.tenant_id))


def _full(tenant: int, number: str) -> dict[str, Any]:
    return {**row(tenant, number), "created_at": AT, "updated_at": AT}


def test_many_rows_at_once_are_each_looked_at(pair: tuple[House, House]) -> None:
    mine, foreign = pair
    with tenant_scope(mine.tenant_id):
        for target in (insert(W), insert(Warehouse)):
            with pytest.raises(TenancyError):
                _run(mine.session, target, [_full(mine.tenant_id, "1"), _full(foreign.tenant_id, "2")])
        _run(mine.session, insert(W), [_full(mine.tenant_id, "1"), _full(mine.tenant_id, "2")])


def test_objects_are_looked_at(pair: tuple[House, House]) -> None:
    mine, foreign = pair
    with tenant_scope(mine.tenant_id):
        mine.session.connection(execution_options={"writes": True})
        mine.session.add(Warehouse(**_full(foreign.tenant_id, "1")))
        with pytest.raises(TenancyError):
            mine.session.flush()
        mine.session.rollback()
        mine.session.connection(execution_options={"writes": True})
        mine.session.add(Warehouse(**_full(mine.tenant_id, "1")))
        mine.session.flush()


def test_an_object_of_mine_cannot_be_turned_into_theirs(pair: tuple[House, House]) -> None:
    mine, foreign = pair
    with tenant_scope(mine.tenant_id):
        mine.session.connection(execution_options={"writes": True})
        found = mine.session.execute(select(Warehouse).where(Warehouse.tenant_id == mine.tenant_id)).scalars().first()
        assert found is not None
        found.tenant_id = foreign.tenant_id
        with pytest.raises(TenancyError):
            mine.session.flush()
    mine.session.rollback()


def test_getting_by_key_is_bound_to_the_tenant(pair: tuple[House, House]) -> None:
    mine, foreign = pair
    with tenant_scope(foreign.tenant_id):
        their_id = foreign.session.execute(
            select(Warehouse.id).where(Warehouse.tenant_id == foreign.tenant_id)
        ).scalar_one()
    mine.session.rollback()
    mine.session.expunge_all()
    with tenant_scope(mine.tenant_id), pytest.raises(TenancyError):
        mine.session.get(Warehouse, (foreign.tenant_id, their_id))


def test_parameters_of_many_updates_are_each_looked_at(pair: tuple[House, House]) -> None:
    mine, foreign = pair
    from_parameter = update(W).where(W.c.tenant_id == bindparam("whose")).values(name="x")
    with tenant_scope(mine.tenant_id):
        _run(mine.session, from_parameter, {"whose": mine.tenant_id})
        with pytest.raises(TenancyError):
            _run(mine.session, from_parameter, [{"whose": mine.tenant_id}, {"whose": foreign.tenant_id}])


def test_the_wall_opens_with_a_reason_and_closes_again(pair: tuple[House, House]) -> None:
    mine, _ = pair
    with across_tenants("a test looks over the wall"):
        assert len(list(mine.session.execute(select(W.c.tenant_id).distinct()).scalars())) >= 2
    with tenant_scope(mine.tenant_id), pytest.raises(TenancyError):
        mine.session.execute(select(W.c.tenant_id))


def test_without_the_wall_the_other_tenant_shows(pair: tuple[House, House]) -> None:
    """The control: what the table refuses would really leak."""
    mine, foreign = pair
    engine = db.engine
    event.remove(engine, "before_execute", tenancy._judge)
    try:
        with tenant_scope(mine.tenant_id):
            tenants = set(mine.session.execute(select(W.c.tenant_id)).scalars())
            _run(mine.session, update(W).where(W.c.tenant_id == foreign.tenant_id).values(name="taken"))
            seen = mine.session.execute(select(W.c.name).where(W.c.tenant_id == foreign.tenant_id)).scalars().all()
    finally:
        mine.session.rollback()
        event.listen(engine, "before_execute", tenancy._judge)
    assert {mine.tenant_id, foreign.tenant_id} <= tenants
    assert seen == ["taken"]


def test_the_database_itself_knows_no_key_without_its_tenant() -> None:
    assert next(iter(D.primary_key.columns)).name == "tenant_id"


def test_every_key_of_a_tenanted_table_begins_with_its_tenant() -> None:
    wrong = []
    for table in Base.metadata.tables.values():
        if "tenant_id" not in table.c:
            continue
        keys = [("primary key", list(table.primary_key.columns))]
        keys += [(str(index.name), list(index.columns)) for index in table.indexes if index.unique]
        wrong += [f"{table.name} {name}" for name, columns in keys if columns and columns[0].name != "tenant_id"]
        for foreign in table.foreign_key_constraints:
            target = foreign.elements[0].column.table
            if "tenant_id" in target.c and "tenant_id" not in foreign.column_keys:
                wrong.append(f"{table.name} {foreign.name}")
    assert sorted(wrong) == sorted(KEYS_BEFORE_A_TENANT)


KEYS_BEFORE_A_TENANT = {
    "api_key uq_api_key_secret": "the credential tells the tenant",
    "one_time_link uq_one_time_link_secret": "the link tells the tenant",
}
