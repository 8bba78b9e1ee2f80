"""Receiving the rest unscanned: what was announced and nobody scanned, on a manager's word."""

from typing import Any

from tests.house import House
from tests.receiving.desk import Scanner, desk
from tests.receiving.test_expected import announce, serials, tally


def rest(at: Scanner, status: int = 201, **body: Any) -> dict[str, Any]:
    """Receive the rest of the desk's intake."""
    answer = at.door.post(f"/v1/intakes/{at.intake}/receive-rest", body)
    assert answer.status_code == status, answer.text
    return dict(answer.get_json())


def announced(house: House) -> Scanner:
    """An intake with serial numbers, pieces, a lot, and two lines that have to be scanned; some of it is here."""
    at = desk(house)
    announce(
        at,
        {**serials("SN-1")[0], "acquisitionCost": 900.5, "condition": "worn"},
        *serials("SN-2", "SN-3"),
        {"sku": "PAPER-A4", "quantity": 10},
        {"sku": "MILK-1L", "quantity": 6, "lotNumber": "L1", "expiresOn": "2027-03-31"},
        {"sku": "MILK-1L", "quantity": 4},
        {"sku": "MBP-16-B", "quantity": 2},
    )
    at.scan("SN-2", {"code": "PAPER-A4", "qty": 3})
    return at


def test_what_is_missing_is_received_with_a_result_per_line_and_goes_in_one_undo(house: House) -> None:
    at = announced(house)
    told = rest(at)
    assert [(one["sku"], one["serialNumber"], one["result"]) for one in told["results"]] == [
        ("MBP-16-A", "SN-1", "taken"), ("MBP-16-A", "SN-3", "taken"), ("PAPER-A4", None, "taken"),
        ("MILK-1L", None, "taken"), ("MILK-1L", None, "refused"), ("MBP-16-B", None, "refused"),
    ]  # fmt: skip
    assert (told["taken"], told["refused"], tally(at)) == (4, 2, (25, 19, 0, 6))
    unit = at.door.get("/v1/assets/SN-1").get_json()
    assert (unit["acquisitionCost"], unit["condition"]) == (900.5, "worn")
    undone = at.door.post(f"/v1/batches/{told['batchId']}/undo")
    assert (undone.status_code, tally(at), at.units()) == (200, (25, 4, 0, 21), ["SN-2"])
    assert rest(at)["taken"] == 4


def test_it_goes_where_somebody_says(house: House) -> None:
    at = announced(house)
    assert at.door.post("/v1/warehouses", {"name": "Second", "code": "W2"}).status_code in (200, 201)
    refused = rest(at, 400, location="Nowhere")["error"]
    assert [one["path"] for one in refused["details"]] == ["location"]
    rest(at, location="W2")
    assert at.door.get("/v1/assets/SN-3").get_json()["location"] == "Second"
    assert tally(at) == (25, 19, 0, 6)


def test_all_or_nothing(house: House) -> None:
    at = announced(house)
    refused = rest(at, 400, mode="all")["error"]
    assert (refused["code"], tally(at)[1]) == ("ROWS_REFUSED", 4)


def test_there_has_to_be_something_that_is_missing_in_an_open_intake(house: House) -> None:
    at = desk(house)
    assert rest(at, 409)["error"]["code"] == "NOTHING_MISSING"
    announce(at, *serials("SN-1"))
    rest(at)
    assert rest(at, 409)["error"]["code"] == "NOTHING_MISSING"
    at.door.post(f"/v1/intakes/{at.intake}/close", {})
    assert rest(at, 409)["error"]["code"] == "INTAKE_CLOSED"
    at.intake = "int_nobody"
    assert rest(at, 404)["error"]["code"] == "NOT_FOUND"


def test_a_serial_that_came_by_another_way_is_refused_by_itself(house: House) -> None:
    at = desk(house)
    announce(at, *serials("SN-1", "SN-2"))
    assert at.door.post("/v1/assets", {"sku": "MBP-16-B", "serialNumber": "sn-1"}).status_code == 201
    told = rest(at)
    assert [one["result"] for one in told["results"]] == ["refused", "taken"]
    assert "is here already" in told["results"][0]["details"][0]["message"]


def test_a_manager_does_it_on_a_page_without_a_script(lite: House) -> None:
    at = announced(lite)
    path = f"/intakes/{at.intake}"
    assert "receive-rest" not in lite.page("olga").get(path).text
    assert lite.page("olga").get(f"{path}/receive-rest").status_code == 403
    page = lite.page("mo")
    assert f"{path}/receive-rest" in page.get(path).text
    shown = page.get(f"{path}/receive-rest").text
    for words in ("Receive 15 pieces unscanned", "2 lines cannot be received so", "Add the lot", "Add this one"):
        assert words in shown
    wrong = page.fill(f"{path}/receive-rest", location="Nowhere")
    assert (wrong.status_code, "There is no place Nowhere" in wrong.text, "Nowhere" in wrong.text) == (422, True, True)
    done = page.fill(f"{path}/receive-rest")
    assert done.status_code == 303
    assert tally(at) == (25, 19, 0, 6)
    result = page.get(str(done.location).partition(f"/{lite.slug}")[2]).text
    for words in ("15 pieces received unscanned", "4 rows were received", "2 refused", "Add the lot", "MBP-16-B"):
        assert words in result
    assert "The rest, unscanned" in page.get(path).text
    again = page.get(f"{path}/receive-rest").text
    assert "Nothing can be received unscanned" in again
