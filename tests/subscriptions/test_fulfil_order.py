"""Many units for one order: each by itself, on one page with one press, and in one call; each taken back by itself."""

import re

import pytest
from sqlalchemy import update

from tests.counting import counting
from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import catalogue, order
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, rent, stocked
from webapp.accounts.operations.settings import update_settings
from webapp.core.data.tenancy import across_tenants, tenant_scope
from webapp.ledger.verifying import verify
from webapp.subscriptions.models import Subscription
from webapp.subscriptions.starting import holding


def test_a_line_of_five_is_one_call_with_a_result_each(house: House) -> None:
    serials = [f"SN-{n}" for n in range(6)]
    made = ready(house, *serials, quantity=5)
    stocked(house, "DELL-1", sku=MONITOR)
    told = {"serialNumbers": ["SN-0", "nobody", "DELL-1", "SN-0", *serials[1:]], "startDate": "2025-01-31"}
    answer = house.api().post(f"/v1/orders/{made['orderId']}/fulfil", told)
    assert answer.status_code == 200, answer.text
    rows = answer.json["results"]
    assert (answer.json["success"], answer.json["fulfilled"], answer.json["refused"]) == (False, 5, 4)
    assert [one["index"] for one in rows if one["result"] == "refused"] == [1, 2, 3, 8]
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


def test_who_may_not_read_orders_is_told_of_the_units_alone(house: House) -> None:
    made = ready(house, "SN-1")
    ships = house.api("subscriptions:write")
    assert ships.get(f"/v1/orders/{made['orderId']}").status_code == 403
    told = ships.post(f"/v1/orders/{made['orderId']}/fulfil", {"serialNumbers": ["nobody", "SN-1"]}).json
    assert (told["fulfilled"], told["refused"], told["order"]) == (1, 1, None)
    stocked(house, "SN-2")
    waits = confirmed(house, (MACBOOK, 1))["orderId"]
    other = confirmed(house, (MONITOR, 1))["orderId"]
    words = ships.post("/v1/subscriptions", {"orderId": other, "assetSerialNumber": "SN-2"}).json["error"]["message"]
    assert (f"order {waits}" in words, "Jan" in words) == (True, False)


def test_what_the_database_refuses_of_many_costs_the_others_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue(house)
    stocked(house, "SN-1", "SN-2", "SN-3")
    made = confirmed(house, (MACBOOK, 2), (MONITOR, 1))
    monkeypatch.setattr(holding, "has_room", lambda line: True)  # the database alone is left
    rows = house.api().post(f"/v1/orders/{made['orderId']}/fulfil", {"serialNumbers": ["SN-1", "SN-2", "SN-3"]}).json
    assert [one["result"] for one in rows["results"]] == ["fulfilled", "fulfilled", "refused"]
    assert rows["results"][2]["error"]["code"] == "ITEM_FULLY_FULFILLED"
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_many_cost_as_many_statements_as_few_and_each_tells_of_its_step(house: House) -> None:
    catalogue(house)
    house.do(update_settings, reserveOnConfirm=True)
    costs = []
    for count in (2, 6):
        stocked(house, *(f"MAC-{count}-{n}" for n in range(count)))
        stocked(house, *(f"DELL-{count}-{n}" for n in range(count)), sku=MONITOR)
        one = order(house, items=[{"sku": sku, "quantity": count} for sku in (MACBOOK, MONITOR)])["orderId"]
        serials = [f"{word}-{count}-{n}" for n in range(count) for word in ("MAC", "DELL")]
        with counting() as confirming:
            assert house.api().post(f"/v1/orders/{one}/confirm").status_code == 200
        with counting() as going:
            told = house.api().post(f"/v1/orders/{one}/fulfil", {"serialNumbers": serials}).json
        assert told["order"]["status"] == "fulfilled"
        costs.append((len(confirming), len(going)))
        history = [house.api().get(f"/v1/batches/{row['batchId']}").json for row in told["results"]]
        assert [entry["summary"] for entry in history] == [f"rented {n} out to Jan de Vries" for n in serials]
    assert costs[0] == costs[1]
    back = house.api().post(f"/v1/batches/{told['results'][-1]['batchId']}/undo")
    assert back.status_code == 200, back.text
    assert house.api().get(f"/v1/orders/{one}").json["status"] == "partial"
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
    some = page.fill(path, serialNumbers="SN-1\nSN-9\n", notes="At the back door.")
    assert (some.status_code, _rows(some.text)) == (200, [("accepted", "SN-1"), ("refused", "SN-9")])
    assert "No unit has the serial number SN-9" in some.text
    assert "/receive?code=SN-9" in some.text
    assert re.search(r'name="serialNumbers"[^>]*>\s*SN-9</textarea>', some.text)
    assert "At the back door.</textarea>" in some.text
    rest = page.fill(path, serialNumbers="sn-1\nSN-2")
    assert _rows(rest.text) == [("accepted", "sn-1"), ("accepted", "SN-2")]
    assert "Out already" in rest.text
    assert "<textarea" not in rest.text
    starts = {one["billingStartOption"] for one in lite.api().get("/v1/subscriptions").json["rentals"]}
    assert starts == {"first_of_next_month"}  # the tenant's, for the page asks nothing else
    shown = page.get(f"/orders/{made['orderId']}").text
    assert "SN-1" in shown
    assert "SN-2" in shown
    assert "Fulfil at the desk" not in shown
    assert "rented it out to Jan de Vries" in page.get(re.findall(r"/units/unit_[0-9a-z]+", shown)[0]).text


