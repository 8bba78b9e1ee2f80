"""The one box finds what has the code."""

from urllib.parse import quote

import pytest

from tests.assets.shelf import stock_up
from tests.house import House


@pytest.fixture
def full(lite: House) -> House:
    stock_up(lite)
    door = lite.api()
    door.post("/v1/assets", {"serialNumber": "C02ZX1", "sku": "MBP-16-A"})
    depot = door.post("/v1/warehouses", {"name": "Rotterdam", "code": "RTM"}).get_json()["data"]
    door.post(f"/v1/locations/{depot['id']}/layouts", {"name": "A-01-02"})
    return lite


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("c02zx1", "/units/unit_"),
        ("MBP-16-A", "/products/prod_"),
        ("MACBOOK-PRO-16", "/products/prod_"),
        ("rtm", "/warehouses/wh_"),
        ("A-01-02", "/warehouses/wh_"),
        ("RTM/a-01-02", "/warehouses/wh_"),
        ("nobody has it", "/units?q=nobody+has+it"),
        ("' OR 1=1 --", "/units?q="),
        ("", "/"),
    ],
)
def test_a_code_leads_to_its_thing(full: House, code: str, page: str) -> None:
    answer = full.page("vik").get(f"/find?q={quote(code)}")
    assert answer.status_code == 303
    assert answer.location.startswith(full.page("vik").path(page))
    assert full.page("vik").get(answer.location).status_code == 200
