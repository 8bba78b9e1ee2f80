"""A list received in one go: one intake, one batch, a verdict per row, undone whole."""

from typing import Any

from tests.house import House
from tests.receiving.desk import Scanner, desk, product, variant
from tests.receiving.test_expected import announce, lines, serials, tally


def receive(at: Scanner, *rows: dict[str, Any], mode: str = "all", status: int = 201) -> dict[str, Any]:
    """Receive a list into the desk's intake."""
    answer = at.door.post(f"/v1/intakes/{at.intake}/lines", {"lines": list(rows), "mode": mode})
    assert answer.status_code == status, answer.text
    return dict(answer.get_json())


def test_units_pieces_and_lots_come_in_one_batch_and_go_in_one_undo(house: House) -> None:
    at = desk(house)
    rows = [
        {**serials("SN-1")[0], "acquisitionCost": 1500.5, "condition": "like new"},
        *serials("SN-2", sku="MBP-16-B"),
        {"sku": "paper-a4", "quantity": 12},
        {"sku": "MILK-1L", "quantity": 24, "lotNumber": "L1", "expiresOn": "2027-03-31"},
    ]
    told = receive(at, *rows)
    assert (told["taken"], told["refused"], sorted(at.units())) == (4, 0, ["SN-1", "SN-2"])
    unit = at.door.get("/v1/assets/SN-1").get_json()
    assert (unit["acquisitionCost"], unit["condition"]) == (1500.5, "like new")
    assert at.about()["received"] == 38
    undone = at.door.post(f"/v1/batches/{told['batchId']}/undo")
    assert undone.status_code == 200, undone.text
    assert (sorted(at.units()), at.about()["received"]) == ([], 0)


def test_one_bad_row_refuses_all_or_itself_alone(house: House) -> None:
    at = desk(house)
    rows = [*serials("SN-1"), {"sku": "MBP-16-A"}, *serials("sn-1"), {"sku": "NOBODY", "quantity": 1}]
    assert receive(at, *rows, status=400)["error"]["code"] == "ROWS_REFUSED"
    assert sorted(at.units()) == []
    told = receive(at, *rows, mode="rows")
    assert (told["taken"], told["refused"], sorted(at.units())) == (1, 3, ["SN-1"])


def test_a_lot_that_is_known_with_another_date_is_said_beside_its_row_and_keeps_it(house: House) -> None:
    at = desk(house)
    milk = {"sku": "MILK-1L", "quantity": 6, "lotNumber": "L1"}
    receive(at, {**milk, "expiresOn": "2027-01-31"})
    again = [{**milk, "expiresOn": "2027-02-28"}, {**milk, "expiresOn": "2027-01-31"}, milk]
    again += [{**milk, "lotNumber": "L2", "expiresOn": day} for day in ("2027-05-01", "2027-06-01")]
    again.append({**milk, "lotNumber": "L3", "expiresOn": "2020-01-01"})
    told = receive(at, *again)
    notes = [" ".join(one.get("notes", [])) for one in told["results"]]
    assert notes[0] == (
        "Lot L1 is known here until 31 Jan 2027, but this row says 28 Feb 2027."
        " Taken as the same lot, it stays until 31 Jan 2027."
    )
    assert (notes[1:4], "until 1 May 2027" in notes[4], notes[5]) == (
        ["", "", ""],
        True,
        "Lot L3 expired on 1 Jan 2020.",
    )
    assert told["taken"] == 6
    asked = at.one({"code": "MILK-1L", "qty": 1, "lot": {"number": "L1", "expiry": "2027-02-28"}})
    assert "known here until 31 Jan 2027" in asked["message"]


def test_a_list_verifies_what_was_announced(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1", "SN-2"), {"sku": "MBP-16-A", "quantity": 1}, {"sku": "PAPER-A4", "quantity": 10})
    receive(at, *serials("SN-1", "SN-8", "SN-9"), {"sku": "PAPER-A4", "quantity": 12})
    assert tally(at) == (13, 12, 3, 1)
    assert [one["missing"] for one in lines(at)] == [0, 1, 0, 0]


def test_a_list_and_scans_are_taken_back_together(house: House) -> None:
    at = desk(house)
    receive(at, *serials("SN-1", "SN-2"))
    at.scan("MBP-16-A", "SN-3")
    undone = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert (undone.status_code, sorted(at.units()), at.about()["received"]) == (200, [], 0)
    assert at.door.post(f"/v1/batches/{undone.get_json()['batchId']}/undo").status_code == 200
    again = at.door.post(f"/v1/intakes/{at.intake}/undo", {})
    assert (again.status_code, sorted(at.units())) == (200, [])


def test_opening_stock_comes_from_a_list(house: House) -> None:
    at = desk(house, kind="opening")
    receive(at, *serials("SN-1"), {"sku": "PAPER-A4", "quantity": 5})
    assert at.about()["received"] == 6


def test_a_serial_number_that_breaks_its_products_rule_is_said_beside_its_row(house: House) -> None:
    at = desk(house)
    phone = {**product("PHONE", variant("PHONE-A", "serial")), "serialRule": "imei"}
    assert at.door.post("/v1/products", phone).status_code == 201
    told = receive(at, *serials("490154203237518", "49015420323751", sku="PHONE-A"), *serials("SN-1"))
    notes = [one.get("notes") for one in told["results"]]
    assert (told["taken"], notes[0], notes[2]) == (3, None, None)
    assert notes[1] == ["An IMEI has 15 digits and ends in a check digit; this has 14."]
