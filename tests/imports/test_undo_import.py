"""A whole import is taken back in one action, except for what changed since or is in use by now."""

from typing import Any

from werkzeug.test import TestResponse

from tests.house import House
from tests.imports.sheets import errors_of, line, lines, product_of, send, sheet, skus_of

A, B = {"Variant SKU": "PHONE-A"}, {"Variant SKU": "PHONE-B", "Grade": "B"}


def last_batch(house: House) -> str:
    return str(house.api().get("/v1/batches?limit=1").get_json()["batches"][0]["batchId"])


def undo(house: House, batch: str, **how: Any) -> TestResponse:
    return house.api().post(f"/v1/batches/{batch}/undo", how)


def shown(house: House, sku: str) -> dict[str, Any]:
    product = product_of(house, sku)
    for one in (product, *product["variants"].values()):
        one.pop("updatedAt")
        one.pop("version", None)
    return product


def test_what_was_changed_is_as_it_was(house: House) -> None:
    send(house, sheet(line(GTIN="4006381333931", **{"12mo_Discount": "5%"}), line(**B)))
    before = shown(house, "PHONE")
    changed = line(Brand="Ring", Color="Red", GTIN="96385074", **{"12mo_Price": "9", "24mo_Price": "7"})
    assert errors_of(send(house, sheet(changed, line(**B, Brand="Ring")))) == []
    after = shown(house, "PHONE")
    assert after != before
    done = undo(house, last_batch(house))
    assert done.status_code == 200, done.text
    assert shown(house, "PHONE") == before
    assert undo(house, last_batch(house)).status_code == 200
    assert shown(house, "PHONE") == after


def test_what_was_created_goes_out_of_use_and_comes_back(house: House) -> None:
    send(house, sheet(line(), line(**B)))
    before = shown(house, "PHONE")
    batch = last_batch(house)
    assert undo(house, batch).status_code == 200
    product = product_of(house, "PHONE")
    assert product["status"] == "discontinued"
    assert {one["status"] for one in product["variants"].values()} == {"inactive"}
    assert undo(house, last_batch(house)).status_code == 200
    assert shown(house, "PHONE") == before


def test_an_import_that_changed_nothing_has_nothing_to_undo(house: House) -> None:
    send(house, sheet(line()))
    send(house, sheet(line()))
    answer = undo(house, last_batch(house))
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "NOTHING_TO_UNDO")


def test_what_changed_since_stays_and_the_rest_goes_back(house: House) -> None:
    send(
        house,
        sheet(line(**{"Product SKU": "P1", "Variant SKU": "V1"}), line(**{"Product SKU": "P2", "Variant SKU": "V2"})),
    )
    raised = [line(**{"Product SKU": f"P{n}", "Variant SKU": f"V{n}", "12mo_Price": "20"}) for n in (1, 2)]
    send(house, sheet(*raised))
    batch = last_batch(house)
    send(house, sheet(line(**{"Product SKU": "P2", "Variant SKU": "V2", "12mo_Price": "21"})))
    answer = undo(house, batch)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    assert "1 can be undone, 1 cannot (V2: it was changed again since)" in answer.get_json()["error"]["message"]
    assert undo(house, batch, partly=True).status_code == 200
    price = {n: product_of(house, f"P{n}")["variants"][f"V{n}"]["pricing"][0]["monthlyPrice"] for n in (1, 2)}
    assert price == {1: 10, 2: 21}


def test_what_has_stock_by_now_stays(house: House) -> None:
    send(house, sheet(line(), line(**B)))
    batch = last_batch(house)
    received = house.api().post("/v1/assets", {"sku": "PHONE-A", "serialNumber": "S-1"})
    assert received.status_code == 201, received.text
    words = undo(house, batch).get_json()["error"]["message"]
    assert "1 can be undone, 2 cannot" in words
    assert "PHONE-A: there is stock of it, or was" in words
    assert "PHONE: it has variants that stay" in words
    assert undo(house, batch, partly=True).status_code == 200
    variants = product_of(house, "PHONE")["variants"]
    assert {sku: one["status"] for sku, one in variants.items()} == {"PHONE-A": "active", "PHONE-B": "inactive"}


def test_a_product_with_a_variant_of_somebody_else_stays(house: House) -> None:
    send(house, sheet(line()))
    batch = last_batch(house)
    send(house, sheet(line(**B)))
    assert "PHONE: it has variants that stay" in undo(house, batch).get_json()["error"]["message"]


def test_many_are_taken_back_by_few_statements(lite: House, statements: list[str]) -> None:
    send(lite, sheet(*lines(400)))
    batch = last_batch(lite)
    statements.clear()
    assert undo(lite, batch).status_code == 200
    assert len(statements) < 90
    assert len(skus_of(lite)) == 100


def test_control_without_the_guard_a_later_change_would_be_lost(lite: House, monkeypatch: Any) -> None:
    send(lite, sheet(line()))
    send(lite, sheet(line(**{"12mo_Price": "20"})))
    batch = last_batch(lite)
    send(lite, sheet(line(**{"12mo_Price": "21"})))
    monkeypatch.setattr("webapp.stock.catalogue._now", lambda session, tenant_id, those: {
        one.subject_id: one.after for one in those
    })  # fmt: skip
    assert undo(lite, batch).status_code == 200
    assert product_of(lite, "PHONE")["variants"]["PHONE-A"]["pricing"][0]["monthlyPrice"] == 10
