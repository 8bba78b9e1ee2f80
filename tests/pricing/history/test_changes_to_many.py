"""Prices written in a table of many variants, and taken back, are told like any other."""

from typing import Any

from tests.house import House
from tests.pricing.changes.shop import BEFORE, open_shop, prices, sale


def edit(house: House, price: int) -> str:
    """Write one price in the table of many; answers its batch."""
    rows = [{"variantSku": "AIR-A", "prices": {"12": price}}]
    assert house.api().patch("/v1/products/variants", {"variants": rows}).status_code == 200
    return newest(house)


def newest(house: House) -> str:
    """The batch that was written last."""
    return str(house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"])


def undo(house: House, batch: str) -> None:
    """Take a batch back."""
    answer = house.api().post(f"/v1/batches/{batch}/undo")
    assert answer.status_code == 200, answer.text


def told(house: House) -> list[tuple[Any, ...]]:
    """The steps of the one price, newest first."""
    listed = house.api().get("/v1/products?q=AIR-A&include=variants").get_json()["products"]
    variant = listed[0]["variants"][0]["variantId"]
    steps = house.api().get(f"/v1/products/variants/{variant}/prices").get_json()["history"]
    return [(step["oldPrice"], step["newPrice"], step["reason"]) for step in steps]


def test_an_edit_of_many_and_its_undo(house: House) -> None:
    open_shop(house)
    undo(house, edit(house, 55))
    assert told(house) == [
        (55, 50, "took an edit back"),
        (50, 55, "edited the price"),
        (None, 50, "entered the price"),
    ]


def test_a_price_change_between_that_was_taken_back_is_no_hindrance(house: House) -> None:
    open_shop(house)
    edited = edit(house, 55)
    undo(house, house.api().post("/v1/price-changes", sale()).get_json()["batchId"])
    undo(house, edited)
    assert prices(house.api()) == BEFORE


def test_an_edit_over_a_sale_taken_back_brings_the_sale_back(house: House) -> None:
    open_shop(house)
    house.api().post("/v1/price-changes", sale())
    edited = edit(house, 45)
    assert prices(house.api())["AIR-A"] == {12: 45}
    undo(house, edited)
    assert prices(house.api())["AIR-A"] == {12: 40}
