"""Orders of a product that others write at the same moment: they wait for each other, never in a circle."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import Select
from werkzeug.test import TestResponse

from tests.catalog.seed import minimal
from tests.house import House
from tests.orders.seed import MINIMAL
from tests.races.crowd import CONTROL_ROUNDS, ROUNDS, at_once, post, told
from webapp.catalog.models import Product, Variant
from webapp.core.operation import runner
from webapp.orders.selling import lines

pytestmark = pytest.mark.races

FEW, MANY = 8, 60
SKU = "WANTED"


@pytest.fixture(autouse=True)
def _one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deadlock is tried again and so nobody hears of it; here it is to be heard of."""
    monkeypatch.setattr(runner, "TRIES", 1)


def contest(house: House, price: int) -> Counter[str]:
    """Half of the clients write a product with its variants, the others order the last one of these."""
    door, one = house.api(), minimal()["variants"][0]
    pricing = [{"contractLength": 12, "monthlyPrice": price}]
    body = minimal(
        productSku=SKU, variants=[{**one, "variantSku": f"{SKU}-{n:03d}", "pricing": pricing} for n in range(MANY)]
    )
    assert post(door, "/v1/products", body).status_code == 201
    items = [{"sku": f"{SKU}-{MANY - 1:03d}", "quantity": 1}]

    def act(client: int) -> TestResponse:
        if client % 2:
            who = {**MINIMAL["customer"], "email": f"client.{client}@example.com"}
            return post(door, "/v1/orders", {**MINIMAL, "customer": who, "items": items})
        return post(door, "/v1/products", {**body, "name": f"By {client}"})

    return told(at_once(FEW, act))


def test_whoever_orders_waits_for_whoever_writes(house: House) -> None:
    for round_ in range(ROUNDS // 2):
        assert contest(house, 100 + round_) == {"201": FEW}


def test_control_the_variant_first_they_wait_in_a_circle(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: there is no circle to wait in")

    def turned(variants: Select[Any]) -> Select[Any]:
        of = (Product.tenant_id == Variant.tenant_id) & (Product.id == Variant.product_id)
        return variants.join(Product, of).with_for_update(read=True, of=[Variant, Product])

    monkeypatch.setattr(lines, "held_in_use", turned)
    assert any(contest(house, 100 + round_)["503 BUSY"] for round_ in range(CONTROL_ROUNDS))
