"""The button that uses a suggestion: it fills its row by an ordinary post, so that no JavaScript is needed."""

from flask import Flask, g
from werkzeug.datastructures import MultiDict

from tests.catalog.seed import COMPLETE
from tests.doors import fields_of
from tests.house import House
from tests.pricing.advisor.test_advise_prices import FORM
from tests.pricing.presets.test_presets import made
from webapp.catalog.inputs.product import CreateProduct
from webapp.catalog.queries.variants import variants_of
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.forms import form_class
from webapp.pricing.advisor.views import advise_form, advise_saved, use_suggestion


def used(house: House, row: str, **changes: str) -> MultiDict[str, str]:
    """The form after the button of a row."""
    form = MultiDict({**FORM, **changes})
    with house.app.test_request_context(), tenant_scope(house.tenant_id):
        g.actor = house.actor("mo")
        use_suggestion(form, row)
    return form


def test_the_row_says_where_its_price_came_from(lite: House) -> None:
    form = used(lite, "variants-0-pricing-2")
    assert form["variants-0-pricing-2-monthlyPrice"] == "82.50"
    assert (form["variants-0-pricing-2-source"], form["variants-0-pricing-2-presetUsed"]) == ("suggested", "Standard")
    assert form["variants-0-pricing-2-calculatedAt"].endswith("Z")
    assert form["variants-0-pricing-0-monthlyPrice"] == "159,00"


def test_the_chosen_preset_counts(lite: House) -> None:
    form = used(lite, "variants-0-pricing-0", preset=made(lite))
    assert form["variants-0-pricing-0-monthlyPrice"] == "375.90"
    assert form["variants-0-pricing-0-presetUsed"] == "Quick"


def test_a_row_without_a_suggestion_stays(lite: House) -> None:
    for row in ("variants-0-pricing-9", "variants-5-pricing-0", "variants-0", "x"):
        assert dict(used(lite, row)) == FORM
    blank = {"variants-0-acquisitionCost": ""}
    assert dict(used(lite, "variants-0-pricing-0", **blank)) == {**FORM, **blank}


def test_the_products_form_comes_back_with_it(lite: House) -> None:
    page = lite.page("mo")
    sent = {**fields_of(page.get("/products/new").text), **FORM, "name": "Laptop", "_use": "variants-0-pricing-2"}
    answer = page.post("/products/new", sent)
    assert answer.status_code == 200
    back = fields_of(answer.text)
    assert back["variants-0-pricing-2-monthlyPrice"] == "82.50"
    assert back["name"] == "Laptop"


def test_a_form_that_is_shown_has_its_advice(lite: House, sqlite_app: Flask) -> None:
    tier = {"contractLength": 24, "monthlyPrice": "129", "discount": {"type": "percentage", "value": "5"}}
    values = {"variants": [{"grade": "A", "acquisitionCost": "1800", "pricing": [tier]}]}
    with sqlite_app.test_request_context(), tenant_scope(lite.tenant_id):
        g.actor = lite.actor("mo")
        told = advise_form(form_class(CreateProduct)(formdata=None, data=values))
    assert told["tiers"]["variants-0-pricing-0"].recovery == 15
    assert [(name, usual) for _, name, usual in told["presets"]] == [("Standard", True)]


def test_a_product_that_is_shown_has_its_advice(lite: House, sqlite_app: Flask) -> None:
    answer = lite.api().send("POST", "/v1/products", raw=COMPLETE.encode())
    product_id = answer.get_json()["productId"]
    with sqlite_app.test_request_context(), tenant_scope(lite.tenant_id):
        g.actor = lite.actor("vik")
        variants = variants_of(lite.session, lite.tenant_id, [product_id])[product_id]
        told = advise_saved(variants)
    first = told["cards"][variants[0].values["id"]]
    assert [tier.recovery for tier in first.tiers] == [10, 12, 14, 17]
    assert [line.label[0] for line in told["picture"].lines] == ["A", "A", "B"]
