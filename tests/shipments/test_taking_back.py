"""A shipment is taken back whatever was changed of it since; a change alone while it is as that left it."""

import re
from typing import Any

import pytest

from tests.house import House
from tests.shipments.test_shipments import ship, three_out, undo


def sent_and_edited(house: House) -> tuple[str, Any, Any]:
    """An order, the answer by which it left without a carrier, and the one by which that was written in."""
    order_id = three_out(house)
    sent = ship(house, order_id, notes="On a pallet.")
    edited = house.api().patch(f"/v1/shipments/{sent.json['shipmentId']}", {"carrier": "DHL", "notes": 'A "status"'})
    return order_id, sent, edited


def shipments(house: House, order_id: str) -> list[Any]:
    told: list[Any] = house.api().get(f"/v1/orders/{order_id}/shipments").json["shipments"]
    return told


def test_its_changes_go_with_it_and_come_back_with_it(house: House) -> None:
    order_id, sent, edited = sent_and_edited(house)
    [stands] = shipments(house, order_id)
    assert stands["batchId"] == edited.json["shipment"]["batchId"] == sent.headers["Batch-Id"]
    back = undo(house, stands["batchId"])
    assert (back.status_code, shipments(house, order_id)) == (200, [])
    again = undo(house, back.headers["Batch-Id"])
    [brought] = shipments(house, order_id)
    assert (brought["carrier"], brought["notes"], len(brought["units"])) == ("DHL", 'A "status"', 3)
    assert brought["batchId"] == again.headers["Batch-Id"]
    assert undo(house, edited.headers["Batch-Id"]).status_code == 200
    [stands] = shipments(house, order_id)
    assert (stands["carrier"], stands["notes"]) == (None, "On a pallet.")
    assert undo(house, stands["batchId"]).status_code == 200
    assert shipments(house, order_id) == []


def test_a_change_is_not_taken_back_of_what_was_changed_again_or_taken_back(house: House) -> None:
    order_id, sent, edited = sent_and_edited(house)
    later = house.api().patch(f"/v1/shipments/{sent.json['shipmentId']}", {"carrier": "TNT"})
    told = undo(house, edited.headers["Batch-Id"])
    assert (told.status_code, "changed again since" in told.json["error"]["message"]) == (409, True)
    undone = undo(house, later.headers["Batch-Id"])
    undo(house, sent.headers["Batch-Id"])
    for batch in (edited, undone):
        told = undo(house, batch.headers["Batch-Id"])
        assert (told.status_code, told.json["error"]["code"]) == (409, "CANNOT_UNDO")
        assert "the shipment was taken back since" in told.json["error"]["message"]
    assert shipments(house, order_id) == []


def _button(lite: House, who: str, order_id: str) -> str | None:
    """Where the button beside a shipment leads, if it is there."""
    shown = lite.page(who).get(f"/orders/{order_id}").text
    found = re.search(r'action="([^"]+/undo)"[^>]*>(?:(?!</form>).)*Take it back', shown, re.DOTALL)
    return found and found[1]


@pytest.mark.parametrize("editor", ["olga", "mo"])
def test_the_button_takes_the_shipment_back_whoever_edited_it(lite: House, editor: str) -> None:
    order_id = three_out(lite)
    olga = lite.page("olga")
    assert olga.fill(f"/orders/{order_id}/ship").status_code == 303
    [stands] = shipments(lite, order_id)
    for number in ("T-1", "T-2"):
        saved = lite.page(editor).fill(f"/shipments/{stands['shipmentId']}/edit", trackingNumber=number)
        assert saved.status_code == 303
    button = _button(lite, "olga", order_id)
    assert button is not None
    told = olga.get(olga.press(button).headers["Location"]).text
    assert "Took back: shipped 3 units" in told
    assert shipments(lite, order_id) == []


def test_who_did_not_bring_it_back_themselves_has_no_button(lite: House) -> None:
    order_id = three_out(lite)
    olga, mo = lite.page("olga"), lite.page("mo")
    olga.fill(f"/orders/{order_id}/ship")
    button = _button(lite, "olga", order_id)
    assert button is not None
    taken = olga.get(olga.press(button).headers["Location"]).text
    back = re.search(r'action="([^"]+/undo)"', taken)
    assert back is not None
    mo.press(back[1])
    assert len(shipments(lite, order_id)) == 1
    assert (_button(lite, "olga", order_id), _button(lite, "mo", order_id) is None) == (None, False)
