"""One product SKU is one product; tests/catalog races its variants too, here is what happens without the guard."""

import time
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import simplejson
from sqlalchemy import insert, select

from tests.assets.shelf import PRODUCT
from tests.house import House
from tests.races.crowd import CLIENTS, CONTROL_ROUNDS, PAUSE_S, ROUNDS, at_once, post, told, unguarded
from webapp.catalog.models import Product
from webapp.catalog.operations import products as catalog
from webapp.catalog.writing.claims import claim_by_id, product_values
from webapp.core.data.ids import new_id
from webapp.core.operation.registry import Work

pytestmark = pytest.mark.races


def race(house: House, sku: str) -> tuple[Counter[str], Counter[str]]:
    """Everybody upserts the same product: the answers, and what each says it did."""
    door = house.api()
    body: dict[str, Any] = deepcopy(PRODUCT)
    body["productSku"] = sku
    for variant in body["variants"]:
        variant["variantSku"] = f"{sku}-{variant['grade']}"
    answers = at_once(CLIENTS, lambda client: post(door, "/v1/products", body))
    done = (simplejson.loads(answer.text).get("operation", "refused") for answer in answers)
    return told(answers), Counter(done)


def test_one_sku_is_one_product(house: House) -> None:
    for round_ in range(ROUNDS):
        answers, done = race(house, f"RACE-{round_}")
        assert answers == {"201": CLIENTS}
        assert done == {"created": 1, "updated": CLIENTS - 1}


def look_then_insert(work: Work, data: Any) -> Any:
    """How an upsert is often written: two requests may both see nothing."""
    wanted = select(Product.id).where(Product.tenant_id == work.tenant_id, Product.product_sku == data.product_sku)
    found = work.session.execute(wanted).scalars().first()
    time.sleep(PAUSE_S)
    if found is None:
        found = new_id("prod")
        stamp = {"created_at": work.at, "updated_at": work.at, "version": 0, "status": "active", "images": []}
        row = {"tenant_id": work.tenant_id, "id": found, "product_sku": data.product_sku, **stamp}
        work.session.execute(insert(Product).values({**row, **product_values(data)}))
    return claim_by_id(work, found)


def test_control_look_then_insert_makes_two(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: a look and an insert cannot be parted there")
    monkeypatch.setattr(catalog, "claim_by_sku", look_then_insert)
    with unguarded(house, tmp_path, "DROP INDEX uq_product_sku") as bare:
        for round_ in range(CONTROL_ROUNDS):
            answers, done = race(bare, f"RACE-{round_}")
            if done["created"] != 1 or answers.keys() != {"201"}:
                return
    pytest.fail("nobody met anybody")
