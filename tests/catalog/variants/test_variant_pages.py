"""The list of variants and prices, and a variant's page."""

import datetime as dt
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from tests.catalog.making import EAN, PACK, make, shown
from tests.catalog.seed import minimal
from tests.doors import fields_of
from tests.house import House, new_house, write
from webapp.catalog.models import PriceChange, PriceChangeLine
from webapp.core.data import clock
from webapp.core.data.ids import new_id


def goods(house: House) -> str:
    """A laptop in two grades with codes; the id of the first."""
    first = minimal()["variants"][0]
    coded = {"gtin": EAN, "packs": [{"gtin": PACK, "quantity": 10}], "tracking": "lot"}
    variants = [{**first, "variantSku": "LAP-A", **coded}, {**first, "variantSku": "LAP-B", "grade": "B"}]
    variants[0]["images"] = ["https://pictures.example.com/a.jpg"]
    return shown(house, make(house, variants=variants))["variants"][0]["variantId"]  # type: ignore[no-any-return]


def reduce(house: House, variant_id: str, price: int, until: dt.datetime | None) -> None:
    """A price change over the 12 months of a variant, as another feature would make it."""
    now = clock.now()
    batch_id = house.api().get("/v1/batches").get_json()["batches"][0]["batchId"]
    change = {
        "tenant_id": house.tenant_id, "id": new_id("prc"), "name": "Black Friday", "rule": {}, "withdrawn": False,
        "valid_from": now - dt.timedelta(hours=1), "valid_until": until, "batch_id": batch_id, "created_at": now,
    }  # fmt: skip
    line = {
        "tenant_id": house.tenant_id, "change_id": change["id"], "variant_id": variant_id, "contract_length": 12,
        "old_price": 15900, "new_price": price, "ended_at": None,
    }  # fmt: skip
    write(house.session, insert(PriceChange).values(change), insert(PriceChangeLine).values(line))


def test_an_empty_list_says_what_to_do(lite: House) -> None:
    text = lite.page("mo").get("/variants").text
    assert "No variants yet" in text
    assert "/products/new" in text


def test_the_list_has_prices_filters_and_search(lite: House) -> None:
    goods(lite)
    make(lite, "PH", category="Phones", brand="Zed")
    page = lite.page("vik")
    text = page.get("/variants").text
    for words in ("LAP-A", "Laptop LAP", "€109.00", "€1,800.00", "Lot", '<option value="Phones"', '<option value="E"'):
        assert words in text, words
    for query, found, hidden in (
        ("category=Phones", "PH-A", "LAP-A"),
        ("brand=Apple&grade=B", "LAP-B", "LAP-A"),
        ("tracking=lot", "LAP-A", "LAP-B"),
        (f"q={EAN}", "LAP-A", "LAP-B"),
        (f"q={PACK}", "LAP-A", "LAP-B"),
        ("q=ph-", "PH-A", "LAP-A"),
    ):
        text = page.get(f"/variants?{query}").text
        assert f">{found}<" in text, query
        assert f">{hidden}<" not in text, query
    assert page.get("/variants?status=gone").status_code == 422
    assert "Nothing fits" in page.get("/variants?brand=Unheard").text


def test_the_table_alone_is_sent_when_it_is_asked_for(lite: House) -> None:
    goods(lite)
    text = lite.page("vik").get("/variants?grade=B", HX_Request="true", HX_Request_Type="partial").text
    assert "<html" not in text
    assert ">LAP-B<" in text


def test_the_export_has_the_prices(lite: House) -> None:
    goods(lite)
    lines = lite.page("vik").get("/variants.csv?sortBy=sku&sortDir=asc").text.splitlines()
    assert len(lines) == 3
    for words in ("109.00", EAN, "LAP-A", "Laptops", "1800.00", "2499.00"):
        assert f'"{words}"' in lines[1]


def test_the_lowest_price_in_effect_is_shown_with_the_change_that_makes_it(lite: House) -> None:
    variant_id = goods(lite)
    reduce(lite, variant_id, 9900, dt.datetime(2099, 12, 1, tzinfo=ZoneInfo(lite.actor().tenant.time_zone)))
    page = lite.page("vik")
    assert "€99.00" in page.get("/variants").text
    product_id = lite.api().get(f"/v1/products/variants/{variant_id}").get_json()["productId"]
    for where in (f"/variants/{variant_id}", f"/products/{product_id}"):
        text = page.get(where).text
        assert "€99.00" in text
        assert "Black Friday, until 30 Nov 2099, then €159.00" in text, where


