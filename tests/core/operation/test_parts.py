"""Several things in one transaction: one that is refused leaves nothing, and each may have a batch of its own."""

import pytest
from sqlalchemy import select

from tests.house import House
from webapp.accounts.permissions import Permission
from webapp.audit.models import Batch
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.schema import Input
from webapp.core.operation.errors import Problem
from webapp.core.operation.parts import attempt, own_batch
from webapp.core.operation.registry import Operation, Work
from webapp.core.operation.runner import call
from webapp.locations.errors import WarehouseCodeTaken
from webapp.locations.inputs import CreateWarehouse
from webapp.locations.models import Warehouse
from webapp.locations.operations import create_warehouse


class Names(Input):
    """Codes of warehouses to make, one after another."""

    codes: list[str]


def _each_alone(work: Work, data: Names) -> list[Problem | str]:
    said: list[Problem | str] = []
    for code in data.codes:
        one = CreateWarehouse(name=f"Depot {code}", code=code)

        def make(one: CreateWarehouse = one) -> str:
            with own_batch(work, create_warehouse) as part:
                return str(create_warehouse.body(part, one).id)

        said.append(attempt(work, one, make))
    return said


MANY = Operation("make_each_alone", Permission.MANAGE_PLACES, Names, _each_alone, (), False, "Make each.", {})


def test_a_refused_one_leaves_nothing_and_the_others_stand_each_in_its_batch(house: House) -> None:
    first, twin, last = call(house.session, MANY, house.actor("anna"), Names(codes=["D1", "D1", "D2"]))
    assert isinstance(twin, WarehouseCodeTaken)
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        made = set(house.session.scalars(select(Warehouse.id).where(Warehouse.tenant_id == house.tenant_id)))
        batches = house.session.execute(
            select(Batch.operation, Batch.subject_id).where(
                Batch.tenant_id == house.tenant_id, Batch.operation.in_(["create_warehouse", "make_each_alone"])
            )
        ).all()
    assert {first, last} <= made
    assert sorted(batches) == sorted([("create_warehouse", first), ("create_warehouse", last)])


def test_what_is_no_refusal_is_raised(house: House) -> None:
    def breaks(work: Work, data: Names) -> None:
        attempt(work, data, lambda: 1 // 0)

    broken = Operation("breaks", Permission.MANAGE_PLACES, Names, breaks, (), False, "Break.", {})
    with pytest.raises(ZeroDivisionError):
        call(house.session, broken, house.actor("anna"), Names(codes=[]))
