"""What went out for an order leaves in shipments: each unit once, all of it told, printed and taken back."""

import re
from typing import Any

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import DBAPIError

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import catalogue
from tests.receiving.announced.paper import pages_of
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, ready, rent, rented, stocked
from webapp.core.data.tenancy import tenant_scope
from webapp.customers.operations import anonymise_customer
from webapp.ledger.models import table_of
from webapp.ledger.verifying import verify
from webapp.shipments.models import ShipmentUnit
from webapp.subscriptions.models import Subscription


def ship(house: House, order_id: str, **told: Any) -> Any:
    answer = house.api().post(f"/v1/orders/{order_id}/shipments", told)
    answer.get_data()
    return answer


def undo(house: House, batch_id: str) -> Any:
    answer = house.api().post(f"/v1/batches/{batch_id}/undo")
    answer.get_data()
    return answer


def three_out(house: House) -> str:
    """An order of which three units went out."""
    order_id = str(ready(house, "SN-1", "SN-2", "SN-3", quantity=4)["orderId"])
    for number in (1, 2, 3):
        rented(house, order_id, f"SN-{number}")
    return order_id


def test_an_order_leaves_in_two_shipments_and_shows_the_latest(house: House) -> None:
    order_id, door = three_out(house), house.api()
    path = f"/v1/orders/{order_id}"
    assert [door.get(path).json[name] for name in ("trackingNumber", "shippedAt")] == [None, None]
    told = {"trackingNumber": "1Z-1", "shippedAt": "2025-02-01T09:30:00Z"}
    first = ship(house, order_id, serialNumbers=["sn-1", "SN-1"], **told)
    assert first.status_code == 201, first.text
    told = first.json["shipment"]
    assert [unit["serialNumber"] for unit in told["units"]] == ["SN-1"]
    assert (told["shippedAt"], told["carrier"], told["units"][0]["sku"]) == ("2025-02-01", None, MACBOOK)
    rest = ship(house, order_id, carrier="UPS", shippedAt="2025-02-03")
    assert [unit["serialNumber"] for unit in rest.json["shipment"]["units"]] == ["SN-2", "SN-3"]
    order = door.get(path).json
    assert (order["trackingNumber"], order["shippedAt"]) == (None, "2025-02-03")
    changed = door.patch(f"/v1/shipments/{rest.json['shipmentId']}", {"trackingNumber": "1Z-2"})
    assert (changed.status_code, changed.json["shipment"]["carrier"]) == (200, "UPS")
    assert door.get(path).json["trackingNumber"] == "1Z-2"
    listed = door.get(f"/v1/orders?q={order_id}").json["orders"][0]
    assert (listed["trackingNumber"], listed["shippedAt"]) == ("1Z-2", "2025-02-03")
    assert [one["shipmentId"] for one in door.get(f"{path}/shipments").json["shipments"]] == [
        first.json["shipmentId"],
        rest.json["shipmentId"],
    ]


def test_what_cannot_leave(house: House) -> None:
    order_id = three_out(house)
    stocked(house, "SN-4", "SN-5")
    other = confirmed(house, (MACBOOK, 1))["orderId"]
    codes = [ship(house, other).json["error"]["code"]]
    rented(house, other, "SN-5")
    assert ship(house, order_id, serialNumbers=["SN-1"]).status_code == 201
    several = (["SN-1", "SN-2"], ["SN-4"], ["SN-5"], ["nobody"])
    codes += [ship(house, order_id, serialNumbers=serials).json["error"]["code"] for serials in several]
    ship(house, order_id)
    codes.append(ship(house, order_id).json["error"]["code"])
    codes.append(ship(house, "ord_nobody").json["error"]["code"])
    assert codes == [
        "NOTHING_TO_SHIP", "ALREADY_SHIPPED", *["NOT_OF_THIS_ORDER"] * 3, "NOTHING_TO_SHIP", "NOT_FOUND",
    ]  # fmt: skip
    assert house.api().patch("/v1/shipments/shp_nobody", {"carrier": "UPS"}).status_code == 404
    shipment = house.api().get(f"/v1/orders/{order_id}/shipments").json["shipments"][0]["shipmentId"]
    assert house.api().patch(f"/v1/shipments/{shipment}", {"shippedAt": None}).status_code == 400


