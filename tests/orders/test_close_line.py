"""A line that cannot be finished is closed short or replaced; sums, progress and status follow, and it is undone."""

import pytest

from tests.house import House
from tests.orders.seed import CURL, catalogue, order, variant
from tests.orders.test_change_order import DELL, MAC, lines_of
from tests.orders.test_order_form import shown
from tests.orders.test_order_progress import seen
from tests.subscriptions.seed import assigned

OTHER = "MACBOOK-PRO-16-M3-B"
WHY = {"reason": "The last one is broken."}


def confirmed(house: House) -> str:
    """An order of five and five, and a second variant of the first product."""
    catalogue(house)
    made = [variant(OTHER, (24, 99), (36, 80), listPrice=1999)]
    told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": made}
    body = {"productSku": "MACBOOK-PRO-16", "name": "Macbook-Pro-16", **told}
    assert house.api().post("/v1/products", body).status_code == 201
    one = str(order(house, CURL)["orderId"])
    house.api().post(f"/v1/orders/{one}/confirm")
    return one


def undo(house: House) -> int:
    """Take the newest action back."""
    batch = house.api().get("/v1/batches?limit=1").json["batches"][0]["batchId"]
    return int(house.api().post(f"/v1/batches/{batch}/undo").status_code)


def test_the_rest_of_a_line_is_closed_and_the_order_is_done_without_it(house: House) -> None:
    one = confirmed(house)
    at = f"/v1/orders/{one}"
    assigned(house, one, 0, 5)
    assigned(house, one, 1, 3)
    part = house.api().post(f"{at}/lines/1/close", {**WHY, "quantity": 1})
    assert part.status_code == 200, part.text
    item = part.json["order"]["items"][1]
    assert (item["quantity"], item["closedQuantity"], item["closeReason"]) == (5, 1, WHY["reason"])
    assert seen(house, one) == ("partial", 8, ["completed", "partial"])
    done = house.api().post(f"{at}/lines/1/close", WHY).json["order"]
    assert done["status"] == "fulfilled"
    assert done["rentalProgress"] == {"totalDevices": 8, "rentedDevices": 8}
    assert float(done["totals"]["subtotal"]) == 5 * 129.5 + 3 * 19
    late = house.api().post(f"{at}/lines/1/close", WHY)
    assert (late.status_code, late.json["error"]["code"]) == (409, "ORDER_NOT_EDITABLE")
    assert undo(house) in (200, 201)
    assert seen(house, one) == ("partial", 8, ["completed", "partial"])
    assert house.api().get(at).json["totals"]["totalDevices"] == 9


@pytest.mark.parametrize(("keep", "price"), [(True, 129.5), (False, 99)])
def test_another_variant_comes_instead(house: House, keep: bool, price: float) -> None:
    one = confirmed(house)
    at = f"/v1/orders/{one}"
    assigned(house, one, 0, 2)
    before = house.api().get(at).json
    answer = house.api().post(f"{at}/lines/0/substitute", {**WHY, "sku": OTHER, "keepPrice": keep})
    assert answer.status_code == 200, answer.text
    now = answer.json["order"]
    assert lines_of(now) == [(MAC, 5, 24, 129.5), (DELL, 5, 24, 19), (OTHER, 3, 24, price)]
    assert [item["closedQuantity"] for item in now["items"]] == [3, 0, 0]
    assert float(now["items"][2]["listPrice"]) == 1999
    assert float(now["totals"]["subtotal"]) == 2 * 129.5 + 5 * 19 + 3 * price
    assert seen(house, one) == ("partial", 2, ["completed", "pending", "pending"])
    assert undo(house) in (200, 201)
    after = house.api().get(at).json
    assert {**after, "version": 0, "updatedAt": ""} == {**before, "version": 0, "updatedAt": ""}


def test_an_order_that_a_line_was_taken_out_of_is_sent_back_as_it_was_read(lite: House) -> None:
    items = [{"sku": MAC, "quantity": 2, "contractLength": months} for months in (12, 24)]
    confirmed(lite)
    at = f"/v1/orders/{order(lite, items=items)['orderId']}"
    first = lite.api().post(f"{at}/lines/0/substitute", {**WHY, "sku": OTHER, "keepPrice": True})
    lite.api().post(f"{at}/lines/1/substitute", {**WHY, "sku": OTHER, "keepPrice": True})
    back = lite.api().post(f"/v1/batches/{first.headers['Batch-Id']}/undo")
    read = lite.api().get(at).json
    assert (len(read["items"]), back.status_code) == (3, 200)
    answer = lite.api().patch(at, read)
    assert (answer.status_code, answer.json["order"]) == (200, read)


