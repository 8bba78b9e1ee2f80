"""What an order refuses says what to do next, and its details carry the codes that are written down."""

from typing import Any

import pytest

from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, changed, order
from tests.subscriptions.seed import MACBOOK


def refused(answer: Any) -> tuple[str, str]:
    """The message of a refusal, and the code of its first detail."""
    error = answer.json["error"]
    details = error.get("details") or [{"code": "", "message": error["message"]}]
    return details[0]["message"], details[0]["code"]


def pending(house: House, **parts: Any) -> str:
    """The address of an order that nobody confirmed."""
    catalogue(house)
    return f"/v1/orders/{order(house, **parts)['orderId']}"


def test_a_pending_order_is_confirmed_before_anything_is_reserved(house: House) -> None:
    at = pending(house)
    answer = house.api().post(f"{at}/reserve")
    assert answer.json["error"]["code"] == "ORDER_NOT_EDITABLE"
    assert answer.json["error"]["message"] == "This order is not confirmed yet. Confirm it first."
    house.api().post(f"{at}/cancel")
    assert "is cancelled" in house.api().post(f"{at}/reserve").json["error"]["message"]


def test_only_a_pending_order_is_said_to_be_confirmed_by_a_status(house: House) -> None:
    at, door = pending(house), house.api()
    assert "Here it can be confirmed" in refused(door.patch(at, {"status": "fulfilled"}))[0]
    door.post(f"{at}/confirm")
    words, code = refused(door.patch(at, {"status": "pending"}))
    assert (words, code) == (
        "This order is confirmed. Its further steps have calls of their own.", "invalid_enum_value"
    )  # fmt: skip
    door.post(f"{at}/cancel")
    assert refused(door.patch(at, {"status": "pending"}))[0] == "This order is cancelled and stays so."


def test_who_orders_is_not_told_to_receive(house: House) -> None:
    catalogue(house)
    door = house.api()
    variants = door.get("/v1/products/variants").json["variants"]
    one = next(row for row in variants if row["variantSku"] == MACBOOK)
    gone = door.patch(f"/v1/products/variants/{one['variantId']}/status", {"status": "inactive"})
    assert gone.status_code == 200, gone.text
    answer = door.post("/v1/orders", changed(MINIMAL, items=[{"sku": MACBOOK, "quantity": 1}]))
    assert answer.json["error"]["code"] == "VARIANT_INACTIVE"
    assert refused(answer)[0] == f"{MACBOOK} is deactivated. Activate it in the catalogue, or use a different SKU."
    received = door.post("/v1/assets", {"serialNumber": "X-1", "sku": MACBOOK})
    assert "receive under another SKU" in received.json["error"]["message"]


@pytest.mark.parametrize(
    ("email", "words", "code"),
    [
        ("", "Fill this in.", "too_small"),
        ("  ", "Fill this in.", "too_small"),
        ("nope", "This is not an e-mail address: it has no @.", "invalid_string"),
        ("a b@c.nl", "This is not an e-mail address. Look at the part before the @.", "invalid_string"),
        ("@c.nl", "This is not an e-mail address. Look at the part before the @.", "invalid_string"),
        ("a@c", "This is not an e-mail address. Look at the part after the @.", "invalid_string"),
    ],
)
def test_a_wrong_address_says_where_to_look(lite: House, email: str, words: str, code: str) -> None:
    catalogue(lite)
    body = changed(MINIMAL, customer={**MINIMAL["customer"], "email": email})
    answer = lite.api().post("/v1/orders", body)
    assert answer.json["error"]["details"][0]["path"] == "customer.email"
    assert refused(answer) == (words, code)


@pytest.mark.parametrize("email", ["jan@desk.test", "jan@printer.local"])
def test_an_address_of_a_local_network_is_one(house: House, email: str) -> None:
    catalogue(house)
    made = order(house, customer={**MINIMAL["customer"], "email": email})
    assert made["customer"]["email"] == email
    assert house.api().get(f"/v1/customers?email={email}").json["count"] == 1


def test_how_many_and_how_long_are_said_in_numbers_that_fit(house: House) -> None:
    at, door = pending(house, items=[{"sku": MACBOOK, "quantity": 3}]), house.api()
    reason = {"reason": "None will come"}
    assert "Only 3 of" in refused(door.post(f"{at}/lines/0/close", {**reason, "quantity": 4}))[0]
    assert "are open in this line" in refused(door.post(f"{at}/lines/0/close", {**reason, "quantity": 4}))[0]
    wrong = refused(door.post(f"{at}/lines/-1/close", reason))
    assert wrong == ("This must be at least 0.", "too_small")
    items = [{"sku": MACBOOK, "quantity": 1, "contractLength": 1}]
    assert "is not rented for 1 month." in refused(door.post("/v1/orders", changed(MINIMAL, items=items)))[0]


def test_codes_of_details_are_those_that_are_written_down(house: House) -> None:
    catalogue(house)
    door = house.api()
    assert door.patch("/v1/settings", {"minOrderQuantity": 2, "maxOrderQuantity": 3}).status_code == 200
    for quantity, code in ((1, "too_small"), (4, "too_big")):
        body = changed(MINIMAL, items=[{"sku": MACBOOK, "quantity": quantity}])
        assert refused(door.post("/v1/orders", body))[1] == code
    made = door.post("/v1/custom-fields", {"section": "order", "label": "PO", "kind": "text", "required": True})
    key, told = made.json["key"], {"items": [{"sku": MACBOOK, "quantity": 2}]}
    assert refused(door.post("/v1/orders", changed(MINIMAL, **told)))[1] == "invalid_type"
    assert refused(door.post("/v1/orders", changed(MINIMAL, **told, customFields={key: ""})))[1] == "too_small"
