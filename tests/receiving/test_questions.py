"""What a desk asks about, and parks: nothing in doubt is booked without a yes."""

import pytest

from tests.house import House
from tests.receiving.desk import Scanner, desk
from tests.subscriptions.seed import MACBOOK, ready, rent


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


@pytest.mark.parametrize("gone", ["sold", "lost", "scrapped"])
def test_a_unit_that_left_is_known_and_taken_back_where_the_desk_puts_things(house: House, gone: str) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1")
    wanted = {"status": "sold"} if gone == "sold" else {"status": "unavailable", "statusReason": gone}
    assert at.door.put("/v1/assets/SN-1", wanted).status_code == 200
    asked = at.one("SN-1")
    assert asked["kind"] == "duplicate"
    assert asked["message"].startswith(f"Known, but not in stock: MBP-16-A, {wanted['status']}")
    back = at.answer(asked, "back")
    unit = at.door.get("/v1/assets/SN-1").get_json()
    if gone == "scrapped":  # that comes back by an undo alone
        assert (back["state"], unit["status"]) == ("refused", "unavailable")
    else:
        assert (back["state"], unit["status"], unit["warehouseCode"]) == ("accepted", "returned", "WH-01")
    assert at.about()["received"] == 1


def test_a_unit_that_somebody_has_or_had_is_told_with_their_name(house: House) -> None:
    at = desk(house)
    made = ready(house, "SN-1")
    out = rent(house, made["orderId"], "SN-1")
    at.one(MACBOOK)
    assert at.one("SN-1")["message"].endswith(", with Jan de Vries.")
    assert house.api().post(f"/v1/batches/{out.headers['Batch-Id']}/undo").status_code == 200
    assert "Jan" not in at.one("SN-1")["message"]  # taken back: it was never theirs


@pytest.mark.parametrize("by", ["card", "row"])
@pytest.mark.parametrize("choice", ["move", "back"])
def test_what_a_desk_did_with_a_known_unit_is_undone_there_and_what_it_received_stays(
    house: House, choice: str, by: str
) -> None:
    at = desk(house)
    [where] = at.door.get("/v1/warehouses").get_json()["data"]
    at.door.post(f"/v1/locations/{where['id']}/layouts", {"name": "A-01"})
    at.scan("MBP-16-A", "SN-1", "SN-2")
    if choice == "back":
        assert at.door.put("/v1/assets/SN-1", {"status": "sold"}).status_code == 200
    before = at.door.get("/v1/assets/SN-1").get_json()
    asked = at.scan("A-01", "SN-1")[1]
    assert at.answer(asked, choice)["state"] == "accepted"
    undone = at.one("SD:UNDO") if by == "card" else at.answer(asked, "undo")
    assert (undone["state"], undone["message"].removeprefix("SN-1: ")) == ("undone", "SN-1 is again where it was.")
    after = at.door.get("/v1/assets/SN-1").get_json()
    assert [after[one] for one in ("status", "bin")] == [before[one] for one in ("status", "bin")]
    assert at.units() == ["SN-1", "SN-2"]
    assert at.answer(asked, "undo")["state"] == "refused"
    assert at.one("SD:UNDO")["message"] == "Took back SN-2."


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


def test_a_lot_that_has_expired_is_asked_about(house: House) -> None:
    at = desk(house)
    at.scan("MILK-1L")
    old = at.one({"code": "MILK-1L", "qty": 24, "lot": {"number": "OLD", "expiry": "2020-03-31"}})
    assert (old["state"], "expired on 31 Mar 2020" in old["message"]) == ("attention", True)
    assert at.about()["received"] == 0
    assert at.answer(old, "take")["state"] == "accepted"
    assert at.about()["received"] == 24


def test_each_desk_settles_what_it_parked_itself(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "96385074", "SN-1")
    other = Scanner(house, house.door(house.key()), at.intake)
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


def test_without_an_item_nothing_is_booked(house: House) -> None:
    at = desk(house)
    parked = at.one("SN-1")
    assert (parked["state"], parked["kind"]) == ("attention", "parked")
    at.scan("MBP-16-A")
    assert at.answer(parked, "take")["state"] == "accepted"
    assert at.units() == ["SN-1"]


def test_a_preset_that_cannot_be_parks_what_comes_behind_it(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A")
    states = at.states({"set": {"location": "NOWHERE/1"}}, "SN-1", {"set": {"acquisitionCost": "cheap"}}, "SN-2")
    assert states == ["refused", "attention", "refused", "attention"]
    assert at.units() == []


def test_a_bin_that_is_found_says_nothing_about_an_item_that_was_not(house: House) -> None:
    at = desk(house)
    [where] = at.door.get("/v1/warehouses").get_json()["data"]
    at.door.post(f"/v1/locations/{where['id']}/layouts", {"name": "A-01"})
    at.scan("MBP-16-A")
    assert at.states("96385074", "A-01", "SN-1", "SD:HELD", "SN-2") == [
        "attention", "accepted", "attention", "accepted", "attention",
    ]  # fmt: skip
    assert at.states("MBP-16-B", "SN-3") == ["accepted", "accepted"]
    assert at.units() == ["SN-3"]


def test_an_item_that_is_found_says_nothing_about_a_place_that_was_not(house: House) -> None:
    at = desk(house)
    assert at.states("MBP-16-A", "WH-01/Z-99", "MBP-16-B", "SN-1") == ["accepted", "attention", "accepted", "attention"]
    assert at.states("WH-01", "SN-2") == ["accepted", "accepted"]
    assert at.units() == ["SN-2"]


def test_a_cost_that_cannot_be_read_does_not_leave_the_old_one_in_force(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", {"set": {"acquisitionCost": 100}})
    assert at.states({"set": {"acquisitionCost": "cheap"}}, "MBP-16-B", "SN-1") == ["refused", "accepted", "attention"]
    assert at.states({"set": {"acquisitionCost": 200}}, "SN-2") == ["accepted", "accepted"]
    assert at.door.get("/v1/assets/SN-2").get_json()["acquisitionCost"] == 200


def test_a_yes_to_one_parked_scan_lets_no_other_pass(house: House) -> None:
    at = desk(house)
    parked = at.scan("MBP-16-A", "96385074", "SN-1")[2]
    assert at.answer(parked, "take")["state"] == "accepted"
    assert at.states("SN-2") == ["attention"]
    assert at.units() == ["SN-1"]


def test_a_card_without_a_number_parks_what_it_was_meant_for(house: House) -> None:
    at = desk(house)
    assert at.states("MBP-16-A", "SD:QTY:none", "SN-1", "SD:QTY:2", "PAPER-A4") == [
        "accepted", "refused", "attention", "accepted", "accepted",
    ]  # fmt: skip
    assert at.about()["received"] == 2


def test_what_comes_to_a_recalled_lot_is_held(house: House) -> None:
    at = desk(house)
    milk = {"code": "MILK-1L", "qty": 4, "lot": {"number": "L9", "expiry": "2099-03-31"}}
    assert at.one(milk)["state"] == "accepted"
    [lot] = at.door.get("/v1/lots").get_json()["data"]
    assert at.door.post(f"/v1/lots/{lot['id']}/stop", {"status": "recalled"}).status_code == 200
    assert at.one(milk)["state"] == "accepted"
    told = at.door.get(f"/v1/lots/{lot['id']}").get_json()["data"]
    assert (told["available_qty"], told["defective_qty"]) == (0, 8)