def test_a_variant_has_a_page_of_its_own(lite: House) -> None:
    variant_id = goods(lite)
    text = lite.page("vik").get(f"/variants/{variant_id}").text
    for words in ("LAP-A", EAN, PACK, "a pack of 10", "Lot", "€159.00", "€2,499.00", "pictures.example.com"):
        assert words in text, words
    assert 'href="https://pictures.example.com/a.jpg"' in text
    assert "<img" not in text, "pictures of other hosts are linked: the page's own policy forbids them"
    assert f"/{lite.slug}/units?sku=LAP-A" in text
    assert ">Deactivate<" not in text


def test_it_is_deactivated_and_activated_there(lite: House) -> None:
    variant_id = goods(lite)
    page, where = lite.page("mo"), f"/variants/{variant_id}"
    for status, said, button in (
        ("inactive", "LAP-A is inactive", "Activate"),
        ("active", "is active again", "Deactivate"),
    ):
        answer = page.press(f"{where}/status", status=status)
        assert answer.location.endswith(where)
        text = page.get(where).text
        assert said in text
        assert "/undo" in text
        assert f">{button}</button>" in text


def test_a_variant_of_a_discontinued_product_says_what_to_do(lite: House) -> None:
    variant_id = goods(lite)
    page, where = lite.page("mo"), f"/variants/{variant_id}"
    product_id = lite.api().get(f"/v1/products/variants/{variant_id}").get_json()["productId"]
    page.press(f"/products/{product_id}/discontinue")
    text = page.get(where).text
    assert "Its product is discontinued" in text
    assert ">Activate</button>" not in text
    page.press(f"{where}/status", status="active")
    assert "which is discontinued. Reactivate the product first" in page.get(where).text


def test_words_of_others_are_never_markup(lite: House) -> None:
    evil = "<script>alert(1)</script>"
    first = minimal()["variants"][0]
    variants = [{**first, "variantSku": evil, "variantName": evil, "colorName": evil, "condition": evil}]
    product_id = make(lite, name=evil, category=evil, brand=evil, variants=variants)
    variant_id = shown(lite, product_id)["variants"][0]["variantId"]
    for where in ("/variants", f"/variants/{variant_id}", f"/products/{product_id}"):
        text = lite.page("mo").get(where).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_a_foreign_variant_is_not_there(lite: House) -> None:
    variant_id = goods(lite)
    other = new_house(lite.app).page("mo")
    assert other.get(f"/variants/{variant_id}").status_code == 404
    assert lite.page("mo").get("/variants/var_unknown").status_code == 404


def test_the_list_has_a_column_for_each_usual_length_and_its_actions_on_top(lite: House) -> None:
    variant_id = goods(lite)
    text = lite.page("mo").get("/variants?grade=A").text
    for months, price in ((6, "–"), (12, "€159.00"), (24, "€129.00"), (36, "€109.00")):
        assert f'data-label="{months} mo."' in text, months
        assert price in text.partition(f'data-label="{months} mo."')[2].partition("</td>")[0]
    above, below = text.split("<table", 1)
    for words in ("/variants.csv?grade=A", "/variants/table?grade=A", "/price-changes/new?grade=A"):
        assert words in above, words
    assert f'name="variantIds" value="{variant_id}" form="picked"' in below
    assert 'name="variantIds"' not in lite.page("vik").get("/variants").text


def test_ticked_rows_go_to_the_form_that_changes_their_prices(lite: House) -> None:
    variant_id = goods(lite)
    lite.api().patch(f"/v1/products/variants/{variant_id}/status", {"status": "inactive"})
    page = lite.page("mo")
    address = f"/price-changes/new?variantIds={variant_id}"
    fields = fields_of(page.get(address).text)
    assert (fields["variantIds"], fields["status"]) == (variant_id, "any")
    seen = page.fill(address, name="Sale", value="10", _preview="lines").text
    assert "LAP-A" in seen.partition('id="preview"')[2]
    assert "LAP-B" not in seen.partition('id="preview"')[2]
