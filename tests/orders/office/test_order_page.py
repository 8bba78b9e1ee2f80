"""The order's page says all that the JSON door tells of it."""

import pytest

from tests.house import House
from tests.orders.office.test_kinds import EXTENSION, UPGRADE
from tests.orders.seed import catalogue, order
from tests.orders.test_change_order import DELL, MAC
from tests.orders.test_close_line import confirmed
from tests.orders.test_order_form import shown


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        ("extension", {**EXTENSION, "extensionMonths": 12}, ["Months more 12", "It ends on 2027-01-31"]),
        ("upgrade", {**UPGRADE, "previousMonthlyAmount": 99.5}, ["MacBook Pro 14", "Its monthly amount €99.50"]),
    ],
)
def test_an_extension_and_an_upgrade_say_of_what(lite: House, kind: str, told: dict, said: list[str]) -> None:  # type: ignore[type-arg]
    catalogue(lite)
    one = order(lite, orderType=kind, **{f"{kind}Details": told})["orderId"]
    words = shown(lite.page("vik").get(f"/orders/{one}").text)
    for part in (kind.capitalize(), *said):
        assert part in words
    assert "Device until now" not in shown(lite.page("vik").get(f"/orders/{order(lite)['orderId']}").text)


def test_each_line_says_what_its_devices_are_worth_and_why(lite: House) -> None:
    catalogue(lite)
    lines = [
        {"sku": MAC, "quantity": 1, "acquisitionCostOverride": 1500},
        {"sku": DELL, "quantity": 1, "listPriceOverride": 300},
        {"sku": DELL, "quantity": 1},
    ]
    words = shown(lite.page("vik").get(f"/orders/{order(lite, items=lines)['orderId']}").text)
    worth = words.split("List prices and costs")[1]
    for part in (
        "€2,499.00 of the variant €1,500.00 set by hand",
        "€300.00 set by hand €300.00 the list price",
        "not known not known",
    ):
        assert part in worth


def test_what_cannot_be_substituted_at_its_own_price_says_so(lite: House) -> None:
    one = confirmed(lite)
    items = [{"sku": MAC, "quantity": 5, "contractLength": 12}]
    assert lite.api().patch(f"/v1/orders/{one}", {"items": items}).status_code == 200
    assert "no price of its own for 12 months" in shown(lite.page("mo").get(f"/orders/{one}/lines/0/substitute").text)
