"""How far an order is follows its lines; what is assigned stays as it is, whatever asks."""

from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from tests.house import House
from tests.orders.seed import CURL, catalogue, order
from tests.subscriptions.seed import assigned
from webapp.core.data import clock
from webapp.core.data.database import begin_write
from webapp.core.data.ids import new_id
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.registry import Work
from webapp.orders.models import OrderLine
from webapp.orders.operations.steps import locked_order
from webapp.orders.progress import settle


def put(house: House, order_id: str, position: int, **values: Any) -> None:
    """Write on a line, and let the order follow."""
    with tenant_scope(house.tenant_id):
        begin_write(house.session)
        work = Work(house.session, house.actor("mo"), new_id("bat"), clock.now())
        found = locked_order(work, order_id)
        mine = (OrderLine.tenant_id == house.tenant_id, OrderLine.order_id == order_id, OrderLine.position == position)
        house.session.execute(update(OrderLine).where(*mine).values(**values))
        settle(work, found)
        house.session.commit()


def seen(house: House, order_id: str) -> tuple[Any, ...]:
    told = house.api().get(f"/v1/orders/{order_id}").json
    return (
        told["status"], told["rentalProgress"]["rentedDevices"], [item["rentalStatus"] for item in told["items"]]
    )  # fmt: skip


def test_the_status_follows_the_lines(house: House) -> None:
    catalogue(house)
    one = order(house, CURL)["orderId"]
    house.api().post(f"/v1/orders/{one}/confirm")
    batches = assigned(house, one, 0, 2)
    assert seen(house, one) == ("partial", 2, ["partial", "pending"])
    batches += assigned(house, one, 0, 3)
    others = assigned(house, one, 1, 4)
    assert seen(house, one) == ("partial", 9, ["completed", "partial"])
    closed = house.api().post(f"/v1/orders/{one}/lines/1/close", {"reason": "The last one is broken."})
    assert closed.status_code == 200, closed.text
    assert seen(house, one) == ("fulfilled", 9, ["completed", "completed"])
    taken_back(house, others)
    assert seen(house, one) == ("partial", 5, ["completed", "pending"])
    taken_back(house, batches)
    assert seen(house, one) == ("confirmed", 0, ["pending", "pending"])


def taken_back(house: House, batches: list[str]) -> None:
    for batch in batches:
        assert house.api().post(f"/v1/batches/{batch}/undo").status_code == 200


def test_a_line_is_never_overfilled_and_what_is_assigned_stays(house: House) -> None:
    catalogue(house)
    one = order(house, CURL)["orderId"]
    house.api().post(f"/v1/orders/{one}/confirm")
    assigned(house, one, 0, 5)
    for values, words in (
        ({"rented": 6}, "order_line_count"),
        ({"closed": 1, "close_reason": "x"}, "ck_order_line_filled"),
        ({"quantity": 9}, "order_line_rented"),
        ({"unit_price": 1}, "order_line_rented"),
    ):
        with pytest.raises(DBAPIError, match=words):
            put(house, one, 0, **values)
        house.session.rollback()
    house.api().post(f"/v1/orders/{order(house)['orderId']}/cancel")
    gone = delete(OrderLine).where(OrderLine.tenant_id == house.tenant_id, OrderLine.order_id == one)
    with tenant_scope(house.tenant_id):
        begin_write(house.session)
        with pytest.raises(DBAPIError, match=r"order_line_(rented|kept)"):
            house.session.execute(gone)
    house.session.rollback()


def test_a_cancelled_order_takes_no_more(house: House) -> None:
    catalogue(house)
    one = order(house)["orderId"]
    house.api().post(f"/v1/orders/{one}/cancel")
    for values in ({"setup_fee": 1}, {"quantity": 9}, {"closed": 1, "close_reason": "x"}):
        with pytest.raises(DBAPIError, match="order_not_editable"):
            put(house, one, 0, **values)
        house.session.rollback()