@pytest.mark.parametrize("letter", ["B", "ž"])
def test_whoever_has_a_long_name_is_served_as_well(house: House, letter: str) -> None:
    confirmed(house)
    one = order(house, CURL, customer={"email": "long@example.com", "firstName": "A" * 100, "lastName": letter * 100})
    at = f"/v1/orders/{one['orderId']}"
    edited = house.api().patch(at, {"items": [{"sku": MAC, "quantity": 4}]})
    assert (edited.status_code, edited.json["order"]["customer"]["lastName"]) == (200, letter * 100)
    assert house.api().post(f"{at}/lines/0/close", {**WHY, "quantity": 1}).status_code == 200
    assert house.page("mo").fill(f"/orders/{one['orderId']}/edit", notes="Back door").status_code == 303
    assert house.api().post(f"{at}/lines/0/substitute", {**WHY, "sku": OTHER, "keepPrice": True}).status_code == 200
    assert undo(house) in (200, 201)


def test_what_was_assigned_since_is_not_undone(house: House) -> None:
    one = confirmed(house)
    instead = house.api().post(f"/v1/orders/{one}/lines/0/substitute", {**WHY, "sku": OTHER}).headers["Batch-Id"]
    assigned(house, one, 2, 1)
    assert house.api().post(f"/v1/batches/{instead}/undo").status_code == 409
    assert seen(house, one) == ("partial", 1, ["completed", "pending", "partial"])


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("lines/0/close", {**WHY, "quantity": 6}, 409, "MORE_THAN_OPEN"),
        ("lines/7/close", WHY, 404, "NOT_FOUND"),
        ("lines/x/close", WHY, 400, "VALIDATION_ERROR"),
        ("lines/0/close", {}, 400, "VALIDATION_ERROR"),
        ("lines/0/close", {"reason": ""}, 400, "VALIDATION_ERROR"),
        ("lines/0/close", {"reason": "  \n "}, 400, "VALIDATION_ERROR"),
        ("lines/0/substitute", {"reason": "  \n ", "sku": OTHER}, 400, "VALIDATION_ERROR"),
        ("lines/0/substitute", {**WHY, "sku": DELL}, 400, "OF_ANOTHER_PRODUCT"),
        ("lines/0/substitute", {**WHY, "sku": MAC}, 400, "OF_ANOTHER_PRODUCT"),
        ("lines/0/substitute", {**WHY, "sku": "NOBODY"}, 400, "VARIANT_NOT_FOUND"),
        ("lines/1/substitute", {**WHY, "sku": OTHER}, 400, "OF_ANOTHER_PRODUCT"),
    ],
)
def test_what_is_refused_changes_nothing(
    house: House, path: str, body: dict[str, object], status: int, code: str
) -> None:
    one = confirmed(house)
    before = house.api().get(f"/v1/orders/{one}").json
    answer = house.api().post(f"/v1/orders/{one}/{path}", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code), answer.text
    assert house.api().get(f"/v1/orders/{one}").json == before


def test_a_reason_that_says_nothing_is_refused_at_its_field(lite: House) -> None:
    at = f"/v1/orders/{confirmed(lite)}/lines/0"
    for path, body in (("close", {}), ("substitute", {"sku": OTHER})):
        answer = lite.api().post(f"{at}/{path}", {**body, "reason": " \n "})
        (detail,) = answer.json["error"]["details"]
        assert (detail["path"], detail["code"]) == ("reason", "too_small")
        whole = lite.api().get("/openapi.json").json["paths"][f"/v1/orders/{{orderId}}/lines/{{index}}/{path}"]
        schema = whole["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert schema["properties"]["reason"]["minLength"] == 1


def test_an_order_of_which_nothing_would_come_is_cancelled_instead(house: House) -> None:
    one = confirmed(house)
    assert house.api().post(f"/v1/orders/{one}/lines/0/close", WHY).status_code == 200
    last = house.api().post(f"/v1/orders/{one}/lines/1/close", WHY)
    assert (last.status_code, last.json["error"]["code"]) == (409, "NOTHING_LEFT")


def test_both_have_their_pages_for_managers(lite: House) -> None:
    one = confirmed(lite)
    mo, at = lite.page("mo"), f"/orders/{one}"
    assert "Close the rest" in mo.get(at).text
    assert "Close the rest" not in lite.page("olga").get(at).text
    missing = mo.fill(f"{at}/lines/0/close", quantity="2")
    assert missing.status_code == 422
    assert mo.fill(f"{at}/lines/0/close", quantity="2", **WHY).status_code == 303
    form = shown(mo.get(f"{at}/lines/0/substitute").text)
    assert "at €129.50 a month each, for 24 months" in form
    assert f"{OTHER} €99.00 a month for 24 months" in form
    assert mo.fill(f"{at}/lines/0/substitute", sku=OTHER, keepPrice="y", **WHY).status_code == 303
    page = mo.get(at).text
    assert "5 closed" in page
    assert f"instead of {MAC}: {WHY['reason']}" in page
    assert f"{WHY['reason']}: {OTHER} comes instead" in page
    assert mo.get(f"{at}/lines/9/close").status_code == 404
