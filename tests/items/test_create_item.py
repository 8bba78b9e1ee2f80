"""Creating items: a name is all that is needed, and the rest is kept where it belongs."""

from typing import Any

import pytest

from tests.house import House, new_house
from tests.locations.sites import depot, shelf
from tests.orders.seed import MINIMAL

SAMPLE = {
    "name": "My item name",
    "sku": "123345",
    "gtin": "4006381333931",
    "packaged_length": 5,
    "packaged_width": 6,
    "packaged_height": 7,
    "packaged_weight": 8,
}
"""The published body, but for a gtin with a right check digit."""


def create(house: House, **body: Any) -> dict[str, Any]:
    answer = house.api().post("/v1/items", {"name": "Oat milk", **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.get_json()["data"]
    return made


def refused(house: House, path: str, **body: Any) -> tuple[int, str, list[str]]:
    answer = house.api().post(path, body)
    told = answer.get_json()
    assert (told["status"], told["data"], told["code"]) == (answer.status_code, None, told["error_code"])
    return answer.status_code, told["code"], told["errors"]


def test_a_name_makes_a_product_and_a_variant_that_can_be_stocked_but_has_no_price(house: House) -> None:
    item = create(house)
    assert item["id"].startswith("var_")
    assert item["sku"].startswith("ITEM-")
    assert (item["object"], item["name"], item["levels"], item["vendor"]) == ("item", "Oat milk", [], None)
    variant = house.api().get(f"/v1/products/variants/{item['id']}").get_json()
    assert (variant["grade"], variant["pricing"], variant["tracking"]) == ("A", [], "count")
    product = house.api().get(f"/v1/products/{variant['productId']}").get_json()
    assert (product["name"], product["productSku"], product["status"]) == ("Oat milk", item["sku"], "active")
    assert f'"skuId":"{item["id"]}"' in house.api().get("/v1/inventory").text.replace(" ", "")
    assert house.api().get(f"/v1/items/{item['id']}").get_json()["data"] == item
    assert create(house)["sku"] != item["sku"]


def test_the_published_sample_and_every_field_come_back(house: House) -> None:
    place = depot(house)
    rack = shelf(house, place)
    facts = {
        "description": "Without sugar", "color": "White", "vendor": "Meadow", "value": 249, "size": "1 l",
        "origin_country": "NL", "harmonized_code": "2202.99", "external_id": "x-1", "length": 2.5, "weight": 2,
        "attributes": ["pharma"], "metadata": {"shop": {"id": 7}}, "images": ["https://example.com/a.jpg"],
    }  # fmt: skip
    item = create(house, **SAMPLE, **facts, levels=[{"layout_id": rack["id"], "verified_qty": 30, "damaged_qty": [2]}])
    assert {name: item[name] for name in {**SAMPLE, **facts}} == {**SAMPLE, **facts}
    assert (item["upc"], item["is_asset"], item["width"]) == (None, False, None)
    [level] = item["levels"]
    assert (level["location_id"], level["layout_name"], level["verified_qty"], level["damaged_qty"]) == (
        place, "Rack A-01", 30, 2,
    )  # fmt: skip
    assert (item["total_verified"], item["total_damaged"]) == (30, 2)
    [listed] = house.api().get("/v1/items").get_json()["data"]
    assert listed == item


def test_a_upc_is_a_gtin_of_twelve_digits(lite: House) -> None:
    item = create(lite, upc="036000291452")
    assert (item["gtin"], item["upc"]) == ("0036000291452", "036000291452")
    assert refused(lite, "/v1/items", name="x", gtin="4006381333931", upc="036000291452")[2] == ["upc"]
    assert refused(lite, "/v1/items", name="x", upc="036000291452") == (400, "DUPLICATE_GTIN", ["gtin"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": None}, "name"), ({"gtin": "987654"}, "gtin"), ({"value": 2.5}, "value"), ({"weight": -1}, "weight"),
        ({"weight": "2"}, "weight"), ({"levels": [{"verified_qty": 1}]}, "levels.0.location_id"),
        ({"levels": [{"location_id": "W", "verified_qty": [1, 2]}]}, "levels.0.verified_qty"),
        ({"levels": [{"location_id": "W", "verified_qty": [-1]}]}, "levels.0.verified_qty"),
        ({"levels": [{"location_id": "W", "verified_qty": "1"}]}, "levels.0.verified_qty"),
        ({"levels": [{"location_id": "W", "verified_qty": 1, "received_qty": 2}]}, "levels.0.received_qty"),
        ({"metadata": {"note": "x" * 6000}}, "metadata"), ({"is_asset": "yes"}, "is_asset"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_makes_nothing(lite: House, body: dict[str, Any], field: str) -> None:
    place = depot(lite)
    for level in body.get("levels", ()):
        if "location_id" in level:
            level["location_id"] = place
    assert refused(lite, "/v1/items", **{"name": "Oat milk", **body}) == (400, "VALIDATION_ERROR", [field])
    assert lite.api().get("/v1/items").get_json()["data"] == []


def test_a_sku_that_is_taken_and_places_that_are_not_there(house: House) -> None:
    create(house, sku="OAT-1L")
    assert refused(house, "/v1/items", name="x", sku="OAT-1L") == (400, "DUPLICATE_SKU", ["sku"])
    for level in ({"location_id": "wh_none"}, {"layout_id": "lay_none"}):
        [field] = level
        told = refused(house, "/v1/items", name="x", levels=[{**level, "verified_qty": 1}])
        assert told == (404, "NOT_FOUND", [f"levels.0.{field}"])
    one, other = depot(house, "AMS"), depot(house, "RTM")
    levels = [{"location_id": other, "layout_id": shelf(house, one)["id"], "verified_qty": 1}]
    assert refused(house, "/v1/items", name="x", levels=levels)[2] == ["levels.0.layout_id"]


def test_another_tenant_has_the_same_sku_and_sees_nothing(house: House) -> None:
    other = new_house(house.app)
    item = create(house, sku="OAT-1L")
    assert create(other, sku="OAT-1L")["id"] != item["id"]
    assert other.api().get(f"/v1/items/{item['id']}").status_code == 404
    assert refused(other, f"/v1/items/{item['id']}", name="Mine") == (404, "NOT_FOUND", [])


def test_it_is_ordered_once_a_contract_length_has_a_price(house: House) -> None:
    item = create(house, sku="OAT-1L", levels=[{"location_id": depot(house), "verified_qty": 3}])
    body = {**MINIMAL, "items": [{"sku": "OAT-1L", "quantity": 1}]}
    answer = house.api().post("/v1/orders", body)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "INVALID_CONTRACT_LENGTH")
    tier = {"pricing": [{"contractLength": 12, "monthlyPrice": 2}]}
    assert house.api().patch(f"/v1/products/variants/{item['id']}", tier).status_code == 200
    assert house.api().post("/v1/orders", body).status_code == 201


def undo(house: House, body: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """An item that was made and taken back at once, as it is now, and the answer to the undo."""
    answer = house.api().post("/v1/items", body)
    undone = house.api().post(f"/v1/batches/{answer.headers['Batch-Id']}/undo", {})
    item_id = answer.get_json()["data"]["id"]
    return house.api().get(f"/v1/items/{item_id}").get_json()["data"], undone


def test_undo_takes_an_item_out_of_use_but_one_that_was_stocked_stays(house: House) -> None:
    item, undone = undo(house, {"name": "Oat"})
    assert (undone.status_code, item["status"]) == (200, "inactive"), undone.text
    levels = [{"location_id": depot(house), "verified_qty": 3}]
    item, undone = undo(house, {"name": "Oat", "levels": levels})
    assert (undone.status_code, undone.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    assert (item["status"], item["total_verified"]) == ("active", 3)
