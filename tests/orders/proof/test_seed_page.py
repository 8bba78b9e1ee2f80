"""Rows 8 to 11 of the contract's checklist: what the published page prints is sent as it stands there."""

from typing import Any

import pytest

from tests.house import House
from tests.orders.proof.seed_page import ANSWER, COMPLETE, CURL, FIELDS, HANDLED, MINIMAL, OPTIONAL, REQUIRED, page
from tests.orders.seed import catalogue, changed, variant
from tests.subscriptions.seed import MACBOOK, MONITOR, rented, stocked

TABLET = "IPAD-PRO-12-M2"
LATER = {"payment", "billingGroupId"}
"""Optional in the schema, and of calls that are not built."""


def shelf(house: House) -> None:
    """All SKUs that the page names."""
    catalogue(house)
    told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": [variant(TABLET, (12, 49))]}
    answer = house.api().post("/v1/products", {"productSku": "IPAD-PRO-12", "name": "iPad", **told})
    assert answer.status_code == 201, answer.text


def sent(house: House, body: Any) -> dict[str, Any]:
    answer = house.api().post("/v1/orders", body)
    assert answer.status_code == 201, answer.text
    assert (answer.json["success"], answer.json["orderId"]) == (True, answer.json["order"]["orderId"])
    made: dict[str, Any] = answer.json["order"]
    return made


def test_row_8_the_minimal_request(house: House) -> None:
    shelf(house)
    told = page(MINIMAL)
    made = sent(house, told)
    assert (made["status"], made["orderType"]) == ("pending", "standard")
    assert (made["customer"]["email"], made["customer"]["customerType"]) == ("john@example.com", "individual")
    assert made["shippingAddress"] == made["billingAddress"] == told["billingAddress"]
    assert made["rentalProgress"] == {"totalDevices": 1, "rentedDevices": 0}
    assert (made["items"][0]["contractLength"], made["items"][0]["unitPrice"]) == (12, 159)  # the tenant's usual one


def test_row_9_the_request_of_the_command_line_and_the_complete_one(house: House) -> None:
    shelf(house)
    first, told = page(CURL), page(COMPLETE)
    made = sent(house, first)
    assert (made["totals"]["totalDevices"], made["notes"]) == (10, first["notes"])
    assert made["totals"]["subtotal"] == 5 * 129.5 + 5 * 19
    assert made["customer"] == {**first["customer"], "customerId": made["customerId"]}
    assert (made["billingAddress"], made["shippingAddress"]) == (first["billingAddress"], first["shippingAddress"])
    whole = sent(house, told)
    assert (whole["totals"]["totalDevices"], whole["customFields"]) == (8, told["customFields"])
    assert (whole["billingAddress"], whole["shippingAddress"]) == (told["billingAddress"], told["shippingAddress"])
    assert [(line["sku"], line["contractLength"]) for line in whole["items"]] == [(MACBOOK, 24), (TABLET, 12)]
    again = sent(house, changed(told, customer=changed(told["customer"], email=" Procurement@ACMEcorp.com ")))
    assert again["customerId"] == whole["customerId"] != made["customerId"]
    assert house.api().get(f"/v1/customers/{whole['customerId']}").json["totalOrders"] == 2


def test_row_10_null_is_as_if_not_sent(house: House) -> None:
    shelf(house)
    told = page(CURL)
    made = sent(
        house, changed(told, billingAddress=changed(told["billingAddress"], postalCode=None), customFields=None)
    )
    assert "postalCode" not in made["billingAddress"]
    assert made["customFields"] is None
    assert sent(house, changed(told, **page(FIELDS)))["customFields"] == page(FIELDS)["customFields"]


def test_row_11_what_is_refused(house: House) -> None:
    shelf(house)
    listed = house.api().get(f"/v1/products/variants?sku={MONITOR}").json["variants"][0]["variantId"]
    off = house.api().patch(f"/v1/products/variants/{listed}/status", {"status": "inactive"})
    assert off.status_code == 200, off.text
    told, met = page(MINIMAL), set()
    no_address = changed(told["customer"], email="john.example.com")
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({"items": [changed(told["items"][0], contractLength=7)]}, "INVALID_CONTRACT_LENGTH", "items.0.contractLength"),
        ({"items": [{"sku": "NOBODY-KNOWS", "quantity": 1}]}, "VARIANT_NOT_FOUND", "items.0.sku"),
        ({"items": [{"sku": MONITOR, "quantity": 1}]}, "VARIANT_INACTIVE", "items.0.sku"),
        ({"items": []}, "VALIDATION_ERROR", "items"),
        ({"items": [{"sku": MACBOOK, "quantity": 0}]}, "VALIDATION_ERROR", "items.0.quantity"),
        ({"customer": no_address}, "VALIDATION_ERROR", "customer.email"),
        ({"customer": None}, "VALIDATION_ERROR", "customer"),
        ({"orderType": "extension"}, "VALIDATION_ERROR", "extensionDetails"),
        ({"orderType": "gift"}, "VALIDATION_ERROR", "orderType"),
    ]  # fmt: skip
    for name in REQUIRED:
        less = {key: value for key, value in told["billingAddress"].items() if key != name}
        cases.append(({"billingAddress": less}, "VALIDATION_ERROR", f"billingAddress.{name}"))
    for parts, code, path in cases:
        answer = house.api().post("/v1/orders", changed(told, **parts))
        error = answer.json["error"]
        assert (answer.status_code, error["code"], error["details"][0]["path"]) == (400, code, path), parts
        met.add(code)
    assert met == set(HANDLED)
    assert house.api().get("/v1/orders").json["orders"] == []
    assert house.api().get("/v1/customers").json["customers"] == []


def test_what_happens_next(house: House) -> None:
    """Its five steps, from pending to fulfilled, and every field of its sample answer."""
    shelf(house)
    stocked(house, "SN-1")
    made = sent(house, page(MINIMAL))
    at = f"/v1/orders/{made['orderId']}"
    states = [made["status"], house.api().post(f"{at}/confirm").json["order"]["status"]]
    rented(house, made["orderId"], "SN-1")
    done = house.api().get(at).json
    assert [*states, done["status"]] == ["pending", "confirmed", "fulfilled"]
    sample = page(ANSWER)["order"]
    assert set(sample) - set(done) == LATER
    for name in ("totals", "rentalProgress"):
        assert set(sample[name]) - set(done[name]) == set()
    assert set(sample["items"][0]) - set(done["items"][0]) == set()
    whole = sent(house, page(COMPLETE))
    assert set(whole["billingAddress"]) <= {*REQUIRED, *OPTIONAL}
    assert set(sample["customer"]) == set(whole["customer"])


@pytest.mark.parametrize("name", OPTIONAL)
def test_each_part_of_an_address_is_given_back(lite: House, name: str) -> None:
    shelf(lite)
    told = changed(page(MINIMAL)["billingAddress"], **{name: "Word for word"})
    assert sent(lite, changed(page(MINIMAL), billingAddress=told))["billingAddress"] == told
