"""Lines are closed and replaced while units go out for them, out of what is kept for the order; each step is undone."""

from typing import Any

import pytest

from tests.house import House
from tests.orders.seed import order
from tests.orders.test_close_line import OTHER, WHY
from tests.orders.test_close_line import confirmed as of_five
from tests.orders.test_order_progress import seen
from tests.subscriptions.desk.test_fulfil_desk import Desk
from tests.subscriptions.seed import MACBOOK, MONITOR, confirmed, rent, stocked
from tests.subscriptions.test_race_edits import keeping
from tests.subscriptions.test_race_subscriptions import sound
from tests.subscriptions.test_undo import undo


def out(house: House, order_id: str, *serials: str) -> list[str]:
    """Units go out; the batches that take them back."""
    batches = []
    for serial in serials:
        answer = rent(house, order_id, serial)
        assert answer.status_code == 201, answer.text
        batches.append(answer.headers["Batch-Id"])
    return batches


def did(house: House, path: str, body: dict[str, Any]) -> str:
    """Something done to an order; its batch."""
    answer = house.api().post(path, body)
    assert answer.status_code == 200, answer.text
    return answer.headers["Batch-Id"]


def balance(house: House, sku: str = MACBOOK) -> tuple[int, int, int]:
    """Reserved, free and on hand."""
    one = next(row for row in house.api().get("/v1/stock").json["stock"] if row["sku"] == sku)
    return one["reserved"], one["available"], one["reserved"] + one["available"] + one["held"]


