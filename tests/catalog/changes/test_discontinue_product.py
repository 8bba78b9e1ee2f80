"""DELETE /v1/products/{productId}, its button, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.catalog.making import code, make, statuses
from tests.house import House, new_house
from webapp.catalog.errors import ProductHasActiveOrders
from webapp.catalog.hooks import product_retiring
from webapp.core.operation.registry import Work

GONE = ("discontinued", {"LAP-A": "inactive", "LAP-B": "inactive"})
BACK = ("active", {"LAP-A": "active", "LAP-B": "active"})


@contextmanager
def orders_for(product_id: str) -> Iterator[None]:
    """Somebody above refuses, as orders will."""
    is_open = True

    def refuse(work: Work, one: str, sku: str) -> None:
        if is_open and one == product_id:
            raise ProductHasActiveOrders(product_sku=sku, users="2 orders")

    product_retiring.subscribe(refuse)
    yield
    is_open = False


def test_a_product_goes_with_all_its_variants_and_twice_is_once(house: House) -> None:
    product_id = make(house, grades="AB")
    door = house.api()
    answer = door.send("DELETE", f"/v1/products/{product_id}")
    assert answer.status_code == 200, answer.text
    told = {"success": True, "message": "Product discontinued", "productId": product_id, "productSku": "LAP"}
    assert answer.get_json() == told
    assert statuses(house, product_id) == GONE
    before = door.get(f"/v1/products/{product_id}").get_json()
    assert door.send("DELETE", f"/v1/products/{product_id}").get_json() == told
    assert door.get(f"/v1/products/{product_id}").get_json() == before
    assert [p["productId"] for p in door.get("/v1/products?status=discontinued").get_json()["products"]] == [product_id]


def test_unknown_and_foreign_products_are_not_found(house: House) -> None:
    product_id = make(house)
    assert code(house.api().send("DELETE", "/v1/products/prod_unknown")) == (404, "NOT_FOUND")
    assert code(new_house(house.app).api().send("DELETE", f"/v1/products/{product_id}")) == (404, "NOT_FOUND")
    assert statuses(house, product_id)[0] == "active"


def test_orders_keep_it_through_every_door(house: House) -> None:
    product_id = make(house, grades="AB")
    with orders_for(product_id):
        for method, body in (("DELETE", None), ("PUT", {"status": "discontinued", "name": "New"})):
            answer = house.api().send(method, f"/v1/products/{product_id}", body)
            assert code(answer) == (409, "PRODUCT_HAS_ACTIVE_ORDERS")
        page = house.page("mo")
        assert page.press(f"/products/{product_id}/discontinue").status_code == 303
        assert "is in 2 orders, so it stays in the catalogue" in page.get(f"/products/{product_id}").text
        assert statuses(house, product_id) == BACK
    assert house.api().send("DELETE", f"/v1/products/{product_id}").status_code == 200


def test_variants_come_back_one_by_one_after_their_product(house: House) -> None:
    product_id = make(house, grades="AB")
    door = house.api()
    first = door.get(f"/v1/products/{product_id}").get_json()["variants"][0]["variantId"]
    door.send("DELETE", f"/v1/products/{product_id}")
    for path in (f"/v1/products/variants/{first}/status", f"/v1/products/variants/{first}"):
        assert code(door.patch(path, {"status": "active"})) == (409, "PRODUCT_DISCONTINUED")
    door.send("PUT", f"/v1/products/{product_id}", {"status": "active"})
    assert statuses(house, product_id) == ("active", GONE[1])
    assert door.patch(f"/v1/products/variants/{first}/status", {"status": "active"}).status_code == 200
    assert statuses(house, product_id)[1] == {"LAP-A": "active", "LAP-B": "inactive"}


def test_an_upsert_neither_brings_it_back_nor_adds_an_active_variant(house: House) -> None:
    product_id = make(house, grades="AB")
    house.api().send("DELETE", f"/v1/products/{product_id}")
    assert make(house, grades="ABC") == product_id
    assert statuses(house, product_id) == ("discontinued", {**GONE[1], "LAP-C": "inactive"})


def test_the_history_takes_it_back_with_the_variants_that_were_active(house: House) -> None:
    product_id = make(house, grades="AB")
    door = house.api()
    second = door.get(f"/v1/products/{product_id}").get_json()["variants"][1]["variantId"]
    door.patch(f"/v1/products/variants/{second}/status", {"status": "inactive"})
    door.send("DELETE", f"/v1/products/{product_id}")
    newest = door.get("/v1/batches").get_json()["batches"][0]
    assert (newest["operation"], newest["summary"]) == ("discontinue_product", "discontinued Laptop LAP")
    answer = door.post(f"/v1/batches/{newest['batchId']}/undo")
    assert answer.status_code == 200, answer.text
    assert statuses(house, product_id) == ("active", {"LAP-A": "active", "LAP-B": "inactive"})


def test_undoing_a_deactivation_never_wakes_a_variant_of_a_discontinued_product(house: House) -> None:
    product_id = make(house, grades="AB")
    door = house.api()
    first = door.get(f"/v1/products/{product_id}").get_json()["variants"][0]["variantId"]
    door.patch(f"/v1/products/variants/{first}/status", {"status": "inactive"})
    batch = door.get("/v1/batches").get_json()["batches"][0]["batchId"]
    door.send("DELETE", f"/v1/products/{product_id}")
    assert code(door.post(f"/v1/batches/{batch}/undo")) == (409, "CANNOT_UNDO")
    assert statuses(house, product_id) == GONE


def test_the_page_discontinues_with_a_warning_and_undoes_from_its_message(lite: House) -> None:
    product_id = make(lite, grades="AB")
    page, where = lite.page("mo"), f"/products/{product_id}"
    assert "All its variants become inactive" in page.get(where).text
    answer = page.press(f"{where}/discontinue")
    assert answer.status_code == 303
    text = page.get(answer.location).text
    assert "Laptop LAP is discontinued." in text
    assert "/undo" in text
    assert "Reactivate with its variants" in text
    assert ">Activate<" not in text
    assert statuses(lite, product_id) == GONE


def test_the_page_brings_it_back_alone_or_with_its_variants(lite: House) -> None:
    product_id = make(lite, grades="AB")
    page, where = lite.page("mo"), f"/products/{product_id}"
    for variants, expected, said in (
        ("none", ("active", GONE[1]), "alone; activate its variants one by one"),
        ("all", BACK, "with 2 of its variants"),
    ):
        page.press(f"{where}/discontinue")
        answer = page.press(f"{where}/reactivate", variants=variants)
        assert answer.status_code == 303
        assert said in page.get(where).text
        assert statuses(lite, product_id) == expected
    page.press(f"{where}/reactivate", variants="some")
    assert statuses(lite, product_id) == BACK


def test_who_may_not_sees_no_button(lite: House) -> None:
    product_id = make(lite)
    page = lite.page("olga")
    assert "Discontinue" not in page.get(f"/products/{product_id}").text
    for what in ("discontinue", "reactivate"):
        assert page.press(f"/products/{product_id}/{what}").status_code == 403
    assert lite.api("products:read").send("DELETE", f"/v1/products/{product_id}").status_code == 403


def test_undoing_a_reactivation_never_leaves_an_active_variant_behind(house: House) -> None:
    product_id = make(house, grades="AB")
    door = house.api()
    first = door.get(f"/v1/products/{product_id}").get_json()["variants"][0]["variantId"]
    door.send("DELETE", f"/v1/products/{product_id}")
    house.page("mo").press(f"/products/{product_id}/reactivate", variants="none")
    batch = door.get("/v1/batches").get_json()["batches"][0]["batchId"]
    door.patch(f"/v1/products/variants/{first}/status", {"status": "active"})
    assert code(door.post(f"/v1/batches/{batch}/undo")) == (409, "CANNOT_UNDO")
    door.patch(f"/v1/products/variants/{first}/status", {"status": "inactive"})
    assert door.post(f"/v1/batches/{batch}/undo").status_code == 200
    assert statuses(house, product_id) == GONE
