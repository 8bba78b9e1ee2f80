"""The pages of price changes, without a script: the form with its preview, the list, one change."""

import datetime as dt
import re
from typing import Any

from werkzeug.test import TestResponse

from tests.doors import PageDoor, fields_of
from tests.house import House
from tests.pricing.changes.shop import AFTER, BEFORE, open_shop, prices, product, sale
from webapp.catalog.operations.products import upsert_product
from webapp.core.data import clock

NEW = "/price-changes/new"
TYPED = {"name": "Black Friday", "category": "Laptops", "change": "percent_down", "value": "20"}


def ask(page: PageDoor, target: str = "lines", **typed: Any) -> TestResponse:
    """Press a button that shows what would change."""
    return page.post(NEW, {**fields_of(page.get(NEW).text), **TYPED, **typed, "_preview": target})


def apply(page: PageDoor, shown: TestResponse, **typed: Any) -> TestResponse:
    """Apply what a page shows."""
    return page.post(NEW, {**fields_of(shown.text), **typed})


def test_seen_then_applied(house: House) -> None:
    open_shop(house)
    page = house.page()
    shown = ask(page)
    assert shown.status_code == 200
    assert "5 in 3 variants" in shown.text
    assert "€80.00" in shown.text
    assert prices(house.api()) == BEFORE
    done = apply(page, shown)
    assert done.status_code == 303, done.text
    assert prices(house.api()) == AFTER
    there = page.get(done.location).text
    assert "5 prices are changed: Black Friday." in there
    assert "Down by 20 %" in there
    assert "Black Friday" in page.get("/price-changes?status=in_effect").text


def test_nothing_is_applied_unseen(lite: House) -> None:
    open_shop(lite)
    page = lite.page()
    sent = page.fill(NEW, **TYPED)
    assert sent.status_code == 409
    assert "€80.00" in sent.text
    assert prices(lite.api()) == BEFORE
    assert apply(page, sent).status_code == 303


def test_prices_that_moved_are_shown_again(lite: House) -> None:
    open_shop(lite)
    page = lite.page()
    shown = ask(page)
    lite.do(upsert_product, **product("AIR", {"A": {12: 60}}))
    again = apply(page, shown)
    assert again.status_code == 409
    assert "not as they were shown" in again.text
    assert "€48.00" in again.text
    assert apply(page, again).status_code == 303
    assert prices(lite.api())["AIR-A"] == {12: 48}


def test_ticked_variants_alone_or_left_out(lite: House) -> None:
    open_shop(lite)
    page = lite.page()
    ids = dict(re.findall(r'value="(var_\w+)" aria-label="Tick ([\w-]+)"', ask(page).text))
    by_sku = {sku: id for id, sku in ids.items()}
    only = ask(page, "only", ticked=[by_sku["AIR-A"]])
    assert [sku for sku in by_sku if f"Tick {sku}" in only.text] == ["AIR-A"]
    without = ask(page, "without", ticked=[by_sku["AIR-A"]])
    assert {sku for sku in by_sku if f"Tick {sku}" in without.text} == {"MBP-A", "MBP-B"}
    assert apply(page, only).status_code == 303
    assert prices(lite.api()) == {**BEFORE, "AIR-A": {12: 40}}


def test_nothing_typed_is_lost(lite: House) -> None:
    open_shop(lite)
    wrong = ask(lite.page(), value="a fifth", validUntil="2020-01-01T00:00")
    kept = fields_of(wrong.text)
    assert (kept["value"], kept["validUntil"], kept["name"]) == ("a fifth", "2020-01-01T00:00", "Black Friday")
    assert "Type a percentage such as 5" in wrong.text


def test_chosen_elsewhere(lite: House) -> None:
    products = open_shop(lite)
    kept = fields_of(lite.page().get(f"{NEW}?productId={products['AIR']}&category=Laptops").text)
    assert (kept["productId"], kept["category"]) == (products["AIR"], "Laptops")


def test_an_empty_list_says_what_it_is(lite: House) -> None:
    assert "A price change puts many prices up or down" in lite.page("vik").get("/price-changes").text


def test_a_form_opened_in_a_sale_does_not_write_its_prices_back_when_the_sale_is_over(lite: House) -> None:
    product_id = open_shop(lite)["AIR"]
    now = clock.now()
    lite.api().post("/v1/price-changes", sale(validUntil=(now + dt.timedelta(hours=1)).isoformat()))
    page, rule = lite.page("mo"), f"/products/{product_id}/edit"
    fields = fields_of(page.get(rule).text)
    assert fields["variants-0-pricing-0-monthlyPrice"] == "40.00"
    with clock.stopped_at(now + dt.timedelta(hours=2)):
        answer = page.post(rule, {**fields, "brand": "Mine"})
        assert answer.status_code == 409
        assert "12 months, Monthly price: 50.00" in answer.text
        assert page.post(rule, fields_of(answer.text)).status_code == 303
        assert prices(lite.api())["AIR-A"] == {12: 50}
