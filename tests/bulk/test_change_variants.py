"""Many variants in one request: good rows are saved, bad ones say why, all or nothing where asked, one undo."""

from typing import Any

import pytest

from tests.bulk.shelf import change, filled, prices, results, shown
from tests.house import House, new_house

GTIN, OTHER = "4006381333931", "5901234123457"


def error(answer: Any, n: int) -> tuple[str, list[str]]:
    """Code and paths of what is wrong with a row."""
    told = answer.get_json()["results"][n]["error"]
    return told["code"], [one["path"] for one in told["details"]]


def test_each_field_of_each_row(house: House) -> None:
    ids = filled(house)
    answer = change(
        house,
        {"variantId": ids["MBP-A"], "listPrice": 2499.5, "acquisitionCost": None, "gtin": GTIN},
        {"variantSku": "MBP-B", "status": "inactive", "tracking": "lot", "prices": {"12": 139.95, "36": 80}},
        {"sku": "MBP-C", "prices": {"24": None}},
    )
    assert results(answer) == ["saved", "saved", "saved"]
    assert answer.get_json()["message"] == "3 saved, 0 unchanged, 0 refused"
    first, second = shown(house, ids["MBP-A"]), shown(house, ids["MBP-B"])
    assert (first["listPrice"], first["gtin"], "acquisitionCost" in first) == (2499.5, GTIN, False)
    assert (second["status"], second["tracking"]) == ("inactive", "lot")
    assert prices(house, ids["MBP-B"]) == {12: 139.95, 24: 100, 36: 80}
    assert second["pricing"][0]["setupFee"] == 25
    assert second["pricing"][1]["discount"]["value"] == 5
    assert prices(house, ids["MBP-C"]) == {12: 150}
    versions = [one["version"] for one in answer.get_json()["results"]]
    assert versions == [shown(house, ids[f"MBP-{grade}"])["version"] for grade in "ABC"]


def test_a_bad_row_leaves_the_good_ones(house: House) -> None:
    ids = filled(house)
    filled(house, "THINK", "A")
    change(house, {"variantSku": "THINK-A", "gtin": OTHER})
    answer = change(
        house,
        {"variantId": ids["MBP-A"], "prices": {"12": -1}},
        {"variantId": ids["MBP-B"], "gtin": OTHER},
        {"variantId": ids["MBP-C"], "listPrice": 1999},
        {"variantId": "var_nobody", "listPrice": 1},
        {"variantId": ids["MBP-C"], "listPrice": 1998},
        {"variantSku": "THINK-A", "gtin": "123"},
        7,
    )
    assert results(answer) == ["refused", "refused", "saved", "refused", "refused", "refused", "refused"]
    assert error(answer, 0) == ("INVALID_PRICING", ["prices.12"])
    assert error(answer, 1) == ("DUPLICATE_GTIN", ["gtin"])
    assert error(answer, 3) == ("NOT_FOUND", ["variantId"])
    assert error(answer, 4) == ("VALIDATION_ERROR", [""])
    assert error(answer, 5) == ("VALIDATION_ERROR", ["gtin"])
    assert shown(house, ids["MBP-C"])["listPrice"] == 1999
    assert "gtin" not in shown(house, ids["MBP-B"])
    assert answer.get_json()["success"] is False


def test_what_stands_already_is_unchanged(house: House) -> None:
    ids = filled(house)
    version = shown(house, ids["MBP-A"])["version"]
    answer = change(house, {"variantId": ids["MBP-A"], "listPrice": 2000, "prices": {"12": 150}, "status": "active"})
    assert results(answer) == ["unchanged"]
    assert answer.get_json()["batchId"] is None
    assert shown(house, ids["MBP-A"])["version"] == version


def test_an_old_version_is_stale_for_its_row_alone(house: House) -> None:
    ids = filled(house)
    version = shown(house, ids["MBP-A"])["version"]
    change(house, {"variantId": ids["MBP-A"], "listPrice": 2100})
    answer = change(
        house,
        {"variantId": ids["MBP-A"], "version": version, "listPrice": 2200},
        {"variantId": ids["MBP-B"], "listPrice": 2200},
    )
    assert results(answer) == ["stale", "saved"]
    assert error(answer, 0) == ("STALE_VERSION", [])
    now = answer.get_json()["results"][0]["version"]
    assert results(change(house, {"variantId": ids["MBP-A"], "version": now, "listPrice": 2200})) == ["saved"]


