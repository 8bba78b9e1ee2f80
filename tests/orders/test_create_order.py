"""Taking an order: the seed's own requests, what is copied into it, and each refusal."""

from typing import Any

import pytest

from tests.house import House
from tests.orders.seed import CURL, MINIMAL, catalogue, changed, order, variant


def test_the_minimal_request_of_the_seed(house: House) -> None:
    catalogue(house)
    answer = house.api().post("/v1/orders", MINIMAL)
    assert answer.status_code == 201, answer.text
    made = answer.json["order"]
    assert answer.json["success"] is True
    assert answer.json["orderId"] == made["orderId"]
    assert (made["status"], made["orderType"]) == ("pending", "standard")
    assert made["customer"]["customerType"] == "individual"
    assert made["shippingAddress"] == made["billingAddress"]
    assert made["rentalProgress"] == {"totalDevices": 1, "rentedDevices": 0}
    assert made["items"][0]["contractLength"] == 12  # the tenant's usual length


def test_the_curl_request_of_the_seed(house: House) -> None:
    catalogue(house)
    made = order(house, CURL)
    assert made["totals"]["totalDevices"] == 10
    assert made["notes"] == CURL["notes"]
    assert made["shippingAddress"]["adminArea"] == "CA"
    assert [item["unitPrice"] for item in made["items"]] == [129.5, 19]
    assert made["totals"]["subtotal"] == 5 * 129.5 + 5 * 19
    assert made["customer"]["company"] == "Acme Corporation"


def test_null_values_are_as_if_not_sent(house: House) -> None:
    catalogue(house)
    address = changed(MINIMAL["billingAddress"], postalCode=None)
    made = order(house, billingAddress=address, customFields=None)
    assert "postalCode" not in made["billingAddress"]
    assert made["customFields"] is None


def test_custom_fields_are_echoed(house: House) -> None:
    catalogue(house)
    told = {"purchaseOrderNumber": "PO-2025-0042", "floor": 3}
    assert order(house, customFields=told)["customFields"] == told


def test_a_customer_is_found_however_the_address_is_written(house: House) -> None:
    catalogue(house)
    first = order(house)
    second = order(house, customer=changed(MINIMAL["customer"], email=" JAN@Example.com "))
    assert first["customerId"] == second["customerId"]
    found = house.api().get(f"/v1/customers/{first['customerId']}").json
    assert found["totalOrders"] == 2
    assert set(found["orderIds"]) == {first["orderId"], second["orderId"]}


def test_a_line_says_where_its_values_come_from(house: House) -> None:
    catalogue(house)
    lines = [
        {"sku": "MACBOOK-PRO-16-M3", "quantity": 1},
        {"sku": "MACBOOK-PRO-16-M3", "quantity": 1, "listPriceOverride": 2000, "acquisitionCostOverride": 0},
        {"sku": "DELL-U2722D-MONITOR", "quantity": 1, "listPriceOverride": 300},
        {"sku": "DELL-U2722D-MONITOR", "quantity": 1},
    ]
    of_variant, manual, by_list, unknown = order(house, items=lines)["items"]
    assert (of_variant["listPriceSource"], of_variant["acquisitionCostSource"]) == ("variant", "variant")
    assert (manual["listPrice"], manual["acquisitionCost"], manual["acquisitionCostSource"]) == (2000, 0, "manual")
    assert (by_list["acquisitionCost"], by_list["acquisitionCostSource"]) == (300, "list_price")
    assert by_list["usedListPriceAsAcquisition"] is True
    assert (unknown["listPriceSource"], unknown["acquisitionCostSource"]) == ("unknown", "unknown")
    assert unknown["contractLength"] == 24  # its shortest, for it has no price for the usual twelve


def test_a_later_price_changes_nothing_in_an_order(house: House) -> None:
    catalogue(house)
    made = order(house)
    dearer = variant("MACBOOK-PRO-16-M3", (12, 999), listPrice=1, acquisitionCost=1)
    told = {"productSku": "MACBOOK-PRO-16", "name": "Renamed", "specification": "x", "category": "IT", "brand": "Any"}
    assert house.api().post("/v1/products", {**told, "variants": [dearer]}).status_code == 201
    assert house.api().get(f"/v1/orders/{made['orderId']}").json["items"] == made["items"]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    (
        {"items": [{"sku": "MACBOOK-PRO-16-M3", "quantity": 1, "contractLength": 7}]},
        "INVALID_CONTRACT_LENGTH",
        "items.0.contractLength",
    ),
    ({"items": [{"sku": "NOBODY-KNOWS", "quantity": 1}]}, "VARIANT_NOT_FOUND", "items.0.sku"),
    ({"items": []}, "VALIDATION_ERROR", "items"),
    ({"items": [{"sku": "MACBOOK-PRO-16-M3", "quantity": 0}]}, "VALIDATION_ERROR", "items.0.quantity"),
    ({"customer": {"email": "no-address", "firstName": "A", "lastName": "B"}}, "VALIDATION_ERROR", "customer.email"),
    ({"customer": None}, "VALIDATION_ERROR", "customer"),
    ({"orderType": "extension"}, "VALIDATION_ERROR", ""),
    ({"orderType": "gift"}, "VALIDATION_ERROR", "orderType"),
]


@pytest.mark.parametrize(("parts", "code", "path"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_refused_says_where_and_leaves_nothing(
    house: House, parts: dict[str, Any], code: str, path: str
) -> None:
    catalogue(house)
    answer = house.api().post("/v1/orders", changed(MINIMAL, **parts))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, code)
    assert answer.json["error"]["details"][0]["path"] == path
    assert house.api().get("/v1/orders").json["orders"] == []
    assert house.api().get("/v1/customers").json["customers"] == []


def test_an_inactive_variant_is_not_ordered(house: House) -> None:
    catalogue(house)
    listed = house.api().get("/v1/products/variants?sku=DELL-U2722D-MONITOR").json["variants"][0]
    off = house.api().patch(f"/v1/products/variants/{listed['variantId']}/status", {"status": "inactive"})
    assert off.status_code == 200, off.text
    answer = house.api().post("/v1/orders", changed(MINIMAL, items=[{"sku": "DELL-U2722D-MONITOR", "quantity": 1}]))
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "VARIANT_INACTIVE")


def test_two_equal_orders_are_two_but_a_repeat_is_one(house: House) -> None:
    catalogue(house)
    assert order(house)["orderId"] != order(house)["orderId"]
    door, key = house.api(), {"Idempotency_Key": "phone-call-1"}
    first, again = (door.post("/v1/orders", MINIMAL, **key) for _ in range(2))
    assert first.json["orderId"] == again.json["orderId"]
    assert len(door.get("/v1/orders").json["orders"]) == 3


def test_an_upgrade_says_of_what(house: House) -> None:
    catalogue(house)
    told = {
        "previousDevice": "MacBook Pro 14",
        "previousSerialNumber": "C02ZX1Y2MD6T",
        "previousMonthlyAmount": 99.5,
        "previousRentalId": "sub_1",
    }
    made = order(house, orderType="upgrade", upgradeDetails=told)
    assert made["upgradeDetails"] == {**told, "upgradeReason": None}
    assert order(house, upgradeDetails=told)["upgradeDetails"] is None  # a standard order is of no other
