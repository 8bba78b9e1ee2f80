"""Opening stock records, through both doors; the bodies are those of the published page."""

import pytest

from tests.doors import fields_of
from tests.house import House, new_house
from tests.inventory.shelf import depot, goods, is_clean, opened
from webapp.core.operation.registry import operations

SIMPLE = {
    "productId": "prod_abc123",
    "warehouseId": "wh_def456",
    "initialQty": 50,
    "location": "B-02-1",
    "reorderLevel": 10,
    "reorderQty": 30,
}
OF_A_SKU = {
    "productId": "prod_phone_789",
    "skuId": "sku_red_256gb",
    "warehouseId": "wh_abc123",
    "initialQty": 20,
    "location": "C-05-3",
    "reorderLevel": 5,
    "reorderQty": 15,
    "variantAttributes": {"Color": "Red", "Storage": "256GB"},
}
PUBLISHED = {
    "id", "productId", "skuId", "tenantId", "warehouseId", "warehouseName", "location", "onHandQty", "reservedQty",
    "availableQty", "reorderLevel", "reorderQty", "variantAttributes", "createdAt", "updatedAt",
}  # fmt: skip
TWICE = {
    "status": False,
    "message": "An inventory record for this product already exists in the specified warehouse.",
}


def test_the_published_sample_then_again(house: House) -> None:
    told = goods(house)
    body = {**SIMPLE, "productId": told["product"], "warehouseId": depot(house)}
    answer = house.api().post("/v1/inventory", body)
    assert answer.status_code == 200
    assert answer.get_json().keys() == {"status", "data"}
    assert answer.get_json()["status"] is True
    record = answer.get_json()["data"]
    assert record.keys() >= PUBLISHED
    assert record["id"].startswith("inv_")
    assert (record["skuId"], record["variantAttributes"], record["availableQty"]) == (None, {}, 50)
    assert (record["onHandQty"], record["reservedQty"], record["location"]) == (50, 0, "B-02-1")
    assert (record["reorderLevel"], record["reorderQty"]) == (10, 30)
    assert (record["warehouseName"], record["tenantId"]) == ("Abuja Satellite Store", house.slug)
    assert record["createdAt"].endswith("Z")
    again = house.api().post("/v1/inventory", body)
    assert (again.status_code, again.get_json()) == (409, TWICE)
    assert house.api().get(f"/v1/inventory/{record['id']}").get_json()["data"] == record
    assert is_clean(house)


def test_a_sku_in_two_warehouses(house: House) -> None:
    told = goods(house)
    for code in ("ONE", "TWO"):
        body = {**OF_A_SKU, "productId": told["product"], "skuId": told["MBP-16-A"], "warehouseId": depot(house, code)}
        answer = house.api().post("/v1/inventory", body)
        assert answer.status_code == 200, answer.text
        record = answer.get_json()["data"]
        assert (record["skuId"], record["variantAttributes"]) == (told["MBP-16-A"], OF_A_SKU["variantAttributes"])
        assert house.api().post("/v1/inventory", body).get_json() == TWICE


def test_its_opening_quantity_is_a_movement(house: House) -> None:
    record = opened(house, 50)
    [line] = house.api().get(f"/v1/inventory/{record['id']}/logs").get_json()["data"]["content"]
    assert (line["action"], line["qtyChange"], line["notes"]) == ("RECEIVED", 50, "Initial stock")
    [moved] = house.api().get(f"/v1/movements?recordId={record['id']}").get_json()["movements"]
    assert (moved["fromNode"], moved["toNode"]) == ("opening", "available")
    empty = opened(new_house(house.app), 0)
    assert (empty["onHandQty"], empty["version"]) == (0, 0)


def test_the_code_of_a_bin_is_that_bin(house: House) -> None:
    told = goods(house)
    house.api().post(f"/v1/locations/{told['main']}/layouts", {"name": "B-02-1"})
    body = {**SIMPLE, "productId": told["product"], "warehouseId": told["main"], "location": "b-02-1"}
    record = house.api().post("/v1/inventory", body).get_json()["data"]
    assert record["location"] == "B-02-1"
    text = house.page("vik").get(f"/records/{record['id']}").text
    assert "Loose in <code>B-02-1</code>" in text


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        ({"initialQty": -1}, 422, ""),
        ({"initialQty": 1.5}, 422, ""),
        ({"initialQty": None}, 422, ""),
        ({"warehouseId": None}, 422, ""),
        ({"productId": None}, 422, ""),
        ({"reorderLevel": -1}, 422, ""),
        ({"variantAttributes": {"Color": 1}}, 422, ""),
        ({"variantAttributes": {str(n): "x" for n in range(51)}}, 422, ""),
        ({"warehouseId": "wh_def456"}, 404, "Warehouse not found."),
        ({"productId": "prod_abc123"}, 404, "Product not found."),
        ({"skuId": "sku_red_256gb"}, 404, "SKU not found."),
    ],
)
def test_what_it_refuses(house: House, change: dict[str, object], status: int, message: str) -> None:
    told = goods(house)
    body = {**SIMPLE, "productId": told["product"], "warehouseId": told["main"], **change}
    answer = house.api().post("/v1/inventory", body)
    assert (answer.status_code, answer.get_json()["status"]) == (status, False)
    assert message in answer.get_json()["message"]
    assert len(house.api().get("/v1/inventory").get_json()["data"]["content"]) == 2  # those of the variants


