"""Taking scans: each in its turn, each with its own answer, and none of them twice."""

import uuid

from tests.house import House
from tests.receiving.desk import desk


def test_an_item_and_then_serial_after_serial(house: House) -> None:
    at = desk(house)
    item, first, second = at.scan("MBP-16-A", "SN-1", "SN-2")
    assert (item["state"], item["kind"]) == ("accepted", "context")
    assert [(one["state"], one["kind"], one["quantity"]) for one in (first, second)] == [("accepted", "unit", 1)] * 2
    assert at.units() == ["SN-1", "SN-2"]
    assert at.about()["received"] == 2


def test_a_scan_sent_again_gets_the_same_answer_and_does_nothing(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A")
    key = str(uuid.uuid4())
    first, again = (at.one({"key": key, "code": "SN-1"}) for _ in range(2))
    assert first == again
    at.scan("PAPER-A4")
    paper = {"key": str(uuid.uuid4()), "code": "PAPER-A4"}
    assert at.one(paper) == at.one(paper)
    assert at.units() == ["SN-1"]
    assert at.about()["received"] == 3


def test_another_item_bin_or_grade_switches(house: House) -> None:
    at = desk(house)
    ids = house.api().get("/v1/warehouses").get_json()["data"]
    where = next(iter(ids["items"] if isinstance(ids, dict) and "items" in ids else ids))
    made = at.door.post(f"/v1/locations/{where['id']}/layouts", {"name": "A-01"})
    assert made.status_code in (200, 201), made.text
    at.scan("MBP-16-A", "SN-1", "A-01", "SN-2", "SD:GRADE:B", "SN-3", "mbp-16-a", "SN-4")
    found = at.door.get("/v1/assets?sortDir=asc").get_json()["assets"]
    assert [(one["sku"], one["bin"]) for one in found] == [
        ("MBP-16-A", None), ("MBP-16-A", "A-01"), ("MBP-16-B", "A-01"), ("MBP-16-A", "A-01"),
    ]  # fmt: skip


def test_the_card_prints_the_last_label_again(house: House) -> None:
    at = desk(house)
    assert at.one("SD:PRINT")["state"] == "refused"
    at.scan("MBP-16-A", "SN-1")
    assert at.one("SD:PRINT")["state"] == "accepted"
    page = house.page("olga").get(f"/intakes/{at.intake}").text
    assert "labels.pdf" in page.split('data-code="SD:PRINT"')[1]
    assert at.units() == ["SN-1"]


def test_counted_goods_are_one_more_with_each_scan_or_as_many_as_said(house: House) -> None:
    at = desk(house)
    at.scan("PAPER-A4", "PAPER-A4", "4006381333931", {"code": "PAPER-A4", "qty": 12}, "SD:QTY:5", "PAPER-A4")
    assert at.about()["received"] == 20


def test_the_card_qty_is_for_what_comes_next_and_not_for_much_later(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SD:QTY:12", "SN-1", "PAPER-A4")
    at.scan("SD:QTY:12", "MBP-16-A", "PAPER-A4")
    assert at.about()["received"] == 3


def test_a_lot_is_asked_for_its_number_and_its_date(house: House) -> None:
    at = desk(house)
    milk = {"code": "MILK-1L", "qty": 24, "lot": {"number": "L1", "expiry": "2027-03-31"}}
    asks, booked = at.scan("MILK-1L", milk)
    assert "lot" in asks["message"]
    assert (booked["state"], booked["quantity"]) == ("accepted", 24)
    other = at.one({**milk, "lot": {"number": "L1", "expiry": "2027-04-30"}})
    assert (other["state"], other["kind"]) == ("attention", "doubt")
    assert at.answer(other, "take")["state"] == "accepted"
    assert at.about()["received"] == 48


def test_more_than_there_can_be_is_refused_in_its_row(house: House) -> None:
    at = desk(house)
    many = {"code": "PAPER-A4", "qty": 1_000_000_000}
    assert [at.one(many)["state"], at.one({**many, "qty": 1})["state"]] == ["accepted", "refused"]
    assert "billion" in at.last["results"][0]["message"]
    assert at.about()["received"] == 1_000_000_000


def test_the_undo_card_takes_back_the_last_booking_and_then_the_one_before(house: House) -> None:
    at = desk(house)
    keys = [one["key"] for one in at.scan("MBP-16-A", "SN-1", "SN-2")]
    assert at.one("SD:UNDO")["state"] == "undone"
    assert at.last["changed"] == [keys[2]]
    assert at.units() == ["SN-1"]
    assert at.one("SD:UNDO")["state"] == "undone"
    assert at.one("SD:UNDO")["state"] == "refused"
    assert at.units() == []
    assert at.states("SN-2") == ["accepted"]


def test_the_undo_card_takes_back_what_came_in_the_same_breath(house: House) -> None:
    at = desk(house)
    assert at.states("MBP-16-A", "SN-1", "SN-2", "SD:UNDO", "SD:UNDO", "SN-3") == [
        "accepted", "accepted", "accepted", "undone", "undone", "accepted",
    ]  # fmt: skip
    assert at.units() == ["SN-3"]


def test_any_row_is_taken_back_by_its_own_button(house: House) -> None:
    at = desk(house)
    first = at.scan("MBP-16-A", "SN-1", "SN-2")[1]
    assert at.answer(first, "undo")["state"] == "undone"
    assert at.units() == ["SN-2"]
    assert at.answer(first, "undo")["state"] == "refused"


def test_one_bad_code_costs_the_others_nothing(house: House) -> None:
    at = desk(house)
    states = at.states("MBP-16-A", "SN-1", "x" * 4000, "SD:NONSENSE", "]d2019506000134353921X", "", "SN-2")
    assert states == ["accepted", "accepted", "refused", "refused", "refused", "refused", "accepted"]
    assert at.units() == ["SN-1", "SN-2"]


def test_a_preset_stays_for_what_follows(house: House) -> None:
    at = desk(house)
    preset = {"set": {"sku": "MBP-16-A", "acquisitionCost": 1500.5, "condition": "like new", "status": "unavailable"}}
    assert (
        at.states(preset, "SN-1", {"set": {"acquisitionCost": None, "status": "available"}}, "SN-2") == ["accepted"] * 4
    )
    first, second = at.door.get("/v1/assets?sortDir=asc").get_json()["assets"]
    told = ("acquisitionCost", "condition", "status")
    assert [first[name] for name in told] == [1500.5, "like new", "unavailable"]
    assert [second[name] for name in told] == [1800, "like new", "available"]


def test_in_a_closed_intake_scans_wait(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A")
    assert at.door.post(f"/v1/intakes/{at.intake}/close").status_code == 200
    parked = at.one("SN-1")
    assert (parked["state"], parked["kind"]) == ("attention", "parked")
    at.door.post(f"/v1/intakes/{at.intake}/reopen")
    assert at.answer(parked, "take")["state"] == "accepted"
    assert at.units() == ["SN-1"]


def test_opening_stock_comes_from_opening(house: House) -> None:
    at = desk(house, kind="opening")
    at.scan("MBP-16-A", "SN-1", "PAPER-A4")
    assert at.about()["received"] == 2


def test_an_intake_is_taken_back_whole_and_that_again(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1", "SN-2", "PAPER-A4")
    undone = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert undone.status_code == 200, undone.text
    assert (undone.get_json()["undone"], at.units(), at.about()["received"]) == (3, [], 0)
    again = at.door.post(f"/v1/batches/{undone.get_json()['batchId']}/undo")
    assert again.status_code == 200, again.text
    assert (at.units(), at.about()["received"]) == (["SN-1", "SN-2"], 3)
