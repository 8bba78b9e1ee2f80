"""Changing many prices at once, through both doors."""

import datetime as dt
from typing import Any

import pytest

from tests.doors import fields_of
from tests.house import House
from tests.pricing.changes.shop import AFTER, BEFORE, open_shop, prices, product, sale
from webapp.catalog.operations.products import upsert_product
from webapp.core.data import clock

HOUR = dt.timedelta(hours=1)


def test_prices_change_at_once_and_for_good(house: House) -> None:
    open_shop(house)
    api = house.api()
    assert prices(api) == BEFORE
    made = api.post("/v1/price-changes", sale())
    assert made.status_code == 201, made.text
    told = made.get_json()
    assert (told["status"], told["priceCount"], told["value"], told["validUntil"]) == ("in_effect", 5, 20, None)
    assert {(p["variantSku"], p["contractLength"], p["oldPrice"], p["newPrice"]) for p in told["prices"]} >= {
        ("MBP-A", 12, 100, 80),
        ("AIR-A", 12, 50, 40),
    }
    assert prices(api) == AFTER
    assert api.get(f"/v1/price-changes/{told['priceChangeId']}").get_json() == told


def test_a_sale_begins_and_ends_by_itself(house: House) -> None:
    open_shop(house)
    api, now = house.api(), clock.now()
    body = sale(validFrom=(now + HOUR).isoformat(), validUntil=(now + 2 * HOUR).isoformat())
    told = api.post("/v1/price-changes", body).get_json()
    seen: dict[str, Any] = {}
    for name, at in (("before", now), ("during", now + HOUR), ("after", now + 2 * HOUR)):
        with clock.stopped_at(at):
            status = api.get(f"/v1/price-changes/{told['priceChangeId']}").get_json()["status"]
            seen[name] = (status, prices(api))
    assert seen == {"before": ("planned", BEFORE), "during": ("in_effect", AFTER), "after": ("over", BEFORE)}


def test_a_day_is_the_tenants_own(lite: House) -> None:
    open_shop(lite)
    day = clock.today("Europe/Amsterdam") + dt.timedelta(days=2)
    told = lite.api().post("/v1/price-changes", sale(validFrom=day.isoformat(), validUntil=day.isoformat())).get_json()
    begins, ends = (dt.datetime.fromisoformat(told[name]) for name in ("validFrom", "validUntil"))
    assert ends - begins == dt.timedelta(days=1)
    local = begins.astimezone(dt.timezone(dt.timedelta(hours=1)))
    assert local.hour in (0, 23)


@pytest.mark.parametrize(
    ("choice", "skus"),
    [
        ({"category": "Laptops"}, {"MBP-A", "MBP-B", "AIR-A"}),
        ({"brand": "Other"}, {"PHONE-A"}),
        ({"grade": "B"}, {"MBP-B"}),
        ({"q": "air"}, {"AIR-A"}),
        ({"q": "model mbp", "grade": "A"}, {"MBP-A"}),
        ({"status": "inactive"}, set()),
        ({"contractLengths": [24]}, {"MBP-A", "MBP-B"}),
        ({}, {"MBP-A", "MBP-B", "AIR-A", "PHONE-A"}),
    ],
)
def test_variants_are_chosen_by_what_they_are(lite: House, choice: dict[str, Any], skus: set[str]) -> None:
    open_shop(lite)
    body = {"change": "amount_up", "value": 1, **choice}
    told = lite.api().post("/v1/price-changes/preview", body).get_json()
    assert {one["variantSku"] for one in told["variants"]} == skus


def test_variants_are_ticked_and_left_out(lite: House) -> None:
    products = open_shop(lite)
    api = lite.api()
    ids = {
        variant["variantSku"]: variant["variantId"]
        for variant in api.get(f"/v1/products/{products['MBP']}").get_json()["variants"]
    }
    for choice, skus in (
        ({"variantIds": [ids["MBP-B"]]}, {"MBP-B"}),
        ({"productId": products["MBP"], "exceptIds": [ids["MBP-B"]]}, {"MBP-A"}),
        ({"productId": products["MBP"]}, {"MBP-A", "MBP-B"}),
        ({"variantIds": ["var_that_never_was"]}, set()),
    ):
        told = api.post("/v1/price-changes/preview", {"change": "set_to", "value": 1, **choice}).get_json()
        assert {one["variantSku"] for one in told["variants"]} == skus


