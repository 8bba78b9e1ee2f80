"""A unit that went out is taken back with its subscription and unpaid payments; not once one of them is paid."""

from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from tests.house import House
from tests.orders.seed import catalogue
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, rent, rented, stocked
from webapp.core.data import clock
from webapp.core.data.tenancy import tenant_scope
from webapp.ledger.verifying import verify
from webapp.subscriptions.models import Payment, Subscription


def undo(house: House, batch_id: str) -> Any:
    answer = house.api().post(f"/v1/batches/{batch_id}/undo")
    answer.get_data()
    return answer


def pay(house: House, payment_id: str) -> None:
    with tenant_scope(house.tenant_id):
        paid = update(Payment).where(Payment.tenant_id == house.tenant_id, Payment.id == payment_id)
        house.session.execute(paid.values(status="paid", paid_at=clock.now()))
        house.session.commit()


def test_taken_back_and_done_again(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=2)
    rented(house, made["orderId"], "SN-2")
    out = rent(house, made["orderId"], "SN-1")
    rental = out.json["rentalId"]
    door = house.api()
    assert door.get(f"/v1/orders/{made['orderId']}").json["status"] == "fulfilled"
    back = undo(house, out.headers["Batch-Id"])
    assert back.status_code == 200, back.text
    assert door.get(f"/v1/subscriptions/{rental}").status_code == 404
    assert door.get(f"/v1/payments?rentalId={rental}").json["count"] == 0
    asset = door.get("/v1/assets/SN-1").json
    assert (asset["status"], asset["rentalId"], asset["customerId"]) == ("available", None, None)
    told = door.get(f"/v1/orders/{made['orderId']}").json
    assert (told["status"], told["rentalProgress"]["rentedDevices"]) == ("partial", 1)
    again = undo(house, back.headers["Batch-Id"])
    assert again.status_code == 200, again.text
    assert door.get(f"/v1/subscriptions/{rental}").json["status"] == "active"
    assert door.get(f"/v1/payments?rentalId={rental}&status=pending").json["count"] == 12
    assert door.get(f"/v1/orders/{made['orderId']}").json["status"] == "fulfilled"
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_taken_back_the_order_waits_again_and_can_be_cancelled(house: House) -> None:
    made = ready(house, "SN-1")
    out = rent(house, made["orderId"], "SN-1")
    back = undo(house, out.headers["Batch-Id"])
    assert house.api().get(f"/v1/orders/{made['orderId']}").json["status"] == "confirmed"
    assert house.api().post(f"/v1/orders/{made['orderId']}/cancel").status_code == 200
    again = undo(house, back.headers["Batch-Id"])
    assert (again.status_code, again.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "its order is cancelled now" in again.json["error"]["message"]


def test_once_paid_it_stands(house: House) -> None:
    made = ready(house, "SN-1")
    out = rent(house, made["orderId"], "SN-1")
    first = house.api().get(f"/v1/payments?rentalId={out.json['rentalId']}").json["payments"][0]
    pay(house, first["paymentId"])
    back = undo(house, out.headers["Batch-Id"])
    assert (back.status_code, back.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "a payment of its subscription was made" in back.json["error"]["message"]
    told = house.api().get(f"/v1/subscriptions/{out.json['rentalId']}").json
    assert (told["totalCollected"], told["status"]) == (159, "active")


def test_a_line_that_filled_up_takes_nothing_back(house: House) -> None:
    made = ready(house, "SN-1", "SN-2")
    out = rent(house, made["orderId"], "SN-1")
    back = undo(house, out.headers["Batch-Id"])
    rented(house, made["orderId"], "SN-2")
    again = undo(house, back.headers["Batch-Id"])
    assert again.json["error"]["code"] == "CANNOT_UNDO"


@pytest.mark.parametrize(
    ("table", "values", "name"),
    [
        (Subscription, {"status": "ended_completed"}, None),
        (Subscription, {"position": 1}, "subscription_fixed"),
        (Payment, {"status": "paid"}, "ck_payment_paid"),
        (Payment, {"status": "cancelled"}, None),
    ],
)
def test_the_database_knows_the_steps(house: House, table: Any, values: dict[str, Any], name: str | None) -> None:
    made = ready(house, "SN-1")
    rented(house, made["orderId"], "SN-1")

    def put(told: dict[str, Any]) -> None:
        with tenant_scope(house.tenant_id):
            house.session.execute(update(table).where(table.tenant_id == house.tenant_id).values(**told))
            house.session.commit()

    if name is None:
        put(values)
        with pytest.raises(DBAPIError, match="step_not_allowed"):
            put({"status": "pending" if table is Payment else "active"})
    else:
        with pytest.raises(DBAPIError, match=name):
            put(values)
    house.session.rollback()


def test_the_line_of_what_came_back_stays_and_can_be_closed(house: House) -> None:
    catalogue(house)
    stocked(house, "SN-1", sku=MONITOR)
    made = confirmed(house, (MACBOOK, 1), (MONITOR, 1))
    out = rent(house, made["orderId"], "SN-1")
    undo(house, out.headers["Batch-Id"])
    path = f"/v1/orders/{made['orderId']}"
    refused = house.api().patch(path, {"items": [{"sku": MACBOOK, "quantity": 1}]})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "ORDER_LINE_KEPT")
    assert [line["sku"] for line in house.api().get(path).json["items"]] == [MACBOOK, MONITOR]
    closed = house.api().post(f"{path}/lines/1/close", {"quantity": 1, "reason": "not wanted any more"})
    assert closed.status_code == 200, closed.text


def test_a_line_that_asks_for_something_else_by_now_is_not_filled_again(house: House) -> None:
    catalogue(house)
    stocked(house, "SN-1", sku=MONITOR)
    made = confirmed(house, (MACBOOK, 1), (MONITOR, 1))
    out = rent(house, made["orderId"], "SN-1")
    back = undo(house, out.headers["Batch-Id"])
    path = f"/v1/orders/{made['orderId']}"
    turned = [{"sku": MONITOR, "quantity": 1}, {"sku": MACBOOK, "quantity": 1}]
    assert house.api().patch(path, {"items": turned}).status_code == 200
    again = undo(house, back.headers["Batch-Id"])
    assert again.status_code == 409
    assert "was changed since" in again.text


def test_an_order_of_another_customer_by_now_is_not_filled_again(house: House) -> None:
    made = ready(house, "SN-1")
    back = undo(house, rent(house, made["orderId"], "SN-1").headers["Batch-Id"])
    bea = {"email": "bea@other.example", "firstName": "Bea", "lastName": "Other"}
    assert house.api().patch(f"/v1/orders/{made['orderId']}", {"customer": bea}).status_code == 200
    again = undo(house, back.headers["Batch-Id"])
    assert again.status_code == 409
    assert "another customer's now" in again.json["error"]["message"]


def test_payments_that_disagree_are_found(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=2)
    rented(house, made["orderId"], "SN-1")
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []
        voided = update(Subscription).where(Subscription.tenant_id == house.tenant_id).values(status="voided")
        house.session.execute(voided)
        found = {(drift.table, drift.about) for drift in verify(house.session, house.tenant_id)}
        assert found == {("payment", "status"), ("sales_order", "status")}
    house.session.rollback()


def retire(house: House, sku: str, status: str = "inactive") -> int:
    variant_id = house.api().get(f"/v1/products/variants?sku={sku}").json["variants"][0]["variantId"]
    return int(house.api().patch(f"/v1/products/variants/{variant_id}/status", {"status": status}).status_code)


@pytest.mark.parametrize("how", ["fulfilment", "closing", "edit"])
def test_nothing_asks_again_for_what_is_not_offered_any_more(house: House, how: str) -> None:
    made = ready(house, "SN-1", quantity=1 if how == "fulfilment" else 2)
    path = f"/v1/orders/{made['orderId']}"
    if how == "edit":
        done = house.api().patch(path, {"items": [{"sku": MONITOR, "quantity": 1}]})
    else:
        done = rent(house, made["orderId"], "SN-1")
    if how == "closing":
        done = house.api().post(f"{path}/lines/0/close", {"reason": "Not now"})
    assert retire(house, MACBOOK) == 200
    before = house.api().get(path).json
    refused = undo(house, done.headers["Batch-Id"])
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "put it back in use first" in refused.json["error"]["message"]
    assert house.api().get(path).json == before
    assert retire(house, MACBOOK, "active") == 200
    assert undo(house, done.headers["Batch-Id"]).status_code == 200
    assert retire(house, MACBOOK) == 409
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []
    house.session.rollback()
