"""GTINs: check digits, forms, packs, whose they are, and what is found by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.making import EAN, OTHER, PACK, code, make, paths, shown
from tests.catalog.seed import minimal, with_variant
from tests.house import House
from webapp.catalog.queries.gtins import gtin_of, variants_by_gtin
from webapp.core.data.tenancy import tenant_scope
from webapp.core.inputs.gtin import check_digit, gtin_text


def found_by(house: House, text: str) -> list[tuple[str, int]]:
    """The SKUs that a text finds, with the pieces that it stands for."""
    with tenant_scope(house.tenant_id):
        rows = variants_by_gtin(house.session, house.tenant_id, text)
    house.session.rollback()
    return [(row.variant_sku, row.quantity) for row in rows]


@given(st.sampled_from([7, 11, 12, 13]).flatmap(lambda n: st.text("0123456789", min_size=n, max_size=n)))
def test_a_code_with_its_check_digit_is_kept_and_shown_as_itself(digits: str) -> None:
    code = f"{digits}{check_digit(digits)}"
    kept = gtin_of(code)
    assert kept is not None
    assert (len(kept), int(kept)) == (14, int(code))
    assert gtin_of(gtin_text(kept)) == kept


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_any_one_mistyped_digit_is_seen(digits: str, place: int, off: int) -> None:
    code = f"{digits}{check_digit(digits)}"
    wrong = code[:place] + str((int(code[place]) + off) % 10) + code[place + 1 :]
    assert gtin_of(wrong) is None


@pytest.mark.parametrize(
    "text", ["", "123", "400638133393", "4006381333932", "40063813339311", "٤٠٠٦٣٨١٣٣٣٩٣١", "x" * 13]
)
def test_what_is_no_gtin_finds_nothing(lite: House, text: str) -> None:
    assert gtin_of(text) is None
    assert found_by(lite, text) == []


def test_grades_share_a_code_and_a_pack_says_how_many(house: House) -> None:
    product_id = make(house, grades="AB")
    door = house.api()
    for variant in shown(house, product_id)["variants"]:
        body = {"gtin": EAN, "packs": [{"gtin": PACK, "quantity": 10}]}
        assert door.patch(f"/v1/products/variants/{variant['variantId']}", body).status_code == 200
    first = shown(house, product_id)["variants"][0]["variantId"]
    door.patch(f"/v1/products/variants/{first}/status", {"status": "inactive"})
    for text, pieces in ((EAN, 1), (f"0{EAN}", 1), (PACK, 10), ("1 4006381 33393-8", 10)):
        assert found_by(house, text) == [("LAP-B", pieces), ("LAP-A", pieces)]


def test_a_code_means_one_product_and_one_number_of_pieces(house: House) -> None:
    make(house, variants=[{**with_variant()["variants"][0], "gtin": EAN}])
    other = {**with_variant(variantSku="X", gtin=EAN), "productSku": "OTHER"}
    answer = house.api().post("/v1/products", other)
    assert (code(answer), paths(answer)) == ((400, "DUPLICATE_GTIN"), ["variants.0.gtin"])
    twice = {**with_variant(variantSku="X", gtin=OTHER, packs=[{"gtin": OTHER, "quantity": 6}]), "productSku": "OTHER"}
    answer = house.api().post("/v1/products", twice)
    assert code(answer) == (400, "DUPLICATE_GTIN")
    assert found_by(house, OTHER) == []


def test_a_code_that_was_given_up_is_free(house: House) -> None:
    mine, theirs = (shown(house, make(house, sku))["variants"][0]["variantId"] for sku in ("LAP", "TAB"))
    door = house.api()
    door.patch(f"/v1/products/variants/{mine}", {"gtin": EAN})
    assert code(door.patch(f"/v1/products/variants/{theirs}", {"gtin": EAN})) == (400, "DUPLICATE_GTIN")
    door.patch(f"/v1/products/variants/{mine}", {"gtin": None})
    assert door.patch(f"/v1/products/variants/{theirs}", {"gtin": EAN}).status_code == 200


def test_products_are_found_by_a_gtin_in_any_form(house: House) -> None:
    make(house, variants=[{**with_variant()["variants"][0], "gtin": EAN}])
    make(house, "TAB")
    for text in (EAN, f"0{EAN}", "4006381-333931"):
        found = house.api().get(f"/v1/products?q={text}").get_json()["products"]
        assert [product["productSku"] for product in found] == ["LAP"]
    assert house.api().get(f"/v1/products?q={OTHER}").get_json()["products"] == []


def test_blank_codes_are_none(house: House) -> None:
    product_id = make(house)
    for sent in ({"gtin": EAN, "packs": [{"gtin": PACK, "quantity": 10}]}, {"gtin": "", "packs": ""}, {"packs": []}):
        body = minimal(productSku="LAP", name="Laptop LAP")
        body["variants"][0] |= {"variantSku": "LAP-A", "grade": "A", **sent}
        answer = house.api().post("/v1/products", body)
        assert answer.status_code == 201, answer.text
    [one] = shown(house, product_id)["variants"]
    assert not {"gtin", "packs"} & {name for name, value in one.items() if value}


def test_the_refusal_says_whose_the_code_is_and_how_it_is_freed(house: House) -> None:
    holder = make(house, "TAB")
    theirs, mine = (shown(house, one)["variants"][0]["variantId"] for one in (holder, make(house)))
    door = house.api()
    assert door.patch(f"/v1/products/variants/{theirs}", {"gtin": EAN}).status_code == 200

    def message() -> str:
        answer = door.patch(f"/v1/products/variants/{mine}", {"gtin": EAN})
        assert code(answer) == (400, "DUPLICATE_GTIN")
        return str(answer.get_json()["error"]["message"])

    assert message().startswith(f"{EAN} belongs to TAB already.")
    assert door.send("DELETE", f"/v1/products/{holder}").status_code == 200
    assert message().startswith(f"{EAN} belongs to TAB, which is discontinued. Clear the GTIN there, then it is free.")
    assert door.patch(f"/v1/products/variants/{theirs}", {"gtin": None}).status_code == 200
    assert door.patch(f"/v1/products/variants/{mine}", {"gtin": EAN}).status_code == 200
