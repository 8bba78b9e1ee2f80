"""POST /v1/products: creating and updating, as published."""

from decimal import Decimal
from typing import Any

import simplejson
from sqlalchemy import func, select

from tests.catalog.seed import COMPLETE, MINIMAL, OPENAPI_EXAMPLE, minimal, with_tier, with_variant
from tests.doors import JsonDoor
from tests.house import House, new_house
from webapp.audit.models import AuditEntry
from webapp.catalog.hooks import variants_created
from webapp.catalog.models import PriceTier, Product, Variant
from webapp.core.data.tenancy import tenant_scope
from webapp.core.operation.registry import Work


def send(door: JsonDoor, text: str) -> Any:
    return door.send("POST", "/v1/products", raw=text.encode())


def read(door: JsonDoor, product_id: str) -> dict[str, Any]:
    answer = door.get(f"/v1/products/{product_id}")
    assert answer.status_code == 200, answer.text
    return simplejson.loads(answer.text, use_decimal=True)


def test_the_minimal_example_creates(house: House) -> None:
    answer = send(house.api(), MINIMAL)
    assert answer.status_code == 201, answer.text
    body = answer.get_json()
    assert body["success"] is True
    assert body["message"]
    assert body["productId"].startswith("prod_")
    assert (body["productSku"], body["operation"]) == ("MACBOOK-PRO-16", "created")
    assert body["variantResults"] == [{"variantSku": "MACBOOK-PRO-16-M3-BASE", "operation": "create"}]


def test_the_complete_example_adds_three_and_leaves_the_first_alone(house: House) -> None:
    door = house.api()
    product_id = send(door, MINIMAL).get_json()["productId"]
    before = read(door, product_id)
    answer = send(door, COMPLETE)
    assert answer.status_code == 201
    body = answer.get_json()
    assert (body["productId"], body["operation"]) == (product_id, "updated")
    assert [r["operation"] for r in body["variantResults"]] == ["create"] * 3
    after = read(door, product_id)
    assert after["variantCount"] == 4
    assert after["variants"][0] == before["variants"][0]
    assert [v["variantSku"] for v in after["variants"][1:]] == [r["variantSku"] for r in body["variantResults"]]
    assert after["description"] == "Professional laptop for creative and development work"
    assert after["images"] == ["https://example.com/images/macbook-pro-16.jpg"]
    assert after["createdAt"] == before["createdAt"]
    assert after["updatedAt"] >= before["updatedAt"]


def test_the_same_again_updates_every_variant(house: House) -> None:
    door = house.api()
    first = read(door, send(door, COMPLETE).get_json()["productId"])
    answer = send(door, COMPLETE)
    assert answer.status_code == 201
    assert [r["operation"] for r in answer.get_json()["variantResults"]] == ["update"] * 3
    again = read(door, first["productId"])
    ids = [[v["variantId"] for v in body["variants"]] for body in (first, again)]
    assert ids[0] == ids[1]
    assert [v["createdAt"] for v in first["variants"]] == [v["createdAt"] for v in again["variants"]]


def test_the_openapi_example_keeps_its_specification_object(house: House) -> None:
    door = house.api()
    answer = send(door, OPENAPI_EXAMPLE)
    assert answer.status_code == 201, answer.text
    shown = read(door, answer.get_json()["productId"])
    assert shown["specification"] == (
        "processor: Apple M3 Pro; memory: 18GB; storage: 512GB SSD; display: 16.2-inch Liquid Retina XDR"
    )
    assert shown["specificationDetails"] == simplejson.loads(OPENAPI_EXAMPLE)["specification"]
    assert shown["variants"][0]["pricing"][0] == {"contractLength": 12, "monthlyPrice": Decimal("149.99")}


def test_an_object_keeps_its_numbers_and_a_text_replaces_it(house: House) -> None:
    door = house.api()
    details = {"weight": Decimal("1.50"), "ports": ["HDMI", 2], "new": True, "note": None, "cpu": {"cores": 12}}
    product_id = door.post("/v1/products", minimal(specification=details)).get_json()["productId"]
    shown = read(door, product_id)
    assert shown["specificationDetails"] == details
    assert shown["specification"] == "weight: 1.50; ports: HDMI, 2; new: yes; note: ; cpu: cores: 12"
    door.post("/v1/products", minimal(specification="A laptop"))
    shown = read(door, product_id)
    assert shown["specification"] == "A laptop"
    assert "specificationDetails" not in shown


