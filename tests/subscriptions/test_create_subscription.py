"""A unit goes out for an order: what comes of it, both spellings, and each refusal in the published order."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.house import House
from tests.orders.seed import catalogue, order
from tests.sizes import scaled
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, rent, rented, stocked
from webapp.core.inputs.span import day_meant
from webapp.subscriptions.inputs import Terms


def test_a_unit_goes_out_and_all_that_follows(house: House) -> None:
    made = ready(house, "SN-1", quantity=2)
    answer = rent(house, made["orderId"], "sn-1", customerId=made["customerId"], startDate="2025-01-31T10:00:00Z")
    assert answer.status_code == 201, answer.text
    rental = answer.json["rental"]
    assert (answer.json["success"], answer.json["rentalId"]) == (True, rental["rentalId"])
    assert rental["rentalId"].startswith("sub_")
    assert (rental["assetSerialNumber"], rental["serialNumber"]) == ("SN-1", "SN-1")
    assert (rental["status"], rental["sku"], rental["contractLength"]) == ("active", MACBOOK, 12)
    assert (rental["startDate"], rental["endDate"]) == ("2025-01-31", "2026-01-31")
    assert (rental["monthlyAmount"], rental["currency"]) == (159, "EUR")
    assert rental["customerName"] == "Jan de Vries"
    asset = house.api().get("/v1/assets/SN-1").json
    assert (asset["status"], asset["customerId"]) == ("rented_out", made["customerId"])
    assert asset["rentalId"] == rental["rentalId"]
    told = house.api().get(f"/v1/orders/{made['orderId']}").json
    assert (told["status"], told["rentalProgress"]) == ("partial", {"totalDevices": 2, "rentedDevices": 1})
    assert told["rentalIds"] == told["items"][0]["rentalIds"] == [rental["rentalId"]]
    assert told["items"][0]["rentalStatus"] == "partial"
    customer = house.api().get(f"/v1/customers/{made['customerId']}").json
    assert (customer["totalDevicesRented"], customer["totalMonthlyRevenue"]) == (1, 159)
    assert customer["rentalIds"] == [rental["rentalId"]]


def test_payments_are_planned_month_by_month(house: House) -> None:
    made = ready(house, "SN-1")
    rental = rented(house, made["orderId"], "SN-1", startDate="2025-01-31")
    told = house.api().get(f"/v1/payments?rentalId={rental['rentalId']}").json
    assert (told["success"], told["count"], "limit" in told) == (True, 12, False)
    dues = [one["dueDate"] for one in told["payments"]]
    assert dues[:4] == ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]
    first = told["payments"][0]
    assert (first["status"], first["total"], first["billingPeriod"]) == ("pending", 159, "2025-01")
    one = house.api().get(f"/v1/payments/{first['paymentId']}").json
    assert one == {"success": True, "payment": first}
    assert house.api().get(f"/v1/subscriptions/{rental['rentalId']}").json["nextBillingDate"] == "2025-01-31"


@pytest.mark.parametrize(
    ("option", "dues"),
    [
        ("immediate", ["2025-01-31", "2025-02-28"]),
        ("first_of_next_month", ["2025-02-01", "2025-03-01"]),
        ("same_day_next_month", ["2025-02-28", "2025-03-31"]),
    ],
)
def test_when_the_first_payment_is_due(house: House, option: str, dues: list[str]) -> None:
    made = ready(house, "SN-1")
    rental = rented(house, made["orderId"], "SN-1", startDate="2025-01-31", billingStartOption=option)
    told = house.api().get(f"/v1/payments?rentalId={rental['rentalId']}").json["payments"]
    assert [one["dueDate"] for one in told[:2]] == dues
    assert len({one["idempotencyKey"] for one in told}) == 12


def test_the_other_spelling(house: House) -> None:
    catalogue(house)
    stocked(house, "SN-1")
    made = confirmed(house, (MONITOR, 1), (MACBOOK, 1), (MACBOOK, 1))
    told = {"orderId": made["orderId"], "orderItemIndex": 2, "serialNumber": "SN-1", "billingStartOption": "immediate"}
    answer = house.api().post("/v1/subscriptions", told)
    assert answer.status_code == 201, answer.text
    items = house.api().get(f"/v1/orders/{made['orderId']}").json["items"]
    assert [one["rentalStatus"] for one in items] == ["pending", "pending", "completed"]


def test_what_is_refused_and_in_which_order(house: House) -> None:
    catalogue(house)
    stocked(house, "MAC-1", "MAC-2", "MAC-3")
    stocked(house, "DELL-1", sku=MONITOR)
    waits = order(house)["orderId"]
    made = confirmed(house, (MACBOOK, 1), (MONITOR, 1))["orderId"]
    only_mac = confirmed(house, (MACBOOK, 2))["orderId"]

    def told(order_id: str, serial: str, **more: Any) -> tuple[int, str]:
        answer = rent(house, order_id, serial, **more)
        return answer.status_code, answer.json["error"]["code"]

    assert told("ord_nobody", "nobody") == (400, "ORDER_NOT_FOUND")
    assert told(waits, "nobody") == (400, "ORDER_NOT_CONFIRMED")
    assert told(made, "MAC-9") == (400, "ASSET_NOT_FOUND")
    rented(house, made, "MAC-1")
    assert told(only_mac, "MAC-1") == (400, "ASSET_NOT_AVAILABLE")
    assert told(only_mac, "DELL-1") == (400, "SKU_MISMATCH")
    assert told(made, "MAC-2", customerId="cust_nobody") == (400, "ITEM_FULLY_FULFILLED")
    assert told(only_mac, "MAC-2", customerId="cust_nobody") == (400, "VALIDATION_ERROR")
    assert told(only_mac, "MAC-2", orderItemIndex=7) == (400, "VALIDATION_ERROR")
    assert told(only_mac, "") == (400, "VALIDATION_ERROR")
    rented(house, made, "DELL-1")
    assert told(made, "MAC-2") == (400, "ITEM_FULLY_FULFILLED")
    assert len(house.api().get("/v1/subscriptions").json["rentals"]) == 2
    assert house.api().get("/v1/assets/MAC-2").json["status"] == "available"


def test_a_wrong_unit_says_who_would_take_it(house: House) -> None:
    made = ready(house, "SN-1")
    monitor = confirmed(house, (MONITOR, 1))
    words = rent(house, monitor["orderId"], "SN-1").json["error"]["message"]
    assert f"It would go to Jan de Vries ({made['orderId']})." in words


def test_a_line_that_is_named_says_what_it_asks_for_instead(house: House) -> None:
    catalogue(house)
    stocked(house, "MAC-1", "MAC-2")
    made = confirmed(house, (MACBOOK, 1), (MONITOR, 1), (MACBOOK, 1))["orderId"]
    words = f"MAC-1 is {MACBOOK}, which line 1 of this order does not ask for. That one asks for {MONITOR}, line 0 for"
    assert rent(house, made, "MAC-1", orderItemIndex=1).json["error"]["message"].startswith(words)
    rented(house, made, "MAC-1", orderItemIndex=0)
    words = f"All of {MACBOOK} that line 0 of the order, counted from 0, asks for went out already."
    assert rent(house, made, "MAC-2", orderItemIndex=0).json["error"]["message"] == words
    rented(house, made, "MAC-2", orderItemIndex=2)


def test_an_order_that_is_done_takes_no_more(house: House) -> None:
    made = ready(house, "SN-1", "SN-2")
    rented(house, made["orderId"], "SN-1")
    assert house.api().get(f"/v1/orders/{made['orderId']}").json["status"] == "fulfilled"
    assert rent(house, made["orderId"], "SN-2").json["error"]["code"] == "ITEM_FULLY_FULFILLED"
    gone = house.api().post(f"/v1/orders/{made['orderId']}/cancel")
    assert gone.json["error"]["code"] == "ORDER_NOT_CANCELLABLE"


def test_what_somebody_rents_is_not_changed_by_hand(house: House) -> None:
    made = ready(house, "SN-1")
    rented(house, made["orderId"], "SN-1")
    for answer in (house.api().put("/v1/assets/SN-1", {"status": "returned"}), house.api().delete("/v1/assets/SN-1")):
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "ASSET_IN_USE")
    leaves = house.api().delete(f"/v1/customers/{made['customerId']}")
    assert leaves.json["error"]["code"] == "CUSTOMER_HAS_ACTIVE_SUBSCRIPTIONS"


def test_the_list_is_filtered_and_notes_are_replaced(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=2)
    one = rented(house, made["orderId"], "SN-1", startDate="2025-01-01", notes="first")
    rented(house, made["orderId"], "SN-2", startDate="2026-01-01")
    door = house.api()
    for query, count in (
        (f"orderId={made['orderId']}", 2), ("serialNumber=sn-1", 1), ("status=active", 2), ("status=cancelled", 0),
        (f"sku={MACBOOK}", 2), ("endDateFrom=2026-06-01", 1), ("endDateTo=2026-06-01", 1), ("customerId=cust_1", 0),
        ("sortBy=endDate&sortDir=asc", 2),
    ):  # fmt: skip
        assert door.get(f"/v1/subscriptions?{query}").json["count"] == count, query
    assert door.get(f"/v1/assets?rentalId={one['rentalId']}").json["assets"][0]["serialNumber"] == "SN-1"
    assert door.get(f"/v1/assets?customerId={made['customerId']}").json["count"] == 2
    noted = door.patch(f"/v1/subscriptions/{one['rentalId']}/notes", {"notes": "second"})
    assert noted.json["rental"]["notes"] == "second"
    assert door.patch("/v1/subscriptions/sub_nobody/notes", {"notes": "x"}).status_code == 404
    assert door.get("/v1/subscriptions/sub_nobody").status_code == 404
    assert door.get("/v1/payments/pay_nobody").status_code == 404


def test_a_set_up_fee_comes_once_and_vat_on_top(house: House) -> None:
    told = {"vatPercent": 21, "pricesIncludeVat": False}
    changed = house.api().patch("/v1/settings", told)
    assert changed.status_code == 200, changed.text
    catalogue(house)
    pricing = [{"contractLength": 12, "monthlyPrice": 10.01, "setupFee": 25}]
    made = {"variantSku": "ROUTER-A", "variantName": "Router", "grade": "A", "pricing": pricing}
    product = {"productSku": "ROUTER", "name": "Router", "specification": "x", "category": "IT", "brand": "Any"}
    assert house.api().post("/v1/products", {**product, "variants": [made]}).status_code == 201
    stocked(house, "R-1", sku="ROUTER-A")
    rental = rented(house, confirmed(house, ("ROUTER-A", 1))["orderId"], "R-1")
    first, second, *_ = house.api().get(f"/v1/payments?rentalId={rental['rentalId']}").json["payments"]
    assert (first["subtotal"], first["taxAmount"], first["total"]) == (35.01, 7.35, 42.36)
    assert [one["amount"] for one in first["lineItems"]] == [10.01, 25]
    assert (second["subtotal"], second["taxAmount"], second["total"]) == (10.01, 2.10, 12.11)
    assert first["taxRate"] == 21


def test_the_serial_number_is_missed_at_its_field(lite: House) -> None:
    made = ready(lite, "SN-1")["orderId"]
    for told in ({}, {"serialNumber": "SN-1", "assetSerialNumber": "SN-2"}):
        answer = lite.api().post("/v1/subscriptions", {"orderId": made, **told})
        assert (answer.status_code, answer.json["error"]["details"][0]["path"]) == (400, "assetSerialNumber")
    assert rent(lite, made, "SN-1", serialNumber="sn-1").status_code == 201


@given(
    moment=st.datetimes(dt.datetime.fromisoformat("2024-12-25"), dt.datetime.fromisoformat("2025-01-08")),
    offset=st.integers(-14 * 60, 14 * 60),
    zone=st.sampled_from(["Europe/Amsterdam", "Pacific/Kiritimati", "America/St_Johns", "UTC"]),
)
@settings(max_examples=scaled(500), deadline=None)
def test_a_moment_is_on_the_day_that_it_is_here(moment: dt.datetime, offset: int, zone: str) -> None:
    there = moment.replace(tzinfo=dt.timezone(dt.timedelta(minutes=offset)), microsecond=0)
    for written in (there.isoformat(), there.isoformat(" ")):
        said = Terms.from_json({"startDate": written}, exponent=2).start_date
        assert day_meant(said or there, zone) == there.astimezone(ZoneInfo(zone)).date()
    local = Terms.from_json({"startDate": moment.isoformat()}, exponent=2).start_date
    assert day_meant(local or there, zone) == moment.date()  # without an offset it is a time of here


def test_the_payments_follow_the_day_that_it_is_here(house: House) -> None:
    made = ready(house, "SN-1")
    rental = rented(house, made["orderId"], "SN-1", startDate="2025-01-31T23:30:00Z")  # half past midnight in Amsterdam
    assert (rental["startDate"], rental["endDate"][:7]) == ("2025-02-01", "2026-02")
    dues = house.api().get(f"/v1/payments?rentalId={rental['rentalId']}").json["payments"]
    assert [one["dueDate"] for one in dues[:2]] == ["2025-02-01", "2025-03-01"]


@pytest.mark.parametrize("start", ["2025-02-01Tnoon", "2025-02-01T25:00:00Z", "2025-02-30T10:00:00Z"])
def test_what_is_no_moment_is_no_start(lite: House, start: str) -> None:
    answer = rent(lite, ready(lite, "SN-1")["orderId"], "SN-1", startDate=start)
    assert (answer.status_code, answer.json["error"]["details"][0]["path"]) == (400, "startDate")
