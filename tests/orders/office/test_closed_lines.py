"""An order of which something was closed short is edited: that stands; what is kept for the order counts as there."""

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import catalogue, order
from tests.orders.test_change_order import DELL, MAC
from tests.orders.test_close_line import OTHER, WHY, confirmed, undo
from tests.orders.test_order_form import shown


def closed_short(house: House) -> str:
    """A confirmed order of five and five; two of the first will not come."""
    one = confirmed(house)
    assert house.api().post(f"/v1/orders/{one}/lines/0/close", {**WHY, "quantity": 2}).status_code == 200
    return one


def items_of(house: House, order_id: str) -> list[tuple[str, int, int, str | None]]:
    told = house.api().get(f"/v1/orders/{order_id}").json["items"]
    return [(item["sku"], item["quantity"], item["closedQuantity"], item["closeReason"]) for item in told]


@pytest.mark.parametrize("door", ["json", "page"])
def test_another_quantity_leaves_closed_what_is_closed(house: House, door: str) -> None:
    one = closed_short(house)
    if door == "json":
        body = {"items": [{"sku": MAC, "quantity": 4}, {"sku": DELL, "quantity": 5}]}
        assert house.api().patch(f"/v1/orders/{one}", body).status_code == 200
    else:
        typed = {"items-0-quantity": "4"}
        assert house.page("olga").fill(f"/orders/{one}/edit", **typed).status_code == 303
    assert items_of(house, one) == [(MAC, 4, 2, WHY["reason"]), (DELL, 5, 0, None)]
    assert house.api().get(f"/v1/orders/{one}").json["totals"]["totalDevices"] == 7
    assert undo(house) in (200, 201)
    assert items_of(house, one) == [(MAC, 5, 2, WHY["reason"]), (DELL, 5, 0, None)]


def test_fewer_than_are_closed_is_refused_at_the_field(house: House) -> None:
    one = closed_short(house)
    body = {"items": [{"sku": MAC, "quantity": 1}, {"sku": DELL, "quantity": 5}]}
    answer = house.api().patch(f"/v1/orders/{one}", body)
    detail = answer.json["error"]["details"][0]
    assert (answer.status_code, detail["path"]) == (400, "items.0.quantity")
    page = house.page("olga").fill(f"/orders/{one}/edit", **{"items-0-quantity": "1"})
    assert page.status_code == 422
    for words in (detail["message"], shown(page.text)):
        assert "2 of this line are closed already, so it cannot be fewer." in words
    assert "2 closed short" in shown(page.text)
    assert "€0.00 a month" in shown(page.text)
    assert fields_of(page.text)["items-0-quantity"] == "1"


def test_a_line_that_is_removed_takes_along_what_was_closed_of_it(house: House) -> None:
    one = closed_short(house)
    at = f"/v1/orders/{one}"
    for items in ([{"sku": DELL, "quantity": 5}], [{"sku": DELL, "quantity": 5}, {"sku": MAC, "quantity": 4}]):
        assert house.api().patch(at, {"items": items}).status_code == 200
    assert items_of(house, one) == [(DELL, 5, 0, None), (MAC, 4, 0, None)]


def test_of_two_lines_of_a_sku_that_of_the_same_length_goes_on(lite: House) -> None:
    catalogue(lite)
    made = order(lite, items=[{"sku": MAC, "quantity": 5, "contractLength": months} for months in (24, 12)])
    at = f"/v1/orders/{made['orderId']}"
    lite.api().post(f"{at}/lines/1/close", {**WHY, "quantity": 3})
    lite.api().patch(at, {"items": [{"sku": MAC, "quantity": 4, "contractLength": 12}]})
    assert items_of(lite, made["orderId"]) == [(MAC, 4, 3, WHY["reason"])]


def test_the_form_shows_what_is_closed_and_sums_without_it(lite: House) -> None:
    one = closed_short(lite)
    words = shown(lite.page("olga").get(f"/orders/{one}/edit").text)
    assert f"2 closed short {WHY['reason']}" in words
    assert "€388.50 a month" in words  # three of them
    assert "Subtotal €483.50" in words
    page = lite.page("olga").fill(f"/orders/{one}/edit", **{"items-0-quantity": "4", "_calc": "items"})
    assert "€259.00 a month" in shown(page.text)
    assert "2 closed short" in shown(page.text)
    assert "no fewer than these" not in shown(page.text)
    for typed in ("1", "0"):  # said while it is typed: the sum beside it is that of two
        page = lite.page("olga").fill(f"/orders/{one}/edit", **{"items-0-quantity": typed, "_calc": "items"})
        assert "no fewer than these: remove the line instead" in shown(page.text)


def test_what_is_kept_for_the_order_counts_as_there(lite: House) -> None:
    catalogue(lite)
    assert lite.api().patch("/v1/settings", {"reserveOnConfirm": True}).status_code == 200
    units = [{"serialNumber": f"C02{n}", "sku": MAC} for n in range(4)]
    assert lite.api().post("/v1/assets/bulk", {"assets": units, "mode": "all"}).status_code == 200
    one = order(lite, items=[{"sku": MAC, "quantity": 5}])["orderId"]
    lite.api().post(f"/v1/orders/{one}/confirm")
    for page in (f"/orders/{one}", f"/orders/{one}/edit"):
        words = shown(lite.page("olga").get(page).text)
        assert "4 reserved for it" in words
        assert "1 short" in words
        assert "no other is free anywhere" in words


def test_what_stands_in_for_another_line_still_does_when_more_or_fewer_are_asked_for(lite: House) -> None:
    one = confirmed(lite)
    lite.api().post(f"/v1/orders/{one}/lines/0/substitute", {**WHY, "quantity": 2, "sku": OTHER})
    page = lite.page("olga").fill(f"/orders/{one}/edit", **{"items-0-quantity": "6", "items-2-quantity": "3"})
    assert page.status_code == 303
    assert items_of(lite, one) == [(MAC, 6, 2, WHY["reason"]), (DELL, 5, 0, None), (OTHER, 3, 0, None)]
    assert f"instead of {MAC}" in shown(lite.page("olga").get(f"/orders/{one}").text)
