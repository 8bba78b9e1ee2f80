"""Many clients at one customer and one order: one customer, every order, and one end of each."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, order
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, ROUNDS, at_once, post, told, unguarded
from webapp.core.data.tenancy import tenant_scope
from webapp.customers.models import Customer

pytestmark = pytest.mark.races


def customers(house: House) -> int:
    house.session.rollback()
    with tenant_scope(house.tenant_id):
        counted = select(func.count()).select_from(Customer).where(Customer.tenant_id == house.tenant_id)
        return int(house.session.execute(counted).scalar_one())


def body(number: int, spelling: int) -> dict[str, object]:
    """The same address, written as different people would."""
    email = f"new.{number}@example.com"
    return {**MINIMAL, "customer": {**MINIMAL["customer"], "email": (email, email.upper(), f" {email} ")[spelling % 3]}}


def test_equal_addresses_make_one_customer(house: House) -> None:
    catalogue(house)
    door = house.api()
    for number in range(ROUNDS):
        answers = at_once(CLIENTS, lambda client, of=number: post(door, "/v1/orders", body(of, client)))
        assert told(answers) == {"201": CLIENTS}
        assert len({answer.get_json()["order"]["customerId"] for answer in answers}) == 1
    assert customers(house) == ROUNDS


def test_confirm_against_cancel_ends_in_one_way(house: House) -> None:
    catalogue(house)
    door = house.api()
    for _ in range(ROUNDS):
        one = order(house)["orderId"]
        answers = at_once(
            8, lambda client, of=one: post(door, f"/v1/orders/{of}/{('confirm', 'cancel')[client % 2]}", {})
        )
        assert not any(answer.status_code >= 500 for answer in answers)
        assert sum(answer.status_code == 200 and client % 2 for client, answer in enumerate(answers)) == 1
        assert door.get(f"/v1/orders/{one}").get_json()["status"] == "cancelled"


def test_control_without_the_index_an_address_has_two_customers(house: House, tmp_path: Path) -> None:
    """Where one writer works at a time, the second order finds both and cannot choose."""
    with unguarded(house, tmp_path, "DROP INDEX uq_customer_email") as bare:
        catalogue(bare)
        door = bare.api()
        for number in range(CONTROL_ROUNDS):
            answers = at_once(CLIENTS, lambda client, of=number: post(door, "/v1/orders", body(of, client)))
            if customers(bare) > number + 1 or any(answer.status_code >= 500 for answer in answers):
                return
        pytest.fail("no double in all these rounds: the index is not what guards")
