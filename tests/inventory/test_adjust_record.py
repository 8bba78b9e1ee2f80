"""More or less stock, by what happened: each published message with its status, through both doors."""

from typing import Any

import pytest

from tests.doors import fields_of
from tests.house import House, new_house
from tests.inventory.shelf import goods, is_clean, opened


def adjust(house: House, record: dict[str, Any], **body: Any) -> Any:
    return house.api().patch(f"/v1/inventory/{record['id']}/adjust", body)


@pytest.mark.parametrize(
    ("action", "qty", "on_hand"),
    [
        ("RECEIVED", 7, 57),
        ("RETURNED", 2, 52),
        ("SOLD", -5, 45),
        ("DAMAGED", -3, 47),
        ("ADJUSTED", 4, 54),
        ("ADJUSTED", -4, 46),
    ],
)
def test_each_action(house: House, action: str, qty: int, on_hand: int) -> None:
    record = opened(house, 50)
    answer = adjust(house, record, action=action, qty=qty, reference="PO-7", notes="by hand")
    assert answer.status_code == 200, answer.text
    told = answer.get_json()["data"]
    assert (told["onHandQty"], told["availableQty"], told["reservedQty"]) == (on_hand, on_hand, 0)
    assert told["lastStockAdjusted"].endswith("Z")
    assert told["lastAdjustedBy"].startswith("key_")
    line = house.api().get(f"/v1/inventory/{record['id']}/logs").get_json()["data"]["content"][0]
    assert (line["action"], line["qtyChange"], line["reference"], line["notes"]) == (action, qty, "PO-7", "by hand")
    assert line["logDate"] == line["timestamp"][:10]
    assert is_clean(house)


def test_below_zero_is_the_published_message(house: House) -> None:
    answer = adjust(house, opened(house, 3), action="ADJUSTED", qty=-5)
    assert answer.status_code == 409
    assert answer.get_json()["status"] is False
    words = "Adjustment would result in negative stock. Current on-hand: 3, requested change: -5."
    assert answer.get_json()["message"] == words


def test_what_is_reserved_stays_but_for_its_own_reference(house: House) -> None:
    record = opened(house, 10)
    house.api().patch(f"/v1/inventory/{record['id']}/reserve", {"qty": 8, "reference": "ORD-1"})
    refused = adjust(house, record, action="SOLD", qty=-5, reference="ORD-2")
    assert refused.status_code == 409
    assert refused.get_json()["message"] == "Only 2 of the 10 on hand can leave this way: 8 are reserved."
    sold = adjust(house, record, action="SOLD", qty=-9, reference="ORD-1").get_json()["data"]
    assert (sold["onHandQty"], sold["reservedQty"], sold["availableQty"]) == (1, 0, 1)
    assert is_clean(house)


def test_units_are_not_sold_by_number(house: House) -> None:
    told = goods(house)
    for serial in ("C01", "C02"):
        house.api().post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A"})
    [record] = house.api().get(f"/v1/inventory/product/{told['product']}/sku/{told['MBP-16-A']}").get_json()["data"]
    assert adjust(house, record, action="RECEIVED", qty=1).status_code == 200
    refused = adjust(house, record, action="ADJUSTED", qty=-2)
    assert refused.status_code == 409
    words = "Only 1 of the 3 on hand can leave this way: 2 are units with serial numbers."
    assert refused.get_json()["message"] == words


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"action": "RECEIVED", "qty": 0}, "0 changes nothing"),
        ({"action": "RECEIVED", "qty": -1}, "above 0"),
        ({"action": "RETURNED", "qty": -1}, "above 0"),
        ({"action": "SOLD", "qty": 1}, "below 0"),
        ({"action": "DAMAGED", "qty": 1}, "below 0"),
        ({"action": "RESERVED", "qty": 1}, "action"),
        ({"action": "RELEASED", "qty": 1}, "action"),
        ({"action": "MOVED", "qty": 1}, "action"),
        ({"action": "SOLD"}, "required"),
        ({"qty": 1}, "required"),
        ({"action": "RECEIVED", "qty": "1"}, "whole number"),
        ({"action": "RECEIVED", "qty": 1.5}, "whole number"),
        ({"action": "RECEIVED", "qty": 1, "reorderLevel": None}, "reorderLevel"),
    ],
)
def test_what_it_does_not_take(house: House, body: dict[str, Any], word: str) -> None:
    answer = adjust(house, opened(house), **body)
    assert (answer.status_code, answer.get_json()["status"]) == (422, False)
    assert word in answer.text


