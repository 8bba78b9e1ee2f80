"""A product's serial rule: through both doors, in part, taken back, and beside somebody else's edit."""

import pytest

from tests.catalog.changes.test_undo_edits import newest, undo
from tests.catalog.making import code, make, paths, shown
from tests.catalog.seed import minimal
from tests.doors import fields_of
from tests.house import House
from webapp.catalog.snapshots.pictures import products_now
from webapp.core.data.database import db
from webapp.core.data.tenancy import tenant_scope


def put(house: House, product_id: str, **body: object) -> None:
    answer = house.api().send("PUT", f"/v1/products/{product_id}", body)
    assert answer.status_code == 200, answer.text


def rule(house: House, product_id: str) -> object:
    return shown(house, product_id).get("serialRule")


def test_an_upsert_sets_keeps_and_clears_it(house: House) -> None:
    product_id = make(house, serialRule="c02aa?*")
    assert rule(house, product_id) == "C02AA•*"
    make(house)
    assert rule(house, product_id) == "C02AA•*"
    make(house, serialRule="")
    assert rule(house, product_id) is None


def test_a_change_in_part_sets_keeps_and_clears_it(house: House) -> None:
    product_id = make(house)
    assert "serialRule" not in shown(house, product_id)
    put(house, product_id, serialRule="IMEI")
    put(house, product_id, name="Phone")
    patched = house.api().send(
        "PATCH", f"/v1/products/variants/{shown(house, product_id)['variants'][0]['variantId']}", {"grade": "B"}
    )
    assert patched.status_code == 200, patched.text
    assert rule(house, product_id) == "imei"
    put(house, product_id, serialRule=None)
    assert rule(house, product_id) is None


@pytest.mark.parametrize("wrong", ["A*9", "9" * 65, 5])
def test_what_is_no_rule_is_refused_at_its_field(house: House, wrong: object) -> None:
    product_id = make(house)
    for answer in (
        house.api().post("/v1/products", minimal(serialRule=wrong)),
        house.api().send("PUT", f"/v1/products/{product_id}", {"serialRule": wrong}),
    ):
        assert (code(answer), paths(answer)) == ((400, "VALIDATION_ERROR"), ["serialRule"])
    assert rule(house, product_id) is None


def test_the_form_shows_sets_and_clears_it(house: House) -> None:
    product_id = make(house, serialRule="imei")
    mo, edit = house.page("mo"), f"/products/{product_id}/edit"
    page = mo.get(edit).text
    assert fields_of(page)["serialRule"] == "imei"
    assert mo.fill(edit, serialRule="AA999*").status_code == 303
    assert rule(house, product_id) == "AA999*"
    assert "AA999 (A is a letter, 9 is a digit, more may follow)" in mo.get(f"/products/{product_id}").text
    refused = mo.fill(edit, serialRule="A*9")
    assert refused.status_code == 422
    assert fields_of(refused.text)["serialRule"] == "A*9"
    assert mo.fill(edit, serialRule="").status_code == 303
    assert rule(house, product_id) is None


def test_an_undo_brings_it_back(house: House) -> None:
    product_id = make(house, serialRule="imei")
    put(house, product_id, serialRule="any")
    batch = newest(house)
    assert undo(house, batch).status_code == 200
    assert rule(house, product_id) == "imei"
    assert undo(house, newest(house)).status_code == 200
    assert rule(house, product_id) == "any"


def test_pictures_of_before_there_were_rules_still_compare(house: House) -> None:
    """They know no such column, and so one of a product without a rule has none either; put back, it has no rule."""
    product_id = make(house)
    with house.app.app_context(), tenant_scope(house.tenant_id):
        assert "serial_rule" not in products_now(db.session(), house.tenant_id, [product_id])[product_id]
    put(house, product_id, serialRule="imei")
    assert undo(house, newest(house)).status_code == 200
    assert rule(house, product_id) is None


def test_two_people_who_change_it_are_told_of_each_other(house: House) -> None:
    product_id = make(house)
    mo, edit = house.page("mo"), f"/products/{product_id}/edit"
    opened = fields_of(mo.get(edit).text)
    put(house, product_id, serialRule="imei")
    stale = mo.post(edit, {**opened, "name": "Renamed"})
    assert stale.status_code == 409, stale.text
    assert fields_of(stale.text)["serialRule"] == "imei"
    assert mo.post(edit, fields_of(stale.text)).status_code == 303
    assert (shown(house, product_id)["name"], rule(house, product_id)) == ("Renamed", "imei")
