"""A late yes books what was meant when the scan was made; what is parked is released together, at a flat cost."""

from typing import Any

import pytest
from sqlalchemy import event

from tests.house import House
from tests.receiving.desk import Scanner, desk
from tests.receiving.test_desk_page import coded, pipe

NOBODYS = "96385074"
MEANT = {"acquisitionCost": 10, "acquisitionDate": "2025-01-15", "condition": "like new", "notes": "pallet 1"}
NOW = {"acquisitionCost": 99, "acquisitionDate": "2025-02-20", "condition": "scratched", "notes": "pallet 2"}


def _preset(at: Scanner, **told: Any) -> None:
    assert at.one({"set": told})["state"] == "accepted"


def _kept(at: Scanner, serial: str) -> dict[str, Any]:
    unit = at.door.get(f"/v1/assets/{serial}").get_json()
    return {name: unit[name] for name in (*MEANT, "status")}


@pytest.mark.parametrize("choice", ["one by one", "together"])
def test_a_parked_scan_is_received_with_the_presets_of_its_time(house: House, choice: str) -> None:
    at = desk(house)
    at.one("MBP-16-A")
    _preset(at, **MEANT, status="returned")
    parked = at.scan(NOBODYS, "SN-1")[1]
    assert parked["kind"] == "parked"
    _preset(at, **NOW, status="available")
    at.one("MBP-16-B")
    settled = at.answer(parked, "take" if choice == "one by one" else "release")
    assert settled["state"] == "accepted", settled
    assert _kept(at, "SN-1") == {**MEANT, "status": "returned"}
    at.one("SN-2")
    assert _kept(at, "SN-2") == {**NOW, "status": "available"}, "what is chosen now stays"


def test_a_doubtful_serial_too(house: House) -> None:
    at = desk(house)
    at.one("MBP-16-A")
    _preset(at, **MEANT)
    asked = at.one("5901234123457")
    assert asked["kind"] == "doubt"
    _preset(at, **NOW)
    assert at.answer(asked, "take")["state"] == "accepted"
    assert _kept(at, "5901234123457") == {**MEANT, "status": "available"}


def test_what_waits_for_a_preset_gets_the_one_that_came(house: House) -> None:
    at = desk(house)
    at.one("MBP-16-A")
    _preset(at, acquisitionCost=10)
    assert at.one({"set": {"acquisitionCost": "a lot"}})["state"] == "refused"
    parked = at.one("SN-1")
    assert parked["kind"] == "parked"
    _preset(at, acquisitionCost=12)
    assert at.answer(parked, "take")["state"] == "accepted"
    assert at.door.get("/v1/assets/SN-1").get_json()["acquisitionCost"] == 12


def test_an_unknown_code_under_a_counted_item_is_linked_or_created_and_read_again(house: House) -> None:
    at = desk(house)
    asked = at.scan("PAPER-A4", NOBODYS)[1]
    assert (asked["state"], at.about()["received"]) == ("attention", 1)
    assert at.answer(asked, "take")["state"] == "refused"
    assert at.answer(asked, "again")["state"] == "attention", "nobody knows it yet"
    made = at.door.patch(f"/v1/products/variants/{_id(at, 'MILK-1L')}", {"gtin": NOBODYS})
    assert made.status_code == 200
    parked = at.one("SN-1")
    assert parked["kind"] == "parked", "what comes behind it waits"
    assert at.answer(asked, "again")["state"] == "accepted"
    assert at.one("LOT-7")["message"].startswith("Lot LOT-7"), "the milk is chosen"


def _id(at: Scanner, sku: str) -> str:
    return str(at.door.get(f"/v1/products/variants?sku={sku}").get_json()["variants"][0]["variantId"])


def test_its_row_offers_what_the_person_may_do(lite: House) -> None:
    desk(lite)
    for who, code, there in (
        (
            "mo",
            NOBODYS,
            [f"/variants/link?gtin={NOBODYS}", f"/products/new?gtin={NOBODYS}", "Read it again", "Dismiss"],
        ),
        ("mo", "BOX-77", ["/products/new?sku=BOX-77", "Read it again", "Dismiss"]),
        ("olga", NOBODYS, ["It is the item chosen now", "Read it again", "Dismiss"]),
    ):
        answer = pipe(lite.page(who), lite, coded("PAPER-A4"), coded(code), person=who).get_json()
        row = answer["results"][1]["html"]
        assert [words for words in there if words in row] == there
        assert sorted(there, key=row.index) == there
        assert ("/products/new" in row) is (who == "mo")


def test_releasing_costs_no_look_ups_for_each(house: House) -> None:
    at = desk(house)
    at.scan("MBP-16-A", NOBODYS)
    asked: list[str] = []

    def told(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    engine = house.session.get_bind()
    costs = []
    for count in (5, 25):
        serials = [f"SN-{count}-{n:03}" for n in range(count)]
        assert set(at.states(*serials)) == {"attention"}
        event.listen(engine, "before_cursor_execute", told)
        assert at.one({"answer": {"to": "whichever", "choice": "drop"}})["state"] == "accepted"
        event.remove(engine, "before_cursor_execute", told)
        costs.append(sum(statement.lstrip().upper().startswith("SELECT") for statement in asked))
        asked.clear()
    assert costs[0] == costs[1]
    for count in (5, 25):
        assert set(at.states(*(f"SN-{count}-{n:03}" for n in range(count)))) == {"attention"}
        event.listen(engine, "before_cursor_execute", told)
        assert at.one({"answer": {"to": "whichever", "choice": "release"}})["state"] == "accepted"
        event.remove(engine, "before_cursor_execute", told)
        looked = [one for one in asked if " unit_code" in one or "FROM trade_item" in one or "bin.code_key IN" in one]
        costs.append(len(looked))
        asked.clear()
    assert costs[2] == costs[3] <= 4