def test_reorder_settings_can_be_sent_along(house: House) -> None:
    told = adjust(house, opened(house, 1), action="RECEIVED", qty=1, reorderLevel=4, reorderQty=9).get_json()["data"]
    assert (told["onHandQty"], told["reorderLevel"], told["reorderQty"]) == (2, 4, 9)


def test_an_old_version_is_refused_and_a_retry_is_one_adjustment(house: House) -> None:
    record = opened(house, 5)
    body = {"action": "RECEIVED", "qty": 5, "version": record["version"]}
    path = f"/v1/inventory/{record['id']}/adjust"
    door = house.api()
    first, second = (door.patch(path, body, Idempotency_Key="once") for _ in range(2))
    assert (first.status_code, first.get_json()) == (200, second.get_json())
    stale = adjust(house, record, **body)
    assert (stale.status_code, stale.get_json()["status"]) == (409, False)
    assert "changed since it was read" in stale.get_json()["message"]
    assert house.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]["onHandQty"] == 10


def test_who_may(house: House) -> None:
    record = opened(house)
    path = f"/v1/inventory/{record['id']}/adjust"
    body = {"action": "RECEIVED", "qty": 1}
    assert house.api("inventory:read").patch(path, body).status_code == 403
    unknown = new_house(house.app).api().patch(path, body)
    assert (unknown.status_code, unknown.get_json()["message"]) == (404, "Inventory record not found.")


def test_it_is_taken_back_and_done_again(house: House) -> None:
    record = opened(house, 50)
    batch = adjust(house, record, action="SOLD", qty=-20).headers["Batch-Id"]
    undo = house.api().post(f"/v1/batches/{batch}/undo").headers["Batch-Id"]
    assert house.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]["onHandQty"] == 50
    house.api().post(f"/v1/batches/{undo}/undo")
    assert house.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]["onHandQty"] == 30
    assert is_clean(house)


def test_the_form_books_and_offers_its_undo(lite: House) -> None:
    record = opened(lite, 50)
    path = f"/records/{record['id']}/adjust"
    answer = lite.page("mo").fill(path, action="SOLD", qty="5", reference="ORD-1")
    assert answer.status_code == 303
    page = lite.page("mo").get(answer.location).text
    assert "45 available, 0 reserved" in page
    assert "/undo" in page
    assert lite.page("olga").get(path).status_code == 403
    few = lite.page("mo").fill(path, action="DAMAGED", qty="46", notes="fell")
    assert (few.status_code, fields_of(few.text)["notes"]) == (409, "fell")
    assert "Adjustment would result in negative stock." in few.text


def test_a_stale_form_shows_fresh_numbers_beside_what_was_typed(lite: House) -> None:
    record = opened(lite, 50)
    path = f"/records/{record['id']}/adjust"
    fields = fields_of(lite.page("mo").get(path).text)
    adjust(lite, record, action="SOLD", qty=-20)
    stale = lite.page("mo").post(path, {**fields, "action": "ADJUSTED", "qty": "-3"})
    assert stale.status_code == 409
    assert "<b>30</b> available" in stale.text
    assert fields_of(stale.text)["qty"] == "-3"
    assert lite.page("mo").post(path, fields_of(stale.text)).status_code == 303
    assert lite.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]["onHandQty"] == 27


def test_the_outcome_is_shown_while_typing(lite: House) -> None:
    record = opened(lite, 50)
    path = f"/records/{record['id']}/outcome?action="
    told = lite.page("mo").get(f"{path}SOLD&qty=5&reference=").text
    assert ("<b>50</b> available" in told, "<b>45</b> available" in told) == (True, True)
    assert "negative stock" in lite.page("mo").get(f"{path}SOLD&qty=51&reference=").text
    assert "Type a quantity" in lite.page("mo").get(f"{path}SOLD&qty=&reference=").text
    assert "whole number" in lite.page("mo").get(f"{path}SOLD&qty=x&reference=").text
    assert lite.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]["onHandQty"] == 50
