"""Statuses, changes and upserts of one product at the same moment lose nothing and leave no active variant behind.

Negative control, tried by hand on PostgreSQL: a variant's status written without the product's lock leaves active
variants in discontinued products.
"""

import threading
from typing import Any

import pytest

from tests.catalog.making import EAN, make, shown, statuses
from tests.catalog.seed import minimal
from tests.house import House
from tests.sizes import scaled

pytestmark = pytest.mark.races

Request = tuple[str, str, Any]
"""Method, path below /v1/products, and body."""


def at_once(house: House, requests: list[Request]) -> list[int]:
    """Everybody begins at the same moment; the status each was answered."""
    door, gate = house.api(), threading.Barrier(len(requests))
    answers: list[int] = []

    def run(method: str, path: str, body: Any) -> None:
        gate.wait()
        answers.append(door.send(method, f"/v1/products{path}", body).status_code)

    threads = [threading.Thread(target=run, args=request) for request in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(requests)
    return answers


def variant_ids(house: House, product_id: str) -> list[str]:
    """The ids of its variants, in their order."""
    return [one["variantId"] for one in shown(house, product_id)["variants"]]


def test_no_variant_stays_active_in_a_discontinued_product(house: House) -> None:
    for round_ in range(scaled(20)):
        product_id = make(house, f"R{round_}", "ABCDEFGHIJKL")
        ids = variant_ids(house, product_id)
        for one in ids:
            house.api().patch(f"/v1/products/variants/{one}/status", {"status": "inactive"})
        grown = [{**minimal()["variants"][0], "variantSku": f"R{round_}-{n}"} for n in range(3)]
        requests: list[Request] = [("PATCH", f"/variants/{one}/status", {"status": "active"}) for one in ids]
        requests.insert(3, ("DELETE", f"/{product_id}", None))
        requests += [("PATCH", f"/variants/{one}", {"status": "active"}) for one in ids[:2]]
        requests.append(("POST", "", minimal(productSku=f"R{round_}", variants=grown)))
        assert set(at_once(house, requests)) <= {200, 201, 409}
        status, of_variants = statuses(house, product_id)
        assert (status, set(of_variants.values())) == ("discontinued", {"inactive"})
        assert len(of_variants) == 15


def test_changes_of_variants_and_of_their_product_all_count(house: House) -> None:
    for round_ in range(scaled(10)):
        product_id = make(house, f"C{round_}", "ABCDE")
        ids, before = variant_ids(house, product_id), shown(house, product_id)["version"]
        requests: list[Request] = [("PATCH", f"/variants/{one}", {"colorName": f"Red {one}"}) for one in ids]
        dearer = {"variants": [{"variantId": one, "listPrice": 7} for one in reversed(ids)]}
        requests += [("PUT", f"/{product_id}", dearer), ("PUT", f"/{product_id}", {"name": "New"})]
        assert set(at_once(house, requests)) == {200}
        after = shown(house, product_id)
        assert (after["name"], after["version"]) == ("New", before + len(requests))
        assert [(v["colorName"], v["listPrice"]) for v in after["variants"]] == [(f"Red {one}", 7) for one in ids]


def test_one_gtin_is_one_products(house: House) -> None:
    for round_ in range(scaled(10)):
        ids = [variant_ids(house, make(house, f"G{round_}{n}"))[0] for n in range(6)]
        answers = at_once(house, [("PATCH", f"/variants/{one}", {"gtin": EAN}) for one in ids])
        assert sorted(answers) == [200, 400, 400, 400, 400, 400]
        [holder] = house.api().get(f"/v1/products/variants?gtin={EAN}").get_json()["variants"]
        house.api().patch(f"/v1/products/variants/{holder['variantId']}", {"gtin": None})
