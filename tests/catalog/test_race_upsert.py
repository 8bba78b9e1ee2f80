"""Thirty-two clients upsert one product at the same moment: one product, every variant once, and no failure.

Negative controls, tried by hand: a look-up followed by a plain INSERT in place of ON CONFLICT fails the first test on
both engines; variants written in the order they were sent fail the second one on PostgreSQL, in a deadlock.
"""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.catalog.seed import minimal
from tests.house import House
from tests.sizes import scaled
from webapp.catalog.operations import save_product
from webapp.core.operation.errors import StaleEdit

pytestmark = pytest.mark.races

CLIENTS = 32
MANY = 150


def at_once(act: Callable[[int], tuple[int, Any]]) -> list[tuple[int, Any]]:
    """Every client begins at the same moment; what each was answered."""
    gate = threading.Barrier(CLIENTS)
    answers: list[tuple[int, Any]] = []

    def run(client: int) -> None:
        gate.wait()
        answers.append(act(client))

    threads = [threading.Thread(target=run, args=(client,)) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == CLIENTS
    return answers


def variants(*skus: str) -> list[dict[str, Any]]:
    return [{**minimal()["variants"][0], "variantSku": sku} for sku in skus]


def test_one_product_sku_is_one_product(house: House) -> None:
    door = house.api()
    for round_ in range(scaled(20)):
        sku = f"ROUND-{round_}"

        def act(client: int, sku: str = sku) -> tuple[int, Any]:
            shared = [f"{sku}-S{n}" for n in ((0, 1, 2) if client % 2 else (2, 1, 0))]
            body = minimal(productSku=sku, variants=variants(*shared, f"{sku}-OWN-{client}"))
            answer = door.post("/v1/products", body)
            return answer.status_code, answer.get_json()

        answers = at_once(act)
        assert {status for status, _ in answers} == {201}
        assert len({body["productId"] for _, body in answers}) == 1
        assert Counter(body["operation"] for _, body in answers) == {"created": 1, "updated": CLIENTS - 1}
        made = Counter(
            result["variantSku"]
            for _, body in answers
            for result in body["variantResults"]
            if result["operation"] == "create"
        )
        assert set(made.values()) == {1}
        assert len(made) == CLIENTS + 3
        shown = door.get(f"/v1/products/{answers[0][1]['productId']}").get_json()
        assert shown["variantCount"] == CLIENTS + 3
        assert all(len(variant["pricing"]) == 3 for variant in shown["variants"])


def test_two_products_that_want_the_same_skus_do_not_wait_in_a_circle(house: House) -> None:
    door = house.api()
    for round_ in range(scaled(20)):
        skus = [f"R{round_}-{n}" for n in range(MANY)]

        def act(client: int, skus: list[str] = skus, round_: int = round_) -> tuple[int, Any]:
            turned = skus if client % 2 else skus[::-1]
            body = minimal(productSku=f"R{round_}-P{client % 2}", variants=variants(*turned))
            answer = door.post("/v1/products", body)
            return answer.status_code, answer.get_json()

        answers = at_once(act)
        assert {status for status, _ in answers} <= {201, 400}
        refused = {body["error"]["code"] for status, body in answers if status == 400}
        assert refused == {"DUPLICATE_SKU"}
        listed = door.get(f"/v1/products?q=R{round_}-").get_json()["products"]
        assert [product["variantCount"] for product in listed] == [MANY]


def test_edits_of_one_version_save_once(house: House) -> None:
    product_id = house.api().post("/v1/products", minimal()).get_json()["productId"]

    def act(client: int) -> tuple[int, Any]:
        with house.app.app_context():
            try:
                house.do(save_product, "mo", **minimal(name=f"By {client}"), productId=product_id, version=1)
            except StaleEdit:
                return 409, None
            return 200, f"By {client}"

    answers = at_once(act)
    saved = [name for status, name in answers if status == 200]
    assert len(saved) == 1
    assert house.api().get(f"/v1/products/{product_id}").get_json()["name"] == saved[0]
