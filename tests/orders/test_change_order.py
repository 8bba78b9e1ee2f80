"""An order is edited while nothing of it is assigned: untouched lines keep their prices, others get those of today."""

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.orders.seed import CURL, MINIMAL, catalogue, order, variant
from tests.subscriptions.seed import assigned

MAC, DELL = "MACBOOK-PRO-16-M3", "DELL-U2722D-MONITOR"


def dearer(house: House) -> None:
    """From now on a month costs more."""
    for sku, name, prices in (
        ("MACBOOK-PRO-16", MAC, ((12, 169), (24, 139.5))),
        ("DELL-U2722D", DELL, ((24, 21), (36, 17))),
    ):
        told = {"specification": "As sold", "category": "IT", "brand": "Any", "variants": [variant(name, *prices)]}
        assert house.api().post("/v1/products", {"productSku": sku, "name": sku.title(), **told}).status_code == 201


def lines_of(made: dict) -> list[tuple[str, int, int, float]]:  # type: ignore[type-arg]  # JSON
    return [(item["sku"], item["quantity"], item["contractLength"], float(item["unitPrice"])) for item in made["items"]]


def test_untouched_lines_keep_their_prices(house: House) -> None:
    catalogue(house)
    made = order(house, CURL)
    dearer(house)
    items = [
        {"sku": MAC, "quantity": 2, "contractLength": 12},
        {"sku": DELL, "quantity": 5},
        {"sku": MAC, "quantity": 5, "contractLength": 24},
    ]
    at = f"/v1/orders/{made['orderId']}"
    answer = house.api().patch(at, {"items": items, "version": 1, "notes": "By hand"})
    assert answer.status_code == 200, answer.text
    one = answer.json["order"]
    assert lines_of(one) == [(MAC, 2, 12, 169), (DELL, 5, 24, 19), (MAC, 5, 24, 129.5)]
    assert float(one["totals"]["subtotal"]) == 2 * 169 + 5 * 19 + 5 * 129.5
    assert (one["totals"]["totalDevices"], one["notes"], one["status"]) == (12, "By hand", "pending")
    assert one["billingAddress"] == made["billingAddress"]
    again = house.api().patch(at, {**one, "status": "confirmed"})  # a client that writes back what it read
    assert lines_of(again.json["order"]) == lines_of(one)
    assert again.json["order"]["status"] == "confirmed"


@pytest.mark.parametrize("how_far", ["pending", "confirmed", "partial", "fulfilled", "cancelled"])
def test_whoever_sends_back_what_they_read_changes_nothing(lite: House, how_far: str) -> None:
    catalogue(lite)
    items = [{"sku": MAC, "quantity": 1, "listPriceOverride": 2222}, {"sku": DELL, "quantity": 1}]
    made = order(lite, items=items, notes="By hand", customFields={"ref": 12.5, "who": "Eva"})
    at = f"/v1/orders/{made['orderId']}"
    if how_far in ("confirmed", "partial", "fulfilled"):
        lite.api().post(f"{at}/confirm")
    if how_far == "cancelled":
        lite.api().post(f"{at}/cancel")
    if how_far in ("partial", "fulfilled"):
        assigned(lite, made["orderId"], 0, 1)
    if how_far == "fulfilled":
        assigned(lite, made["orderId"], 1, 1)
    read = lite.api().get(at).json
    answer = lite.api().patch(at, read)
    assert answer.status_code == 200, answer.text
    assert answer.json["order"] == read
    assert lite.api().get(at).json == read
    other = "fulfilled" if how_far == "pending" else "pending"
    refused = lite.api().patch(at, {"status": other})
    assert (refused.status_code, refused.json["error"]["details"][0]["path"]) == (400, "status")


def test_a_price_set_by_hand_stays_with_its_sku(house: House) -> None:
    catalogue(house)
    made = order(house, items=[{"sku": MAC, "quantity": 1, "listPriceOverride": 2222}])
    one = house.api().patch(f"/v1/orders/{made['orderId']}", {"items": [{"sku": MAC, "quantity": 3}]}).json["order"]
    assert (one["items"][0]["quantity"], float(one["items"][0]["listPrice"])) == (3, 2222)


def test_a_price_set_by_hand_stays_with_the_line_for_as_many_months(house: House) -> None:
    catalogue(house)
    lines = [{"sku": MAC, "quantity": n, "contractLength": m, "acquisitionCostOverride": c} for n, m, c in _TWO]
    made = order(house, items=lines)
    asked = [{"sku": MAC, "quantity": 4, "contractLength": 12}, {"sku": MAC, "quantity": 6, "contractLength": 24}]
    one = house.api().patch(f"/v1/orders/{made['orderId']}", {"items": asked}).json["order"]
    assert [(it["quantity"], it["acquisitionCostOverride"]) for it in one["items"]] == [(4, 11), (6, 22)]


_TWO = ((2, 12, 11), (3, 24, 22))


@pytest.mark.parametrize(
    ("lines", "asked", "told"),
    [
        ([(4, 12), (5, 12)], [(6, 12)], [(6, 0)]),
        ([(3, 12)], [(4, 24)], [(4, 0)]),
        ([(3, 12)], [(2, 24)], [(2, 0)]),
        ([(3, 12)], [(5, 12)], [(5, 3)]),
    ],
)
def test_a_line_of_which_all_was_closed_lends_it_to_no_other(
    house: House, lines: list[tuple[int, int]], asked: list[tuple[int, int]], told: list[tuple[int, int]]
) -> None:
    """What is asked for in another line is to come."""
    catalogue(house)
    last = {"sku": DELL, "quantity": 1, "contractLength": 24}
    items = [{"sku": MAC, "quantity": n, "contractLength": months} for n, months in lines]
    made = f"/v1/orders/{order(house, items=[*items, last])['orderId']}"
    assert house.api().post(f"{made}/confirm").status_code == 200
    assert house.api().post(f"{made}/lines/0/close", {"reason": "No more come."}).status_code == 200
    items = [{"sku": MAC, "quantity": n, "contractLength": months} for n, months in asked]
    answer = house.api().patch(made, {"items": [*items, last]})
    assert answer.status_code == 200, answer.text
    assert [(one["quantity"], one["closedQuantity"]) for one in answer.json["order"]["items"][:-1]] == told
    assert answer.json["order"]["totals"]["totalDevices"] == 1 + sum(n - closed for n, closed in told)


