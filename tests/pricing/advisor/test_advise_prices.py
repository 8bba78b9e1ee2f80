"""Asking the advisor through both doors: nothing is written, and half a form is no error."""

import re
from typing import Any

import simplejson
from sqlalchemy import func, select

from tests.catalog.seed import MINIMAL
from tests.house import House, new_house
from tests.pricing.presets.test_presets import made
from webapp.audit.models import Batch
from webapp.core.data.tenancy import tenant_scope

FORM = {
    "variants-0-variantName": "M3",
    "variants-0-grade": "A",
    "variants-0-acquisitionCost": "1800",
    "variants-0-pricing-0-contractLength": "12",
    "variants-0-pricing-0-monthlyPrice": "159,00",
    "variants-0-pricing-2-contractLength": "24",
    "variants-0-pricing-2-monthlyPrice": "129",
    "variants-0-pricing-2-discount-type": "percentage",
    "variants-0-pricing-2-discount-value": "5",
}


def asked(house: House, **more: Any) -> Any:
    """The advice on the seed's minimal product."""
    variants = simplejson.loads(MINIMAL, use_decimal=True)["variants"]
    answer = house.api("products:read").post("/v1/pricing/advice", {"variants": variants, **more})
    assert answer.status_code == 200, answer.text
    return simplejson.loads(answer.text, use_decimal=True)


def typed(house: House, **changes: str) -> str:
    """What the form's places are filled with."""
    answer = house.page("mo").press("/products/advice", **{**FORM, **changes})
    assert answer.status_code == 200, answer.text
    return answer.text


def part(text: str, place: str) -> str:
    """What is put into one place, without markup."""
    found = re.search(rf'<hx-partial hx-target="#{place}" hx-swap="innerHTML">(.*?)</hx-partial>', text, re.DOTALL)
    assert found is not None, place
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])).strip()


def test_the_api_answers_with_the_numbers_of_the_seed(house: House) -> None:
    told = asked(house)
    year, two, three = told["variants"][0]["tiers"]
    assert (year["recoveryMonths"], str(year["marginPercent"]), str(year["suggestion"])) == (12, "6.00", "165.00")
    assert str(two["suggestion"]) == "82.50"
    assert str(three["effectiveMonthly"]) == "109.00"
    assert told["presetUsed"] == "Standard"
    assert [str(one["effectiveMonthly"]) for one in told["chart"][0]["points"]] == ["159.00", "129.00", "109.00"]


def test_nothing_is_written(house: House) -> None:
    def batches() -> int:
        house.session.rollback()
        with tenant_scope(house.tenant_id):
            counted = select(func.count(Batch.id)).where(Batch.tenant_id == house.tenant_id)
            return house.session.execute(counted).scalar_one()

    before = batches()
    asked(house)
    assert batches() == before


def test_a_preset_by_id_by_name_and_by_default(house: House) -> None:
    preset_id = made(house)
    for name in (preset_id, "quick"):
        assert str(asked(house, preset=name)["variants"][0]["tiers"][0]["suggestion"]) == "375.90"
    house.api().patch(f"/v1/margin-presets/{preset_id}", {"isDefault": True})
    assert asked(house)["presetUsed"] == "Quick"
    house.api().send("DELETE", f"/v1/margin-presets/{preset_id}")
    assert asked(house)["presetUsed"] == "Standard"


def test_a_foreign_preset_is_unknown(house: House) -> None:
    foreign = made(new_house(house.app))
    answer = house.api().post("/v1/pricing/advice", {"variants": [], "preset": foreign})
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (404, "NOT_FOUND")


def test_fields_are_judged(lite: House) -> None:
    door = lite.api()
    tier = {"contractLength": 12, "monthlyPrice": 10}
    for wrong in ({"contractLength": 0}, {"monthlyPrice": 1.234}, {"monthlyPrice": -1}, {"discount": {"type": "x"}}):
        body = {"variants": [{"grade": "A", "pricing": [{**tier, **wrong}]}]}
        answer = door.post("/v1/pricing/advice", body)
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR"), wrong
    assert door.post("/v1/pricing/advice", {}).status_code == 400


def test_the_document_shows_it(lite: House) -> None:
    document = lite.api().get("/openapi.json").get_json()
    call = document["paths"]["/v1/pricing/advice"]["post"]
    assert call["requestBody"]["content"]["application/json"]["example"]["variants"][0]["pricing"]
    assert "Idempotency-Key" not in [one["name"] for one in call["parameters"]]


def test_the_form_is_answered_as_it_is_typed(lite: House) -> None:
    text = typed(lite)
    assert part(text, "advice-0-0").startswith("12 months +6 % 165.00 Use")
    assert part(text, "advice-0-2").startswith("15 months +63 % 82.50 Use")
    assert part(text, "advice-0") == ""
    assert "Show numbers" in part(text, "advice-picture")
    assert 'name="_use" value="variants-0-pricing-2"' in text


def test_half_a_form_is_no_error(lite: House) -> None:
    text = typed(lite, **{
        "variants-0-pricing-0-monthlyPrice": "abc",
        "variants-0-pricing-2-monthlyPrice": "",
        "variants-0-pricing-7-contractLength": "",
        "variants-3-pricing-0-contractLength": "6",
        "variants-3-acquisitionCost": "a lot",
        "preset": "gone",
    })  # fmt: skip
    assert part(text, "advice-0-0") == ""
    assert part(text, "advice-0-2").startswith("82.50 Use")
    assert part(text, "advice-0-7") == ""
    assert part(text, "advice-3") == ""  # quiet until there is a price
    assert lite.page("mo").press("/products/advice").status_code == 200


def test_odd_names_and_numbers_are_passed_by(lite: House) -> None:
    odd = {
        "variants-0-pricing-0-": "x",
        "variants--1-grade": "A",
        "variants-9999-grade": "A",
        "variants-0-grade": "<b>",
    }
    text = typed(lite, **odd, **{"variants-0-variantName": "x" * 5000, "variants-0-pricing-0-setupFee": "1e400"})
    assert part(text, "advice-0-0") == ""
    assert "<b>" not in text


def test_warnings_stand_at_their_card(lite: House) -> None:
    text = typed(lite, **{"variants-0-pricing-2-monthlyPrice": "189"})
    assert part(text, "advice-0") == "24 months costs more per month than 12."


def test_who_may_ask(lite: House) -> None:
    assert lite.page("vik").press("/products/advice", **FORM).status_code == 200
    assert lite.api("assets:read").post("/v1/pricing/advice", {"variants": []}).status_code == 403
