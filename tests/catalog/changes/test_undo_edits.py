"""What was edited in the catalogue is taken back whole, and brought back; a bulk sync says the way on."""

from typing import Any

import pytest

from tests.catalog.making import EAN, PACK, code, make, shown
from tests.house import House

PUT = {
    "name": "Another",
    "status": "discontinued",
    "variants": [
        {"variantSku": "LAP-A", "pricing": {"12": 1}, "gtin": EAN},
        {"variantSku": "LAP-B", "variantName": "New", "grade": "B", "pricing": {"12": 2}},
    ],
}
PATCH = {"grade": "C", "pricing": {"6": 3.5}, "packs": [{"gtin": PACK, "quantity": 10}], "status": "inactive"}


def newest(house: House) -> str:
    return str(house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"])


def undo(house: House, batch_id: str) -> Any:
    return house.api().post(f"/v1/batches/{batch_id}/undo", {})


def bare(house: House, product_id: str) -> dict[str, Any]:
    """A product without how often and when it was written."""

    def still(body: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in body.items() if name not in ("updatedAt", "version")}

    product = still(shown(house, product_id))
    return {**product, "variants": [still(one) for one in product["variants"]]}


@pytest.mark.parametrize("door", ["PUT", "PATCH"])
def test_an_edit_through_the_api_goes_back_and_comes_again(house: House, door: str) -> None:
    product_id = make(house)
    before = bare(house, product_id)
    path, body = (product_id, PUT) if door == "PUT" else (f"variants/{before['variants'][0]['variantId']}", PATCH)
    answer = house.api().send(door, f"/v1/products/{path}", body)
    assert answer.status_code == 200, answer.text
    edited = bare(house, product_id)
    assert undo(house, newest(house)).status_code == 200
    back = bare(house, product_id)
    if door == "PUT":
        made = back["variants"].pop()
        assert (made["variantSku"], made["status"]) == ("LAP-B", "inactive")
    assert back["variants"] == before["variants"]
    assert (back["name"], back["status"]) == (before["name"], before["status"])
    assert undo(house, newest(house)).status_code == 200
    assert bare(house, product_id) == edited


def test_a_mistyped_price_is_taken_back_where_its_saving_is_said(house: House) -> None:
    product_id = make(house)
    before, page = bare(house, product_id), house.page("mo")
    edit = f"/products/{product_id}/edit"
    answer = page.fill(edit, **{"variants-0-pricing-0-monthlyPrice": "9999"})
    address = f"/batches/{newest(house)}/undo"
    assert address in page.get(answer.location).text
    assert bare(house, product_id) != before
    assert page.press(address).status_code == 303
    assert bare(house, product_id) == before


def test_an_edit_that_changes_nothing_offers_no_undo(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("mo")
    answer = page.fill(f"/products/{product_id}/edit")
    assert "/undo" not in page.get(answer.location).text


def test_an_edit_over_which_another_came_stays(house: House) -> None:
    product_id = make(house)
    house.api().send("PUT", f"/v1/products/{product_id}", {"name": "First"})
    first = newest(house)
    house.api().send("PUT", f"/v1/products/{product_id}", {"name": "Second"})
    assert code(undo(house, first)) == (409, "CANNOT_UNDO")
    assert shown(house, product_id)["name"] == "Second"


def test_a_new_product_goes_out_of_use_again(house: House) -> None:
    make(house, "LAP")
    page = house.page("mo")
    sent = {
        "name": "Phone", "productSku": "PH", "category": "Phones", "brand": "Ring", "specification": "A phone",
        "variants-0-variantSku": "PH-A", "variants-0-variantName": "Black", "variants-0-grade": "A",
        "variants-0-pricing-0-contractLength": "12", "variants-0-pricing-0-monthlyPrice": "9",
    }  # fmt: skip
    answer = page.post("/products/new", {"csrf_token": page.csrf(), "op_id": "one", **sent})
    assert answer.status_code == 303, answer.text
    product_id = answer.location.rsplit("/", 1)[1]
    assert f"/batches/{newest(house)}/undo" in page.get(answer.location).text
    page.press(f"/batches/{newest(house)}/undo")
    product = shown(house, product_id)
    assert (product["status"], product["variants"][0]["status"]) == ("discontinued", "inactive")


def test_a_bulk_sync_has_no_undo_and_says_the_way_on(lite: House) -> None:
    product_id, page = make(lite), lite.page("mo")
    batch = newest(lite)
    assert f"/batches/{batch}/undo" not in page.get("/history").text
    refused = undo(lite, batch)
    assert code(refused) == (409, "NOTHING_TO_UNDO")
    assert "put right on its page" in refused.get_json()["error"]["message"]
    told = page.get(page.press(f"/batches/{batch}/undo").location).text
    toast = told.partition('id="toasts"')[2].partition("</section>")[0]
    assert "put right on its page" in toast
    assert f'/products/{product_id}">' in toast


def test_what_is_inactive_already_is_left_so_without_an_event(lite: House) -> None:
    variant = shown(lite, make(lite))["variants"][0]["variantId"]
    for _ in range(2):
        answer = lite.api().patch(f"/v1/products/variants/{variant}/status", {"status": "inactive"})
        assert answer.status_code == 200
    told = [one["summary"] for one in lite.api().get("/v1/batches?limit=2").get_json()["batches"]]
    assert told == ["left LAP-A inactive, as it was already", "deactivated LAP-A"]
    assert code(undo(lite, newest(lite))) == (409, "NOTHING_TO_UNDO")
