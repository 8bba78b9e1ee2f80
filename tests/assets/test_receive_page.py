"""What the receiving page asks a person, and what it takes for granted."""

import pytest

from tests.assets.shelf import PRODUCT, stock_up
from tests.assets.test_undo_receipt import newest_batch
from tests.doors import fields_of
from tests.house import House, new_house

SENT = {"sku": "MBP-16-A", "serialNumber": "C02ZX1"}


@pytest.mark.parametrize("words", ["NOSUCH", "WH-01/NOPE"])
def test_a_place_that_is_none_is_refused_at_its_field(house: House, words: str) -> None:
    stock_up(house)
    answer = house.page("olga").fill("/receive", **SENT, location=words)
    assert answer.status_code == 422
    assert f"There is no place {words}. Pick one, or type WH-01 for Main Warehouse." in answer.text
    assert fields_of(answer.text)["location"] == words
    assert house.api().get("/v1/assets").get_json()["assets"] == []


def test_the_api_keeps_the_words_and_the_page_shows_both(house: House) -> None:
    stock_up(house)
    answer = house.api().post("/v1/assets", {**SENT, "location": "On the van"})
    assert answer.get_json()["asset"]["location"] == "On the van"
    door = house.page("vik")
    page = door.get(door.get("/find?q=C02ZX1").location).text
    assert "<dt>Place</dt><dd>Main Warehouse</dd>" in page
    assert "<dt>Place as noted</dt><dd>On the van</dd>" in page


def test_a_sku_in_other_letters_is_the_only_one_that_fits(house: House) -> None:
    stock_up(house)
    door = house.page("olga")
    answer = door.fill("/receive", sku="mbp-16-a", serialNumber="C02ZX1")
    assert answer.status_code == 303
    assert fields_of(door.get(answer.location).text)["sku"] == "MBP-16-A"
    assert house.api().post("/v1/assets", {"sku": "mbp-16-b", "serialNumber": "X"}).status_code == 400


def test_a_sku_that_two_variants_have_but_for_its_letters_is_not_guessed(house: House) -> None:
    twins = [{**PRODUCT["variants"][0], "variantSku": sku} for sku in ("abc", "ABC")]  # type: ignore[dict-item]
    assert house.api().post("/v1/products", {**PRODUCT, "variants": twins}).status_code == 201
    answer = house.page("olga").fill("/receive", sku="Abc", serialNumber="C02ZX1")
    assert "No variant has the SKU Abc." in answer.text


def test_rows_say_what_came_in_and_where(lite: House) -> None:
    stock_up(lite)
    lite.page("olga").fill("/receive", **SENT)
    assert '<span class="what">MBP-16-A into Main Warehouse</span>' in lite.page("olga").get("/receive").text


def test_undo_after_undo_takes_back_what_is_in_force(lite: House) -> None:
    stock_up(lite)
    door = lite.page("olga")
    door.fill("/receive", **SENT)
    door.press(f"/batches/{newest_batch(lite)}/undo")
    door.press(f"/batches/{newest_batch(lite)}/undo")
    redo = newest_batch(lite)
    page = door.get("/receive").text
    assert f"/batches/{redo}/undo" in page
    door.press(f"/batches/{redo}/undo")
    assert lite.api().get("/v1/assets/C02ZX1").status_code == 404


def test_without_products_it_says_so_and_leads_to_them(lite: House) -> None:
    fresh = new_house(lite.app)
    assert f'href="/{fresh.slug}/products/new"' in fresh.page("mo").get("/receive").text
    page = fresh.page("olga").get("/receive").text
    assert "Ask a manager to enter the product first." in page
    assert "/products/new" not in page


def test_what_can_be_left_blank_is_marked(lite: House) -> None:
    stock_up(lite)
    assert lite.page("olga").get("/receive").text.count("(optional)") == 5
