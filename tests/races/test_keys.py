"""One Idempotency-Key has one effect: everybody who sends it gets the first one's answer."""

import uuid

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.house import House
from tests.races.crowd import CLIENTS, ROUNDS, at_once, post, told
from webapp.audit.journal import AuditJournal
from webapp.core.data.tenancy import tenant_scope
from webapp.locations.models import Warehouse

pytestmark = pytest.mark.races


def race(house: House, name: str) -> list[TestResponse]:
    """Everybody asks for a warehouse of this name, whose code is left to us, under one key."""
    door, key = house.api(), str(uuid.uuid4())
    body = {"name": name}
    return at_once(CLIENTS, lambda client: post(door, "/v1/warehouses", body, Idempotency_Key=key))


def effects(house: House, name: str) -> int:
    """How many warehouses of this name there are."""
    with tenant_scope(house.tenant_id):
        mine = (Warehouse.tenant_id == house.tenant_id, Warehouse.name == name)
        found = house.session.execute(select(func.count()).select_from(Warehouse).where(*mine)).scalar_one()
    house.session.rollback()
    return found


def test_one_key_is_one_effect(house: House) -> None:
    for round_ in range(ROUNDS):
        name = f"Hall {round_}"
        answers = race(house, name)
        assert len(told(answers)) == 1, told(answers)
        assert answers[0].status_code < 300
        assert len({answer.text for answer in answers}) == 1
        assert sum(answer.headers.get("Idempotent-Replayed") == "true" for answer in answers) == CLIENTS - 1
        assert effects(house, name) == 1


def test_control_without_the_claim_one_key_has_many_effects(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AuditJournal, "claim", lambda self, work, operation, retry: None)
    race(house, "Hall")
    assert effects(house, "Hall") > 1
