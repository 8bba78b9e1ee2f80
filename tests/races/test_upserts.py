"""Many clients upsert eight products, their variants shuffled: every write counts, and none meets a deadlock."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
import simplejson
from sqlalchemy import Row, func, select

from tests.catalog.seed import minimal
from tests.house import House
from tests.races.crowd import CONTROL_ROUNDS, at_once, post, told
from tests.sizes import STRESS, scaled
from webapp.catalog.models import Product, Variant
from webapp.catalog.operations import products as operations
from webapp.catalog.writing import product as writing
from webapp.catalog.writing import variants as variant_writing
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation import runner
from webapp.core.operation.registry import Work
from webapp.ledger.models import Record

pytestmark = pytest.mark.races

CLIENTS, PRODUCTS, VARIANTS = 64 if STRESS else 16, 8, 12
EACH = scaled(50)
FEW, MANY = 8, 100
"""The control's clients and variants: few wait long for each other, and many variants take a while to write."""


@pytest.fixture(autouse=True)
def _one_try(monkeypatch: pytest.MonkeyPatch) -> None:
    """A deadlock is tried again and so nobody hears of it; here it is to be heard of."""
    monkeypatch.setattr(runner, "TRIES", 1)


def body(product: int, variants: Sequence[int], price: int = 159) -> dict[str, Any]:
    """An upsert of some of a product's variants, as they come."""
    one = minimal()["variants"][0]
    sent = [
        {**one, "variantSku": f"RACE-{product}-{at:02d}", "pricing": [{"contractLength": 12, "monthlyPrice": price}]}
        for at in variants
    ]
    return minimal(productSku=f"RACE-{product}", variants=sent)


def bodies(client: int) -> list[dict[str, Any]]:
    """What one client sends: the same in every run."""
    chance = random.Random(client)  # noqa: S311  (a test, no secret)
    return [
        body(chance.randrange(PRODUCTS), chance.sample(range(VARIANTS), chance.randint(4, VARIANTS)), 100 + client)
        for _ in range(EACH)
    ]


def test_every_upsert_counts_once(house: House) -> None:
    door, sent = house.api(), [bodies(client) for client in range(CLIENTS)]
    answered = at_once(CLIENTS, lambda client: [post(door, "/v1/products", one) for one in sent[client]])
    answers = [answer for some in answered for answer in some]
    assert told(answers) == {"201": CLIENTS * EACH}
    upserts = Counter(one["productSku"] for some in sent for one in some)
    writes = Counter(variant["variantSku"] for some in sent for one in some for variant in one["variants"])
    said = [simplejson.loads(answer.text) for answer in answers]
    made = Counter((one["productSku"], one["operation"]) for one in said)
    assert made == {(sku, "created"): 1 for sku in upserts} | {
        (sku, "updated"): count - 1 for sku, count in upserts.items()
    }
    results = Counter((one["variantSku"], one["operation"]) for each in said for one in each["variantResults"])
    assert {sku: results[sku, "create"] for sku in writes} == dict.fromkeys(writes, 1)
    assert {sku: results[sku, "update"] + 1 for sku in writes} == writes
    assert versions(house) == (upserts, writes, len(writes))
    prices = {variant["pricing"][0]["monthlyPrice"] for variant in listed(house)}
    assert prices <= {100 + client for client in range(CLIENTS)}


def listed(house: House) -> list[dict[str, Any]]:
    """All variants, each with the one price that whoever came last gave it."""
    found: list[dict[str, Any]] = house.api().get("/v1/products/variants?limit=200").get_json()["variants"]
    assert {len(variant["pricing"]) for variant in found} == {1}
    return found


def versions(house: House) -> tuple[dict[str, int], dict[str, int], int]:
    """How often each product and each variant was written, by their own count, and how many stock records there are."""
    mine = house.tenant_id
    with tenant_scope(mine):
        products = house.session.execute(
            select(Product.product_sku, Product.version).where(Product.tenant_id == mine)
        ).all()
        variants = house.session.execute(
            select(Variant.variant_sku, Variant.version).where(Variant.tenant_id == mine)
        ).all()
        records = house.session.execute(
            select(func.count()).select_from(Record).where(Record.tenant_id == mine)
        ).scalar_one()
    house.session.rollback()
    return {row[0]: row[1] for row in products}, {row[0]: row[1] for row in variants}, records


def test_control_without_claim_and_order_they_wait_in_a_circle(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    if house.session.get_bind().dialect.name == "sqlite":
        pytest.skip("SQLite's writers stand in a queue: there is no circle to wait in")
    door = house.api()
    for _ in range(2):
        assert post(door, "/v1/products", body(0, range(MANY))).status_code == 201

    def look(work: Work, data: Any) -> Row[Any]:
        mine = Product.tenant_id == work.tenant_id
        return work.session.execute(
            select(*Product.__table__.c).where(mine, Product.product_sku == data.product_sku)
        ).one()

    monkeypatch.setattr(operations, "claim_by_sku", look)
    monkeypatch.setattr(writing, "_write_own_fields", lambda *written, **how: None)
    monkeypatch.setattr(variant_writing, "sorted", list, raising=False)
    ways = body(0, range(MANY)), body(0, range(MANY)[::-1])
    for _ in range(CONTROL_ROUNDS):
        if "503 BUSY" in told(at_once(FEW, lambda client: post(door, "/v1/products", ways[client % 2]))):
            return
    pytest.fail("nobody met anybody")
