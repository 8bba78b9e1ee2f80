"""What a desk makes of a product's serial rule."""

from typing import Any

import pytest

from tests.house import House
from tests.receiving.desk import Scanner, desk, product, variant

IMEI = "490154203237518"


def at_desk(house: House, rule: str | None) -> Scanner:
    at = desk(house)
    body = {**product("PHONE", variant("PHONE-A", "serial", gtin="5901234123457")), "serialRule": rule}
    assert at.door.post("/v1/products", body).status_code == 201
    at.scan("PHONE-A")
    return at


def test_an_imei_without_its_check_digit_is_asked_about_and_taken_on_a_yes(house: House) -> None:
    at = at_desk(house, "imei")
    well, short, wrong = at.scan(IMEI, "49015420323752", "490154203237519")
    assert (well["state"], short["state"], wrong["state"]) == ("accepted", "attention", "attention")
    assert short["message"].startswith("An IMEI has 15 digits and ends in a check digit; this has 14.")
    assert at.units() == [IMEI]
    assert at.answer(wrong, "take")["state"] == "accepted"
    assert at.units() == [IMEI, "490154203237519"]


@pytest.mark.parametrize("rule", ["any", "AB-99*"])
def test_a_rule_stands_before_what_would_be_learned(house: House, rule: str) -> None:
    at = at_desk(house, rule)
    assert at.states(*(f"AB-{number}" for number in range(10, 30))) == ["accepted"] * 20
    assert at.states("AB-1234567") == ["accepted"]
    assert at.states("12345678X") == ["accepted" if rule == "any" else "attention"]


@pytest.mark.parametrize(("rule", "behind"), [("99999999", "accepted"), ("AA99", "attention"), ("any", "attention")])
def test_a_bar_code_that_fits_the_rule_is_asked_about_and_parks_nothing(house: House, rule: str, behind: str) -> None:
    at = at_desk(house, rule)
    unknown, after = at.scan("96385074", "12345678" if rule == "99999999" else "AB12")
    assert (unknown["kind"], after["state"]) == ("doubt", behind)


def test_a_serial_in_the_item_s_own_code_is_judged_too(house: House) -> None:
    at = at_desk(house, "imei")
    code: dict[str, Any] = {"code": "]d201" + "05901234123457" + "21" + "ABC"}
    assert (at.one(code)["kind"], at.units()) == ("doubt", [])
