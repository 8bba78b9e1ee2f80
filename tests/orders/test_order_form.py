"""The order's form: found as one types, lines by scan, worked out on the server, nothing lost and nothing twice."""

import re

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import CURL, catalogue, order
from tests.orders.test_change_order import DELL, MAC, dearer
from tests.orders.test_order_pages import TYPED


def shown(text: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def press(house: House, verb: str, target: str, **typed: str) -> str:
    """One of the form's own buttons: nothing is saved, and the form comes back."""
    answer = house.page("olga").fill("/orders/new", **typed, **{f"_{verb}": target})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_customer_is_found_and_fills_the_fields(lite: House) -> None:
    catalogue(lite)
    made = order(lite, {**CURL, "shippingAddress": {**CURL["shippingAddress"], "city": "Oakland"}})
    found = press(lite, "calc", "find", find="acme")
    assert f'name="_pick" value="{made["customerId"]}"' in found
    typed = fields_of(
        press(lite, "pick", made["customerId"], **{"find": "acme", "items-0-sku": MAC, "items-0-quantity": "4"})
    )
    assert typed["customer-email"] == "sarah.johnson@acmecorp.com"
    assert (typed["billingAddress-city"], typed["shippingAddress-city"]) == ("San Francisco", "Oakland")
    assert (typed["items-0-sku"], typed["items-0-quantity"], typed["find"]) == (MAC, "4", "")
    assert "Nobody is known by that" in press(lite, "calc", "find", find="zzz")
    assert fields_of(press(lite, "pick", "cust_nobody", find="acme"))["customer-email"] == ""


def test_lines_are_scanned_and_searched(lite: House) -> None:
    catalogue(lite)
    page = press(lite, "scan", "items", scan=MAC)
    typed = fields_of(page)
    assert (typed["items-0-sku"], typed["items-0-quantity"], typed["scan"]) == (MAC, "1", "")
    again = fields_of(
        press(lite, "scan", "items", scan=MAC, **{k: v for k, v in typed.items() if k.startswith("items")})
    )
    assert (again["items-0-quantity"], "items-1-sku" in again) == ("2", False)
    found = press(lite, "scan", "items", scan="monitor")
    assert "items-0-sku" not in fields_of(found)
    variant = re.search(r'name="_line" value="(var_\w+)"', found)
    assert variant
    assert "24 months €19.00" in shown(found)
    assert fields_of(press(lite, "line", variant[1], scan="monitor"))["items-0-sku"] == DELL


def test_codes_that_wait_together_are_all_added_and_one_unknown_stays(lite: House) -> None:
    catalogue(lite)
    olga = lite.page("olga")
    told = {"csrf_token": olga.csrf(), "_scan": "items", "scan": [MAC, DELL, "NOBODY", MAC]}
    typed = fields_of(olga.post("/orders/new", told).text)
    assert [typed[f"items-{at}-{name}"] for at in (0, 1) for name in ("sku", "quantity")] == [MAC, "2", DELL, "1"]
    assert typed["scan"] == "NOBODY"


def test_no_order_is_taken_or_saved_with_a_code_in_the_box(lite: House) -> None:
    catalogue(lite)
    olga = lite.page("olga")
    made = order(lite)["orderId"]
    for path, typed in (("/orders/new", TYPED), (f"/orders/{made}/edit", {"notes": "Ring twice"})):
        refused = olga.fill(path, **typed, scan=DELL)
        assert refused.status_code == 422
        assert f"{DELL} is still in the box: add it or clear it." in shown(refused.text)
        assert 'id="scan-error"' in refused.text
        kept = fields_of(refused.text)
        assert kept["scan"] == DELL
        assert {name: kept[name] for name in typed if typed[name]} == {n: typed[n] for n in typed if typed[n]}
        assert olga.fill(path, **typed, scan="").status_code == 303


def test_somebody_inactive_is_named_with_their_page(lite: House) -> None:
    catalogue(lite)
    made = order(lite)
    lite.api().post(f"/v1/orders/{made['orderId']}/cancel")
    lite.page("mo").press(f"/customers/{made['customerId']}/deactivate")
    said = press(lite, "calc", "find", find="jan@example")
    assert "Jan de Vries is inactive" in shown(said)
    assert f"/customers/{made['customerId']}" in said
    assert "Nobody is known by that" not in said
    assert "_pick" not in said


def test_the_form_works_out_what_an_order_comes_to(lite: House) -> None:
    catalogue(lite)
    typed = {"items-0-sku": MAC, "items-0-quantity": "3", "items-0-contractLength": "24", "items-1-sku": "NOBODY"}
    page = press(lite, "calc", "items", **typed)
    words = shown(page)
    assert "€388.50 a month" in words
    assert "No variant has the SKU NOBODY" in words
    assert re.search(r'id="total">€388.50<', page)
    assert "3 short" in words
    assert "none is free anywhere" in words
    assert re.search(r'value="24" checked', page)
    received = lite.api().post("/v1/assets", {"serialNumber": "C02A", "sku": MAC})
    assert received.status_code == 201
    words = shown(press(lite, "calc", "items", **typed))
    assert "2 short" in words
    assert "Main Warehouse 1" in words


def test_a_price_that_changed_is_said_and_asked(lite: House) -> None:
    catalogue(lite)
    seen = fields_of(press(lite, "scan", "items", scan=MAC, **{k: v for k, v in TYPED.items() if "items" not in k}))
    assert seen["items-0-expectedUnitPrice"] == "159.00"
    dearer(lite)
    lines = {name: value for name, value in seen.items() if name.startswith("items")} | {"items-0-contractLength": "12"}
    whole = {name: value for name, value in TYPED.items() if "items" not in name} | lines
    said = press(lite, "calc", "items", **whole)
    assert "was €159.00, is €169.00 now" in shown(said)
    assert fields_of(said)["items-0-expectedUnitPrice"] == "159.00"
    olga = lite.page("olga")
    refused = olga.fill("/orders/new", **whole)
    assert refused.status_code == 409
    assert "Not saved yet" in refused.text
    assert fields_of(refused.text)["items-0-expectedUnitPrice"] == "169.00"
    taken = press(lite, "price", "items-0", **whole)
    assert "was €159.00" not in taken
    other = press(lite, "calc", "items", **{**whole, "items-0-contractLength": "24"})
    assert "was" not in shown(other).split("Lines")[1].split("Notes")[0]  # another length is another price
    assert olga.fill("/orders/new", **{**whole, "items-0-expectedUnitPrice": "169.00"}).status_code == 303


def test_a_likely_double_is_asked_once_and_taken_at_the_second_yes(lite: House) -> None:
    catalogue(lite)
    olga = lite.page("olga")
    assert olga.fill("/orders/new", **TYPED).status_code == 303
    asked = olga.fill("/orders/new", **TYPED)
    assert asked.status_code == 409
    assert "Is this the same order twice?" in asked.text
    assert "Open that order" in asked.text
    typed = fields_of(asked.text)
    assert typed["warnOfDouble"] == ""
    assert olga.fill("/orders/new", **{**TYPED, "items-0-quantity": "3"}).status_code == 303
    assert olga.fill("/orders/new", **TYPED, warnOfDouble="").status_code == 303
    assert len(lite.api().get("/v1/orders").json["orders"]) == 3


def test_programs_may_ask_for_both(house: House) -> None:
    catalogue(house)
    body = {**CURL, "items": [{**CURL["items"][0], "expectedUnitPrice": 129.5}], "warnOfDouble": True}
    door = house.api()
    assert door.post("/v1/orders", body).status_code == 201
    twice = door.post("/v1/orders", body)
    assert (twice.status_code, twice.json["error"]["code"]) == (409, "LIKELY_DOUBLE")
    dearer(house)
    late = door.post("/v1/orders", body)
    assert (late.status_code, late.json["error"]["code"]) == (409, "PRICE_CHANGED")
    assert late.json["error"]["details"][0]["path"] == "items.0.expectedUnitPrice"
    assert "was €129.50, is €139.50 now" in late.json["error"]["details"][0]["message"]
