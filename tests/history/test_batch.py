"""The page of one batch: what it moved, the fields it changed, before and after, and what took it back."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.assets.shelf import stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.house import House, new_house
from webapp.ledger.batches.differences import Difference, differences


def _told(house: House, batch: str) -> dict[tuple[str, str], tuple[Any, Any]]:
    """The changed fields by thing and field."""
    changes = house.api().get(f"/v1/batches/{batch}").get_json()["changes"]
    return {(one["subject"], one["field"]): (one["before"], one["after"]) for one in changes}


def _dearer(house: House) -> str:
    """The first variant gets another cost, colour and price; answers the batch."""
    stock_up(house)
    variants = house.api().get("/v1/products/variants?sku=MBP-16-A").get_json()["variants"]
    body = {"acquisitionCost": 1750.5, "colorName": "Silver", "pricing": {"12": 149}}
    answer = house.api().patch(f"/v1/products/variants/{variants[0]['variantId']}", body)
    assert answer.status_code == 200, answer.text
    return newest_batch(house)


def test_each_field_is_told_before_and_after(house: House) -> None:
    batch = _dearer(house)
    assert _told(house, batch) == {
        ("MBP-16-A", "Cost to us"): (1800, 1750.5),
        ("MBP-16-A", "Colour"): (None, "Silver"),
        ("MBP-16-A", "12 months: monthly price"): (159, 149),
    }
    house.api().post(f"/v1/batches/{batch}/undo")
    assert _told(house, newest_batch(house))["MBP-16-A", "Cost to us"] == (1750.5, 1800)


def test_the_page_tells_it_in_words_and_offers_the_undo(lite: House) -> None:
    batch = _dearer(lite)
    page = lite.page("mo").get(f"/history/{batch}").text
    for words in ("Cost to us", "€1,800.00", "€1,750.50", "12 months: monthly price", "€159.00", "Silver", "API"):
        assert words in page, words
    assert f"/batches/{batch}/undo" in page
    assert f"/batches/{batch}/undo" not in lite.page("vik").get(f"/history/{batch}").text
    lite.api().post(f"/v1/batches/{batch}/undo")
    undo = newest_batch(lite)
    taken_back = lite.page("mo").get(f"/history/{batch}").text
    assert f'href="/{lite.slug}/history/{undo}"' in taken_back
    assert f"/batches/{batch}/undo" not in taken_back
    assert f'href="/{lite.slug}/history/{batch}"' in lite.page("mo").get(f"/history/{undo}").text
    assert f'href="/{lite.slug}/history/{undo}"' in lite.page("mo").get("/history").text


def test_what_moved_stands_on_the_page(lite: House) -> None:
    stock_up(lite)
    lite.api().post("/v1/assets", {"serialNumber": "C02ZX1", "sku": "MBP-16-A"})
    page = lite.page("vik").get(f"/history/{newest_batch(lite)}").text
    assert "C02ZX1" in page
    assert "supplier → available" in page
    assert "RECEIVED" in page


def test_a_change_of_a_unit_and_of_a_place(house: House) -> None:
    stock_up(house)
    house.api().post("/v1/assets", {"serialNumber": "C02ZX1", "sku": "MBP-16-A"})
    house.api().put("/v1/assets/C02ZX1", {"condition": "scratched", "acquisitionCost": 900})
    told = _told(house, newest_batch(house))
    assert told["C02ZX1", "Condition"] == (None, "scratched")
    assert told["C02ZX1", "Cost to us"][1] == 900
    warehouse = house.api().get("/v1/warehouses").get_json()["data"][0]
    house.page("mo").fill(f"/warehouses/{warehouse['id']}/edit", name="South hall", code=warehouse["code"])
    assert _told(house, newest_batch(house))["South hall", "Name"][1] == "South hall"


def test_people_are_told_to_those_who_manage_them(house: House) -> None:
    house.page("anna").fill("/people/new", email=f"new.{house.slug}@renter.example", name="Ines")
    batch = newest_batch(house)
    assert "renter.example" in house.page("anna").get(f"/history/{batch}").text
    hidden = house.page("vik").get(f"/history/{batch}").text
    assert f"new.{house.slug}@" not in hidden.split("What changed")[1]
    assert house.api("history:read").get(f"/v1/batches/{batch}").get_json()["changes"] == []


def test_nobody_sees_what_others_did(house: House) -> None:
    batch = _dearer(house)
    other = new_house(house.app)
    assert other.page("anna").get(f"/history/{batch}").status_code == 404
    assert other.api().get(f"/v1/batches/{batch}").status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        (None, {"name": "X", "empty": None}, [("Name", None, ("text", "X"))]),
        ({"active": True}, {"active": False}, [("Active", ("text", "yes"), ("text", "no"))]),
        ({"listPrice": Decimal("9.5")}, {}, [("List price", ("money", 950), None)]),
        ({"list_price": 950}, {"list_price": 900}, [("List price", ("money", 950), ("money", 900))]),
        ({"margin": 1000}, {"margin": 1250}, [("Margin", ("percent", 1000), ("percent", 1250))]),
        ({}, {"gtins": [["04006381333931", 6]]}, [("GTINs", None, ("text", "04006381333931 × 6"))]),
        (
            {"specification_object": {"ram": "8"}},
            {"specification_object": {"ram": "16"}},
            [("Specification: ram", ("text", "8"), ("text", "16"))],
        ),
        (
            {"tiers": [{"contract_length": 6, "discount_type": "percentage", "discount_value": 1050}]},
            {"tiers": [{"contract_length": 6, "discount_type": "fixed", "discount_value": 1050}]},
            [
                ("6 months: discount type", ("text", "percentage"), ("text", "fixed")),
                ("6 months: percent off", ("percent", 1050), None),
                ("6 months: discount value", None, ("money", 1050)),
            ],
        ),
        (
            {"valid_until": "2026-11-30T23:00:00.000000Z"},
            {"valid_until": None},
            [("Valid until", ("time", dt.datetime(2026, 11, 30, 23, tzinfo=dt.UTC)), None)],
        ),
    ],
)
def test_pictures_are_compared_field_by_field(before: Any, after: Any, found: list[tuple[Any, ...]]) -> None:
    assert differences(before, after, 2) == [Difference(*one) for one in found]
