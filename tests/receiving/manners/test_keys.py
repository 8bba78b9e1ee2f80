"""A scan's key stands for one scan: with another code, or for another intake, it gets no answer of that one."""

import uuid

from tests.house import House
from tests.receiving.desk import desk
from tests.receiving.test_desk_page import coded, pipe


def test_the_same_key_with_another_code_is_refused_and_heard(house: House) -> None:
    at = desk(house)
    key = str(uuid.uuid4())
    at.one("MBP-16-A")
    first = at.one({"key": key, "code": "SN-1"})
    assert at.one({"key": key, "code": "SN-1"}) == first
    other = at.one({"key": key, "code": "SN-2"})
    assert (other["state"], other["code"]) == ("refused", "SN-2")
    assert "used for another scan" in other["message"]
    assert at.one({"key": key, "code": "SN-1", "qty": 2})["state"] == "refused"
    assert at.one({"key": key, "set": {"acquisitionCost": 12.5}})["state"] == "refused"
    assert at.units() == ["SN-1"]


def test_in_one_request_the_first_has_it(house: House) -> None:
    at = desk(house)
    at.one("MBP-16-A")
    key = str(uuid.uuid4())
    states = at.states({"key": key, "code": "SN-1"}, {"key": key, "code": "SN-2"}, {"key": key, "code": "SN-1"})
    assert states == ["accepted", "refused", "accepted"]
    assert at.units() == ["SN-1"]


def test_a_choice_sent_again_is_the_same_to_the_digit(house: House) -> None:
    at = desk(house)
    told = {"key": str(uuid.uuid4()), "set": {"acquisitionCost": 12.5, "acquisitionDate": "2025-01-15"}}
    assert at.one(told) == at.one(told)
    lot = {"key": str(uuid.uuid4()), "code": "MILK-1L", "qty": 2, "lot": {"number": "L1", "expiry": "2030-01-31"}}
    assert at.one(lot) == at.one(lot)
    assert at.about()["received"] == 2


def test_another_intake_is_another_scan(house: House) -> None:
    at = desk(house)
    at.one("MBP-16-A")
    key = str(uuid.uuid4())
    assert at.one({"key": key, "code": "SN-1"})["state"] == "accepted"
    at.intake = at.door.post("/v1/intakes", {"name": "Tuesday"}).get_json()["intake"]["intakeId"]
    assert at.one({"key": key, "code": "SN-1"})["state"] == "refused"


def test_the_desk_hears_it_with_and_without_a_script(house: House) -> None:
    desk(house)
    door = house.page("olga")
    scan = coded("MBP-16-A")
    assert pipe(door, house, scan).get_json()["results"][0]["state"] == "accepted"
    [told] = pipe(door, house, {**scan, "code": "SN-9"}).get_json()["results"]
    assert (told["state"], told["sound"], told["code"]) == ("refused", "refused", "SN-9")
    assert 'data-code="SN-9"' in told["html"]
    assert "used for another scan" in told["html"]
    for code in ("SN-1", "SN-2"):
        answer = door.press("/receive", code=code, key="the-same-page", intake="")
    page = door.get(answer.location).text
    assert "SN-2: this page was sent before. Nothing was done" in page
    assert 'data-state="accepted" data-code="SN-1"' in page


def test_what_is_chosen_is_said_so_with_its_currency_and_what_comes_next(lite: House) -> None:
    desk(lite)
    scans = [coded("PAPER-A4"), coded("SD:QTY:12"), {**coded(""), "set": {"acquisitionCost": "7,50"}}]
    told = pipe(lite.page("olga"), lite, coded("MBP-16-A"), *scans).get_json()
    assert '<span class="sr state">Chosen: </span>' in told["results"][0]["html"]
    assert "next: 12 pieces" in told["context"]
    assert "cost 7.50 EUR" in told["context"]


def test_a_key_that_is_too_short_is_told_how_long_it_has_to_be(lite: House) -> None:
    at = desk(lite)
    answer = at.door.post(f"/v1/intakes/{at.intake}/scans", {"scans": [{"key": "short", "code": "SN-1"}]})
    assert answer.get_json()["error"]["details"][0]["message"] == "Fill this in: at least 8 characters."
