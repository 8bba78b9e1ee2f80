"""Rows received under a wrong SKU, cost or place are corrected together, in one batch with one undo."""

from typing import Any

import pytest

from tests.house import House
from tests.receiving.correcting.slips import add_hall, by_sku, correct, keys_of, sources, standing, undo, unit, verified
from tests.receiving.desk import Scanner, desk, product, variant
from tests.receiving.test_expected import announce, serials, tally
from tests.receiving.test_receive_list import receive


def test_units_under_a_wrong_sku_become_what_they_are_and_back_and_forth(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2", "SN-3")
    before = standing(house)
    told = correct(at, rows=keys[:2], sku="mbp-16-b")
    assert (told["corrected"], [one["result"] for one in told["results"]]) == (2, ["corrected"] * 2)
    after = standing(house)
    assert by_sku(house, at.intake) == {"MBP-16-A": 1, "MBP-16-B": 2}
    assert (len(after), at.about()["received"], verified(house)) == (3, 3, True)
    back = undo(at, told["batchId"])
    assert (standing(house), by_sku(house, at.intake), verified(house)) == (before, {"MBP-16-A": 3}, True)
    again = undo(at, back)
    assert (standing(house), by_sku(house, at.intake)) == (after, {"MBP-16-A": 1, "MBP-16-B": 2})
    undo(at, again)
    assert (standing(house), verified(house)) == (before, True)


def test_what_is_known_of_a_unit_goes_along(house: House) -> None:
    at = desk(house)
    at.scan(
        {"set": {"acquisitionCost": 1500, "condition": "worn", "notes": "box open", "acquisitionDate": "2026-01-02"}}
    )
    [own] = keys_of(at, "MBP-16-A", "SN-1")
    at.scan({"set": {"acquisitionCost": None, "condition": None, "notes": None}})
    [default] = keys_of(at, "MBP-16-A", "SN-2")
    assert unit(at, "SN-2")["acquisitionCost"] == 1800
    correct(at, rows=[own, default], sku="MBP-16-B", condition="scratched")
    first, second = unit(at, "SN-1"), unit(at, "SN-2")
    assert (first["acquisitionCost"], first["condition"], first["notes"]) == (1500, "scratched", "box open")
    assert (first["acquisitionDate"], first["sku"]) == ("2026-01-02", "MBP-16-B")
    assert second["acquisitionCost"] is None  # the catalogue's cost was the wrong item's


def test_a_wrong_place_or_cost_leaves_the_unit_itself(house: House) -> None:
    at = desk(house)
    add_hall(at, "W2", "A-01")
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    before = standing(house)
    told = correct(at, rows=keys, location="W2/A-01", acquisitionCost=1650.5)
    one = unit(at, "SN-1")
    assert (standing(house), one["acquisitionCost"], one["location"]) == (before, 1650.5, "W2/A-01")
    cost = correct(at, rows=keys, acquisitionCost=1700)
    assert (cost["corrected"], unit(at, "SN-2")["acquisitionCost"], verified(house)) == (2, 1700, True)
    undo(at, cost["batchId"])
    back = undo(at, told["batchId"])
    one = unit(at, "SN-1")
    assert (one["acquisitionCost"], one["location"], standing(house)) == (1800, "Main Warehouse", before)
    undo(at, back)
    assert (unit(at, "SN-1")["location"], unit(at, "SN-2")["acquisitionCost"]) == ("W2/A-01", 1650.5)
    assert (at.about()["received"], verified(house)) == (2, True)


def test_pieces_and_lots_are_corrected_too(house: House) -> None:
    at = desk(house)
    add_hall(at, "W2", "A-01")
    assert at.door.post("/v1/products", product("PENS", variant("PENS-10", "count"))).status_code == 201
    paper = at.scan({"code": "PAPER-A4", "qty": 12})[0]["key"]
    at.scan({"code": "PAPER-A4", "qty": 5})
    told = correct(at, rows=[paper], sku="PENS-10", location="W2/A-01")
    assert by_sku(house, at.intake) == {"PAPER-A4": 5, "PENS-10": 12}
    undo(at, undo(at, told["batchId"]))
    assert (by_sku(house, at.intake), verified(house)) == ({"PAPER-A4": 5, "PENS-10": 12}, True)
    milk = receive(at, {"sku": "MILK-1L", "quantity": 24, "lotNumber": "L1", "expiresOn": "2027-03-31"})
    [row] = milk["results"]
    told = correct(at, rows=[row["id"]], lotNumber="L2", expiresOn="2027-04-30")
    assert (told["corrected"], told["results"][0]["what"], verified(house)) == (1, "24 × MILK-1L, lot L1", True)
    undo(at, told["batchId"])
    assert (by_sku(house, at.intake)["MILK-1L"], verified(house)) == (24, True)


def test_what_was_announced_follows(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1", "SN-2", sku="MBP-16-B"), {"sku": "PAPER-A4", "quantity": 3})
    at.scan("MBP-16-A")
    units = [one["key"] for one in receive_as(at, "MBP-16-A", "SN-1", "SN-2")]
    paper = at.scan({"code": "PAPER-A4", "qty": 5})[0]["key"]
    assert tally(at) == (5, 3, 4, 2)
    told = correct(at, rows=units, sku="MBP-16-B")
    assert tally(at) == (5, 5, 2, 0)
    add_hall(at, "W2", "A-01")
    moved = correct(at, rows=[paper], location="W2")
    assert (tally(at), by_sku(house, at.intake)) == ((5, 5, 2, 0), {"MBP-16-B": 2, "PAPER-A4": 5})
    undo(at, moved["batchId"])
    undo(at, told["batchId"])
    assert (tally(at), verified(house)) == ((5, 3, 4, 2), True)


def receive_as(at: Scanner, sku: str, *names: str) -> list[dict[str, Any]]:
    """Receive announced serial numbers as something else: with another grade chosen, the eyes count."""
    return at.scan(sku, *names)[1:]


def test_everything_received_as_one_sku_is_corrected_without_a_tick(house: House) -> None:
    at = desk(house)
    receive(at, *serials("SN-1", "SN-2", "SN-3"))
    keys_of(at, "MBP-16-B", "SN-4")
    told = correct(at, receivedAs="MBP-16-A", grade="b")
    assert (told["corrected"], by_sku(house, at.intake)) == (3, {"MBP-16-B": 4})
    assert correct(at, 400, receivedAs="MBP-16-A", grade="B")["error"]["details"]
    undo(at, told["batchId"])
    assert (by_sku(house, at.intake), verified(house)) == ({"MBP-16-A": 3, "MBP-16-B": 1}, True)


def test_a_row_is_corrected_twice_and_found_by_its_scan(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    first = correct(at, rows=keys, sku="MBP-16-B")
    add_hall(at, "W2", "A-01")
    second = correct(at, rows=keys[:1], location="W2")
    assert correct(at, rows=keys, sku="MBP-16-B")["corrected"] == 0
    refused = at.door.post(f"/v1/batches/{first['batchId']}/undo", {})
    assert (refused.status_code, "SN-1" in refused.text) == (409, True)
    undo(at, second["batchId"])
    undo(at, first["batchId"])
    assert (by_sku(house, at.intake), verified(house)) == ({"MBP-16-A": 2}, True)
    third = correct(at, rows=keys, sku="MBP-16-B")
    assert (third["corrected"], by_sku(house, at.intake), verified(house)) == (2, {"MBP-16-B": 2}, True)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"sku": "PAPER-A4"}, "has no serial numbers"),
        ({"sku": "PHONE-A"}, "An IMEI has 15 digits"),
        ({"grade": "Z"}, "no active variant"),
        ({"sku": "MBP-16-B", "rows": ["nobody-scanned-it"]}, "no such row"),
        ({"sku": "MBP-16-B", "rows": ["mov_nobody"]}, "no such row"),
    ],
)
def test_what_cannot_be_is_said_in_its_row(house: House, said: dict[str, Any], why: str) -> None:
    at = desk(house)
    phone = {**product("PHONE", variant("PHONE-A", "serial")), "serialRule": "imei"}
    assert at.door.post("/v1/products", phone).status_code == 201
    keys = keys_of(at, "MBP-16-A", "SN-1")
    told = correct(at, 409, **{"rows": keys, **said})["error"]
    assert (told["code"], told["details"][0]["path"]) == ("CANNOT_CORRECT", "rows.0")
    assert why in told["message"]
    assert by_sku(house, at.intake) == {"MBP-16-A": 1}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"sku": "MBP-16-A"}, "received by its serial numbers"),
        ({"sku": "MILK-1L"}, "Say which lot"),
        ({"acquisitionCost": 5}, "have no cost"),
        ({"lotNumber": "L1"}, "not kept in lots"),
    ],
)
def test_what_pieces_cannot_be(house: House, said: dict[str, Any], why: str) -> None:
    at = desk(house)
    paper = at.scan({"code": "PAPER-A4", "qty": 12})[0]["key"]
    assert why in correct(at, 409, rows=[paper], **said)["error"]["message"]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"sku": "NOBODY"},
        {"sku": "MBP-16-B", "grade": "B"},
        {"location": "nowhere"},
        {"rows": [], "sku": "MBP-16-B"},
    ],
)
def test_what_says_nothing_is_refused_whole(house: House, said: dict[str, Any]) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1")
    assert correct(at, 400, **{"rows": keys, **said})["error"]["details"]


