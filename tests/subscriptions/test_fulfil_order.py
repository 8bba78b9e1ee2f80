"""Many units for one order: each by itself, on one page with one press, and in one call; each taken back by itself."""

import re

from sqlalchemy import update

from tests.house import House
from tests.orders.seed import catalogue
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, rent, stocked
from webapp.core.data.tenancy import across_tenants, tenant_scope
from webapp.ledger.verifying import verify
from webapp.subscriptions.models import Subscription


def test_a_line_of_five_is_one_call_with_a_result_each(house: House) -> None:
    serials = [f"SN-{n}" for n in range(6)]
    made = ready(house, *serials, quantity=5)
    stocked(house, "DELL-1", sku=MONITOR)
    told = {"serialNumbers": ["SN-0", "nobody", "DELL-1", "SN-0", *serials[1:]], "startDate": "2025-01-31"}
    answer = house.api().post(f"/v1/orders/{made['orderId']}/fulfil", told)
    assert answer.status_code == 200, answer.text
    rows = answer.json["results"]
    assert [one["success"] for one in rows] == [True, False, False, False, True, True, True, True, False]
    codes = [one["error"]["code"] for one in rows if one["error"]]
    assert codes == ["ASSET_NOT_FOUND", "SKU_MISMATCH", "ASSET_NOT_AVAILABLE", "ITEM_FULLY_FULFILLED"]
    assert (answer.json["order"]["status"], len(answer.json["order"]["rentalIds"])) == ("fulfilled", 5)
    back = house.api().post(f"/v1/batches/{rows[4]['batchId']}/undo")
    assert back.status_code == 200, back.text
    order = house.api().get(f"/v1/orders/{made['orderId']}").json
    assert (order["status"], order["rentalProgress"]["rentedDevices"]) == ("partial", 4)
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_an_order_that_is_not_there_or_not_confirmed(house: House) -> None:
    catalogue(house)
    told = {"serialNumbers": ["SN-1"]}
    assert house.api().post("/v1/orders/ord_nobody/fulfil", told).status_code == 404
    one = confirmed(house, (MACBOOK, 1))["orderId"]
    house.api().post(f"/v1/orders/{one}/cancel")
    answer = house.api().post(f"/v1/orders/{one}/fulfil", told)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "ORDER_NOT_CONFIRMED")


def test_the_page_lets_them_go_with_one_press(lite: House) -> None:
    made = ready(lite, "SN-1", "SN-2", quantity=2)
    page = lite.page("olga")
    changed = lite.api().patch("/v1/settings", {"billingStart": "first_of_next_month"})
    assert changed.status_code == 200, changed.text
    assert "Fulfil at the desk" in page.get(f"/orders/{made['orderId']}").text
    path = f"/orders/{made['orderId']}/fulfil"
    some = page.fill(path, serialNumbers="SN-1\nSN-9\n")
    assert (some.status_code, some.headers["Location"].endswith(path)) == (303, True)
    assert "1 did not. SN-9: No unit has the serial number SN-9" in page.get(path).text
    rest = page.fill(path, serialNumbers="SN-2")
    assert rest.headers["Location"].endswith(f"/orders/{made['orderId']}")
    starts = {one["billingStartOption"] for one in lite.api().get("/v1/subscriptions").json["rentals"]}
    assert starts == {"first_of_next_month"}  # the tenant's, for the page asks nothing else
    shown = page.get(f"/orders/{made['orderId']}").text
    assert "SN-1" in shown
    assert "SN-2" in shown
    assert "Fulfil at the desk" not in shown
    assert "rented it out to Jan de Vries" in page.get(re.findall(r"/units/unit_[0-9a-z]+", shown)[0]).text


def test_the_verification_sees_what_does_not_agree(lite: House) -> None:
    made = ready(lite, "SN-1")
    rent(lite, made["orderId"], "SN-1")
    with across_tenants("a cheat"):
        lite.session.connection().exec_driver_sql("DROP TRIGGER subscription_ended")
    with tenant_scope(lite.tenant_id):
        lite.session.execute(
            update(Subscription).where(Subscription.tenant_id == lite.tenant_id).values(status="voided")
        )
        found = {(drift.table, drift.about) for drift in verify(lite.session, lite.tenant_id)}
        lite.session.rollback()
    assert found == {("order_line", "assigned"), ("payment", "status")}