def test_replaced_after_two_of_five_and_all_taken_back(house: House) -> None:
    one = of_five(house)
    at = f"/v1/orders/{one}"
    stocked(house, "M-1", "M-2", "M-3")
    stocked(house, "B-1", "B-2", "B-3", sku=OTHER)
    first = out(house, one, "M-1", "M-2")
    did(house, f"{at}/lines/1/close", WHY)
    instead = did(house, f"{at}/lines/0/substitute", {**WHY, "sku": OTHER})
    assert rent(house, one, "M-3").json["error"]["code"] == "ITEM_FULLY_FULFILLED"
    assert undo(house, instead).status_code == 200  # nothing of the stand-in went out yet
    assert seen(house, one) == ("partial", 2, ["partial", "completed"])
    instead = did(house, f"{at}/lines/0/substitute", {**WHY, "sku": OTHER})
    rest = out(house, one, "B-1", "B-2", "B-3")
    assert seen(house, one) == ("fulfilled", 5, ["completed", "completed", "completed"])
    told = house.api().get(at).json
    assert [len(item["rentalIds"]) for item in told["items"]] == [2, 0, 3]
    assert told["totals"]["totalDevices"] == 5
    kept = undo(house, instead)
    assert (kept.status_code, kept.json["error"]["code"]) == (409, "CANNOT_UNDO")
    sound(house)
    for left, batch in enumerate(reversed([*first, *rest]), start=1):
        assert undo(house, batch).status_code == 200
        assert house.api().get(at).json["rentalProgress"]["rentedDevices"] == 5 - left
    assert seen(house, one) == ("confirmed", 0, ["pending", "completed", "pending"])
    remembered = undo(house, instead)  # what came back is remembered with its line
    assert (remembered.status_code, remembered.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "went out and came back" in remembered.json["error"]["message"]
    assert balance(house)[1:] == (3, 3)
    sound(house)


def test_a_line_closed_beside_what_went_out_opens_again(house: House) -> None:
    one = of_five(house)
    at = f"/v1/orders/{one}"
    stocked(house, "M-1", "M-2", "M-3")
    batches = out(house, one, "M-1", "M-2")
    did(house, f"{at}/lines/1/close", WHY)
    closed = did(house, f"{at}/lines/0/close", WHY)
    assert seen(house, one) == ("fulfilled", 2, ["completed", "completed"])
    back = undo(house, batches[0])
    assert seen(house, one) == ("partial", 1, ["partial", "completed"])
    (third,) = out(house, one, "M-3")
    assert undo(house, back.headers["Batch-Id"]).status_code == 409  # another one took the place
    assert undo(house, third).status_code == 200
    assert undo(house, back.headers["Batch-Id"]).status_code == 200
    assert undo(house, closed).status_code == 200
    assert seen(house, one) == ("partial", 2, ["partial", "completed"])
    sound(house)


def test_a_unit_leaves_out_of_what_is_kept(house: House) -> None:
    keeping(house)
    stocked(house, "SN-1", "SN-2", "SN-3", "SN-4", "SN-5")
    one = confirmed(house, (MACBOOK, 3))["orderId"]
    assert balance(house) == (3, 2, 5)
    batches = []
    for left, serial in ((2, "SN-1"), (1, "SN-5")):
        batches += out(house, one, serial)
        assert balance(house) == (left, 2, left + 2)
        sound(house)
    assert undo(house, batches[0]).status_code == 200
    assert balance(house) == (2, 2, 4)
    did(house, f"/v1/orders/{one}/lines/0/close", {**WHY, "quantity": 1})
    assert balance(house) == (1, 3, 4)
    out(house, one, "SN-2")
    assert balance(house) == (0, 3, 3)
    assert seen(house, one) == ("fulfilled", 2, ["completed"])
    sound(house)


def test_what_is_kept_elsewhere_is_free_once_another_unit_went(house: House) -> None:
    keeping(house)
    place = house.api().post("/v1/warehouses", {"name": "Utrecht", "code": "UTR"})
    assert place.status_code in (200, 201), place.text
    stocked(house, "MAIN-1", "MAIN-2")
    far = house.api().post("/v1/assets", {"serialNumber": "UTR-1", "sku": MACBOOK, "location": "Utrecht"})
    assert far.status_code == 201, far.text
    one = confirmed(house, (MACBOOK, 1))["orderId"]
    assert balance(house) == (1, 2, 3)
    (batch,) = out(house, one, "UTR-1")
    assert balance(house) == (0, 2, 2)
    assert undo(house, batch).status_code == 200
    assert balance(house) == (1, 2, 3)
    sound(house)


@pytest.mark.parametrize("reserving", [False, True])
def test_replaced_where_confirming_reserves(house: House, reserving: bool) -> None:
    """What was kept of the one is free, of the other kept; what has gone stays gone."""
    one = of_five(house)
    stocked(house, "M-1", "M-2")
    stocked(house, "B-1", "B-2", sku=OTHER)
    if reserving:
        assert house.api().patch("/v1/settings", {"reserveOnConfirm": True}).status_code == 200
    second = confirmed(house, (MACBOOK, 2), (MONITOR, 1))["orderId"]
    assert balance(house) == ((2, 0, 2) if reserving else (0, 2, 2))
    out(house, second, "M-1")
    did(house, f"/v1/orders/{second}/lines/0/substitute", {**WHY, "sku": OTHER, "keepPrice": True})
    assert balance(house) == (0, 1, 1)
    assert balance(house, OTHER) == ((1, 1, 2) if reserving else (0, 2, 2))
    out(house, second, "B-1")
    assert balance(house, OTHER) == (0, 1, 1)
    assert seen(house, second) == ("partial", 2, ["completed", "pending", "completed"])
    out(house, one, "M-2")
    sound(house)


def test_what_left_in_a_shipment_leaves_its_promise_given_back(house: House) -> None:
    """Another warehouse's unit went, and what was kept is free: as long as the unit is out, that stays so."""
    keeping(house)
    place = house.api().post("/v1/warehouses", {"name": "Utrecht", "code": "UTR"})
    assert place.status_code in (200, 201), place.text
    stocked(house, "MAIN-1", "MAIN-2")
    far = house.api().post("/v1/assets", {"serialNumber": "UTR-1", "sku": MACBOOK, "location": "UTR"})
    assert far.status_code == 201, far.text
    one = confirmed(house, (MACBOOK, 1))["orderId"]
    (batch,) = out(house, one, "UTR-1")
    assert house.api().post(f"/v1/orders/{one}/shipments", {}).status_code == 201
    partly = house.api().post(f"/v1/batches/{batch}/undo", {"partly": True})
    assert (partly.status_code, partly.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert balance(house) == (0, 2, 2)
    sound(house)


def test_a_line_is_named_by_its_place_though_one_before_it_is_gone(house: House) -> None:
    of_five(house)
    items = [{"sku": sku, "quantity": 2, "contractLength": 24} for sku in (MACBOOK, OTHER)]
    one = order(house, items=items)["orderId"]
    did(house, f"/v1/orders/{one}/confirm", {})
    first = did(house, f"/v1/orders/{one}/lines/0/substitute", {**WHY, "sku": OTHER, "quantity": 1})
    did(house, f"/v1/orders/{one}/lines/1/substitute", {**WHY, "sku": MACBOOK, "quantity": 1})
    assert undo(house, first).status_code == 200
    stocked(house, "M-1")
    went = rent(house, one, "M-1", orderItemIndex=2)
    assert (went.status_code, went.json["rental"]["orderItemIndex"]) == (201, 2), went.text
    assert [len(item["rentalIds"]) for item in house.api().get(f"/v1/orders/{one}").json["items"]] == [0, 0, 1]


def test_what_was_closed_short_or_replaced_is_not_said_to_be_out(house: House) -> None:
    """At the desk as in the answer of a call: how many went, and what became of the others."""
    one = of_five(house)
    stocked(house, "M-1", "M-2", "M-3")
    stocked(house, "D-1", sku=MONITOR)
    at = f"/v1/orders/{one}/lines"
    out(house, one, "M-1")
    did(house, f"{at}/1/close", WHY)
    desk = Desk(house)
    desk.scan(one)
    assert [words in desk.last["context"] for words in ("<b>4</b> left", ">closed short<", "all out")] == [1, 1, 0]
    words = f"All of {MONITOR} that the order asks for was closed short."
    assert rent(house, one, "D-1").json["error"]["message"] == desk.scan("D-1")[0]["say"] == words
    did(house, f"{at}/0/close", {**WHY, "quantity": 1})
    did(house, f"{at}/0/substitute", {**WHY, "sku": OTHER})
    parts = f"1 out, 1 closed short, 3 replaced by {OTHER}"
    words = f"All of {MACBOOK} that the order asks for is settled: {parts}."
    assert rent(house, one, "M-2").json["error"]["message"] == desk.scan("M-2")[0]["say"] == words
    assert f">{parts}<" in desk.last["context"]
    did(house, f"{at}/2/close", WHY)
    assert desk.scan(one)[0]["say"].endswith("Nothing of it is left to go.")
    second = confirmed(house, (MACBOOK, 1))["orderId"]
    did(house, f"/v1/orders/{second}/lines/0/substitute", {**WHY, "sku": OTHER, "keepPrice": True})
    assert desk.scan(second, "M-2")[1]["say"] == f"All of {MACBOOK} that the order asks for was replaced by {OTHER}."