def test_later_facts_hold_a_row_and_the_others_are_done_on_a_yes(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2", "SN-3", "SN-4")
    at.answer({"key": keys[3]}, "undo")
    sold = {"serialNumbers": ["SN-1"], "action": "status", "to": "sold"}
    assert at.door.post("/v1/assets/actions", sold).status_code == 200
    told = correct(at, 409, rows=keys, sku="MBP-16-B")["error"]
    assert told["message"].startswith("2 can be corrected, 2 cannot (SN-1: It is sold; ")
    assert by_sku(house, at.intake) == {"MBP-16-A": 3}
    told = correct(at, rows=keys, sku="MBP-16-B", partly=True)
    assert [one["result"] for one in told["results"]] == ["refused", "corrected", "corrected", "refused"]
    assert (by_sku(house, at.intake), verified(house)) == ({"MBP-16-A": 1, "MBP-16-B": 2}, True)
    assert correct(at, rows=keys[:1], acquisitionCost=5)["corrected"] == 1  # a cost is known of whatever became of it


def test_a_correction_whose_unit_was_sold_is_not_undone(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    told = correct(at, rows=keys, sku="MBP-16-B")
    sold = {"serialNumbers": ["SN-1"], "action": "status", "to": "sold"}
    assert at.door.post("/v1/assets/actions", sold).status_code == 200
    refused = at.door.post(f"/v1/batches/{told['batchId']}/undo", {})
    assert "1 can be undone, 1 cannot (SN-1: it is sold)" in refused.get_json()["error"]["message"]
    assert at.door.post(f"/v1/batches/{told['batchId']}/undo", {"partly": True}).status_code == 200
    assert (by_sku(house, at.intake), verified(house)) == ({"MBP-16-A": 1, "MBP-16-B": 1}, True)


def test_a_closed_intake_is_opened_first(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1")
    at.door.post(f"/v1/intakes/{at.intake}/close")
    assert correct(at, 409, rows=keys, sku="MBP-16-B")["error"]["code"] == "INTAKE_CLOSED"


def test_opening_stock_stays_opening_stock(house: House) -> None:
    at = desk(house, kind="opening")
    keys = keys_of(at, "MBP-16-A", "SN-1")
    correct(at, rows=keys, sku="MBP-16-B")
    assert (sources(house), by_sku(house, at.intake), verified(house)) == ({"opening"}, {"MBP-16-B": 1}, True)


def test_sent_again_it_is_done_once(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1")
    body = {"rows": keys, "sku": "MBP-16-B"}
    first, second = (
        at.door.post(f"/v1/intakes/{at.intake}/correct", body, Idempotency_Key="once-0001").get_json() for _ in range(2)
    )
    assert (first, first["corrected"]) == (second, 1)


def test_rows_and_all_of_a_sku_together_are_refused(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1", "SN-2")
    told = correct(at, status=400, rows=keys[:1], receivedAs="MBP-16-A", sku="MBP-16-B")
    assert [(one["path"], one["code"]) for one in told["error"]["details"]] == [("receivedAs", "both_said")]
    assert by_sku(house, at.intake) == {"MBP-16-A": 2}


def test_a_lot_is_not_said_of_a_unit(house: House) -> None:
    at = desk(house)
    keys = keys_of(at, "MBP-16-A", "SN-1")
    told = correct(at, status=409, rows=keys, lotNumber="L1")
    assert "is in no lot" in told["error"]["message"]