def test_who_was_overtaken_sees_what_stands_now(house: House) -> None:
    order_id, door = three_out(house), house.api()
    sent = ship(house, order_id, carrier="UPS").json["shipment"]
    at = f"/v1/shipments/{sent['shipmentId']}"
    assert door.patch(at, sent).json["shipment"] == sent  # whoever sends back what they read changes nothing
    moved = door.patch(at, {"version": 1, "carrier": "DHL", "shippedAt": "2025-02-03T23:30:00-05:00"}).json["shipment"]
    assert (moved["version"], moved["carrier"], moved["shippedAt"]) == (2, "DHL", "2025-02-04")
    late = door.patch(at, {"version": 1, "carrier": "TNT", "notes": "x"})
    assert (late.status_code, late.json["error"]["code"]) == (409, "STALE_VERSION")
    assert {one["code"] for one in late.json["error"]["details"]} == {"stale_version"}
    assert [(one["path"], "DHL" in one["message"]) for one in late.json["error"]["details"]] == [
        ("carrier", True),
        ("notes", False),
    ]
    page = house.page("olga")
    path = f"/shipments/{sent['shipmentId']}/edit"
    overtaken = page.fill(path, version="1", carrier="TNT")
    assert overtaken.status_code == 409
    assert ("Saved meanwhile: DHL" in overtaken.text, fields_of(overtaken.text)["carrier"]) == (True, "TNT")
    again = page.post(path, {**fields_of(overtaken.text)})
    assert again.status_code == 303
    assert door.get(f"/v1/orders/{order_id}/shipments").json["shipments"][0]["carrier"] == "TNT"


def test_taken_back_and_done_again(house: House) -> None:
    order_id, door = three_out(house), house.api()
    sent = ship(house, order_id, carrier="UPS")
    back = undo(house, sent.headers["Batch-Id"])
    assert back.status_code == 200, back.text
    assert door.get(f"/v1/orders/{order_id}/shipments").json["shipments"] == []
    assert door.get(f"/v1/orders/{order_id}").json["shippedAt"] is None
    again = undo(house, back.headers["Batch-Id"])
    assert again.status_code == 200, again.text
    [stands] = door.get(f"/v1/orders/{order_id}/shipments").json["shipments"]
    assert (len(stands["units"]), stands["batchId"]) == (3, again.headers["Batch-Id"])
    once_more = undo(house, stands["batchId"])
    assert ship(house, order_id, serialNumbers=["SN-2"]).status_code == 201
    told = undo(house, once_more.headers["Batch-Id"])
    assert (told.status_code, "another shipment" in told.json["error"]["message"]) == (409, True)
    with tenant_scope(house.tenant_id):
        assert verify(house.session, house.tenant_id) == []


def test_what_left_is_not_taken_back_before_its_shipment(house: House) -> None:
    made = ready(house, "SN-1")
    out = rent(house, made["orderId"], "SN-1")
    sent = ship(house, made["orderId"])
    refused = undo(house, out.headers["Batch-Id"])
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "it left in a shipment" in refused.json["error"]["message"]
    back = undo(house, sent.headers["Batch-Id"])
    assert undo(house, out.headers["Batch-Id"]).status_code == 200
    told = undo(house, back.headers["Batch-Id"])
    assert (told.status_code, "came back since" in told.json["error"]["message"]) == (409, True)


def test_a_shipment_forgets_whom_it_went_to(lite: House) -> None:
    made = ready(lite, "SN-1")
    rental = rented(lite, made["orderId"], "SN-1")
    sent = ship(lite, made["orderId"], notes="Jan is at home on Fridays", trackingNumber="1Z-1")
    _put(lite, update(Subscription).where(Subscription.tenant_id == lite.tenant_id).values(status="ended_completed"))
    lite.do(anonymise_customer, customerId=rental["customerId"], email=rental["customerEmail"])
    told = lite.api().get(f"/v1/orders/{made['orderId']}/shipments").json["shipments"][0]
    assert (told["notes"], told["trackingNumber"], len(told["units"])) == (None, None, 1)
    refused = undo(lite, sent.headers["Batch-Id"])
    assert (refused.status_code, "anonymised since" in refused.json["error"]["message"]) == (409, True)


def _put(house: House, statement: Any) -> None:
    with tenant_scope(house.tenant_id):
        house.session.execute(statement)
        house.session.commit()


