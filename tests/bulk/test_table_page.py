"""The table of variants as a page: typed over, saved in one go, bad rows left open with what was typed."""

import json
import re
from typing import Any

from tests.bulk.shelf import change, filled, prices, shown
from tests.counting import counting
from tests.doors import fields_of
from tests.house import House

TABLE = "/variants/table"


def typed(house: House, path: str = TABLE, person: str = "mo", **cells: str) -> Any:
    """Open the table, type over some cells (``MBP_A__listPrice``), and save it."""
    sent = fields_of(house.page(person).get(path).text)
    for cell, text in cells.items():
        sku, column = cell.split("__")
        sent[f"{_row(house, sent, sku.replace('_', '-'))}-{column.replace('_', '-')}"] = text
    return house.page(person).post(path, sent)


def _row(house: House, sent: dict[str, str], sku: str) -> str:
    variants = house.api().get("/v1/products/variants?limit=500").get_json()["variants"]
    ids = {one["variantSku"]: one["variantId"] for one in variants}
    return next(name.removesuffix("-variantId") for name, value in sent.items() if value == ids[sku])


def test_all_good_rows_are_saved_and_said(lite: House) -> None:
    ids = filled(lite)
    answer = typed(lite, MBP_A__listPrice="1 999,50", MBP_B__prices_12="139.95", MBP_B__gtin="4006381333931")
    assert (answer.status_code, answer.location) == (303, f"/{lite.slug}{TABLE}")
    assert shown(lite, ids["MBP-A"])["listPrice"] == 1999.5
    assert (prices(lite, ids["MBP-B"])[12], shown(lite, ids["MBP-B"])["gtin"]) == (139.95, "4006381333931")
    page = lite.page("mo").get(TABLE).text
    assert "2 variants saved." in page
    assert re.search(r"/batches/bat_\w+/undo", page)


def test_nothing_typed_is_nothing_changed(lite: House) -> None:
    ids = filled(lite)
    version = shown(lite, ids["MBP-A"])["version"]
    assert typed(lite).status_code == 303
    assert "nothing changed" in lite.page("mo").get(TABLE).text
    assert shown(lite, ids["MBP-A"])["version"] == version


def test_a_bad_row_stays_as_it_was_typed_and_the_good_ones_are_saved(lite: House) -> None:
    ids = filled(lite)
    answer = typed(lite, MBP_A__listPrice="1999", MBP_B__prices_12="cheap", MBP_C__prices_24="90")
    assert answer.status_code == 200
    assert "2 saved, 1 left open" in answer.text
    assert 'value="cheap"' in answer.text
    assert "Type an amount such as 1800 or 159.95" in answer.text
    assert "Undo what was saved" in answer.text
    assert (shown(lite, ids["MBP-A"])["listPrice"], prices(lite, ids["MBP-C"])[24]) == (1999, 90)
    assert prices(lite, ids["MBP-B"])[12] == 150
    sent = fields_of(answer.text)
    sent[f"{_row(lite, sent, 'MBP-B')}-prices-12"] = "135"
    assert lite.page("mo").post(TABLE, sent).status_code == 303
    assert prices(lite, ids["MBP-B"])[12] == 135


def test_what_somebody_saved_meanwhile_stands_beside_what_was_typed(lite: House) -> None:
    ids = filled(lite)
    sent = fields_of(lite.page("mo").get(TABLE).text)
    row = _row(lite, sent, "MBP-A")
    change(lite, {"variantId": ids["MBP-A"], "listPrice": 1750, "acquisitionCost": 1400})
    sent[f"{row}-listPrice"] = "1800"
    answer = lite.page("mo").post(TABLE, sent)
    assert "Changed meanwhile" in answer.text
    assert "Saved now: 1750.00." in answer.text
    again = fields_of(answer.text)
    assert (again[f"{row}-listPrice"], again[f"{row}-acquisitionCost"]) == ("1800", "1400.00")
    assert shown(lite, ids["MBP-A"])["listPrice"] == 1750
    assert lite.page("mo").post(TABLE, again).status_code == 303
    assert (shown(lite, ids["MBP-A"])["listPrice"], shown(lite, ids["MBP-A"])["acquisitionCost"]) == (1800, 1400)


