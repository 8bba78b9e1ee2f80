"""A serial number that is mistyped leads to those that are nearly it, on both engines, at a cost that has a bound."""

import pytest
from sqlalchemy import event

from tests.assets.shelf import stock_up
from tests.house import House, new_house
from webapp.assets.nearest import near_units
from webapp.core.data.tenancy import tenant_scope
from webapp.core.search.near import distance, slips

SERIALS = ("C02ZX1Y2MD6T", "C02ZX1Y2MD7T", "PF-3NX-91", "SN/2024-0123456789ABCDEF-0123456789", "ÜNTER-77", "AB1")


def _stocked(house: House) -> None:
    stock_up(house)
    for serial in SERIALS:
        assert house.api().post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A"}).status_code == 201


def _near(house: House, text: str) -> list[str]:
    with tenant_scope(house.tenant_id):
        return [*near_units(house.session, house.tenant_id, text).values()]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("C02ZX1Y2MD8T", "C02ZX1Y2MD6T"),  # another sign
        ("c02zx1y2d6t", "C02ZX1Y2MD6T"),  # one too few
        ("C02ZXX1Y2MD7T", "C02ZX1Y2MD7T"),  # one too many
        ("C02ZX12YMD7T", "C02ZX1Y2MD7T"),  # two changed places
        ("CO2ZX1Y2MD7T", "C02ZX1Y2MD7T"),  # O for 0
        ("C02ZX1Y2MQQT", "C02ZX1Y2MD6T"),  # two others
        ("02ZX1Y2MD7", "C02ZX1Y2MD7T"),  # both ends lost
        ("PF3NX-91", "PF-3NX-91"),
        ("PF-3NX-19", "PF-3NX-91"),
        ("SN/2024-0123456789ABCDEF-012345678", "SN/2024-0123456789ABCDEF-0123456789"),
        ("SN/2024-0123456789ABDCEF-0123556789", "SN/2024-0123456789ABCDEF-0123456789"),
        ("ünter-78", "ÜNTER-77"),
    ],
)
def test_one_or_two_slips_are_forgiven(house: House, typed: str, first: str) -> None:
    _stocked(house)
    assert _near(house, typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["C02ZX1QQQD6T", "AB", "AC1", "", "nothing like it", "9" * 300, '"*%_\\'])
def test_what_is_not_near_is_not_offered(house: House, typed: str) -> None:
    _stocked(house)
    assert _near(house, typed) == []


def test_what_looks_alike_comes_first_and_no_more_than_five(house: House) -> None:
    stock_up(house)
    for serial in ("QX-8A3B", "QX-1A3B", "QX-0A3B", "QX-2A3B", "QX-3A3B", "QX-4A3B"):
        house.api().post("/v1/assets", {"serialNumber": serial, "sku": "MBP-16-A"})
    found = _near(house, "QX-BA3B")
    assert (found[0], len(found)) == ("QX-8A3B", 5)


def test_codes_lead_to_their_units_and_what_was_taken_back_or_is_elsewhere_is_not_offered(house: House) -> None:
    _stocked(house)
    door = house.api()
    tag = {"assetSerialNumber": "PF-3NX-91", "kind": "asset_tag", "code": "TAG-00017"}
    assert door.post("/v1/asset-identifiers", tag).status_code == 201
    assert _near(house, "TAG-00071") == ["PF-3NX-91"]
    door.post("/v1/assets", {"serialNumber": "GONE-1234", "sku": "MBP-16-A"})
    door.post(f"/v1/batches/{door.get('/v1/batches').get_json()['batches'][0]['batchId']}/undo")
    assert _near(house, "GONE-1243") == []
    other = new_house(house.app)
    stock_up(other)
    assert _near(other, "C02ZX1Y2MD8T") == []


def test_an_unknown_serial_says_which_may_be_meant(house: House) -> None:
    _stocked(house)
    door = house.api()
    for answer in (door.get("/v1/assets/PF-3NX-92"), door.delete("/v1/assets/PF-3NX-92")):
        error = answer.get_json()["error"]
        assert (answer.status_code, error["code"]) == (404, "NOT_FOUND")
        [detail] = error["details"]
        assert (detail["path"], detail["code"]) == ("serialNumber", "nearest")
        assert "PF-3NX-91" in detail["message"]
    assert "details" not in door.get("/v1/assets/nobody-has-this").get_json()["error"]
    wrong = {"assetSerialNumber": "PF-3NX-92", "kind": "other", "code": "X-1"}
    details = door.post("/v1/asset-identifiers", wrong).get_json()["error"]["details"]
    assert [one["code"] for one in details] == ["not_found", "nearest"]


def test_the_cost_has_a_bound(house: House) -> None:
    _stocked(house)
    house.session.rollback()
    asked: list[str] = []
    engine = house.session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    _near(house, "Z" * 32)
    _near(house, "Z" * 256)
    assert 0 < len(asked) <= 20


def test_slips_are_counted_as_people_make_them() -> None:
    for one, other, count in (("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("ca", "abc", 3), ("", "ab", 2)):
        assert distance(one, other) == distance(other, one) == count
    assert all(distance("ab-1", one) == 1 for one in slips("ab-1"))
