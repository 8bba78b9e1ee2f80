"""POST /v1/auth/login as ShopSynch publishes it (docs/contract.md, ShopSynch sign-in)."""

import base64
import datetime as dt
import json

import pytest

from tests.accounts.keys.test_credentials import merchant, person_token
from tests.doors import JsonDoor
from tests.house import PASSWORD, House
from webapp.core.data import clock


def test_the_answer_is_as_published(house: House) -> None:
    answer = JsonDoor(house.app, {}).post("/v1/auth/login", {"email": house.email("anna"), "password": PASSWORD})
    assert answer.status_code == 200
    body = answer.get_json()
    assert set(body) == {"user", "token", "expiresIn"}
    assert body["user"] == {
        "id": house.people["anna"], "email": house.email("anna"), "fullName": "Anna", "phoneNumber": None,
        "address": None,
    }  # fmt: skip
    assert body["expiresIn"] == 86_400_000
    assert body["token"].count(".") == 2


def test_bad_credentials_are_a_problem_document(house: House) -> None:
    for body in (
        {"email": house.email("anna"), "password": "wrong"},
        {"email": "nobody@renter.example", "password": PASSWORD},
    ):
        answer = JsonDoor(house.app, {}).post("/v1/auth/login", body)
        assert answer.status_code == 400
        told = answer.get_json()
        assert told["type"] == "about:blank"
        assert (told["title"], told["status"], told["instance"]) == ("Bad Request", 400, "/v1/auth/login")
        assert told["detail"]


def test_fields_are_judged(house: House) -> None:
    for body in ({}, {"email": "a"}, {"email": 1, "password": "x"}, {"email": "a", "password": None}):
        assert 400 <= JsonDoor(house.app, {}).post("/v1/auth/login", body).status_code < 500


def test_a_token_without_or_with_another_signature_is_refused(house: House) -> None:
    head, claims, signature = person_token(house).split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    key = house.key()
    for token in (
        f"{none}.{claims}.",
        f"{head}.{claims}.",
        f"{head}.{claims}.{signature[:-4]}AAAA",
        f"{none}.{claims}.{signature}",
    ):
        headers = {"X-MerchantApiKey": key, "Authorization": f"Bearer {token}"}
        assert JsonDoor(house.app, headers).get("/v1/warehouses").status_code == 401, token


def test_a_token_lives_a_day_even_when_it_rests(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    start, door = clock.now(), merchant(house, "anna", "*")
    monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(hours=23, minutes=59))
    assert door.get("/v1/warehouses").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(hours=24, minutes=1))
    assert door.get("/v1/warehouses").status_code == 401


def test_it_ends_when_the_person_signs_out_everywhere(house: House) -> None:
    door = merchant(house, "vik", "*")
    assert door.get("/v1/warehouses").status_code == 200
    house.page("vik").press("/me/sessions/end")
    assert door.get("/v1/warehouses").status_code == 401