def test_the_preview_says_what_stays_and_what_to_beware_of(lite: House) -> None:
    body = product("MBP", {"A": {12: 10, 24: 8, 36: 3}})
    body["variants"][0]["acquisitionCost"] = 150
    lite.do(upsert_product, **body)
    api = lite.api()
    told = api.post("/v1/price-changes/preview", {"change": "amount_down", "value": 8}).get_json()
    lines = {line["contractLength"]: line for line in told["variants"][0]["prices"]}
    assert [lines[months]["newPrice"] for months in (12, 24, 36)] == [2, 0, None]
    assert "below zero" in lines[36]["reason"]
    assert {one["code"] for one in lines[12]["warnings"]} == {"BELOW_COST"}
    assert told["totals"] == {
        "variants": 1, "changing": 2, "staying": 1, "warned": 2, "oldSum": 18, "newSum": 2,
    }  # fmt: skip
    assert api.get("/v1/price-changes").get_json()["count"] == 0


def test_prices_that_moved_since_the_preview_are_shown_again(house: House) -> None:
    open_shop(house)
    api = house.api()
    version = api.post("/v1/price-changes/preview", sale()).get_json()["version"]
    house.do(upsert_product, **product("AIR", {"A": {12: 60}}))
    refused = api.post("/v1/price-changes", sale(version=version))
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "STALE_VERSION")
    assert prices(api)["AIR-A"] == {12: 60}
    version = api.post("/v1/price-changes/preview", sale()).get_json()["version"]
    assert api.post("/v1/price-changes", sale(version=version)).status_code == 201
    assert prices(api)["AIR-A"] == {12: 48}


def test_a_price_for_good_goes_over_the_standing_one(house: House) -> None:
    open_shop(house)
    api, now = house.api(), clock.now()
    api.post("/v1/price-changes", sale(validUntil=(now + HOUR).isoformat()))
    for_good = {"name": "Dearer", "category": "Laptops", "change": "percent_up", "value": 10}
    preview = api.post("/v1/price-changes/preview", for_good).get_json()
    line = next(one for one in preview["variants"] if one["variantSku"] == "AIR-A")["prices"][0]
    assert (line["oldPrice"], line["newPrice"]) == (50, 55)
    assert line["note"] == "Once Black Friday is over."
    api.post("/v1/price-changes", for_good)
    assert prices(api) == AFTER
    with clock.stopped_at(now + 2 * HOUR):
        assert prices(api)["AIR-A"] == {12: 55}


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"name": ""}, "name"), ({"change": "halve"}, "change"), ({"value": -1}, "value"), ({"value": 100.5}, "value"),
        ({"value": "20"}, "value"), ({"value": 20.555}, "value"), ({"rounding": "ending_9"}, "rounding"),
        ({"validFrom": "tomorrow"}, "validFrom"), ({"validFrom": "2020-01-01"}, "validFrom"),
        ({"validUntil": "2020-01-01"}, "validUntil"),
        ({"validFrom": "2050-01-02", "validUntil": "2050-01-01"}, "validUntil"),
        ({"contractLengths": [0]}, "contractLengths.0"), ({"validFrom": 7}, "validFrom"),
    ],
)  # fmt: skip
def test_fields_are_judged(lite: House, wrong: dict[str, Any], path: str) -> None:
    open_shop(lite)
    error = lite.api().post("/v1/price-changes", sale(**wrong)).get_json()["error"]
    assert (error["code"], error["details"][0]["path"]) == ("VALIDATION_ERROR", path)


def test_nothing_to_change_is_refused(lite: House) -> None:
    open_shop(lite)
    for body in (sale(value=0), sale(category="Chairs")):
        answer = lite.api().post("/v1/price-changes", body)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "NOTHING_TO_CHANGE")


def test_a_retry_changes_prices_once(house: House) -> None:
    open_shop(house)
    api = house.api()
    first, second = (api.post("/v1/price-changes", sale(), Idempotency_Key="friday") for _ in range(2))
    assert first.get_json() == second.get_json()
    assert prices(api) == AFTER


def test_an_edit_that_was_open_is_stale(lite: House) -> None:
    products = open_shop(lite)
    page, path = lite.page(), f"/products/{products['AIR']}/edit"
    typed = fields_of(page.get(path).text)
    lite.api().post("/v1/price-changes", sale())
    assert page.post(path, typed).status_code == 409
