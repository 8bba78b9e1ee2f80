"""A client reads during a sale and writes back what it read, later: the sale does not last because of it."""

import datetime as dt
from typing import Any

import pytest

from tests.house import House
from tests.pricing.changes.shop import open_shop, prices, sale
from webapp.core.data import clock

HOUR = dt.timedelta(hours=1)


def on_sale(house: House, now: dt.datetime) -> dict[str, Any]:
    """The phone's product as it is read during a sale of an hour."""
    ids = open_shop(house)
    body = sale(category="Phones", validUntil=(now + HOUR).isoformat())
    assert house.api().post("/v1/price-changes", body).status_code == 201
    found: dict[str, Any] = house.api().get(f"/v1/products/{ids['PHONE']}").get_json()
    return found


def test_a_tier_on_sale_says_what_it_costs_otherwise(lite: House) -> None:
    [tier] = on_sale(lite, clock.now())["variants"][0]["pricing"]
    assert (tier["monthlyPrice"], tier["standingPrice"]) == (24, 30)


def test_put_with_its_version_is_stale_once_the_sale_is_over(house: House) -> None:
    now = clock.now()
    read = on_sale(house, now)
    with clock.stopped_at(now + 2 * HOUR):
        api = house.api()
        answer = api.send("PUT", f"/v1/products/{read['productId']}", {**read, "name": "New name"})
        assert answer.status_code == 409
        assert answer.get_json()["error"]["code"] == "STALE_VERSION"
        assert "variants.0.pricing.0.monthlyPrice" in answer.text
        assert prices(api)["PHONE-A"] == {12: 30}
        again = api.get(f"/v1/products/{read['productId']}").get_json()
        assert api.send("PUT", f"/v1/products/{read['productId']}", {**again, "name": "New name"}).status_code == 200
        assert prices(api)["PHONE-A"] == {12: 30}


def test_put_during_the_sale_changes_no_price(house: House) -> None:
    now = clock.now()
    read = on_sale(house, now)
    assert house.api().send("PUT", f"/v1/products/{read['productId']}", {**read, "name": "New name"}).status_code == 200
    assert prices(house.api())["PHONE-A"] == {12: 24}
    with clock.stopped_at(now + 2 * HOUR):
        assert prices(house.api())["PHONE-A"] == {12: 30}


def test_a_variant_with_its_version_is_stale_once_the_sale_was_ended(house: House) -> None:
    variant = on_sale(house, clock.now())["variants"][0]
    api = house.api()
    [change] = api.get("/v1/price-changes").get_json()["priceChanges"]
    assert api.post(f"/v1/price-changes/{change['priceChangeId']}/end", {}).status_code == 200
    sent = {"version": variant["version"], "pricing": variant["pricing"], "condition": "good"}
    assert api.patch(f"/v1/products/variants/{variant['variantId']}", sent).status_code == 409
    assert prices(api)["PHONE-A"] == {12: 30}
    del sent["version"]  # who names none means the price
    assert api.patch(f"/v1/products/variants/{variant['variantId']}", sent).status_code == 200
    assert prices(api)["PHONE-A"] == {12: 24}


@pytest.mark.parametrize("name", ["variantIds", "contractLengths"])
def test_a_choice_that_came_out_empty_is_not_everything(lite: House, name: str) -> None:
    open_shop(lite)
    answer = lite.api().post("/v1/price-changes", sale(**{name: []}))
    assert answer.status_code == 400
    assert answer.get_json()["error"]["details"][0]["path"] == name


def test_every_price_there_is_changes_only_when_it_was_looked_at(lite: House) -> None:
    open_shop(lite)
    body = {"name": "All of it", "change": "percent_up", "value": 10}
    assert lite.api().post("/v1/price-changes", body).status_code == 400
    version = lite.api().post("/v1/price-changes/preview", body).get_json()["version"]
    assert lite.api().post("/v1/price-changes", {**body, "version": version}).status_code == 201
