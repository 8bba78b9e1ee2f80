"""Changing an item: its fields, and its levels by more, fewer, or so many from now on."""

from typing import Any

import pytest

from tests.house import House
from tests.items.test_create_item import create, refused
from tests.locations.sites import depot, shelf


def update(house: House, item: dict[str, Any], **body: Any) -> dict[str, Any]:
    answer = house.api().post(f"/v1/items/{item['id']}", body)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.get_json()["data"]
    return told


def level(house: House, item: dict[str, Any], **body: Any) -> dict[str | None, tuple[int, int, int, int]]:
    """What lies in each layout afterwards: verified, damaged, manifested, reserved."""
    told = update(house, item, levels=[body])
    names = ("verified_qty", "damaged_qty", "manifested_qty", "reserved_qty")
    return {one["layout_name"]: tuple(one[name] for name in names) for one in told["levels"]}


def test_a_number_adds_or_takes_away_and_an_array_resets(house: House) -> None:
    item, place = create(house), depot(house)
    assert level(house, item, location_id=place, verified_qty=30) == {None: (30, 0, 0, 0)}
    assert level(house, item, location_id=place, received_qty=30) == {None: (60, 0, 0, 0)}
    assert level(house, item, location_id=place, available_qty=-50) == {None: (10, 0, 0, 0)}
    assert level(house, item, location_id=place, verified_qty=[30]) == {None: (30, 0, 0, 0)}
    assert level(house, item, location_id=place, verified_qty=-5, defective_qty=5) == {None: (25, 5, 0, 0)}
    assert level(house, item, location_id=place, damaged_qty=[0], manifested_qty=7) == {None: (25, 0, 7, 0)}
    assert level(house, item, location_id=place, verified_qty=-10, reserved_qty=10) == {None: (15, 0, 7, 10)}
    assert level(house, item, location_id=place, reserved_qty=[0], manifested_qty=-7) == {None: (15, 0, 0, 0)}
    assert level(house, item, location_id=place, verified_qty=0) == {None: (15, 0, 0, 0)}
    assert level(house, item, location_id=place, verified_qty=[0]) == {}


def test_a_layout_narrows_and_keeps_what_is_added_later(house: House) -> None:
    item, place = create(house), depot(house)
    one, other = shelf(house, place), shelf(house, place, "A-02")
    assert level(house, item, layout_id=one["id"], verified_qty=30) == {"Rack A-01": (30, 0, 0, 0)}
    assert level(house, item, location_id=place, verified_qty=5) == {"Rack A-01": (35, 0, 0, 0)}
    both = {"location_id": place, "layout_id": other["id"]}
    assert level(house, item, **both, verified_qty=[4]) == {"Rack A-01": (35, 0, 0, 0), "Rack A-02": (4, 0, 0, 0)}
    told = refused(house, f"/v1/items/{item['id']}", levels=[{**both, "verified_qty": -5}])
    assert told == (409, "NOT_ENOUGH_LOOSE", ["levels.0.verified_qty"])
    assert level(house, item, location_id=place, verified_qty=[40])["Rack A-02"] == (4, 0, 0, 0)
    assert update(house, item)["total_verified"] == 40


def test_lots_count_in_a_level_but_are_not_taken_by_number(house: House) -> None:
    item, place = create(house), depot(house)
    lot = {"item_id": item["id"], "location_id": place, "number": "L1", "available_qty": 8, "reserved_qty": 1}
    assert house.api().post("/v1/lots", lot).status_code == 201
    assert level(house, item, location_id=place, verified_qty=[30]) == {None: (30, 0, 0, 1)}
    assert level(house, item, location_id=place, verified_qty=-22) == {None: (8, 0, 0, 1)}
    address = f"/v1/items/{item['id']}"
    for name in ("verified_qty", "reserved_qty"):
        told = refused(house, address, levels=[{"location_id": place, name: [0]}])
        assert told == (409, "NOT_ENOUGH_LOOSE", [f"levels.0.{name}"])


def test_what_references_hold_is_theirs_and_one_bad_level_undoes_them_all(house: House) -> None:
    item, place = create(house), depot(house)
    level(house, item, location_id=place, verified_qty=9)
    [record] = house.api().get(f"/v1/inventory?warehouseId={place}").get_json()["data"]["content"]
    kept = house.api().patch(f"/v1/inventory/{record['id']}/reserve", {"qty": 4, "reference": "SO-1"})
    assert kept.status_code == 200, kept.text
    levels = [{"location_id": place, "verified_qty": 1}, {"location_id": place, "reserved_qty": -1}]
    told = refused(house, f"/v1/items/{item['id']}", name="Other", levels=levels)
    assert told == (400, "RESERVED_FOR_REFERENCES", ["levels.1.reserved_qty"])
    after = update(house, item)
    assert (after["name"], after["total_verified"], after["total_reserved"]) == ("Oat milk", 5, 4)


