"""Scans that reach the server in one request, and answers that come later than the scan that asked."""

import uuid

import pytest

from tests.assets.shelf import stock_up
from tests.house import House
from tests.receiving.desk import Scanner, desk, product, variant

UNKNOWN = "5901234123457"
MILK = "]C1010590123412345710LOT9"


@pytest.fixture
def at(house: House) -> Scanner:
    """A desk to scan at."""
    return desk(house)


def add_bins(at: Scanner, *codes: str) -> None:
    """Bins of the only warehouse."""
    [where] = at.door.get("/v1/warehouses").get_json()["data"]
    for code in codes:
        assert at.door.post(f"/v1/locations/{where['id']}/layouts", {"name": code}).status_code == 201


def sell_milk(at: Scanner) -> None:
    """The milk carries a GTIN."""
    assert at.door.post("/v1/products", product("MILK", variant("MILK-1L", "lot", gtin=UNKNOWN))).status_code == 201


def test_scans_behind_an_answer_mean_what_they_say(at: Scanner) -> None:
    parked = at.one("SN-1")
    add_bins(at, "A-01")
    at.scan("MBP-16-A")
    at.scan({"answer": {"to": parked["key"], "choice": "take"}}, "MBP-16-B", "A-01", "SN-2")
    assert at.units() == ["SN-1", "SN-2"]  # and neither the SKU nor the bin is a unit


def test_what_a_card_took_back_is_unknown_to_the_scan_behind_it(at: Scanner) -> None:
    at.scan("MBP-16-A", "SN-1")
    assert at.states("SD:UNDO", "MBP-16-B", "SN-1") == ["undone", "accepted", "accepted"]
    assert at.door.get("/v1/assets/SN-1").get_json()["sku"] == "MBP-16-B"


def test_the_undo_card_of_any_symbology_takes_back_the_scan_before_it(at: Scanner) -> None:
    at.scan("MBP-16-A", "SN-1")
    assert at.scan("SN-2", "]C0SD:UNDO")[1]["message"] == "Took back SN-2."
    assert at.units() == ["SN-1"]


@pytest.mark.parametrize("count", ["00000000001" + "9" * 13, "0", "1" + "0" * 4000])
def test_a_card_with_a_quantity_beyond_reason_is_refused(lite: House, count: str) -> None:
    assert desk(lite).one(f"SD:QTY:{count}")["state"] == "refused"


def test_a_choice_that_was_not_offered_is_refused(at: Scanner) -> None:
    asked = at.one(UNKNOWN)
    assert at.answer(asked, "take")["state"] == "refused"
    at.scan("PAPER-A4")
    assert at.answer(asked, "take")["state"] == "refused"
    assert at.units() == []


def test_a_yes_books_nothing_into_a_closed_intake(at: Scanner) -> None:
    sell_milk(at)
    lot = at.one(MILK)
    serial = at.scan("MBP-16-A", "4012345678901")[1]
    at.door.post(f"/v1/intakes/{at.intake}/close")
    for asked in (lot, serial):
        assert "closed" in at.answer(asked, "take")["message"]
    assert at.about()["received"] == 0
    assert at.answer(lot, "dismiss")["message"].endswith("Dismissed.")


def test_a_lot_is_received_where_it_was_scanned(at: Scanner) -> None:
    sell_milk(at)
    add_bins(at, "A-01", "A-02")
    asked = at.scan("A-01", MILK)[1]
    at.scan("A-02")
    assert at.answer(asked, "take")["message"].endswith("WH-01/A-01")


def test_nothing_is_received_as_an_item_that_was_deactivated_since(at: Scanner) -> None:
    item = at.one("MBP-16-A")
    at.door.patch(f"/v1/products/variants/{item['variantId']}/status", {"status": "inactive"})
    assert "deactivated" in at.one("SN-1")["message"]
    assert at.units() == []


def test_a_scan_that_cannot_be_kept_is_refused_alone(house: House) -> None:
    at = desk(house)
    odd = [
        {"code": "SN\0X"},
        {"code": "MILK-1L", "lot": {"number": "\udfff"}},
        {"answer": {"to": "x" * 8, "choice": "\0"}},
    ]
    assert at.states("MBP-16-A", "SN-1", odd[0], "SN-2", odd[2]) == [
        "accepted", "accepted", "refused", "accepted", "refused",
    ]  # fmt: skip
    assert at.states(odd[1], "SN-3", "MBP-16-A", "SN-4") == ["refused", "attention", "accepted", "accepted"]
    assert at.states({"set": {"notes": "\ud800"}}, "SN-5") == ["refused", "attention"]
    assert at.units() == ["SN-1", "SN-2", "SN-4"]
    [again] = [{"key": str(uuid.uuid4()), **odd[1]}]
    assert at.one(again) == at.one(again)
    assert (
        at.door.post(f"/v1/intakes/{at.intake}/scans", {"scans": [{"key": "\0" * 9, "code": "SN-6"}]}).status_code
        == 400
    )


def test_a_row_that_cannot_be_kept_is_refused_alone(house: House) -> None:
    at = desk(house)
    rows = [{"sku": "MBP-16-A", "serialNumber": serial} for serial in ("SN-1", "SN\0", "\ud800")]
    lines = at.door.post(f"/v1/intakes/{at.intake}/lines", {"lines": rows, "mode": "rows"}).get_json()["results"]
    assert [one["result"] for one in lines] == ["taken", "refused", "refused"]
    rows[0]["serialNumber"] = "SN-2"
    units = at.door.post("/v1/assets/bulk", {"assets": rows, "mode": "rows"}).get_json()["results"]
    assert [one["result"] for one in units] == ["created", "refused", "refused"]


def test_the_pipe_refuses_a_scan_that_cannot_be_kept_alone(house: House) -> None:
    stock_up(house)
    page = house.page("olga")
    told = page.get("/receive/token").get_json()
    odd = [{"code": "SN\0"}, {"code": "\ud800"}, {"code": "x", "lot": {"number": "\0"}}, {"code": "x", "qty": "\0"}]
    odd += [{"set": {"notes": "\ud800"}}, {"set": {"notes": "\0"}}, {"set": {"acquisitionCost": float("nan")}}]
    sent = [{"key": str(uuid.uuid4()), **one} for one in [*odd, {"code": "MBP-16-A"}]]
    with house.app.app_context():
        answer = page.client.post(
            page.path("/receive/scans"),
            json={"intake": "", "person": told["person"], "scans": sent},
            headers={"X-CSRFToken": told["token"], "Accept": "application/json"},
        )
    states = [one["state"] for one in answer.get_json()["results"]]
    assert (answer.status_code, states) == (200, ["refused"] * len(odd) + ["accepted"])