def _rows(page: str) -> list[tuple[str, str]]:
    """What became of each, as the page marks it."""
    return re.findall(r'data-scan-result data-state="(\w+)" data-code="([^"]+)"', page)


def test_what_stays_here_says_who_would_take_it(lite: House) -> None:
    made = ready(lite, "SN-1", "SN-2")
    other = confirmed(lite, (MACBOOK, 1), customer={"email": "e@b.example", "firstName": "Eva", "lastName": "Bakker"})
    page, path = lite.page("olga"), f"/orders/{made['orderId']}/fulfil"
    told = page.fill(path, serialNumbers="SN-1\nSN-2").text
    assert _rows(told) == [("accepted", "SN-1"), ("refused", "SN-2")]
    assert f"/fulfil?order={other['orderId']}" in told
    assert _undo(told).startswith(path)
    assert page.press(_undo(told), serial="SN-1").status_code == 200
    nothing = lite.api().post(f"/v1{path}", {"serialNumbers": ["nobody"]})
    assert (nothing.status_code, nothing.json["success"], nothing.json["fulfilled"]) == (200, False, 0)
    assert nothing.json["order"]["status"] == "confirmed"


def _undo(page: str) -> str:
    """Where the only undo of a row is sent, with the form below."""
    [found] = re.findall(
        r'<button class="quiet" form="form" formaction="/[^/]+([^"]+)" name="serial" value="SN-1">', page
    )
    return str(found)


def _field(page: str) -> str:
    found = re.search(r'name="serialNumbers"[^>]*>([^<]*)</textarea>', page)
    assert found is not None, page
    return found[1].strip()


def test_an_undo_keeps_what_stands_in_the_form(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", quantity=2)
    page, path = house.page("olga"), f"/orders/{made['orderId']}/fulfil"
    told = page.fill(path, serialNumbers="SN-1\nSN-8\nSN-9", notes="At the back door.")
    assert _field(told.text) == "SN-8\nSN-9"
    typed = {"serialNumbers": "SN-8\nSN-2", "notes": "At the front.", "startDate": "", "op_id": "a key of its own"}
    back = page.press(_undo(told.text), serial="SN-1", **typed)
    assert (back.status_code, _rows(back.text)) == (200, [("undone", "SN-1")])
    assert (_field(back.text), "At the front.</textarea>" in back.text) == ("SN-8\nSN-2", True)
    assert f'action="{page.path(path)}"' in back.text
    twice = page.press(_undo(told.text), serial="SN-1", **typed)
    assert twice.text == back.text
    refused = page.press(_undo(told.text), serial="SN-1", **typed | {"op_id": "another key"})
    assert (refused.status_code, _field(refused.text)) == (409, "SN-8\nSN-2")
    again = page.press(_undo(back.text), serial="SN-1", **typed | {"op_id": "a third key"})
    assert (again.status_code, _rows(again.text)) == (200, [("accepted", "SN-1")])
    assert _field(again.text) == "SN-8\nSN-2"
    assert page.press("/orders/ord_nobody/fulfil/bat_nobody/undo").status_code == 404


def test_behind_back_a_form_and_its_buttons_are_sent_once_more(house: House) -> None:
    made = ready(house, "SN-1", "SN-2", "SN-3", quantity=3)
    page, path = house.page("olga"), f"/orders/{made['orderId']}/fulfil"
    opened = fields_of(page.get(path).text)
    told = page.post(path, {**opened, "serialNumbers": "SN-1\nSN-2\nSN-9"}).text
    shown, undos = fields_of(told), re.findall(r'formaction="([^"]+)"', told)
    for undo, serial in zip(undos, ("SN-1", "SN-2"), strict=True):
        back = page.post(undo, {**shown, "serial": serial})
        assert (back.status_code, _rows(back.text)) == (200, [("undone", serial)])
    other = page.post(undos[0], {**shown, "serial": "SN-1", "notes": "Typed since."})
    assert (other.status_code, "Idempotency" in other.text) == (409, False)
    assert _rows(page.post(path, {**shown, "serialNumbers": "SN-1"}).text) == [("accepted", "SN-1")]
    again = page.post(path, {**opened, "serialNumbers": "SN-3"})
    assert (again.status_code, "This form was sent before" in again.text, _field(again.text)) == (409, True, "SN-3")
    assert _rows(page.post(path, fields_of(again.text)).text) == [("accepted", "SN-3")]


def test_what_all_went_is_taken_back_with_the_terms_that_were_typed(lite: House) -> None:
    made = ready(lite, "SN-1")
    page, path = lite.page("olga"), f"/orders/{made['orderId']}/fulfil"
    told = page.fill(path, serialNumbers="SN-1", notes="At the back door.").text
    undo = re.search(r'<form class="one-button" method="post" action="/[^/]+(/orders/[^"]+/undo)">', told)
    assert undo is not None
    fields = dict(re.findall(r'<input type="hidden" name="(serial|notes|startDate)" value="([^"]*)">', told))
    back = page.press(undo[1], **fields).text
    assert (_rows(back), _field(back), "At the back door.</textarea>" in back) == ([("undone", "SN-1")], "", True)


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