def test_all_or_nothing(house: House) -> None:
    ids = filled(house)
    rows = [
        {"variantId": ids["MBP-A"], "listPrice": 1},
        {"variantId": ids["MBP-B"], "prices": {"12": None, "24": None}},
    ]
    answer = change(house, *rows, atomic=True)
    told = answer.get_json()["error"]
    assert (answer.status_code, told["code"]) == (400, "ROWS_REFUSED")
    assert [one["path"] for one in told["details"]] == ["variants.1.prices.12", "variants.1.prices.24"]
    assert shown(house, ids["MBP-A"])["listPrice"] == 2000
    assert results(change(house, rows[0], atomic=True)) == ["saved"]


def test_the_whole_is_undone_at_once_and_done_again(house: House) -> None:
    ids = filled(house)
    change(house, {"variantSku": "MBP-B", "gtin": GTIN})
    before = [shown(house, one) for one in ids.values()]
    answer = change(
        house,
        {"variantId": ids["MBP-A"], "prices": {"12": 99, "36": 66}, "gtin": GTIN},
        {"variantId": ids["MBP-B"], "status": "inactive", "gtin": None},
        {"variantId": ids["MBP-C"], "prices": {"12": "x"}},
    )
    assert results(answer) == ["saved", "saved", "refused"]
    undone = house.api().post(f"/v1/batches/{answer.get_json()['batchId']}/undo", {})
    assert undone.status_code in (200, 201), undone.text
    moving = ("version", "updatedAt")
    after = [shown(house, one) for one in ids.values()]
    assert [_without(one, *moving) for one in after] == [_without(one, *moving) for one in before]
    again = house.api().post(f"/v1/batches/{undone.get_json()['batchId']}/undo", {})
    assert again.status_code in (200, 201), again.text
    assert prices(house, ids["MBP-A"]) == {12: 99, 24: 100, 36: 66}
    assert shown(house, ids["MBP-B"])["status"] == "inactive"


def _without(variant: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in variant.items() if name not in names}


def test_many_bad_rows_among_many_good_ones(house: House) -> None:
    ids = filled(house)
    skus = {f"P{n}": filled(house, f"P{n}", "A") for n in range(12)}
    change(house, {"variantId": ids["MBP-A"], "gtin": GTIN})
    rows = [
        {"variantSku": f"{name}-A", "listPrice": 1000, **({"gtin": GTIN} if n % 4 == 0 else {})}
        for n, name in enumerate(skus)
    ]
    answer = change(house, *rows)
    assert results(answer) == ["refused" if n % 4 == 0 else "saved" for n in range(12)]
    assert [shown(house, skus[f"P{n}"][f"P{n}-A"])["listPrice"] for n in (0, 1)] == [2000, 1000]


def test_a_status_that_cannot_be_is_refused_for_its_row(house: House) -> None:
    ids = filled(house)
    filled(house, "THINK", "A")
    product_id = shown(house, ids["MBP-A"])["productId"]
    house.api().send("DELETE", f"/v1/products/{product_id}")
    answer = change(house, {"variantId": ids["MBP-A"], "status": "active"}, {"variantSku": "THINK-A", "listPrice": 5})
    assert results(answer) == ["refused", "saved"]
    assert error(answer, 0)[0] == "PRODUCT_DISCONTINUED"


def test_a_variant_of_another_tenant_is_unknown(house: House) -> None:
    theirs = new_house(house.app)
    foreign = filled(theirs)
    for row in ({"variantId": foreign["MBP-A"]}, {"variantSku": "MBP-A"}):
        answer = change(house, {**row, "listPrice": 1})
        assert results(answer) == ["refused"]
        assert error(answer, 0)[0] == "NOT_FOUND"
    assert shown(theirs, foreign["MBP-A"])["listPrice"] == 2000


@pytest.mark.parametrize("wrong", [{"variants": []}, {}, {"variants": {}}, {"variants": [{}] * 501}])
def test_what_is_no_table_is_refused_whole(lite: House, wrong: dict[str, Any]) -> None:
    answer = lite.api().patch("/v1/products/variants", wrong)
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "VALIDATION_ERROR")


def test_a_repeat_with_its_key_is_one_change(house: House) -> None:
    ids = filled(house)
    body = {"variants": [{"variantId": ids["MBP-A"], "listPrice": 1}]}
    first, second = (house.api().patch("/v1/products/variants", body, Idempotency_Key="k1") for _ in range(2))
    assert results(first) == ["saved"]
    assert second.status_code == 200
