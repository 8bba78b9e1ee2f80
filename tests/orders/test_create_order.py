"""Taking an order: what is copied into it, whose it is, and what a repeat comes to."""

import pytest

from tests.house import House
from tests.orders.seed import MINIMAL, catalogue, changed, order, variant


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


def test_details_of_another_kind_are_let_by_whatever_they_say(lite: House) -> None:
    catalogue(lite)
    made = order(lite, extensionDetails={}, upgradeDetails={"previousDevice": 5})
    assert (made["extensionDetails"], made["upgradeDetails"]) == (None, None)
    answer = lite.api().post("/v1/orders", changed(MINIMAL, orderType="upgrade", upgradeDetails={}))
    paths = [detail["path"] for detail in answer.json["error"]["details"]]
    assert paths[0] == "upgradeDetails.previousDevice"


@pytest.mark.parametrize(("months", "status"), [(1, 201), (121, 201), (1200, 201), (0, 400), (1201, 400)])
def test_an_order_is_extended_by_as_many_months_as_a_contract_has(lite: House, months: int, status: int) -> None:
    catalogue(lite)
    told = {"originalOrderId": "ord_1", "previousEndDate": "2025-01-01", "newEndDate": "2026-01-01"}
    body = changed(MINIMAL, orderType="extension", extensionDetails={**told, "extensionMonths": months})
    assert lite.api().post("/v1/orders", body).status_code == status


def test_a_null_says_nothing(lite: House) -> None:
    catalogue(lite)
    nobody = changed(MINIMAL["customer"], company=None, phone=None, customerType=None)
    empty = dict.fromkeys(("orderType", "shippingAddress", "extensionDetails", "customFields", "notes", "warnOfDouble"))
    made = order(lite, customer=nobody, **empty)
    assert (made["orderType"], made["customer"]["customerType"]) == ("standard", "individual")
    defined = lite.api().post(
        "/v1/custom-fields",
        {"section": "order", "label": "PO"} | dict.fromkeys(("key", "kind", "options", "required", "position")),
    )
    assert (defined.status_code, defined.json["kind"], defined.json["required"]) == (201, "text", False)


def test_an_order_that_no_money_could_pay_is_refused(house: House) -> None:
    told = {"productSku": "P", "name": "P", "specification": "x", "category": "IT", "brand": "Any"}
    dearest = {**told, "variants": [variant("DEAR", (12, 10**11))]}
    assert house.api().post("/v1/products", dearest).status_code == 201
    made = order(house, items=[{"sku": "DEAR", "quantity": 1000}])
    for quantity in (1001, 1_000_000):
        lines = {"items": [{"sku": "DEAR", "quantity": quantity}]}
        for answer in (
            house.api().post("/v1/orders", changed(MINIMAL, **lines)),
            house.api().patch(f"/v1/orders/{made['orderId']}", lines),
        ):
            assert answer.status_code == 400, answer.text
            assert answer.json["error"]["details"][0]["path"] == "items"
    assert house.api().get(f"/v1/orders/{made['orderId']}").json == made