def test_the_database_has_the_last_word(house: House) -> None:
    order_id = three_out(house)
    stocked(house, "SN-5")
    other = confirmed(house, (MACBOOK, 1))["orderId"]
    strange = rented(house, other, "SN-5")["rentalId"]
    first = ship(house, order_id, serialNumbers=["SN-1"]).json["shipment"]
    second = ship(house, order_id, serialNumbers=["SN-2"]).json["shipment"]
    taken = first["units"][0]["rentalId"]
    of = {"tenant_id": house.tenant_id, "shipment_id": second["shipmentId"], "live": True}
    voids = update(Subscription).where(Subscription.tenant_id == house.tenant_id, Subscription.id == taken)
    tries = (
        (insert(table_of(ShipmentUnit)).values(**of, subscription_id=taken), "shipment_unit"),
        (insert(table_of(ShipmentUnit)).values(**of, subscription_id=strange), "rental_not_of_order"),
        (voids.values(status="voided"), "subscription_shipped"),
    )
    for statement, name in tries:
        with pytest.raises(DBAPIError, match=name):
            _put(house, statement)
        house.session.rollback()


def _read(lite: House, path: str) -> str:
    answer = lite.page("olga").get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    [page] = pages_of(answer.get_data())
    return "\n".join(page)


def test_the_pages_and_the_papers(lite: House) -> None:
    catalogue(lite)
    stocked(lite, "SN-1")
    stocked(lite, "DELL-1", sku=MONITOR)
    order_id = str(confirmed(lite, (MACBOOK, 2), (MONITOR, 1))["orderId"])
    page = lite.page("olga")
    assert "Shipments" not in page.get(f"/orders/{order_id}").text
    rented(lite, order_id, "SN-1")
    rented(lite, order_id, "DELL-1")
    form = page.get(f"/orders/{order_id}/ship").text
    assert "SN-1\nDELL-1" in form.replace("\r", "")
    wrong = page.fill(f"/orders/{order_id}/ship", serialNumbers="SN-1\nSN-9", carrier="UPS")
    assert (wrong.status_code, "SN-9 did not go out" in wrong.text, 'value="UPS"' in wrong.text) == (400, True, True)
    none = page.fill(f"/orders/{order_id}/ship", serialNumbers="", shippedAt="nonsense")
    assert none.status_code == 422
    done = page.fill(f"/orders/{order_id}/ship", serialNumbers="SN-1\nDELL-1", trackingNumber="1Z-7", carrier="UPS")
    assert done.status_code == 303, done.text
    shown = page.get(f"/orders/{order_id}").text
    [shipment] = set(re.findall(r"/shipments/(shp_[0-9a-z]+)/edit", shown))
    assert "1Z-7" in shown
    saved = page.fill(f"/shipments/{shipment}/edit", carrier="DHL")
    assert saved.status_code == 303, saved.text
    note = _read(lite, f"/shipments/{shipment}/delivery-note.pdf")
    for words in ("Delivery note for", "SN-1", "DELL-1", "DHL", "1Z-7", "Pieces", "Still to come"):
        assert words in note
    boxes = _read(lite, f"/shipments/{shipment}/packing-list.pdf")
    assert all(words in boxes for words in ("Packing list for", "SN-1", "DELL-1", f"{MONITOR} (1)"))


def test_a_note_tells_what_was_still_to_come_when_it_left(lite: House) -> None:
    order_id = three_out(lite)
    notes = "Ring twice. " * 60
    first = ship(lite, order_id, serialNumbers=["SN-1"], notes=notes).json["shipmentId"]
    second = ship(lite, order_id).json["shipmentId"]
    told = _read(lite, f"/shipments/{first}/delivery-note.pdf")
    assert "1\nin this shipment\n3\nstill to come" in told
    assert told.replace("\n", " ").count("Ring twice.") == 60
    told = _read(lite, f"/shipments/{second}/delivery-note.pdf")
    assert "2\nin this shipment\n1\nstill to come" in told
    assert "SN-2, SN-3" in told


def test_a_list_of_none_ships_nothing(lite: House) -> None:
    order_id = three_out(lite)
    answer = ship(lite, order_id, serialNumbers=[])
    assert (answer.status_code, answer.json["error"]["details"][0]["path"]) == (400, "serialNumbers")
    assert lite.api().get(f"/v1/orders/{order_id}/shipments").json["shipments"] == []
    assert len(ship(lite, order_id, serialNumbers=None).json["shipment"]["units"]) == 3