def test_what_is_not_stocked(house: House) -> None:
    told = goods(house)
    other = {"productSku": "PHONE", "name": "Phone", "specification": "x", "category": "x", "brand": "x"}
    tier = {
        "variantSku": "PHONE-A",
        "variantName": "x",
        "grade": "A",
        "pricing": [{"contractLength": 1, "monthlyPrice": 1}],
    }
    house.api().post("/v1/products", {**other, "variants": [tier]})
    [listed] = house.api().get("/v1/products?q=PHONE").get_json()["products"]
    phone = house.api().get(f"/v1/products/{listed['productId']}").get_json()
    body = {**SIMPLE, "productId": phone["productId"], "skuId": told["MBP-16-A"], "warehouseId": told["main"]}
    assert house.api().post("/v1/inventory", body).status_code == 400
    body = {**body, "skuId": phone["variants"][0]["variantId"], "warehouseId": depot(house)}
    house.do(operations["set_variant_status"], variantId=body["skuId"], status="inactive")
    assert house.api().post("/v1/inventory", body).status_code == 409
    closed = depot(house, "SHUT")
    assert house.api().post(f"/v1/warehouses/{closed}/close").status_code == 200
    assert (
        house.api().post("/v1/inventory", {**SIMPLE, "productId": told["product"], "warehouseId": closed}).status_code
        == 409
    )


def test_who_may_and_what_is_asked_for(house: House) -> None:
    told = goods(house)
    body = {**SIMPLE, "productId": told["product"], "warehouseId": told["main"]}
    assert house.api("inventory:read").post("/v1/inventory", body).status_code == 403
    assert house.api("inventory:write").post("/v1/inventory", body, Idempotency_Key="k").status_code == 200
    assert house.api("inventory:write").post("/v1/inventory", body).status_code == 409
    assert new_house(house.app).api().post("/v1/inventory", body).status_code == 404
    bare = house.api()
    lacking = bare.post("/v1/inventory", body, Authorization="", X_MerchantApiKey=house.key())
    assert (lacking.status_code, lacking.get_json()["status"]) == (401, False)
    token = house.api().post("/v1/auth/login", {"email": house.email("mo"), "password": "a long enough password"})
    only_token = {"Authorization": f"Bearer {token.get_json()['token']}", "Tenant_ID": ""}
    assert house.api().post("/v1/inventory", body, **only_token).status_code == 401
    both = house.api().post(
        "/v1/inventory",
        {**body, "skuId": told["MBP-16-A"], "warehouseId": depot(house)},
        X_MerchantApiKey=house.key(),
        **only_token,
    )
    assert both.status_code == 200, both.text


def test_the_form_opens_one_and_keeps_what_was_typed(lite: House) -> None:
    told = goods(lite)
    place = depot(lite)
    wrong = lite.page("mo").fill("/records/new", sku="NOBODY", warehouseId=place, initialQty="5", location="C-1")
    assert (wrong.status_code, fields_of(wrong.text)["location"]) == (422, "C-1")
    assert "SKU not found." in wrong.text
    typed = {"initialQty": "5", "variantAttributes": "Color: Red\nStorage = 256GB"}
    answer = lite.page("mo").fill("/records/new", sku="MBP-16-B", warehouseId=place, **typed)
    assert answer.status_code == 303
    page = lite.page("mo").get(answer.location).text
    assert "MBP-16-B has a stock record in Abuja Satellite Store." in page
    assert "256GB" in page
    assert lite.page("mo").fill("/records/new", sku="MBP-16-B", warehouseId=place, initialQty="5").status_code == 409
    assert lite.page("olga").get("/records/new").status_code == 403
    assert told["product"]


def test_taking_it_back_empties_it(house: House) -> None:
    record = opened(house, 50, reorderLevel=3)
    [batch] = house.api().get(f"/v1/batches?subjectId={record['id']}").get_json()["batches"]
    assert house.api().post(f"/v1/batches/{batch['batchId']}/undo").status_code == 200
    left = house.api().get(f"/v1/inventory/{record['id']}").get_json()["data"]
    assert (left["onHandQty"], left["reorderLevel"]) == (0, None)
    lines = house.api().get(f"/v1/inventory/{record['id']}/logs").get_json()["data"]["content"]
    assert [(one["action"], one["qtyChange"]) for one in lines] == [("ADJUSTED", -50), ("RECEIVED", 50)]
    assert lines[0]["reference"].startswith("bat_")
    assert is_clean(house)