def test_another_address_and_another_customer(house: House) -> None:
    catalogue(house)
    made = order(house, CURL)
    at = f"/v1/orders/{made['orderId']}"
    moved = house.api().patch(at, {"billingAddress": MINIMAL["billingAddress"]}).json["order"]
    assert moved["billingAddress"]["city"] == "Amsterdam"
    assert moved["shippingAddress"]["city"] == "San Francisco"
    copied = house.api().patch(at, {"shippingAddress": None}).json["order"]
    assert copied["shippingAddress"] == copied["billingAddress"]
    named = house.api().patch(at, {"customer": {**CURL["customer"], "lastName": "Jonson"}}).json["order"]
    assert (named["customerId"], named["customer"]["lastName"]) == (made["customerId"], "Jonson")
    other = house.api().patch(at, {"customer": MINIMAL["customer"]}).json["order"]
    assert other["customerId"] != made["customerId"]
    assert house.api().get(f"/v1/customers/{other['customerId']}").json["orderIds"] == [made["orderId"]]


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"items": [{"sku": "NOBODY", "quantity": 1}]}, "VARIANT_NOT_FOUND", "items.0.sku"),
        (
            {"items": [{"sku": MAC, "quantity": 1, "contractLength": 7}]},
            "INVALID_CONTRACT_LENGTH",
            "items.0.contractLength",
        ),
        ({"items": []}, "VALIDATION_ERROR", "items"),
        ({"items": None}, "VALIDATION_ERROR", "items"),
        ({"status": "fulfilled"}, "VALIDATION_ERROR", "status"),
        ({"billingAddress": {"city": "Amsterdam"}}, "VALIDATION_ERROR", "billingAddress.contactName"),
    ],
)  # fmt: skip
def test_what_is_wrong_changes_nothing(house: House, body: dict, code: str, path: str) -> None:  # type: ignore[type-arg]
    catalogue(house)
    made = order(house, CURL)
    answer = house.api().patch(f"/v1/orders/{made['orderId']}", body)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, code)
    assert answer.json["error"]["details"][0]["path"] == path
    assert house.api().get(f"/v1/orders/{made['orderId']}").json == made


def test_who_was_overtaken_is_told_and_what_is_assigned_stays(house: House) -> None:
    catalogue(house)
    made = order(house, CURL)
    at = f"/v1/orders/{made['orderId']}"
    house.api().post(f"{at}/confirm")
    late = house.api().patch(at, {"notes": "x", "version": 1})
    assert (late.status_code, late.json["error"]["code"]) == (409, "STALE_VERSION")
    assigned(house, made["orderId"], 0, 1)
    for body in ({"items": [{"sku": MAC, "quantity": 1}]}, {"billingAddress": MINIMAL["billingAddress"]}):
        answer = house.api().patch(at, body)
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "ORDER_NOT_EDITABLE")


def test_an_edit_is_undone_and_done_again(house: House) -> None:
    catalogue(house)
    made = order(house, CURL)
    at = f"/v1/orders/{made['orderId']}"
    dearer(house)
    answer = house.api().patch(at, {"items": [{"sku": DELL, "quantity": 7}], "notes": None})
    batch = answer.headers["Batch-Id"]
    undone = house.api().post(f"/v1/batches/{batch}/undo")
    assert undone.status_code in (200, 201), undone.text
    back = house.api().get(at).json
    assert {**back, "version": 0, "updatedAt": ""} == {**made, "version": 0, "updatedAt": ""}
    again = house.api().post(f"/v1/batches/{undone.headers['Batch-Id']}/undo")
    assert again.status_code in (200, 201), again.text
    assert lines_of(house.api().get(at).json) == [(DELL, 7, 24, 21)]
    house.api().post(f"{at}/cancel")
    late = house.api().post(f"/v1/batches/{again.headers['Batch-Id']}/undo")
    assert late.status_code == 409
    assert "the order is cancelled" in late.text


def test_its_page_shows_what_stands_and_saves_what_is_changed(lite: House) -> None:
    catalogue(lite)
    made = order(lite, CURL)
    at = f"/orders/{made['orderId']}"
    olga = lite.page("olga")
    typed = fields_of(olga.get(f"{at}/edit").text)
    assert (typed["items-1-sku"], typed["items-1-quantity"], typed["customer-company"]) == (
        DELL,
        "5",
        "Acme Corporation",
    )
    assert typed["shippingAddress-city"] == ""  # the same as billed to
    assert olga.fill(f"{at}/edit", **{"items-1-quantity": "6", "notes": ""}).status_code == 303
    now = lite.api().get(f"/v1{at}").json
    assert [item["quantity"] for item in now["items"]] == [5, 6]
    assert now["notes"] is None
    assert now["shippingAddress"] == now["billingAddress"] == made["billingAddress"]
    overtaken = olga.fill(f"{at}/edit", version="1", **{"items-0-quantity": "9"})
    assert overtaken.status_code == 409
    assert "as it is now" in overtaken.text
    assert fields_of(overtaken.text)["items-0-quantity"] == "9"
    assert fields_of(overtaken.text)["version"] == str(now["version"])
