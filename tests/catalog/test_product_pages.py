"""The list of products and a product's page."""

from tests.catalog.seed import COMPLETE, OPENAPI_EXAMPLE, minimal, with_variant
from tests.doors import fields_of
from tests.house import House, new_house


def test_an_empty_list_says_what_to_do(lite: House) -> None:
    text = lite.page("mo").get("/products").text
    assert "No products yet" in text
    assert "/products/new" in text


def test_the_list_shows_filters_and_finds(lite: House) -> None:
    door = lite.api()
    door.send("POST", "/v1/products", raw=COMPLETE.encode())
    one = {**minimal()["variants"][0], "variantSku": "PHONE-A"}
    door.post("/v1/products", minimal(productSku="PHONE", name="Phone", category="Phones", variants=[one]))
    page = lite.page("vik")
    text = page.get("/products").text
    assert ">PHONE<" in text
    assert "MACBOOK-PRO-16" in text
    assert '<option value="Phones"' in text
    for query, shown, hidden in (
        ("category=Phones", "PHONE", "MACBOOK-PRO-16"),
        ("q=silver-b", "MACBOOK-PRO-16", "PHONE"),
        ("status=active&brand=Apple&q=phone", "PHONE", "MACBOOK-PRO-16"),
    ):
        text = page.get(f"/products?{query}").text
        assert f">{shown}<" in text, query
        assert f">{hidden}<" not in text, query
    assert page.get("/products?status=gone").status_code == 422
    assert "Nothing fits" in page.get("/products?category=Unheard").text


def test_the_export_has_every_product(lite: House) -> None:
    lite.api().post("/v1/products", minimal(name="=1+1"))
    answer = lite.page("vik").get("/products.csv")
    assert answer.status_code == 200
    assert '"\'=1+1"' in answer.text


def test_a_product_shows_its_variants_and_prices(lite: House) -> None:
    answer = lite.api().send("POST", "/v1/products", raw=OPENAPI_EXAMPLE.encode())
    text = lite.page("vik").get(f"/products/{answer.get_json()['productId']}").text
    for shown in ("MACBOOK-PRO-16-M3-A", "€149.99", "€2,199.00", "processor: Apple M3 Pro", "serial number"):
        assert shown in text
    assert "Edit" not in text.split("<main", 1)[1]


def test_words_of_others_are_never_markup(lite: House) -> None:
    evil = "<script>alert(1)</script>"
    body = {**with_variant(variantName=evil, grade=evil[:50]), "name": evil, "description": evil}
    product_id = lite.api().post("/v1/products", body).get_json()["productId"]
    for where in ("", "/edit"):
        text = lite.page("mo").get(f"/products/{product_id}{where}").text
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_a_foreign_product_is_not_there(lite: House) -> None:
    product_id = lite.api().post("/v1/products", minimal()).get_json()["productId"]
    other = new_house(lite.app)
    assert other.page("mo").get(f"/products/{product_id}").status_code == 404
    assert other.page("mo").get("/products/prod_unknown").status_code == 404


def test_a_product_shows_what_its_prices_bring_back_and_their_picture(lite: House) -> None:
    body = with_variant(acquisitionCost=1590)
    product_id = lite.api().post("/v1/products", body).get_json()["productId"]
    text = lite.page("vik").get(f"/products/{product_id}").text
    for shown in ("Cost back in", "10 months", "Suggestion", "<polyline", "Prices across grades"):
        assert shown in text, shown


def test_a_form_without_prices_warns_of_nothing(lite: House) -> None:
    page = lite.page("mo")
    assert "There is no cost" not in page.get("/products/new").text
    typed = {**fields_of(page.get("/products/new").text), "variants-0-pricing-0-monthlyPrice": "9"}
    assert "There is no cost" in page.post("/products/advice", typed).text
    assert (
        "There is no cost" not in page.post("/products/advice", {**typed, "variants-0-pricing-0-monthlyPrice": ""}).text
    )