def test_a_row_nobody_typed_over_is_left_to_whoever_changed_it(lite: House) -> None:
    ids = filled(lite)
    sent = fields_of(lite.page("mo").get(TABLE).text)
    change(lite, {"variantId": ids["MBP-A"], "listPrice": 1750})
    sent[f"{_row(lite, sent, 'MBP-B')}-listPrice"] = "1"
    assert lite.page("mo").post(TABLE, sent).status_code == 303
    assert shown(lite, ids["MBP-A"])["listPrice"] == 1750


def test_a_price_is_added_and_taken_away(lite: House) -> None:
    ids = filled(lite)
    change(lite, {"variantId": ids["MBP-C"], "prices": {"36": 80}})
    assert typed(lite, MBP_A__prices_36="75", MBP_B__prices_12="").status_code == 303
    assert prices(lite, ids["MBP-A"]) == {12: 150, 24: 100, 36: 75}
    assert prices(lite, ids["MBP-B"]) == {24: 100}
    answer = typed(lite, MBP_B__prices_24="")
    assert "keeps at least one price" in answer.text
    assert prices(lite, ids["MBP-B"]) == {24: 100}


def test_a_price_that_is_left_alone_keeps_its_set_up_fee_and_where_it_came_from(lite: House) -> None:
    ids = filled(lite)
    typed(lite, MBP_A__prices_24="95")
    short, long = shown(lite, ids["MBP-A"])["pricing"]
    assert (short["setupFee"], short.get("source")) == (25, None)
    assert (long["discount"]["value"], long["source"]) == (5, "manual")


def test_the_filters_are_those_of_the_list(lite: House) -> None:
    filled(lite)
    filled(lite, "THINK", "A")
    page = lite.page("mo").get(f"{TABLE}?q=think")
    assert "THINK-A" in page.text
    assert "MBP-A" not in page.text
    assert f'href="/{lite.slug}{TABLE}?q=think"' in lite.page("mo").get("/variants?q=think").text
    assert "Nothing fits" in lite.page("mo").get(f"{TABLE}?q=nobody").text
    assert lite.page("mo").get(f"{TABLE}?status=lost").status_code == 422
    part = lite.page("mo").get(f"{TABLE}?q=think", HX_Request_Type="partial").text
    assert "<!doctype" not in part
    assert 'id="results"' in part


def test_a_page_holds_a_hundred(lite: House) -> None:
    filled(lite, "BIG", [f"{n:03d}" for n in range(103)])
    page = lite.page("mo").get(TABLE).text
    assert page.count("-variantId") == 100
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    assert lite.page("mo").get(following[1].replace("&amp;", "&")).text.count("-variantId") == 3


def test_it_costs_the_same_with_many_rows_of_many_products(lite: House) -> None:
    costs = []
    for word, products in (("FEW", 1), ("MANY", 5)):
        for number in range(products):
            filled(lite, f"{word}{number}", "ABCDE"[:products])
        sent = fields_of(lite.page("mo").get(f"{TABLE}?q={word}").text)
        sent = {name: "1234" if name.endswith(("-listPrice", "-prices-12")) else text for name, text in sent.items()}
        with counting() as statements:
            assert lite.page("mo").post(f"{TABLE}?q={word}", sent).status_code == 303
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert costs[1] <= 39, costs


def test_who_may_not_is_shown_no_way_in(lite: House) -> None:
    filled(lite)
    assert TABLE not in lite.page("olga").get("/variants").text
    assert TABLE in lite.page("mo").get("/variants").text
    assert lite.page("olga").get(TABLE).status_code == 403


def test_a_form_that_cannot_say_what_it_showed_changes_what_it_says(lite: House) -> None:
    ids = filled(lite, grades="A")
    sent = fields_of(lite.page("mo").get(TABLE).text)
    for wrong in ("", "[", json.dumps([1])):
        answer = lite.page("mo").post(TABLE, {**sent, "variants-0-seen": wrong, "variants-0-listPrice": "1234"})
        assert answer.status_code == 303
        assert shown(lite, ids["MBP-A"])["listPrice"] == 1234
        sent["variants-0-version"] = ""
    assert lite.page("mo").post(TABLE, {"csrf_token": sent["csrf_token"]}).status_code == 422
