"""The published reads: lists, what runs low, logs, what a shop may show."""

import re
from typing import Any

from tests.house import House, new_house
from tests.inventory.shelf import depot, goods, opened
from webapp.core.operation.registry import operations


def data(house: House, path: str) -> Any:
    answer = house.api().get(path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()["data"]


def test_the_list_is_numbered_from_zero(house: House) -> None:
    record = opened(house, 5)
    page = data(house, "/v1/inventory?page=0&limit=2")
    assert page.keys() == {"content", "page", "limit", "totalElements"}
    assert (page["page"], page["limit"], page["totalElements"], len(page["content"])) == (0, 2, 3, 2)
    assert page["content"][0]["id"] == record["id"]
    assert len(data(house, "/v1/inventory?page=1&limit=2")["content"]) == 1
    assert data(house, "/v1/inventory")["limit"] == 50
    assert house.api().get("/v1/inventory?colour=red").status_code == 422


def test_its_filters(house: House) -> None:
    record = opened(house, 5, reorderLevel=5)
    house.api().patch(f"/v1/inventory/{record['id']}/reserve", {"qty": 1})
    for query in (
        "hasReservations=true",
        "low=true",
        "inStock=true",
        "sku=MACBOOK-PRO-16",
        "sortBy=onHand&inStock=true",
    ):
        assert [one["id"] for one in data(house, f"/v1/inventory?{query}")["content"]] == [record["id"]], query
    assert len(data(house, "/v1/inventory?low=false")["content"]) == 2
    assert len(data(house, "/v1/inventory?q=mbp-16")["content"]) == 2
    assert len(data(house, f"/v1/inventory?productId={record['productId']}")["content"]) == 3


def test_a_new_sku_has_a_record_by_itself_unless_the_settings_say_otherwise(house: House) -> None:
    told = goods(house)
    [one] = data(house, f"/v1/inventory/product/{told['product']}/sku/{told['MBP-16-A']}")
    assert (one["warehouseId"], one["onHandQty"], one["reorderLevel"]) == (told["main"], 0, None)
    other = new_house(house.app)
    other.api().patch("/v1/settings", {"recordsForNewVariants": False})
    goods(other)
    assert data(other, "/v1/inventory")["content"] == []


def test_of_a_product_in_all_warehouses(house: House) -> None:
    record = opened(house, 5)
    place = depot(house)
    body = {"productId": record["productId"], "warehouseId": place, "initialQty": 2}
    house.api().post("/v1/inventory", body)
    path = f"/v1/inventory/product/{record['productId']}"
    assert len(data(house, path)) == 4
    shown = data(house, f"{path}/storefront")
    assert {one["availableQty"] for one in shown} == {0, 5, 2}
    assert "location" not in shown[0]
    assert {one["inStock"] for one in shown} == {True, False}
    for unknown in ("/v1/inventory/product/prod_x", "/v1/inventory/product/prod_x/storefront", f"{path}/sku/var_x"):
        answer = house.api().get(unknown)
        assert (answer.status_code, answer.get_json()["status"]) == (404, False)
    assert house.api().get("/v1/inventory/inv_x").get_json() == {
        "status": False,
        "message": "Inventory record not found.",
    }


def test_low_stock_is_inclusive(house: House) -> None:
    record = opened(house, 12, reorderLevel=10, reorderQty=30)
    assert data(house, "/v1/inventory/low-stock") == []
    house.api().patch(f"/v1/inventory/{record['id']}/adjust", {"qty": -2, "action": "SOLD"})
    [low] = data(house, "/v1/inventory/low-stock")
    assert (low["id"], low["availableQty"], low["suggestedQty"]) == (record["id"], 10, 30)
    assert low["lastStockAdjusted"]
    house.api().patch(f"/v1/inventory/{record['id']}", {"reorderQty": None})
    assert data(house, "/v1/inventory/low-stock")[0]["suggestedQty"] == 1
    assert data(house, f"/v1/inventory/low-stock?warehouseId={record['warehouseId']}") != []
    assert data(house, "/v1/inventory/low-stock?warehouseId=wh_x") == []


def test_the_logs_without_promises_come_to_what_is_on_hand(house: House) -> None:
    told = goods(house)
    house.api().post("/v1/assets", {"serialNumber": "C01", "sku": "MBP-16-A"})
    house.api().post("/v1/assets", {"serialNumber": "C02", "sku": "MBP-16-A", "status": "returned"})
    house.do(operations["change_status"], unitId=_unit(house, "C01"), to="unavailable", reason="lost")
    [record] = data(house, f"/v1/inventory/product/{told['product']}/sku/{told['MBP-16-A']}")
    path = f"/v1/inventory/{record['id']}"
    for body in ({"action": "RECEIVED", "qty": 9}, {"action": "DAMAGED", "qty": -2}, {"action": "ADJUSTED", "qty": -1}):
        assert house.api().patch(f"{path}/adjust", body).status_code == 200
    batch = house.api().patch(f"{path}/reserve", {"qty": 3, "reference": "ORD-1"}).headers["Batch-Id"]
    house.api().patch(f"{path}/adjust", {"action": "SOLD", "qty": -2, "reference": "ORD-1"})
    house.api().patch(f"{path}/release", {"qty": 1, "reference": "ORD-1"})
    house.api().post(f"/v1/batches/{batch}/undo")
    content = data(house, f"{path}/logs?limit=100")["content"]
    known = {"RECEIVED", "SOLD", "ADJUSTED", "RESERVED", "RELEASED", "DAMAGED", "RETURNED"}
    assert {one["action"] for one in content} <= known
    assert content[0].keys() == {
        "id", "inventoryId", "productId", "tenantId", "action", "qtyChange", "reference", "notes", "adjustedBy",
        "logDate", "timestamp",
    }  # fmt: skip
    on_hand = sum(one["qtyChange"] for one in content if one["action"] not in ("RESERVED", "RELEASED"))
    reserved = sum(one["qtyChange"] for one in content if one["action"] in ("RESERVED", "RELEASED"))
    now = data(house, path)
    assert on_hand == now["onHandQty"]
    assert now["availableQty"] + now["reservedQty"] == now["onHandQty"]
    assert reserved >= now["reservedQty"]
    assert data(house, "/v1/inventory/logs?limit=100")["totalElements"] == len(content)
    assert {one["action"] for one in data(house, "/v1/inventory/logs?action=SOLD")["content"]} == {"SOLD"}


def _unit(house: House, serial: str) -> str:
    page = house.page("vik").get(f"/units?q={serial}").text
    return f"unit_{page.split('/units/unit_', 1)[1].split(chr(34), 1)[0]}"


def test_its_pages(lite: House) -> None:
    record = opened(lite, 5, reorderLevel=5)
    assert "Low" in lite.page("vik").get("/records").text
    assert "MACBOOK-PRO-16" in lite.page("vik").get("/records?low=true").text
    low = lite.page("vik").get("/low-stock").text
    assert "MACBOOK-PRO-16" in low
    assert f"/records/{record['id']}#promisable" in low
    assert re.search(
        r'<th scope="col" class="text p1"[^>]*>\s*(<a [^>]*>)?Warehouse', low
    )  # else two rows of a SKU look alike
    assert "MACBOOK-PRO-16" in lite.page("vik").get("/low-stock.csv").text
    assert lite.page("vik").get("/records.xlsx").status_code == 200
    page = lite.page("vik").get(f"/records/{record['id']}").text
    assert "Low stock" in page
    assert "Initial stock" in page
    assert re.search('id="promisable">All <a [^>]*bucket=available[^>]*>5</a> available can be promised', page)
    assert lite.page("vik").get("/records/inv_x").status_code == 404
