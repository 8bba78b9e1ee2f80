"""Announced goods: they are expected until they arrive, are given up, or the announcement is taken back."""

from typing import Any

from tests.house import House
from tests.receiving.desk import Scanner, desk


def announce(at: Scanner, *lines: dict[str, Any], mode: str = "all", status: int = 201) -> dict[str, Any]:
    """Announce goods for the desk's intake."""
    answer = at.door.post(f"/v1/intakes/{at.intake}/expected", {"lines": list(lines), "mode": mode})
    assert answer.status_code == status, answer.text
    return dict(answer.get_json())


def tally(at: Scanner) -> tuple[int, int, int, int]:
    """Announced, verified, unexpected and missing pieces."""
    told = at.about()["expected"]
    return told["announced"], told["verified"], told["unexpected"], told["missing"]


def lines(at: Scanner) -> list[dict[str, Any]]:
    """The announced lines."""
    return list(at.door.get(f"/v1/intakes/{at.intake}/expected").get_json()["lines"])


def serials(*names: str, sku: str = "MBP-16-A") -> list[dict[str, Any]]:
    """Lines of serial numbers."""
    return [{"sku": sku, "serialNumber": name} for name in names]


def test_verified_missing_and_unexpected_are_told_apart(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1", "SN-2"), {"sku": "PAPER-A4", "quantity": 10})
    assert tally(at) == (12, 0, 0, 12)
    at.scan("MBP-16-A", "SN-1")
    other = at.one("SN-9")
    assert (other["state"], "not announced" in other["message"]) == ("accepted", True)
    at.scan({"code": "PAPER-A4", "qty": 4})
    assert tally(at) == (12, 5, 1, 7)
    assert [(one["serialNumber"], one["state"], one["missing"]) for one in lines(at)] == [
        ("SN-1", "verified", 0), ("SN-2", "missing", 1), (None, "partly", 6),
    ]  # fmt: skip


def test_more_than_was_announced_comes_from_the_supplier(house: House) -> None:
    at = desk(house)
    announce(at, {"sku": "PAPER-A4", "quantity": 10}, {"sku": "MBP-16-A", "quantity": 1})
    at.scan({"code": "PAPER-A4", "qty": 12}, "MBP-16-A", "SN-1", "SN-2")
    assert tally(at) == (11, 11, 3, 0)


def test_an_expected_serial_number_is_received_as_it_was_announced(house: House) -> None:
    at = desk(house)
    announce(
        at, {**serials("SN-7", sku="MBP-16-B")[0], "acquisitionCost": 950.5, "condition": "worn"}, *serials("SN-8")
    )
    assert at.states("sn-7", "SN-8") == ["accepted", "accepted"]
    found = at.door.get("/v1/assets/SN-7").get_json()
    assert (found["sku"], found["acquisitionCost"], found["condition"]) == ("MBP-16-B", 950.5, "worn")
    assert at.door.get("/v1/assets/SN-8").get_json()["sku"] == "MBP-16-A"
    assert tally(at) == (2, 2, 0, 0)


def test_another_grade_chosen_by_hand_counts_more_than_the_paper(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1"))
    at.scan("MBP-16-B", "SN-1")
    assert at.door.get("/v1/assets/SN-1").get_json()["sku"] == "MBP-16-B"
    assert tally(at) == (1, 0, 1, 1)


def test_what_was_announced_elsewhere_is_verified_where_it_arrives(house: House) -> None:
    at = desk(house)
    assert at.door.post("/v1/warehouses", {"name": "Second", "code": "W2"}).status_code in (200, 201)
    announce(at, {**serials("SN-1")[0], "location": "W2"}, {"sku": "MBP-16-A", "quantity": 1, "location": "W2"})
    announce(at, {"sku": "MILK-1L", "quantity": 24}, {"sku": "MILK-1L", "quantity": 6, "lotNumber": "L2"})
    at.scan("MBP-16-A", "SN-1", "SN-2")
    milk = {"code": "MILK-1L", "qty": 30, "lot": {"number": "L1", "expiry": "2027-03-31"}}
    assert at.one(milk)["state"] == "accepted"
    assert tally(at) == (32, 26, 6, 6)


def test_scans_undone_and_done_again_keep_the_tally(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1", "SN-2"))
    first = at.scan("MBP-16-A", "SN-1", "SN-2")[1]
    assert at.answer(first, "undo")["state"] == "undone"
    assert tally(at) == (2, 1, 0, 1)
    assert at.one("SN-1")["state"] == "accepted"
    assert tally(at) == (2, 2, 0, 0)
    undone = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert undone.status_code == 200, undone.text
    assert tally(at) == (2, 0, 0, 2)
    assert at.door.post(f"/v1/batches/{undone.get_json()['batchId']}/undo").status_code == 200
    assert tally(at) == (2, 2, 0, 0)


def test_an_announcement_is_taken_back_only_while_nothing_of_it_is_here(house: House) -> None:
    at, other = desk(house), None
    batch = announce(at, *serials("SN-1", "SN-2"))["batchId"]
    made = at.door.post("/v1/intakes", {"name": "Tuesday"}).get_json()["intake"]["intakeId"]
    other = Scanner(house, at.door, made)
    announce(other, {"sku": "MBP-16-A", "quantity": 5})
    at.scan("MBP-16-A", "SN-1")
    refused = at.door.post(f"/v1/batches/{batch}/undo")
    assert refused.status_code == 409, refused.text
    assert tally(at) == (2, 1, 0, 1)
    at.one("SD:UNDO")
    undone = at.door.post(f"/v1/batches/{batch}/undo")
    assert undone.status_code == 200, undone.text
    assert at.about()["expected"] is None
    assert lines(at) == []
    assert at.door.post(f"/v1/batches/{undone.get_json()['batchId']}/undo").status_code == 200
    assert tally(at) == (2, 0, 0, 2)
    assert tally(other) == (5, 0, 0, 5)


def test_a_line_is_given_up_as_far_as_it_did_not_come(house: House) -> None:
    at = desk(house)
    announce(at, {"sku": "PAPER-A4", "quantity": 10})
    at.scan({"code": "PAPER-A4", "qty": 4})
    [line] = lines(at)
    assert at.door.delete(f"/v1/intakes/{at.intake}/expected/{line['lineId']}").status_code == 200
    assert tally(at) == (4, 4, 0, 0)
    again = at.door.delete(f"/v1/intakes/{at.intake}/expected/{line['lineId']}")
    assert again.status_code == 404


def test_a_row_that_cannot_be_says_why_and_costs_the_others_nothing(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", "SN-1")
    bad = [
        {"sku": "NOBODY", "serialNumber": "SN-5"},
        *serials("SN-1"),
        {"sku": "PAPER-A4", "serialNumber": "SN-6"},
        {"sku": "PAPER-A4", "quantity": 0},
        {"sku": "PAPER-A4", "quantity": 1, "location": "NOWHERE"},
        {"sku": "MBP-16-A", "serialNumber": "SN-7", "quantity": 2},
    ]
    good = serials("SN-2")
    refused = announce(at, *bad, *good, status=400)
    assert refused["error"]["code"] == "ROWS_REFUSED"
    assert at.about()["expected"] is None
    taken = announce(at, *bad, *good, *good, mode="rows")
    assert (taken["taken"], taken["refused"]) == (1, 7)
    assert [one["details"][0]["path"] for one in taken["results"] if one["result"] == "refused"] == [
        "sku", "serialNumber", "serialNumber", "quantity", "location", "quantity", "serialNumber",
    ]  # fmt: skip
    assert tally(at)[0] == 1
    assert announce(at, *good, mode="rows")["taken"] == 0


def test_opening_stock_is_not_announced(house: House) -> None:
    at = desk(house, kind="opening")
    assert announce(at, *serials("SN-1"), status=409)["error"]["code"] == "OPENING_INTAKE"


def test_closing_keeps_what_is_missing_or_gives_it_up(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1", "SN-2"))
    at.scan("MBP-16-A", "SN-1")
    assert at.door.post(f"/v1/intakes/{at.intake}/close").status_code == 200
    assert tally(at) == (2, 1, 0, 1)
    assert at.door.post(f"/v1/intakes/{at.intake}/close", {"missing": "give_up"}).status_code == 200
    assert tally(at) == (1, 1, 0, 0)
