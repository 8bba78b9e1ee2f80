"""The proof scan: the right label on the right unit, through both doors, told on the unit's timeline."""

from typing import Any

import pytest

from tests.house import House
from tests.labels.stock import furnish

GS1 = "010950600013435221C02ZX1Y2MD6T"


def proven(house: House, **body: Any) -> dict[str, Any]:
    """What a proof found."""
    answer = house.api("labels:write").post("/v1/labels/proof", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def unit_page(house: House, serial: str) -> str:
    """The timeline of a unit."""
    door = house.page("vik")
    return door.get(door.get(f"/find?q={serial}").location).text.split('class="timeline"')[1]


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("C02ZX1Y2MD6T", "c02zx1y2md6t"),
        (GS1, "C02ZX1Y2MD6T"),
        (f"]d2{GS1}", "]C0C02ZX1Y2MD6T"),
        ("C02ZX1Y2MD6T", GS1),
    ],
)
def test_two_codes_of_one_unit_prove_its_label(house: House, label: str, unit: str) -> None:
    furnish(house)
    found = proven(house, label=label, unit=unit)
    assert (found["right"], found["serialNumber"]) == (True, "C02ZX1Y2MD6T")
    assert "found the right label on it" in unit_page(house, "C02ZX1Y2MD6T")
    assert proven(house, label=label, unitId=found["unitId"])["right"] is True


def test_a_wrong_label_is_told_on_both_units(house: House) -> None:
    furnish(house)
    found = proven(house, label="SN-2", unit=GS1)
    assert (found["right"], found["labelSays"], found["unitSays"]) == (False, "SN-2", "C02ZX1Y2MD6T")
    assert "The label says SN-2." in unit_page(house, "C02ZX1Y2MD6T")
    assert "Its label is on C02ZX1Y2MD6T." in unit_page(house, "SN-2")
    stranger = proven(house, label="NOBODY", unit="SN-2")
    assert (stranger["right"], stranger["serialNumber"]) == (False, "SN-2")
    other = proven(house, label="SN-2", unit="NOBODY")
    assert (other["right"], other["unitSays"]) == (False, "NOBODY")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"label": "SN-2"}, "SECOND_CODE_NEEDED"),
        ({"label": "NOBODY", "unit": "NOBODY-2"}, "NOTHING_TO_PROVE"),
        ({"label": "]d20109506000134351", "unit": "SN-2"}, "CODE_REFUSED"),
        ({"label": "x" * 513, "unit": "SN-2"}, "VALIDATION_ERROR"),
        ({"unit": "SN-2"}, "VALIDATION_ERROR"),
    ],
)
def test_what_proves_nothing_is_refused(house: House, body: dict[str, Any], code: str) -> None:
    furnish(house)
    answer = house.api().post("/v1/labels/proof", body)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["code"] == code


def test_the_page_asks_for_one_code_after_the_other(lite: House) -> None:
    furnish(lite)
    door = lite.page("olga")
    first = door.fill("/labels/proof", label=GS1)
    assert 'id="scan" name="unit"' in first.text
    assert f'name="label" value="{GS1}"' in first.text
    second = door.fill("/labels/proof", label=GS1, unit="C02ZX1Y2MD6T")
    assert second.status_code == 303
    page = door.get(second.location).text
    assert 'data-scan-result data-state="accepted" data-code="C02ZX1Y2MD6T"' in page
    assert 'id="scan" name="label"' in page
    door.fill("/labels/proof", label="SN-2", unit="C02ZX1Y2MD6T")
    page = door.get("/labels/proof").text
    assert 'data-scan-result data-state="refused" data-code="C02ZX1Y2MD6T"' in page
    assert page.index('data-state="refused"') < page.index('data-scan-result data-state="accepted"')
    neither = door.fill("/labels/proof", label="NOBODY", unit="<script>alert(1)</script>")
    assert "Neither NOBODY nor" in neither.text
    assert "<script>alert" not in neither.text


def test_from_a_units_page_one_scan_is_enough(lite: House) -> None:
    furnish(lite)
    unit = proven(lite, label="SN-2", unit="SN-2")["unitId"]
    door = lite.page("olga")
    assert "Scan the label that is on this unit." in door.get(f"/labels/proof?unitId={unit}").text
    assert door.fill(f"/labels/proof?unitId={unit}", label="SN-2").status_code == 303
    assert lite.page("vik").get("/labels/proof").status_code == 403
