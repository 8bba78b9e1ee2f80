"""What the form says, and when: at once where nothing can be done, at the line and in the words of who types."""

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import catalogue, order
from tests.orders.test_change_order import MAC, dearer
from tests.orders.test_close_line import WHY, confirmed
from tests.orders.test_order_form import press, shown
from tests.orders.test_order_pages import TYPED
from tests.subscriptions.seed import assigned


@pytest.mark.parametrize("how_far", ["cancelled", "partial", "fulfilled"])
def test_what_cannot_be_done_any_more_is_said_before_anything_is_typed(lite: House, how_far: str) -> None:
    one = confirmed(lite)
    if how_far == "cancelled":
        lite.api().post(f"/v1/orders/{one}/cancel")
    else:
        assigned(lite, one, 0, 5)
        assigned(lite, one, 1, 5 if how_far == "fulfilled" else 2)
    refused = lite.api().patch(f"/v1/orders/{one}", {"notes": "Late"})
    message = refused.json["error"]["message"]
    closable = ("lines/1/close", "lines/1/substitute") if how_far != "partial" else ()
    for page in ("edit", *closable):
        answer = lite.page("mo").get(f"/orders/{one}/{page}")
        assert (answer.status_code, refused.status_code) == (409, 409)
        assert message in shown(answer.text)
        assert f'href="/{lite.slug}/orders/{one}">Back to the order' in answer.text
        assert "<textarea" not in answer.text
    if how_far == "partial":
        assert lite.page("mo").fill(f"/orders/{one}/lines/1/close", **WHY).status_code == 303


def test_a_line_is_named_as_people_name_it(lite: House) -> None:
    catalogue(lite)
    olga = lite.page("olga")
    many = olga.fill("/orders/new", **{**TYPED, "items-0-quantity": "9" * 26})
    words = shown(many.text)
    assert "Line 1, quantity : This must be at most 1000000." in words
    assert "whole number" not in words
    assert fields_of(many.text)["items-0-quantity"] == "9" * 26
    seen = {**TYPED, "items-0-contractLength": "12", "items-0-seenFor": f"{MAC}|12", "items-0-expectedUnitPrice": "159"}
    dearer(lite)
    late = olga.fill("/orders/new", **seen)
    assert "Line 1, price that was seen : A month was €159.00, is €169.00 now." in shown(late.text)
    assert 'id="items-0-expectedUnitPrice"' in late.text


def test_what_is_wrong_with_a_quantity_has_the_width_of_its_line(lite: House) -> None:
    catalogue(lite)
    page = lite.page("olga").fill("/orders/new", **{**TYPED, "items-0-quantity": "some"}).text
    assert 'class="line-wrong"><p class="error" id="items-0-quantity-error"' in page
    assert 'aria-describedby="items-0-quantity-error"' in page


def test_a_field_of_the_tenants_own_is_named_once(lite: House) -> None:
    catalogue(lite)
    told = {"section": "order", "label": 'PO "number"', "key": "po", "required": True}
    assert lite.api().post("/v1/custom-fields", told).status_code == 201
    words = shown(lite.page("olga").fill("/orders/new", **TYPED).text)
    assert "PO &#34;number&#34; : Fill this in." in words
    assert words.count("Fill this in.") == 2  # above the form and at the field


def test_a_line_begins_with_as_many_as_the_tenant_asks_for(lite: House) -> None:
    catalogue(lite)
    assert lite.api().patch("/v1/settings", {"minOrderQuantity": 2}).status_code == 200
    page = press(lite, "scan", "items", scan=MAC)
    assert fields_of(page)["items-0-quantity"] == "2"
    assert "€318.00 a month" in shown(page)


def test_the_list_says_on_a_phone_too_when_an_order_was_taken_and_what_it_comes_to(lite: House) -> None:
    catalogue(lite)
    order(lite)
    page = lite.page("vik").get("/orders").text
    for cell in ("money p1", "time p1", "status p1"):
        assert f'class="{cell}"' in page
