"""Many clients at one customer and one order: one customer, every order, and one end of each."""

from pathlib import Path
from typing import Any

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


def edits_won(house: House, *, version: int | None) -> int:
    """Confirm, cancel and edits of an order at once; how many edits were taken. What stands adds up."""
    door, one = house.api(), order(house)["orderId"]
    at = f"/v1/orders/{one}"

    def act(client: int) -> Any:
        if client < 2:
            return post(door, f"{at}/{('confirm', 'cancel')[client]}", {})
        told = {"items": [{**MINIMAL["items"][0], "quantity": client}], **({"version": version} if version else {})}
        return door.patch(at, told)

    answers = at_once(10, act)
    assert not any(answer.status_code >= 500 for answer in answers)
    now = door.get(at).get_json()
    assert now["status"] == "cancelled"
    assert now["totals"]["totalDevices"] == sum(item["quantity"] for item in now["items"])
    assert now["totals"]["subtotal"] == sum(item["quantity"] * item["unitPrice"] for item in now["items"])
    return sum(answer.status_code == 200 for answer in answers[2:])


def test_of_edits_that_saw_the_same_order_one_is_taken_and_none_after_the_end(house: House) -> None:
    catalogue(house)
    for _ in range(ROUNDS):
        assert edits_won(house, version=1) <= 1


def test_control_without_a_version_edits_overwrite_each_other(house: House) -> None:
    catalogue(house)
    for _ in range(CONTROL_ROUNDS):
        if edits_won(house, version=None) > 1:
            return
    pytest.fail("no edit was overwritten in all these rounds: the version is not what guards")


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