def test_fields_change_in_part_and_null_clears(house: House) -> None:
    item = create(house, gtin="4006381333931", weight=2, metadata={"a": 1}, vendor="Meadow", description="x")
    told = update(house, item, name="Oat drink", weight=2.5, vendor=None, color="White", sku=item["sku"])
    assert (told["name"], told["weight"], told["vendor"], told["color"]) == ("Oat drink", 2.5, None, "White")
    assert (told["gtin"], told["metadata"], told["description"]) == ("4006381333931", {"a": 1}, "x")
    told = update(house, item, gtin=None, weight=None, metadata=None, description=None, value=120)
    assert (told["gtin"], told["weight"], told["metadata"], told["description"]) == (None, None, {}, None)
    variant = house.api().get(f"/v1/products/variants/{item['id']}").get_json()
    product = house.api().get(f"/v1/products/{variant['productId']}").get_json()
    assert (product["name"], product["specification"], variant["listPrice"]) == ("Oat drink", "Oat drink", 1.2)
    assert refused(house, f"/v1/items/{item['id']}", sku="OTHER") == (400, "VALIDATION_ERROR", ["sku"])
    assert refused(house, f"/v1/items/{item['id']}", name=None) == (400, "VALIDATION_ERROR", ["name"])


def test_a_product_of_another_api_keeps_its_words(lite: House) -> None:
    pricing = [{"contractLength": 12, "monthlyPrice": 1}]
    body = {
        "productSku": "MILK", "name": "Milk", "specification": "Whole milk", "category": "Dairy", "brand": "Meadow",
        "variants": [{"variantSku": "MILK-1L", "variantName": "One litre", "grade": "B", "pricing": pricing}],
    }  # fmt: skip
    lite.api().post("/v1/products", body)
    [item] = lite.api().get("/v1/items?sku=MILK-1L").get_json()["data"]
    told = update(lite, item, name="1 l", weight=2, external_id="m")
    assert (told["name"], told["vendor"], told["weight"], told["is_asset"]) == ("1 l", "Meadow", 2, True)
    product = lite.api().get("/v1/products").get_json()["products"][0]
    assert (product["name"], product["category"]) == ("Milk", "Dairy")
    update(lite, item, weight=None, external_id=None)
    product = lite.api().get("/v1/products").get_json()["products"][0]
    assert product["specification"] == "Whole milk"


def test_an_update_is_undone_with_its_levels(house: House) -> None:
    item, place = create(house), depot(house)
    body = {"name": "Oat drink", "levels": [{"location_id": place, "verified_qty": 3}]}
    batch = house.api().post(f"/v1/items/{item['id']}", body).headers["Batch-Id"]
    undone = house.api().post(f"/v1/batches/{batch}/undo", {})
    assert undone.status_code == 200, undone.text
    after = update(house, item)
    assert (after["name"], after["levels"]) == ("Oat milk", [])


def test_an_item_that_is_somewhere_stays_and_an_empty_one_goes_out_of_use(house: House) -> None:
    item, place = create(house), depot(house)
    level(house, item, location_id=place, manifested_qty=2)
    answer = house.api().send("DELETE", f"/v1/items/{item['id']}", None)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "ITEM_NOT_EMPTY")
    level(house, item, location_id=place, manifested_qty=[0])
    gone = house.api().send("DELETE", f"/v1/items/{item['id']}", None)
    assert (gone.status_code, gone.get_json()["data"]["status"]) == (200, "inactive")
    assert house.api().get("/v1/items").get_json()["data"] == []
    assert house.api().get(f"/v1/items/{item['id']}").get_json()["data"]["status"] == "inactive"
    again = refused(house, "/v1/lots", item_id=item["id"], location_id=place)
    assert again == (400, "VARIANT_INACTIVE", ["item_id"])
    more = refused(house, f"/v1/items/{item['id']}", levels=[{"location_id": place, "verified_qty": 1}])
    assert more == (400, "VARIANT_INACTIVE", ["levels.0"])


@pytest.mark.parametrize("scope", ["products:write", "inventory:write", "items:read"])
def test_a_key_without_the_scope_changes_nothing(lite: House, scope: str) -> None:
    item = create(lite)
    answer = lite.api(Authorization=f"Bearer {lite.key(scope)}").post(f"/v1/items/{item['id']}", {"name": "x"})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "INSUFFICIENT_PERMISSIONS")
