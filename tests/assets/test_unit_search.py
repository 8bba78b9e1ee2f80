"""Units by any part of their serial number: the same answer by the index and row by row, on both engines."""

from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import update

from tests.assets.shelf import stock_up
from tests.house import House, new_house, write
from webapp.core.inputs.text import fold
from webapp.core.search import asking
from webapp.ledger.models import Unit

SERIALS = ("C02ZX1Y2MD6T", "c02-zx/9 AB", 'Q"uote%_100', "Ünter-ß-77", "ZZ", "12", "0000012", "AAAAAAAAAAAA" * 20)
ASKED: tuple[tuple[str, set[str]], ...] = (
    ("zx1y2", {"C02ZX1Y2MD6T"}),
    ("C02", {"C02ZX1Y2MD6T", "c02-zx/9 AB"}),
    ("9 a", {"c02-zx/9 AB"}),
    ('q"u', {'Q"uote%_100'}),
    ("%_1", {'Q"uote%_100'}),
    ("%", set()),
    ("ÜNT", {"Ünter-ß-77"}),
    ("ss-7", {"Ünter-ß-77"}),
    ("z", {"ZZ"}),
    ("zz", {"ZZ"}),
    ("1", {"12"}),
    ("c0", {"C02ZX1Y2MD6T", "c02-zx/9 AB"}),
    ("02", set()),
    ("0012", {"0000012"}),
    ("1201", set()),
    ("A" * 200, {"AAAAAAAAAAAA" * 20}),
    ("A" * 241, set()),
    ("C02 OR AB", set()),
)


def _stocked(house: House) -> None:
    stock_up(house)
    for serial in SERIALS:
        answer = house.api().post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A"})
        assert answer.status_code == 201, answer.text


def _found(house: House, text: str, **more: Any) -> set[str]:
    answer = house.api().get(f"/v1/assets?{urlencode({'q': text, **more})}")
    assert answer.status_code == 200, answer.text
    return {asset["serialNumber"] for asset in answer.get_json()["assets"]}


@pytest.mark.parametrize("few", [0, 3_000])
def test_any_part_of_a_serial_finds_it_however_it_is_looked_for(
    house: House, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    _stocked(house)
    assert {text: _found(house, text) for text, _ in ASKED} == dict(ASKED)
    page = house.page("vik").get("/units?q=zx1y2").text.split('id="results"')[-1]
    assert [serial for serial in SERIALS if f">{serial}<" in page] == ["C02ZX1Y2MD6T"]


def test_a_search_is_narrowed_sorted_and_goes_on_like_any_list(house: House) -> None:
    _stocked(house)
    assert _found(house, "C02", status="available") == {"C02ZX1Y2MD6T", "c02-zx/9 AB"}
    assert _found(house, "C02", status="returned") == set()
    door = house.api()
    asked = {"q": "C02", "limit": "1", "sortBy": "serialNumber", "sortDir": "asc"}
    first = door.get(f"/v1/assets?{urlencode(asked)}").get_json()
    asked["startAfter"] = first["nextCursor"]
    second = door.get(f"/v1/assets?{urlencode(asked)}").get_json()
    assert [one["assets"][0]["serialNumber"] for one in (first, second)] == ["c02-zx/9 AB", "C02ZX1Y2MD6T"]


def test_a_corrected_serial_is_found_by_the_new_one_alone(house: House) -> None:
    _stocked(house)
    for old, new in (("C02ZX1Y2MD6T", "C02-RIGHT"), ("ZZ", "ZZTOP"), ('Q"uote%_100', "plain")):
        values = {"serial": new, "serial_norm": fold(new)}
        whose = (Unit.tenant_id == house.tenant_id, Unit.serial == old)
        write(house.session, update(Unit).where(*whose).values(values))
        assert _found(house, new) == {new}
        assert old not in _found(house, old)
    assert _found(house, "C02") == {"C02-RIGHT", "c02-zx/9 AB"}


def test_a_search_sees_no_other_tenant(house: House) -> None:
    _stocked(house)
    other = new_house(house.app)
    stock_up(other)
    other.api().post("/v1/assets", {"serialNumber": "C02-THEIRS", "sku": "MBP-16-A"})
    assert _found(other, "C02") == {"C02-THEIRS"}
    assert "C02-THEIRS" not in _found(house, "C02")


def test_what_was_taken_back_is_found_among_its_own(house: House) -> None:
    _stocked(house)
    batch = house.api().get("/v1/batches").get_json()["batches"][0]["batchId"]
    house.api().post(f"/v1/batches/{batch}/undo")
    assert _found(house, "AAAA") == set()
    assert "AAAAAAAAAAAA" in house.page("vik").get("/units?status=taken_back&q=aaaa").text.split('id="results"')[-1]
