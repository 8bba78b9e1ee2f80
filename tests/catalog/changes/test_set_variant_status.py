"""Activating and deactivating a variant, through both doors."""

import pytest

from tests.catalog.seed import minimal
from tests.house import House, new_house
from webapp.catalog.errors import VariantInUse
from webapp.catalog.hooks import variant_retiring
from webapp.core.operation.registry import Work


def make(house: House) -> tuple[str, str]:
    made = house.api().post("/v1/products", minimal()).get_json()
    product = house.api().get(f"/v1/products/{made['productId']}").get_json()
    return product["productId"], product["variants"][0]["variantId"]


def status_of(house: House, product_id: str) -> str:
    found: str = house.api().get(f"/v1/products/{product_id}").get_json()["variants"][0]["status"]
    return found


def test_off_and_on_again(house: House) -> None:
    product_id, variant_id = make(house)
    for status in ("inactive", "inactive", "active"):
        answer = house.api().patch(f"/v1/products/variants/{variant_id}/status", {"status": status})
        assert answer.status_code == 200, answer.text
        body = answer.get_json()
        assert (body["success"], body["variantId"], body["status"]) == (True, variant_id, status)
        assert body["variantSku"] == "MACBOOK-PRO-16-M3-BASE"
        assert status_of(house, product_id) == status


def test_an_upsert_leaves_the_status_as_it_is(house: House) -> None:
    product_id, variant_id = make(house)
    house.api().patch(f"/v1/products/variants/{variant_id}/status", {"status": "inactive"})
    house.api().post("/v1/products", minimal())
    assert status_of(house, product_id) == "inactive"


@pytest.mark.parametrize("body", [{}, {"status": "gone"}, {"status": True}, {"status": None}], ids=str)
def test_another_status_is_refused(house: House, body: dict[str, object]) -> None:
    _, variant_id = make(house)
    answer = house.api().patch(f"/v1/products/variants/{variant_id}/status", body)
    assert (answer.status_code, answer.get_json()["error"]["details"][0]["path"]) == (400, "status")


def test_unknown_and_foreign_variants_are_not_found(house: House) -> None:
    _, variant_id = make(house)
    other = new_house(house.app)
    for door, one in ((house.api(), "var_unknown"), (other.api(), variant_id)):
        answer = door.patch(f"/v1/products/variants/{one}/status", {"status": "inactive"})
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "NOT_FOUND")


def test_a_variant_in_use_stays_active(house: House) -> None:
    product_id, variant_id = make(house)

    def object_once(work: Work, one: str, sku: str) -> None:
        if one == variant_id:
            raise VariantInUse(sku=sku, users="2 orders")

    variant_retiring.subscribe(object_once)
    answer = house.api().patch(f"/v1/products/variants/{variant_id}/status", {"status": "inactive"})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "VARIANT_IN_USE")
    assert status_of(house, product_id) == "active"
    page = house.page("mo")
    where = f"/products/{product_id}/variants/{variant_id}/status"
    assert page.press(where, status="inactive").status_code == 303
    assert "is in use by 2 orders" in page.get(f"/products/{product_id}").text


def test_the_page_has_a_button_for_it(lite: House) -> None:
    product_id, variant_id = make(lite)
    page = lite.page("mo")
    where = f"/products/{product_id}/variants/{variant_id}/status"
    for status, shown in (("inactive", "Activate"), ("active", "Deactivate")):
        answer = page.press(where, status=status)
        assert answer.status_code == 303
        text = page.get(answer.location).text
        assert f">{shown}</button>" in text
    assert status_of(lite, product_id) == "active"


def test_an_operator_sees_no_button_and_may_not(lite: House) -> None:
    product_id, variant_id = make(lite)
    page = lite.page("olga")
    assert "Deactivate" not in page.get(f"/products/{product_id}").text
    where = f"/products/{product_id}/variants/{variant_id}/status"
    assert page.press(where, status="inactive").status_code == 403
    assert lite.api("products:read").patch(f"/v1/products/variants/{variant_id}/status", {}).status_code in (400, 403)
