"""A constraint that refuses is known by its name, whichever engine says it."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from tests.house import House
from webapp.audit.models import KeptAnswer
from webapp.core.data import constraints
from webapp.core.data.constraints import is_retryable, violated
from webapp.core.data.database import Base
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.errors import problem_for
from webapp.locations.errors import DefaultTaken, WarehouseCodeTaken
from webapp.locations.models import Bin, Warehouse

AT = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def _warehouse(tenant_id: int, **other: Any) -> Any:
    row = {
        "tenant_id": tenant_id, "id": f"wh_{tenant_id}", "name": "x", "name_key": "x", "code": "X", "code_key": "x",
        "type": "OWNED", "is_default": False, "active": True, "version": 1, "created_at": AT, "updated_at": AT,
    }  # fmt: skip
    return insert(Warehouse).values({**row, **other})


def _bin(tenant_id: int, **other: Any) -> Any:
    row = {
        "tenant_id": tenant_id, "id": f"lay_{tenant_id}", "warehouse_id": "wh_nowhere", "code": "B",
        "code_key": "b", "name": "B",
        "active": True, "version": 1, "created_at": AT, "updated_at": AT,
    }  # fmt: skip
    return insert(Bin).values({**row, **other})


def _kept(tenant_id: int, **other: Any) -> Any:
    row = {
        "tenant_id": tenant_id,
        "principal": "p",
        "key": "k",
        "operation": "o",
        "fingerprint": "f",
        "seen": 1,
        "at": AT,
    }
    return insert(KeptAnswer).values({**row, **other})


REFUSED = {
    "uq_warehouse_code": lambda t: [_warehouse(t, code_key="wh-01")],
    "uq_warehouse_default": lambda t: [_warehouse(t, is_default=True)],
    "ck_warehouse_type": lambda t: [_warehouse(t, type="RENTED")],
    "ck_warehouse_name": lambda t: [_warehouse(t, name="x" * 201)],
    "ck_kept_answer_key": lambda t: [_kept(t, key="")],
    "pk_kept_answer": lambda t: [_kept(t), _kept(t)],
    "pk_warehouse": lambda t: [_warehouse(t), _warehouse(t, code_key="y")],
}


def _refusal(house: House, statements: list[Any]) -> DBAPIError:
    house.session.rollback()
    house.session.connection(execution_options={"writes": True})
    with tenant_scope(house.tenant_id), pytest.raises(DBAPIError) as refused:
        _execute(house, statements)
    house.session.rollback()
    return refused.value


def _execute(house: House, statements: list[Any]) -> None:
    for statement in statements:
        house.session.execute(statement)
    house.session.commit()


@pytest.mark.parametrize("name", REFUSED)
def test_the_name_is_told(house: House, name: str) -> None:
    refusal = _refusal(house, REFUSED[name](house.tenant_id))
    assert violated(refusal) == name
    assert not is_retryable(refusal)


def test_a_missing_value_has_no_name(house: House) -> None:
    refusal = _refusal(house, [_warehouse(house.tenant_id, name=None)])
    assert violated(refusal) is None
    assert problem_for(violated(refusal)) is None


def test_a_missing_parent_is_no_declared_error(house: House) -> None:
    assert problem_for(violated(_refusal(house, [_bin(house.tenant_id)]))) is None


def test_the_declared_errors_are_found() -> None:
    assert problem_for("uq_warehouse_code") is WarehouseCodeTaken
    assert problem_for("uq_warehouse_default") is DefaultTaken
    assert problem_for(None) is None
    assert problem_for("ck_unknown") is None


def test_no_two_unique_indexes_look_the_same_to_sqlite() -> None:
    named = [
        str(index.name)
        for table in Base.metadata.tables.values()
        for index in table.indexes
        if index.unique and len(list(index.columns)) == len(index.expressions)
    ]
    assert sorted(set(named) - set(constraints._unique_indexes().values())) == []


def test_the_words_of_a_refusal_carry_the_facts(house: House) -> None:
    answer = house.api().post("/v1/warehouses", {"name": "x", "code": "  wh-01 "})
    assert answer.get_json()["message"] == "A warehouse with code 'wh-01' already exists for this store."
    assert answer.get_json()["errors"] == [{"field": "code", "message": answer.get_json()["message"]}]


def test_a_write_beside_the_operations_is_refused_too(house: House) -> None:
    moved = update(Warehouse).where(Warehouse.tenant_id == house.tenant_id).values(type="RENTED")
    assert violated(_refusal(house, [moved])) == "ck_warehouse_type"
