"""A list received in one go: one intake, one batch, a verdict per row, undone whole."""

from typing import Any

from tests.house import House
from tests.receiving.desk import Scanner, desk
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
