"""The prices of a variant over time: from edits and from price changes, through both doors."""

import datetime as dt
from typing import Any

from tests.house import House
from tests.pricing.changes.shop import open_shop, product, sale
from webapp.catalog.operations.products import upsert_product
from webapp.core.data import clock

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def air(house: House) -> str:
    """The id of the one variant that is followed."""
    listed = house.api().get("/v1/products?q=AIR-A&include=variants").get_json()["products"]
    return str(listed[0]["variants"][0]["variantId"])


def told(house: House, kind: str = "history") -> list[tuple[Any, ...]]:
    """The steps of twelve months: old, new, why."""
    found = house.api().get(f"/v1/products/variants/{air(house)}/prices").get_json()
    return [(step["oldPrice"], step["newPrice"], step["reason"]) for step in found[kind]]


def test_what_people_wrote(house: House) -> None:
    open_shop(house)
    house.do(upsert_product, "mo", **product("AIR", {"A": {12: 60}}))
    house.do(upsert_product, **product("AIR", {"A": {12: 60}}))
    found = house.api().get(f"/v1/products/variants/{air(house)}/prices").get_json()
    assert [(s["oldPrice"], s["newPrice"], s["actorName"]) for s in found["history"]] == [
        (50, 60, "Mo"),
        (None, 50, "Anna"),
    ]
    assert (found["variantSku"], found["prices"][0]["monthlyPrice"], found["planned"]) == ("AIR-A", 60, [])


def test_a_sale_and_its_end(house: House) -> None:
    with clock.stopped_at(NOW):
        open_shop(house)
    with clock.stopped_at(NOW + DAY):
        house.api().post("/v1/price-changes", sale(validUntil=(NOW + 3 * DAY).isoformat()))
        assert told(house, "planned") == [(40, 50, "Black Friday ends")]
        assert told(house)[0] == (50, 40, "Black Friday begins")
    with clock.stopped_at(NOW + 4 * DAY):
        assert told(house, "planned") == []
        assert [step[2] for step in told(house)] == ["Black Friday ends", "Black Friday begins", "entered the price"]


def test_taken_back_and_put_back(house: House) -> None:
    open_shop(house)
    api = house.api()
    batch = api.post("/v1/price-changes", sale()).get_json()["batchId"]
    undo = api.post(f"/v1/batches/{batch}/undo").get_json()["batchId"]
    api.post(f"/v1/batches/{undo}/undo")
    assert told(house)[:3] == [
        (50, 40, "Black Friday is put back in force"),
        (40, 50, "Black Friday is taken back"),
        (50, 40, "Black Friday begins"),
    ]


def test_ended_early(house: House) -> None:
    open_shop(house)
    api = house.api()
    until = (clock.now() + DAY).isoformat()
    id = api.post("/v1/price-changes", sale(validUntil=until)).get_json()["priceChangeId"]
    api.post(f"/v1/price-changes/{id}/end")
    assert told(house)[0] == (40, 50, "Black Friday ends")
    assert told(house, "planned") == []


def test_an_edit_over_a_sale(house: House) -> None:
    open_shop(house)
    house.api().post("/v1/price-changes", sale(validUntil=(clock.now() + DAY).isoformat()))
    house.do(upsert_product, **product("AIR", {"A": {12: 45}}))
    assert told(house)[0] == (40, 45, "edited the price")
    assert told(house, "planned") == []


def test_a_length_that_comes_and_goes(house: House) -> None:
    open_shop(house)
    house.do(upsert_product, **product("AIR", {"A": {24: 40}}))
    assert set(told(house)[:2]) == {(50, None, "edited the price"), (None, 40, "edited the price")}


def test_the_page_shows_a_picture_and_its_numbers(lite: House) -> None:
    with clock.stopped_at(NOW):
        open_shop(lite)
        lite.do(upsert_product, "mo", **product("AIR", {"A": {12: 60, 24: 45}}))
        lite.api().post("/v1/price-changes", sale(validFrom=(NOW + DAY).isoformat()))
        text = lite.page("vik").get(f"/variants/{air(lite)}/prices").text
    assert '<path class="line planned"' in text
    assert "24 months" in text
    assert "Show numbers" in text
    assert "Black Friday begins" in text
    assert "€48.00" in text
    assert "style=" not in text


def test_an_unknown_variant(lite: House) -> None:
    assert lite.api().get("/v1/products/variants/var_nothing/prices").status_code == 404
    assert lite.page().get("/variants/var_nothing/prices").status_code == 404
