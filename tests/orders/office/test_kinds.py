"""The form takes what the JSON door takes: kinds of order with their details, and a price or cost set by hand."""

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.orders.office.test_closed_lines import closed_short
from tests.orders.seed import catalogue, order
from tests.orders.test_change_order import MAC, dearer
from tests.orders.test_order_form import press, shown
from tests.orders.test_order_pages import TYPED

EXTENSION = {
    "originalOrderId": "ord_1",
    "extensionMonths": "12",
    "previousEndDate": "2026-01-31",
    "newEndDate": "2027-01-31",
    "reason": "They stay longer",
}
UPGRADE = {
    "previousDevice": "MacBook Pro 14",
    "previousSerialNumber": "C02ZX1Y2MD6T",
    "previousMonthlyAmount": "99.50",
    "previousRentalId": "sub_1",
    "upgradeReason": "",
}


def of_kind(kind: str, told: dict[str, str]) -> dict[str, str]:
    return {**TYPED, "orderType": kind, **{f"{kind}Details-{name}": value for name, value in told.items()}}


@pytest.mark.parametrize(("kind", "typed"), [("extension", EXTENSION), ("upgrade", UPGRADE)])
def test_each_kind_is_taken_in_the_form(lite: House, kind: str, typed: dict[str, str]) -> None:
    catalogue(lite)
    assert lite.page("olga").fill("/orders/new", **of_kind(kind, typed)).status_code == 303
    made = lite.api().get("/v1/orders").json["orders"][0]
    assert made["orderType"] == kind
    told = {name: "" if value is None else value for name, value in made[f"{kind}Details"].items()}
    wanted = {**typed, "extensionMonths": 12} if kind == "extension" else {**typed, "previousMonthlyAmount": 99.5}
    assert told == wanted


@pytest.mark.parametrize("kind", ["extension", "upgrade"])
def test_what_is_left_out_of_a_kind_is_said_at_its_field(lite: House, kind: str) -> None:
    catalogue(lite)
    page = lite.page("olga").fill("/orders/new", **{**TYPED, "orderType": kind})
    assert page.status_code == 422
    needed = [name for name in (EXTENSION if kind == "extension" else UPGRADE) if not name.endswith("eason")]
    for name in needed:
        assert f'id="{kind}Details-{name}-error"' in page.text
    assert f"{kind}Details:" not in shown(page.text)
    typed = fields_of(page.text)
    assert (typed["orderType"], typed["customer-firstName"]) == (kind, "Jan")
    again = lite.page("olga").fill("/orders/new", **of_kind(kind, {needed[0]: "Kept"}))
    assert fields_of(again.text)[f"{kind}Details-{needed[0]}"] == "Kept"
    missing = lite.api().post("/v1/orders", {"orderType": kind}).json["error"]["details"]
    assert f"{kind}Details" in [detail["path"] for detail in missing]


def test_details_of_another_kind_are_let_by_in_the_form_too(lite: House) -> None:
    catalogue(lite)
    typed = {**of_kind("upgrade", {"previousDevice": "Half"}), "orderType": "standard"}
    assert lite.page("olga").fill("/orders/new", **typed).status_code == 303
    assert lite.api().get("/v1/orders").json["orders"][0]["upgradeDetails"] is None


def test_a_price_and_a_cost_are_set_by_hand_and_taken_away_again(lite: House) -> None:
    catalogue(lite)
    by_hand = {"items-0-listPriceOverride": "2,222.50", "items-0-acquisitionCostOverride": "0"}
    kept = fields_of(press(lite, "calc", "items", **TYPED, **by_hand))
    assert {name: kept[name] for name in by_hand} == by_hand
    olga = lite.page("olga")
    wrong = olga.fill("/orders/new", **TYPED, **{**by_hand, "items-0-listPriceOverride": "dear"})
    assert wrong.status_code == 422
    assert 'id="items-0-listPriceOverride-error"' in wrong.text
    assert "€318.00 a month" in shown(wrong.text)
    assert olga.fill("/orders/new", **TYPED, **by_hand).status_code == 303
    made = lite.api().get("/v1/orders").json["orders"][0]
    item, at = made["items"][0], f"/orders/{made['orderId']}"
    assert (float(item["listPriceOverride"]), item["acquisitionCostOverride"]) == (2222.5, 0)
    typed = fields_of(olga.get(f"{at}/edit").text)
    assert (typed["items-0-listPriceOverride"], typed["items-0-acquisitionCostOverride"]) == ("2222.50", "0.00")
    dearer(lite)
    assert olga.fill(f"{at}/edit", notes="As it was").status_code == 303
    assert lite.api().get(f"/v1{at}").json["items"] == made["items"]
    assert olga.fill(f"{at}/edit", **{"items-0-listPriceOverride": ""}).status_code == 303
    item = lite.api().get(f"/v1{at}").json["items"][0]
    assert (item["listPriceSource"], item["acquisitionCostSource"]) == ("variant", "manual")
    assert float(item["unitPrice"]) == 159  # as many for as long: a month of it costs what it did


def test_a_null_takes_away_what_was_set_by_hand(house: House) -> None:
    catalogue(house)
    made = order(house, items=[{"sku": MAC, "quantity": 1, "listPriceOverride": 2222}])
    items = [{"sku": MAC, "quantity": 1, "listPriceOverride": None}]
    answer = house.api().patch(f"/v1/orders/{made['orderId']}", {"items": items}).json["order"]["items"][0]
    assert (float(answer["listPrice"]), answer["listPriceSource"]) == (2499, "variant")


def test_an_edit_does_not_ask_for_the_kind(lite: House) -> None:
    typed = fields_of(lite.page("olga").get(f"/orders/{closed_short(lite)}/edit").text)
    assert "orderType" not in typed
    assert "items-0-listPriceOverride" in typed
