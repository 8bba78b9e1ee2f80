"""Every number on a page that is marked as a quantity leads to movements, the last of which leaves just that number."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.architecture.furnish import PAGES, fill, furnish
from tests.house import House
from tests.ledger.desk.command import Command, command
from webapp.core.data.database import db
from webapp.ledger.quantities import Shelf, Why, bring, damage, lot_shelf, record_shelf, reserve
from webapp.ledger.stands import Goods, goods_of, open_lot, units_stand

QUANTITY = re.compile(r'<a class="quantity" data-quantity="(\w+)" href="([^"]+)">(.*?)</a>', re.DOTALL)


@pytest.fixture
def stocked(lite: House) -> tuple[House, dict[str, str]]:
    """One of everything, and of its variant stock of every kind in one bin, some of it promised, some held."""
    values = furnish(lite)
    with command(db.engine, lite.tenant_id) as work:
        goods: Goods = goods_of(work, values["variant_id"])
        stand = units_stand(work, values["variant_id"], values["location_id"])
        lot = open_lot(work, goods, values["location_id"], "L-1", None, values["layout_id"])
        for shelf in (record_shelf(work, stand.spot.record_id), lot_shelf(work, lot.id)):
            _fill(work, shelf, values["layout_id"])
    return lite, values


def _fill(work: Command, shelf: Shelf, bin_id: str) -> None:
    bring(work, shelf, 20, Why(action="RECEIVED"), source="supplier", bin_id=bin_id)
    bring(work, shelf, 4, Why(action="EXPECTED"), source="supplier", into="expected", bin_id=bin_id)
    reserve(work, shelf, 5, Why(action="RESERVED", reference="SO-1"))
    damage(work, shelf, 3, Why(action="HELD"))


def _numbers(text: str) -> list[tuple[str, str, int]]:
    """Of each quantity its bucket, its address and its number."""
    found = []
    for bucket, href, inside in QUANTITY.findall(text):
        number = re.search(r"[\d,]+", re.sub(r"<[^>]+>", " ", inside))
        assert number, inside
        found.append((bucket, unescape(href), int(number[0].replace(",", ""))))
    return found


def _explained(house: House, href: str) -> int:
    query = dict(parse_qsl(urlsplit(href).query))
    rows = house.api().get(f"/v1/movements?{urlsplit(href).query}").get_json()["movements"]
    assert query.get("bucket")
    return int(rows[0]["balance"]) if rows else 0


def test_every_quantity_on_every_page_is_explained(stocked: tuple[House, dict[str, str]]) -> None:
    house, values = stocked
    door = house.page("vik")
    seen: dict[tuple[str, int], str] = {}
    for route in PAGES:
        if "GET" not in route.methods or route.endpoint.endswith(("_csv", "_xlsx")):
            continue
        answer = door.client.get(fill(route.rule, values, house))
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for bucket, href, number in _numbers(answer.text):
                assert f"bucket={bucket}" in href
                seen.setdefault((href, number), route.endpoint)
    for (href, number), endpoint in seen.items():
        assert _explained(house, href) == number, (endpoint, href)
    assert {"variants.variant", "locations.bin"} <= set(seen.values())
    assert len(seen) >= 12


def test_a_quantity_opens_a_page_that_says_what_it_is_of(stocked: tuple[House, dict[str, str]]) -> None:
    house, values = stocked
    door = house.page("vik")
    bucket, href, number = _numbers(door.get(f"/variants/{values['variant_id']}").text)[0]
    page = door.client.get(href).text
    lead = page[page.index('class="explained"') : page.index('id="results"')]
    assert values["sku"] in lead
    assert f"<b>{number}</b> {bucket}" in lead
    assert f'name="recordId" value="{dict(parse_qsl(urlsplit(href).query))["recordId"]}"' in page
    assert "Available after" in page
    assert ">+1</td>" in page


def test_what_is_not_there_explains_nothing(lite: House) -> None:
    door = lite.page("vik")
    for query in ("recordId=inv_none&bucket=held", "reservationId=res_none", "binId=%00", "lotId=lot_none"):
        assert 'class="explained"' not in door.client.get(f"/{lite.slug}/movements?{query}").text
