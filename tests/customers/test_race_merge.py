"""Orders of a customer who is merged at the same moment: whichever comes first, all are the survivor's."""

import time
from collections import Counter

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.doors import JsonDoor
from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, order
from tests.races.crowd import CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, told
from tests.subscriptions.test_race_edits import one_try
from tests.subscriptions.test_race_subscriptions import sound
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.registry import Work
from webapp.customers import finding
from webapp.customers.models import Customer
from webapp.orders.models import SalesOrder
from webapp.orders.operations import change
from webapp.subscriptions import undoing

pytestmark = pytest.mark.races
__all__ = ["one_try"]

BUYERS = 5


def of(name: str, number: int) -> dict[str, object]:
    return {**MINIMAL["customer"], "email": f"{name}.{number}@example.com"}


def left_behind(house: House, number: int) -> int:
    """Somebody merges a record while others order by its address: how many orders are not the survivor's."""
    door = house.api()
    kept, other = (order(house, customer=of(name, number))["customerId"] for name in ("kept", "other"))

    def act(client: int) -> TestResponse:
        if client == 0:
            return post(door, f"/v1/customers/{kept}/merge", {"other": other, "sure": True})
        return post(door, "/v1/orders", {**MINIMAL, "customer": of("other", number)})

    answers = at_once(1 + BUYERS, act)
    assert [answer.status_code for answer in answers] == [200, *[201] * BUYERS]
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        theirs = select(func.count()).select_from(SalesOrder).where(SalesOrder.tenant_id == house.tenant_id)
        lost = int(house.session.execute(theirs.where(SalesOrder.customer_id == other)).scalar_one())
        assert house.session.execute(theirs.where(SalesOrder.customer_id == kept)).scalar_one() == 2 + BUYERS - lost
    house.session.rollback()
    return lost


def test_no_order_is_left_with_a_record_that_is_merged(house: House) -> None:
    catalogue(house)
    assert sum(left_behind(house, number) for number in range(ROUNDS)) == 0


def test_control_without_the_lock_on_the_customer_some_are(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: nobody merges while an order is taken")

    def glance(work: Work, email_key: str) -> Customer | None:
        mine = select(Customer).where(Customer.tenant_id == work.tenant_id, Customer.email_key == email_key)
        found = work.session.execute(mine).scalar_one_or_none()
        time.sleep(PAUSE_S)
        if found is None or found.merged_into is None:
            return found
        return work.session.get(Customer, (work.tenant_id, found.merged_into))

    catalogue(house)
    monkeypatch.setattr(finding, "_known", glance)
    assert any(left_behind(house, number) for number in range(CONTROL_ROUNDS))


def moved(house: House, number: int, how: str) -> Counter[str]:
    """Somebody merges a record while its orders go to the survivor, or come back from it: what all are answered."""
    door = house.api()
    first, second = (of(f"{name}.{how}", number) for name in ("kept", "other"))
    kept, other = (order(house, customer=one)["customerId"] for one in (first, second))
    begins, ends = (second, first) if how == "edit" else (first, second)
    paths = [f"/v1/orders/{order(house, customer=begins)['orderId']}" for _ in range(BUYERS)]
    undos = [edited(door, path, ends).headers["Batch-Id"] for path in paths] if how == "undo" else []

    def act(client: int) -> TestResponse:
        if client == 0:
            return post(door, f"/v1/customers/{kept}/merge", {"other": other, "sure": True})
        if how == "edit":
            return edited(door, paths[client - 1], ends)
        return post(door, f"/v1/batches/{undos[client - 1]}/undo", None)

    return told(at_once(1 + BUYERS, act))


def edited(door: JsonDoor, path: str, buyer: dict[str, object]) -> TestResponse:
    answer = door.patch(path, {"customer": buyer})
    answer.get_data()
    return answer


@pytest.mark.usefixtures("one_try")
@pytest.mark.parametrize("how", ["edit", "undo"])
def test_customers_are_held_before_their_orders(house: House, how: str) -> None:
    catalogue(house)
    for number in range(ROUNDS):
        answers = moved(house, number, how)
        assert set(answers) <= {"200", "409 CANNOT_UNDO"}, answers
    sound(house)


@pytest.mark.usefixtures("one_try")
@pytest.mark.parametrize("how", ["edit", "undo"])
def test_control_orders_first_they_wait_in_a_circle(house: House, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: there is no circle to wait in")
    monkeypatch.setattr(change, "_held_buyer", lambda work, data: None)
    monkeypatch.setattr(undoing, "_hold_buyers", lambda work, ids: None)
    catalogue(house)
    assert any("503 BUSY" in moved(house, number, how) for number in range(CONTROL_ROUNDS))
