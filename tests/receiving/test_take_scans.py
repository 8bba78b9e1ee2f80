"""Taking scans: each in its turn, each with its own answer, and none of them twice."""

import uuid

from tests.house import House
from tests.receiving.desk import Scanner, desk


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


def test_a_serial_that_is_here_is_told_about_and_books_nothing(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1")
    again = at.one("sn-1")
    assert (again["state"], again["kind"]) == ("attention", "duplicate")
    assert "Already" in again["message"]
    assert at.about()["received"] == 1


def test_a_further_code_of_a_unit_is_no_new_serial(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1")
    tag = {"assetSerialNumber": "SN-1", "kind": "asset_tag", "code": "TAG-0001"}
    assert at.door.post("/v1/asset-identifiers", tag).status_code == 201
    told = at.one("tag-0001")
    assert (told["state"], told["kind"]) == ("attention", "duplicate")
    assert at.units() == ["SN-1"]


def test_a_unit_that_is_here_is_moved_to_where_the_desk_puts_things(house: House) -> None:
    at = desk(house)
    [where] = at.door.get("/v1/warehouses").get_json()["data"]
    at.door.post(f"/v1/locations/{where['id']}/layouts", {"name": "A-01"})
    at.scan("MBP-16-A", "SN-1")
    asked = at.scan("A-01", "SN-1")[1]
    assert at.answer(asked, "move")["message"].endswith("Moved to WH-01/A-01.")
    assert at.door.get("/v1/assets/SN-1").get_json()["bin"] == "A-01"
    assert at.about()["received"] == 1


def test_the_card_prints_the_last_label_again(house: House) -> None:
    at = desk(house)
    assert at.one("SD:PRINT")["state"] == "refused"
    at.scan("MBP-16-A", "SN-1")
    assert at.one("SD:PRINT")["state"] == "accepted"
    page = house.page("olga").get(f"/intakes/{at.intake}").text
    assert "labels.pdf" in page.split('data-code="SD:PRINT"')[1]
    assert at.units() == ["SN-1"]


def test_a_place_that_is_not_there_is_no_serial_and_parks_what_comes_behind_it(house: House) -> None:
    at = desk(house)
    lost, behind = at.scan("MBP-16-A", "WH-01/Z-99", "SN-1")[1:]
    assert (lost["kind"], behind["kind"]) == ("doubt", "parked")
    assert "has no bin Z-99" in lost["message"]
    assert at.answer(lost, "take")["state"] == "accepted"  # somebody's serial numbers do look like that
    assert at.units() == ["WH-01/Z-99"]


def test_a_card_that_fails_parks_what_comes_behind_it(house: House) -> None:
    at = desk(house)
    assert at.states("MBP-16-A", "SD:GRADE:E", "SN-1") == ["accepted", "refused", "attention"]
    assert at.states("SD:GRADE:B", "SN-2") == ["accepted", "accepted"]
    assert at.units() == ["SN-2"]


def test_a_serial_that_stands_in_a_code_with_an_unknown_gtin_is_booked_with_the_link(house: House) -> None:
    at = desk(house)
    asked = at.one("]d2010950600013435221BOX-1")
    assert (asked["state"], asked["kind"]) == ("attention", "doubt")
    assert at.answer(asked, "link:MBP-16-A")["state"] == "accepted"
    assert at.states("]d2010950600013435221BOX-2") == ["accepted"]
    assert at.units() == ["BOX-1", "BOX-2"]


def test_done_leads_to_the_intake_and_says_what_waits(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1")
    assert at.one("SD:DONE")["state"] == "accepted"
    at.scan("96385074", "SN-2")
    done = at.one("SD:DONE")
    assert (done["state"], done["message"]) == ("attention", "2 scans of Monday still wait for a word.")


def test_scans_behind_a_link_in_the_same_request_know_it(house: House) -> None:
    at = desk(house)
    asked = at.one("96385074")
    link = {"answer": {"to": asked["key"], "choice": "link:MBP-16-B"}}
    assert at.states(link, "SN-1", "MBP-16-A", "96385074", "SN-2") == ["accepted"] * 5
    found = at.door.get("/v1/assets?sortDir=asc").get_json()["assets"]
    assert [one["sku"] for one in found] == ["MBP-16-B", "MBP-16-B"]


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


def test_a_lot_that_has_expired_is_asked_about(house: House) -> None:
    at = desk(house)
    at.scan("MILK-1L")
    old = at.one({"code": "MILK-1L", "qty": 24, "lot": {"number": "OLD", "expiry": "2020-03-31"}})
    assert (old["state"], "expired on 31 Mar 2020" in old["message"]) == ("attention", True)
    assert at.about()["received"] == 0
    assert at.answer(old, "take")["state"] == "accepted"
    assert at.about()["received"] == 24


def test_more_than_there_can_be_is_refused_in_its_row(house: House) -> None:
    at = desk(house)
    many = {"code": "PAPER-A4", "qty": 1_000_000_000}
    assert [at.one(many)["state"], at.one({**many, "qty": 1})["state"]] == ["accepted", "refused"]
    assert "billion" in at.last["results"][0]["message"]
    assert at.about()["received"] == 1_000_000_000


def test_each_desk_settles_what_it_parked_itself(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "96385074", "SN-1")
    other = Scanner(house, house.api(), at.intake)
    [item, parked] = other.scan("MBP-16-B", "SN-2")
    assert (item["state"], parked["state"]) == ("accepted", "accepted")
    [mine] = at.scan("MBP-16-A")
    assert other.one({"answer": {"to": mine["key"], "choice": "drop"}})["state"] == "refused"
    assert at.one({"answer": {"to": mine["key"], "choice": "release"}})["state"] == "accepted"
    assert at.door.get("/v1/assets/SN-1").get_json()["sku"] == "MBP-16-A"


def test_a_gtin_that_nobody_knows_parks_what_comes_behind_it(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1")
    unknown, behind = at.scan("96385074", "SN-2")
    assert (unknown["kind"], behind["kind"]) == ("doubt", "parked")
    assert at.units() == ["SN-1"]
    assert at.answer(unknown, "link:MBP-16-B")["state"] == "accepted"
    assert at.answer(behind, "take")["state"] == "accepted"
    found = at.door.get("/v1/assets?sortDir=asc").get_json()["assets"]
    assert [(one["serialNumber"], one["sku"]) for one in found] == [("SN-1", "MBP-16-A"), ("SN-2", "MBP-16-B")]
    assert at.states("MBP-16-A", "96385074", "SN-3") == ["accepted"] * 3
    assert at.door.get("/v1/assets/SN-3").get_json()["sku"] == "MBP-16-B"


def test_a_good_code_after_a_bad_one_goes_on_and_leaves_the_parked_for_a_word(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A")
    _, parked, item, booked = at.scan("96385074", "SN-2", "MBP-16-B", "SN-3")
    assert [one["state"] for one in (parked, item, booked)] == ["attention", "accepted", "accepted"]
    assert at.answer(parked, "dismiss")["state"] == "refused"
    assert at.units() == ["SN-3"]
    assert at.about()["asking"] == 1


def test_a_code_unlike_the_others_of_its_product_is_never_a_unit_without_a_yes(house: House) -> None:
    at = desk(house)
    assert at.states("MBP-16-A", *(f"C02ZX{number:04}" for number in range(20))) == ["accepted"] * 21
    odd = at.one("Z1234-PN")
    assert (odd["state"], odd["kind"]) == ("attention", "doubt")
    assert at.states("C02ZX9999") == ["accepted"]
    assert "Z1234-PN" not in at.units()
    assert at.answer(odd, "take")["state"] == "accepted"
    assert "Z1234-PN" in at.units()
    assert at.answer(odd, "take")["message"].endswith("settled already.")


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


def test_without_an_item_nothing_is_booked(house: House) -> None:
    at = desk(house)
    parked = at.one("SN-1")
    assert (parked["state"], parked["kind"]) == ("attention", "parked")
    at.scan("MBP-16-A")
    assert at.answer(parked, "take")["state"] == "accepted"
    assert at.units() == ["SN-1"]


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


def test_a_preset_that_cannot_be_parks_what_comes_behind_it(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A")
    states = at.states({"set": {"location": "NOWHERE/1"}}, "SN-1", {"set": {"acquisitionCost": "cheap"}}, "SN-2")
    assert states == ["refused", "attention", "refused", "attention"]
    assert at.units() == []


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
