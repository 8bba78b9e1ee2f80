"""An undo never takes a GTIN from whoever carries it by now, nor changes what it stands for."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.bulk.shelf import change, filled, results, shown
from tests.house import House
from webapp.stock import catalogue

CODE = "4006381333931"


def cleared(house: House, variants: dict[str, str]) -> str:
    """The batch that took the code away from MBP-A."""
    assert results(change(house, {"variantId": variants["MBP-A"], "gtin": CODE})) == ["saved"]
    answer = change(
        house, {"variantId": variants["MBP-A"], "gtin": None}, {"variantId": variants["MBP-C"], "listPrice": 9}
    )
    assert results(answer) == ["saved", "saved"]
    return str(answer.headers["Batch-Id"])


def undo(house: House, batch: str, **how: Any) -> TestResponse:
    return house.api().post(f"/v1/batches/{batch}/undo", how)


def test_a_code_that_another_product_has_stays_there(house: House) -> None:
    variants = filled(house) | filled(house, "TAB", "A")
    batch = cleared(house, variants)
    assert results(change(house, {"variantId": variants["TAB-A"], "gtin": CODE})) == ["saved"]
    answer = undo(house, batch)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (409, "CANNOT_UNDO")
    words = f"MBP-A: its GTIN {CODE} belongs to TAB-A now"
    assert words in answer.get_json()["error"]["message"]
    assert undo(house, batch, partly=True).get_json()["kept"] == [words]
    assert shown(house, variants["MBP-C"])["listPrice"] == 2000
    assert "gtin" not in shown(house, variants["MBP-A"])
    assert shown(house, variants["TAB-A"])["gtin"] == CODE


def test_a_code_that_stands_for_a_pack_by_now_is_not_a_piece_again(house: House) -> None:
    variants = filled(house)
    batch = cleared(house, variants)
    packs = [{"gtin": CODE, "quantity": 10}]
    assert results(change(house, {"variantId": variants["MBP-B"], "packs": packs})) == ["saved"]
    words = f"MBP-A: its GTIN {CODE} stands for a pack of 10 of MBP-B now"
    assert words in undo(house, batch).get_json()["error"]["message"]
    assert undo(house, batch, partly=True).get_json()["kept"] == [words]
    assert "packs" not in shown(house, variants["MBP-A"])
    assert shown(house, variants["MBP-B"])["packs"] == packs


def test_a_code_that_a_sibling_took_for_the_same_is_shared_again(house: House) -> None:
    variants = filled(house)
    batch = cleared(house, variants)
    assert results(change(house, {"variantId": variants["MBP-B"], "gtin": CODE})) == ["saved"]
    assert undo(house, batch).status_code == 200
    assert {shown(house, variants[sku])["gtin"] for sku in ("MBP-A", "MBP-B")} == {CODE}


def test_codes_that_one_batch_moved_go_back_together_or_not_at_all(house: House) -> None:
    variants = filled(house) | filled(house, "TAB", "A")
    cleared(house, variants)
    assert results(change(house, {"variantId": variants["MBP-A"], "gtin": CODE})) == ["saved"]
    moved = change(
        house, {"variantId": variants["MBP-A"], "gtin": None}, {"variantId": variants["TAB-A"], "gtin": CODE}
    )
    assert results(moved) == ["saved", "saved"]
    batch = moved.headers["Batch-Id"]
    again = undo(house, batch)
    assert again.status_code == 200, again.text
    assert shown(house, variants["MBP-A"])["gtin"] == CODE
    assert undo(house, again.get_json()["batchId"]).status_code == 200
    assert shown(house, variants["TAB-A"])["gtin"] == CODE


def test_who_stays_keeps_the_code_from_the_others_of_the_batch(house: House) -> None:
    variants = filled(house) | filled(house, "TAB", "A")
    cleared(house, variants)
    assert results(change(house, {"variantId": variants["MBP-A"], "gtin": CODE})) == ["saved"]
    moved = change(
        house, {"variantId": variants["MBP-A"], "gtin": None}, {"variantId": variants["TAB-A"], "gtin": CODE}
    )
    results(change(house, {"variantId": variants["TAB-A"], "listPrice": 7}))
    words = undo(house, moved.headers["Batch-Id"], partly=True).get_json()["error"]["message"]
    assert f"MBP-A: its GTIN {CODE} belongs to TAB-A now" in words
    assert "TAB-A: it was changed again since" in words


def test_control_a_code_that_is_taken_between_plan_and_writing_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    variants = filled(house) | filled(house, "TAB", "A")
    batch = cleared(house, variants)
    results(change(house, {"variantId": variants["TAB-A"], "gtin": CODE}))
    monkeypatch.setattr(catalogue, "codes_gone", lambda *_: {})
    error = undo(house, batch).get_json()["error"]
    assert error["code"] == "STOCK_CHANGED"
    assert error["message"].startswith("It changed in the meantime")


def test_who_is_overtaken_looks_once_more(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    variants = filled(house) | filled(house, "TAB", "A")
    batch = cleared(house, variants)
    results(change(house, {"variantId": variants["TAB-A"], "gtin": CODE}))
    seen: list[int] = []

    def late(*told: Any) -> dict[str, str]:
        seen.append(1)
        return {} if len(seen) <= 2 else catalogue_codes_gone(*told)

    catalogue_codes_gone = catalogue.codes_gone
    monkeypatch.setattr(catalogue, "codes_gone", late)
    assert undo(house, batch, partly=True).get_json()["kept"] == [f"MBP-A: its GTIN {CODE} belongs to TAB-A now"]
    assert shown(house, variants["MBP-C"])["listPrice"] == 2000
