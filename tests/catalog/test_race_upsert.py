"""Thirty-two clients upsert one product at the same moment: one product, every variant once, and no failure.

A negative control, tried by hand: a look-up followed by a plain INSERT in place of ON CONFLICT fails the first test on
both engines.
"""

from collections import Counter
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.catalog.seed import minimal
from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, at_once, post, told
from tests.sizes import scaled
from webapp.catalog.operations.products import save_product
from webapp.catalog.writing import variants as writing
from webapp.core.operation import runner
from webapp.core.operation.errors import StaleEdit

pytestmark = pytest.mark.races

FEW, MANY, MOST = 8, 60, 300
"""Who want the same SKUs, and how many: in the control so many that the statement which writes them takes a while."""


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

        answers = at_once(CLIENTS, act)
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


@pytest.fixture
def _one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deadlock is tried again and so nobody hears of it; here it is to be heard of."""
    monkeypatch.setattr(runner, "TRIES", 1)


def contest(house: House, round_: int, many: int = MANY) -> Counter[str]:
    """A few clients want the same SKUs for one of two products, half of them in the other order."""
    door, skus = house.api(), [f"R{round_}-{n}" for n in range(many)]

    def act(client: int) -> TestResponse:
        turned = skus if client % 2 else skus[::-1]
        return post(door, "/v1/products", minimal(productSku=f"R{round_}-P{client % 2}", variants=variants(*turned)))

    return told(at_once(FEW, act))


@pytest.mark.usefixtures("_one_try")
def test_two_products_that_want_the_same_skus_do_not_wait_in_a_circle(house: House) -> None:
    for round_ in range(scaled(40)):
        answers = contest(house, round_)
        assert answers == {"201": FEW // 2, "400 DUPLICATE_SKU": FEW // 2}
        listed = house.api().get(f"/v1/products?q=R{round_}-").get_json()["products"]
        assert [product["variantCount"] for product in listed] == [MANY]


@pytest.mark.usefixtures("_one_try")
def test_control_in_the_order_they_were_sent_they_do(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: there is no circle to wait in")
    monkeypatch.setattr(writing, "sorted", list, raising=False)
    assert any(contest(house, round_, MOST)["503 BUSY"] for round_ in range(CONTROL_ROUNDS))


def test_edits_of_one_version_save_once(house: House) -> None:
    product_id = house.api().post("/v1/products", minimal()).get_json()["productId"]

    def act(client: int) -> tuple[int, Any]:
        with house.app.app_context():
            try:
                house.do(save_product, "mo", **minimal(name=f"By {client}"), productId=product_id, version=1)
            except StaleEdit:
                return 409, None
            return 200, f"By {client}"

    answers = at_once(CLIENTS, act)
    saved = [name for status, name in answers if status == 200]
    assert len(saved) == 1
    assert house.api().get(f"/v1/products/{product_id}").get_json()["name"] == saved[0]
