"""Listing items by every published filter."""

from typing import Any
from urllib.parse import urlencode

from tests.house import House
from tests.items.test_create_item import create
from tests.locations.sites import depot, shelf


def skus(house: House, **query: Any) -> list[str]:
    answer = house.api().get(f"/v1/items?{urlencode({'order_by': 'sku', 'direction': 'asc', **query})}")
    assert answer.status_code == 200, answer.text
    return [one["sku"] for one in answer.get_json()["data"]]


def test_by_every_filter(house: House) -> None:
    one, other = depot(house, "AMS"), depot(house, "RTM")
    rack = shelf(house, one)
    create(house, sku="I1", upc="036000291452", levels=[{"layout_id": rack["id"], "verified_qty": 3}])
    create(house, sku="I2", harmonized_code="2202", levels=[{"location_id": other, "manifested_qty": 1}])
    create(house, sku="I3", name="Laptop", is_asset=True, external_id="ext 3", metadata={"harmonized_code": "9"})
    create(house, sku="I4", levels=[{"location_id": one, "verified_qty": 0}])
    assert skus(house) == skus(house, include_zero_inventory="true") == ["I1", "I2", "I3", "I4"]
    assert skus(house, include_zero_inventory="false") == ["I1", "I2"]
    assert skus(house, location_id=one) == ["I1"]
    assert skus(house, location_id=one, include_zero_inventory="true") == ["I1", "I4"]
    assert skus(house, layout_id=rack["id"]) == ["I1"]
    assert (skus(house, sku="I2"), skus(house, sku="i")) == (["I2"], [])
    assert skus(house, upc="036000291452") == skus(house, upc="0036000291452") == ["I1"]
    assert skus(house, harmonized_code="2202") == ["I2"]
    assert skus(house, external_id="ext 3") == skus(house, is_asset="true") == skus(house, search="lapt") == ["I3"]
    assert skus(house, is_asset="false") == ["I1", "I2", "I4"]
    for wrong in ("upc=1", "is_asset=yes", "include_zero_inventory=1", "search=x", "order_by=price", "color=red"):
        answer = house.api().get(f"/v1/items?{wrong}")
        assert (answer.status_code, len(answer.get_json()["errors"])) == (400, 1), wrong


def test_pages_say_how_many_there_are(lite: House) -> None:
    for number in range(3):
        create(lite, sku=f"I{number}")
    told = lite.api().get("/v1/items?limit=2&page=2").get_json()
    assert told["pagination"] == {"object": "pagination", "page": 2, "limit": 2, "total_count": 3, "has_more": False}
    assert [one["sku"] for one in told["data"]] == ["I0"]