def test_a_variant_is_shown_with_all_that_was_sent(house: House) -> None:
    door = house.api()
    tier = {
        "contractLength": 12,
        "monthlyPrice": Decimal("159.05"),
        "setupFee": Decimal("0.00"),
        "discount": {"type": "percentage", "value": Decimal("7.50"), "description": "Spring"},
        "source": "suggested",
        "calculatedAt": "2025-01-15T10:30:00Z",
        "presetUsed": "default",
    }
    sent = {
        "grade": "b",
        "condition": "Light wear",
        "colorName": "Silver",
        "images": ["https://example.com/b.jpg"],
        "pricing": [tier],
    }
    shown = read(door, door.post("/v1/products", with_variant(**sent)).get_json()["productId"])["variants"][0]
    assert shown["variantId"].startswith("var_")
    assert shown["pricing"] == [tier]
    assert (shown["grade"], shown["condition"], shown["colorName"]) == ("B", "Light wear", "Silver")
    assert (shown["status"], shown["tracking"], shown["productSku"]) == ("active", "serial", "MACBOOK-PRO-16")
    assert (shown["listPrice"], shown["acquisitionCost"]) == (2499, 1800)


def test_sent_prices_replace_and_fields_not_sent_stay(house: House) -> None:
    door = house.api()
    product_id = send(door, COMPLETE).get_json()["productId"]
    changed = {
        "variantSku": "MACBOOK-PRO-16-M3-18GB-SILVER",
        "variantName": "M3 Pro",
        "grade": "Like new, boxed",
        "listPrice": None,
        "pricing": [{"contractLength": 12, "monthlyPrice": 150}],
    }
    door.post("/v1/products", minimal(variants=[changed]))
    shown = read(door, product_id)
    assert shown["description"] == "Professional laptop for creative and development work"
    variant = shown["variants"][0]
    assert (variant["variantName"], variant["grade"]) == ("M3 Pro", "Like new, boxed")
    assert variant["pricing"] == [{"contractLength": 12, "monthlyPrice": 150}]
    assert variant["colorName"] == "Silver"
    assert "listPrice" not in variant
    assert len(shown["variants"][1]["pricing"]) == 4


def test_server_owned_and_unknown_fields_are_ignored(house: House) -> None:
    door = house.api()
    body = minimal(tenantId="other", createdAt="1999", productId="prod_mine", nonsense={"a": 1})
    answer = door.post("/v1/products", body)
    assert answer.status_code == 201
    shown = read(door, answer.get_json()["productId"])
    assert (shown["tenantId"], shown["_sync"]) == (house.slug, {"source": "manual"})
    assert shown["productId"] != "prod_mine"


def test_two_tenants_share_skus_without_meeting(house: House) -> None:
    other = new_house(house.app)
    ids = {send(one.api(), MINIMAL).get_json()["productId"] for one in (house, other)}
    assert len(ids) == 2


def test_prices_leave_a_before_and_after(house: House) -> None:
    door = house.api()
    product_id = send(door, MINIMAL).get_json()["productId"]
    variant_id = read(door, product_id)["variants"][0]["variantId"]
    door.post("/v1/products", with_tier(monthlyPrice=150))
    with tenant_scope(house.tenant_id):
        entries = house.session.execute(
            select(AuditEntry.before, AuditEntry.after)
            .where(AuditEntry.tenant_id == house.tenant_id, AuditEntry.subject_id == variant_id)
            .order_by(AuditEntry.at)
        ).all()
    assert entries[0].before is None
    assert list(entries[1].after) == ["pricing"]
    assert entries[1].before["pricing"][0]["monthlyPrice"] == 159
    assert entries[1].after["pricing"][0]["monthlyPrice"] == 150


def test_new_variants_are_told_to_who_asked_once(house: House) -> None:
    told: list[list[str]] = []

    def listen(work: Work, ids: list[str]) -> None:
        if work.tenant_id == house.tenant_id:
            told.append(ids)

    variants_created.subscribe(listen)
    for text in (MINIMAL, COMPLETE, COMPLETE):
        send(house.api(), text)
    assert [len(ids) for ids in told] == [1, 3]


def test_a_retry_with_its_key_answers_the_same_once(house: House) -> None:
    door = house.api()
    answers = [door.post("/v1/products", minimal(), Idempotency_Key="one") for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert answers[1].headers["Idempotent-Replayed"] == "true"


def test_nothing_is_left_over(house: House) -> None:
    for text in (MINIMAL, COMPLETE, COMPLETE):
        send(house.api(), text)
    with tenant_scope(house.tenant_id):
        counts = [
            house.session.execute(select(func.count()).where(table.tenant_id == house.tenant_id)).scalar_one()
            for table in (Product, Variant, PriceTier)
        ]
    assert counts == [1, 4, 3 + 4 + 4 + 3]
