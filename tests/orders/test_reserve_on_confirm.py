"""Confirming keeps what is there for the order, if the tenant wants that, and never fails for lack of it."""

from typing import Any

from tests.house import House
from tests.orders.seed import CURL, catalogue, order
from tests.orders.test_change_order import MAC
from tests.orders.test_close_line import WHY, undo
from webapp.accounts.operations.settings import update_settings


def with_units(house: House, count: int, *, on: bool = True) -> None:
    """So many free units of the first SKU, a few of them in a second warehouse."""
    catalogue(house)
    if on:
        house.do(update_settings, reserveOnConfirm=True)
    place = house.api().post("/v1/warehouses", {"name": "Utrecht", "code": "UTR"})
    assert place.status_code in (200, 201), place.text
    for n in range(count):
        told = {"serialNumber": f"C02-{n}", "sku": MAC, **({"location": "Utrecht"} if n == 0 else {})}
        assert house.api().post("/v1/assets", told).status_code == 201


def promised(house: House) -> tuple[int, int]:
    """How many are reserved and free, over all warehouses."""
    listed = house.api().get("/v1/stock").json["stock"]
    one = next(row for row in listed if row["sku"] == MAC)
    return one["reserved"], one["available"]


def confirmed(house: House, **parts: Any) -> str:
    one = str(order(house, CURL, **parts)["orderId"])
    assert house.api().post(f"/v1/orders/{one}/confirm").status_code == 200
    return one


def test_what_is_there_is_kept_and_what_is_short_is_said(house: House) -> None:
    with_units(house, 3)
    one = confirmed(house)
    assert promised(house) == (3, 0)
    assert house.api().post(f"/v1/orders/{one}/confirm").status_code == 200
    assert promised(house) == (3, 0)
    page = house.page("mo").get(f"/orders/{one}").text
    assert "3 reserved for it" in page
    assert "2 short" in page
    confirmed(house)
    assert promised(house) == (3, 0)
    assert house.api().post(f"/v1/orders/{one}/cancel").status_code == 200
    assert promised(house) == (0, 3)


def test_what_is_closed_or_edited_away_is_free_again(house: House) -> None:
    with_units(house, 7)
    one = confirmed(house)
    assert promised(house) == (5, 2)
    assert undo(house) == 409  # confirming is not taken back: the order is cancelled, or edited
    house.api().post(f"/v1/orders/{one}/lines/0/close", {**WHY, "quantity": 2})
    assert promised(house) == (3, 4)
    assert undo(house) in (200, 201)
    assert promised(house) == (5, 2)
    house.api().patch(f"/v1/orders/{one}", {"items": [{"sku": MAC, "quantity": 6}]})
    assert promised(house) == (6, 1)
    assert undo(house) in (200, 201)
    assert promised(house) == (5, 2)


def test_without_the_setting_nothing_is_kept_but_the_page_says_where_it_is(house: House) -> None:
    with_units(house, 3, on=False)
    one = confirmed(house)
    assert promised(house) == (0, 3)
    page = house.page("mo").get(f"/orders/{one}").text
    assert "2 short" in page
    assert "Main Warehouse 2 · Utrecht 1" in page


def test_a_change_that_stays_keeps_what_it_gave_back(house: House) -> None:
    with_units(house, 7)
    one = confirmed(house)
    path, door = f"/v1/orders/{one}", house.api()
    first = door.patch(path, {"items": [{"sku": MAC, "quantity": 2}]}).headers["Batch-Id"]
    assert door.patch(path, {"items": [{"sku": MAC, "quantity": 3}]}).status_code == 200
    partly = door.post(f"/v1/batches/{first}/undo", {"partly": True})
    assert (partly.status_code, partly.json["error"]["code"]) == (409, "CANNOT_UNDO")
    assert promised(house) == (3, 4)
