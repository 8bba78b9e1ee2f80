"""An order's steps: confirmed, cancelled, never back; what the database refuses by itself."""

from contextlib import nullcontext

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from tests.house import House
from tests.orders.seed import CURL, catalogue, order
from tests.subscriptions.seed import assigned
from webapp.core.data.tenancy import tenant_scope
from webapp.orders.models import ORDER_STATUSES, STEPS, SalesOrder


def test_confirmed_twice_is_confirmed_once(house: House) -> None:
    catalogue(house)
    one = order(house)["orderId"]
    first = house.api().post(f"/v1/orders/{one}/confirm")
    again = house.api().patch(f"/v1/orders/{one}", {"status": "confirmed"})
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json["order"]["version"] == again.json["order"]["version"] == 2
    assert again.json["order"]["confirmedAt"]


def test_a_cancelled_order_is_done_with(house: House) -> None:
    catalogue(house)
    one = order(house)["orderId"]
    gone = house.api().post(f"/v1/orders/{one}/cancel", {"reason": "Changed their mind"})
    assert gone.json["order"]["status"] == "cancelled"
    assert gone.json["order"]["cancelReason"] == "Changed their mind"
    twice = house.api().post(f"/v1/orders/{one}/cancel")
    assert (twice.status_code, twice.json["error"]["code"]) == (400, "ALREADY_CANCELLED")
    late = house.api().post(f"/v1/orders/{one}/confirm")
    assert (late.status_code, late.json["error"]["code"]) == (409, "ORDER_NOT_EDITABLE")


def test_notes_replace_those_before(house: House) -> None:
    catalogue(house)
    one = order(house, notes="first")["orderId"]
    for notes in ("second", ""):
        answer = house.api().patch(f"/v1/orders/{one}/notes", {"notes": notes})
        assert answer.json["order"]["notes"] == (notes or None)


def test_an_unknown_order_is_not_found(house: House) -> None:
    for answer in (
        house.api().get("/v1/orders/ord_nobody"),
        house.api().post("/v1/orders/ord_nobody/confirm"),
        house.api().post("/v1/orders/ord_nobody/cancel"),
        house.api().patch("/v1/orders/ord_nobody/notes", {"notes": "x"}),
    ):
        assert (answer.status_code, answer.json["error"]["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("start", ORDER_STATUSES)
def test_the_database_knows_the_steps_and_takes_none_that_is_not_true(house: House, start: str) -> None:
    catalogue(house)
    one = order(house, CURL)["orderId"]
    at = f"/v1/orders/{one}"
    way = {"pending": [], "cancelled": ["cancel"]}.get(start, ["confirm"])
    for step in way:
        assert house.api().post(f"{at}/{step}").status_code == 200
    for index in range({"partial": 1, "fulfilled": 2}.get(start, 0)):
        assigned(house, one, index, 5)
    assert house.api().get(at).json["status"] == start
    true = {start} if start in ("partial", "fulfilled") else {"pending", "confirmed", "cancelled"}
    mine = (SalesOrder.tenant_id == house.tenant_id, SalesOrder.id == one)
    for end in ORDER_STATUSES:
        moment = SalesOrder.created_at if end == "cancelled" else None
        listed = start == end or (start, end) in STEPS
        refused = "order_step_not_allowed" if not listed else "" if end in true else "order_status_untrue"
        house.session.rollback()
        house.session.connection(execution_options={"writes": True})
        with tenant_scope(house.tenant_id), pytest.raises(DBAPIError, match=refused) if refused else nullcontext():
            house.session.execute(update(SalesOrder).where(*mine).values(status=end, cancelled_at=moment))
    house.session.rollback()


def test_what_open_orders_ask_for_stays(house: House) -> None:
    catalogue(house)
    one = order(house)
    variant = one["items"][0]["variantId"]
    held = house.api().patch(f"/v1/products/variants/{variant}/status", {"status": "inactive"})
    assert (held.status_code, held.json["error"]["code"]) == (409, "VARIANT_IN_USE")
    kept = house.api().delete(f"/v1/products/{one['items'][0]['productId']}")
    assert (kept.status_code, kept.json["error"]["code"]) == (409, "PRODUCT_HAS_ACTIVE_ORDERS")
    stays = house.api().delete(f"/v1/customers/{one['customerId']}")
    assert (stays.status_code, stays.json["error"]["code"]) == (409, "CUSTOMER_HAS_PENDING_ORDERS")
    house.api().post(f"/v1/orders/{one['orderId']}/cancel")
    assert house.api().delete(f"/v1/customers/{one['customerId']}").status_code == 200
    assert house.api().get("/v1/customers").json["customers"] == []
    assert len(house.api().get("/v1/customers?status=inactive").json["customers"]) == 1
    again = house.api().post("/v1/orders", {**order_body(one)})
    assert (again.status_code, again.json["error"]["code"]) == (409, "CUSTOMER_INACTIVE")


def order_body(one: dict) -> dict:  # type: ignore[type-arg]  # JSON
    buyer = {name: one["customer"][name] for name in ("email", "firstName", "lastName")}
    lines = [{"sku": item["sku"], "quantity": item["quantity"]} for item in one["items"]]
    return {"customer": buyer, "billingAddress": one["billingAddress"], "items": lines}
